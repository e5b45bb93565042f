import type { Declared } from '../policy-schema.ts';

/** The headers by which a mail program takes a consent back. Source: RFC 8058. */
const headersOfMarketing = ['headers.List-Unsubscribe', 'headers.List-Unsubscribe-Post'] as const;

/** Marketing is sent only by who is listed for it, and every wording that anybody agreed to can still be shown. */
export function checkMarketing(declared: Declared): readonly string[] {
  return [...mistakesOfWordings(declared), ...(declared.marketingSending.isOn ? mistakesOfSending(declared) : [])];
}

function mistakesOfWordings({ marketingWordings }: Declared): readonly string[] {
  const lacking = marketingWordings.findIndex(({ version }, place) => version !== place + 1);
  if (lacking === -1) return [];
  return [
    `The wordings of marketing have no version ${lacking + 1} in its place. Put it back in ` +
      'src/policy/marketing-wording.ts: whoever agreed to it must be able to read it.',
  ];
}

function mistakesOfSending({ recipients, outboundCalls }: Declared): readonly string[] {
  const senders = Object.entries(recipients).filter(([, { reachedBy }]) => reachedBy.includes('binding:EMAIL'));
  if (senders.length === 0) return ['Marketing is switched on, and no recipient is reached by binding:EMAIL.'];
  return senders.flatMap(([id, { purpose, serves }]) => {
    const turnOff = 'or turn the switch off in src/policy/marketing-sending.ts.';
    const sent = outboundCalls.filter((call) => call.recipient === id).flatMap(({ sends }) => Object.keys(sends));
    return [
      ...(/marketing/i.test(purpose)
        ? []
        : [
            `Marketing is switched on, and section 5 gives the purpose of "${id}" as "${purpose}". The owner has to ` +
              `list marketing there first (recipients.ts and the policy’s text), ${turnOff}`,
          ]),
      ...(serves.includes('marketing')
        ? []
        : [
            `Marketing is switched on, and "${id}" does not serve the purpose "marketing". Add it to its serves in ` +
              `src/policy/recipients.ts once the owner has listed it, ${turnOff}`,
          ]),
      ...headersOfMarketing
        .filter((header) => !sent.includes(header))
        .map(
          (header) =>
            `Marketing is switched on, and no call of "${id}" is declared to send ${header}. Declare it in ` +
            `src/policy/outbound-calls.ts, ${turnOff}`,
        ),
    ];
  });
}
