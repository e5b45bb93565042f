import type { Declared } from '../policy-schema.ts';
import { unknownName } from './unknown-name.ts';

/** Each recipient serves a purpose and gets nothing but what it is declared to see, for a purpose that uses it. */
export function checkRecipients(declared: Declared): readonly string[] {
  return [
    ...Object.entries(declared.recipients).flatMap(([id, recipient]) => mistakesOf(id, recipient, declared)),
    ...declared.outboundCalls.flatMap((call) => mistakesOfCall(call, declared)),
  ];
}

type Recipient = Declared['recipients'][string];
type Call = Declared['outboundCalls'][number];

function mistakesOf(id: string, { serves, sees }: Recipient, declared: Declared): readonly string[] {
  const by = `The recipient "${id}"`;
  const { purposes, categories } = declared;
  if (serves.length === 0) {
    return [`${by} serves no purpose. Add one to its serves in src/policy/recipients.ts, or send it nothing.`];
  }
  return [
    ...serves.flatMap((name) =>
      unknownName({ by, kind: 'purpose', name, known: Object.keys(purposes), file: 'purposes.ts' }),
    ),
    ...sees.flatMap((name) =>
      unknownName({ by, kind: 'category', name, known: Object.keys(categories), file: 'categories.ts' }),
    ),
    ...sees
      .filter((category) => category in categories && !isUsedFor(category, serves, purposes))
      .map(
        (category) =>
          `${by} sees "${category}", which none of the purposes that it serves uses. Take it out of its sees in ` +
          'src/policy/recipients.ts, or add the purpose that needs it to its serves.',
      ),
  ];
}

function isUsedFor(category: string, serves: readonly string[], purposes: Declared['purposes']): boolean {
  return serves.some((purpose) => purposes[purpose]?.categories.includes(category));
}

function mistakesOfCall(call: Call, { recipients, categories }: Declared): readonly string[] {
  const by = `The call "${call.operation}"`;
  const recipient = recipients[call.recipient];
  if (!recipient) {
    const known = Object.keys(recipients);
    return unknownName({ by, kind: 'recipient', name: call.recipient, known, file: 'recipients.ts' });
  }
  return fieldsOf(call).flatMap(({ field, category }) => {
    const of = `The field "${field}" of ${call.recipient}'s "${call.operation}"`;
    if (category === 'none') return [];
    if (!(category in categories)) {
      const known = [...Object.keys(categories), 'none'];
      return unknownName({ by: of, kind: 'category', name: category, known, file: 'categories.ts' });
    }
    if (recipient.sees.includes(category)) return [];
    return [
      `${of} is of the category "${category}", which ${call.recipient} is not declared to see. Add '${category}' ` +
        `to the sees of ${call.recipient} in src/policy/recipients.ts, or take the field out of the call.`,
    ];
  });
}

function fieldsOf({ sends, headers = {}, reads }: Call) {
  return Object.entries({ sends, headers, reads }).flatMap(([part, fields]) =>
    Object.entries(fields).map(([name, category]) => ({ field: `${part}.${name}`, category })),
  );
}
