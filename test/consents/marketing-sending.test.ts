import type { SendEmail } from '@cloudflare/workers-types';
import { describe, expect, test } from 'vitest';
import { EmailGateway } from '../../functions/gateways/email.ts';
import { checkPolicy } from '../../src/policy/check-policy.ts';
import { marketingSending } from '../../src/policy/marketing-sending.ts';
import { declarations } from '../../src/policy/policy.ts';

const marketing = {
  to: 'ada@example.com',
  subject: 'Something new',
  text: 'Something new',
  html: '<p>Something new</p>',
  language: 'fr',
  reference: 'news:1',
  unsubscribeAddress: 'https://shop.example/api/consents/one-click/x.y',
} as const;
const { unsubscribeAddress: _none, ...transactional } = marketing;

/** An e-mail service that takes everything and remembers it. */
function service() {
  const sent: { readonly headers?: Readonly<Record<string, string>> }[] = [];
  const send = (message: (typeof sent)[number]) => {
    sent.push(message);
    return Promise.resolve({ messageId: 'm' });
  };
  return { sent, binding: { send } as unknown as SendEmail };
}

const config = { emailFrom: 'orders@shop.example' };

describe('[use.marketing] while the owner has not listed it', () => {
  test('sending is switched off', () => {
    expect(marketingSending.isOn).toBe(false);
  });

  test('a letter of marketing goes no further than the gateway, and one about an order goes on', async () => {
    const { sent, binding } = service();
    const gateway = new EmailGateway(binding, config);
    expect(await gateway.send(marketing)).toEqual({ kind: 'refused', reason: 'marketing is switched off' });
    expect(sent).toEqual([]);
    expect(await gateway.send(transactional)).toEqual({ kind: 'accepted', messageId: 'm' });
    expect(sent.map(({ headers }) => headers)).toEqual([{ 'X-Entity-Ref-ID': 'news:1', 'Content-Language': 'fr' }]);
  });

  test('turning the switch on fails the checks until section 5, the recipient and the outbound fields say so', () => {
    const on = { ...declarations, marketingSending: { isOn: true } };
    expect(checkPolicy(on)).toEqual([
      expect.stringMatching(/section 5 gives the purpose of "email-service" as "Transactional emails"/),
      expect.stringMatching(/"email-service" does not serve the purpose "marketing"/),
      expect.stringMatching(/declared to send headers\.List-Unsubscribe\. /),
      expect.stringMatching(/declared to send headers\.List-Unsubscribe-Post\. /),
    ]);
    const email = declarations.recipients['email-service'];
    const listed = {
      ...on,
      recipients: {
        ...on.recipients,
        'email-service': {
          ...email,
          purpose: 'Transactional emails, and marketing emails if opted in',
          serves: [...email.serves, 'marketing'],
        },
      },
      outboundCalls: on.outboundCalls.map((call) =>
        call.recipient === 'email-service'
          ? {
              ...call,
              sends: {
                ...call.sends,
                'headers.List-Unsubscribe': 'consent-records',
                'headers.List-Unsubscribe-Post': 'none',
              },
            }
          : call,
      ),
    };
    expect(checkPolicy(listed)).toEqual([]);
  });

  test('a wording that is lost, or out of its place, fails the checks', () => {
    for (const marketingWordings of [
      [{ version: 2, text: 'Write to me.' }],
      [...declarations.marketingWordings].concat({ version: 3, text: 'x' }),
    ]) {
      expect(checkPolicy({ ...declarations, marketingWordings })).toEqual([expect.stringMatching(/have no version/)]);
    }
  });
});

test('once it is on, such a letter has the two headers by which a mail program takes the consent back', async () => {
  const { sent, binding } = service();
  await new EmailGateway(binding, config, { isOn: true }).send(marketing);
  expect(sent.map(({ headers }) => headers)).toEqual([
    {
      'X-Entity-Ref-ID': 'news:1',
      'Content-Language': 'fr',
      'List-Unsubscribe': '<https://shop.example/api/consents/one-click/x.y>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  ]);
});
