import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { beginCheckout, delivered, payOnStripe, viewOrder, wishFor } from '../local/shopper.ts';

const everyMinute = '* * * * *';
const minute = 60_000;
let shop: LocalShop;
beforeAll(async () => {
  shop = await launchShop();
  await shop.database.prepare(`UPDATE stock SET on_hand = 50 WHERE sku = 'AUR-YG-52'`).run();
});
afterAll(() => shop.close());
afterEach(() => shop.mailbox.turn({ failAll: false }));

async function buy(email: string, name = 'Ada Lovelace'): Promise<{ link: string; number: string }> {
  const request = wishFor('AUR-YG-52', { giftWrap: true, giftMessage: 'Für <dich> & "euch"' });
  const { link, url } = await beginCheckout(shop, request);
  await payOnStripe(url, { email, name });
  await delivered(shop);
  return { link, number: link.split('.')[0] ?? '' };
}

function messagesTo(email: string) {
  return shop.mailbox
    .messages()
    .map(({ message }) => message)
    .filter((message) => JSON.stringify(message.to).includes(email));
}

async function outboxRow(number: string) {
  return shop.database
    .prepare('SELECT state, attempts, last_error FROM mail_outbox WHERE subject_id = ?1')
    .bind(number)
    .first<{ state: string; attempts: number; last_error: string | null }>();
}

async function untilSent(number: string): Promise<void> {
  for (let tries = 0; tries < 100 && (await outboxRow(number))?.state !== 'sent'; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test('[use.send-updates] a paid order sends one confirmation, as HTML and as text, with a link that opens the order', async () => {
  const { number } = await buy('one@example.com');
  await untilSent(number);
  const [message, ...others] = messagesTo('one@example.com');
  expect(others).toEqual([]);
  expect(message?.subject).toBe(`Your order ${number}`);
  for (const body of [message?.text, message?.html]) {
    expect(body).toContain(number);
    expect(body).toContain('Aurore solitaire');
    expect(body).toContain('€4,850');
    expect(body).toContain('12 rue de la Paix');
  }
  expect(message?.html).toContain('Für &lt;dich&gt; &amp; &quot;euch&quot;');
  expect(message?.html).not.toMatch(/<img|<script|<link/);
  const link = /\/order\/#(\S+)/.exec(message?.text ?? '')?.[1] ?? '';
  expect((await viewOrder(shop, link)).body).toMatchObject({
    number,
    state: 'paid',
    customer: { email: 'one@example.com' },
  });
});

test('a name with a line break or a tag in it changes neither headers nor markup', async () => {
  const { number } = await buy('two@example.com', 'Eve <b>Bold</b>');
  await untilSent(number);
  const [message] = messagesTo('two@example.com');
  expect(message?.html).not.toContain('<b>Bold');
  expect(message?.subject).toBe(`Your order ${number}`);
});

test('a service that fails for an hour gets the message once, afterwards', async () => {
  shop.mailbox.turn({ failAll: true });
  const { number } = await buy('three@example.com');
  const start = Date.now();
  for (let passed = 1; passed <= 60; passed += 1)
    await shop.runSchedule(everyMinute, new Date(start + passed * minute));
  expect(messagesTo('three@example.com')).toEqual([]);
  const waiting = await outboxRow(number);
  expect(waiting?.state).toBe('waiting');
  expect(waiting?.attempts).toBeLessThan(12);
  shop.mailbox.turn({ failAll: false });
  for (let passed = 61; passed <= 120; passed += 1)
    await shop.runSchedule(everyMinute, new Date(start + passed * minute));
  expect(messagesTo('three@example.com')).toHaveLength(1);
  expect((await outboxRow(number))?.state).toBe('sent');
});

test('the queue’s repetitions and the sweep, all at once, send it once', async () => {
  shop.mailbox.turn({ failAll: true });
  const { number } = await buy('four@example.com');
  shop.mailbox.turn({ failAll: false });
  await shop.database
    .prepare('UPDATE mail_outbox SET next_attempt_at = 0, claimed_until = 0 WHERE subject_id = ?1')
    .bind(number)
    .run();
  const worker = await shop.worker.getWorker('shop');
  const message = { timestamp: new Date(), attempts: 1, body: { mailId: `order-confirmation:${number}` } };
  await Promise.all([
    ...[1, 2, 3].map((id) =>
      worker.queue('mail', [
        { ...message, id: `${id}a` },
        { ...message, id: `${id}b` },
      ]),
    ),
    shop.runSchedule(everyMinute, new Date()),
  ]);
  expect(messagesTo('four@example.com')).toHaveLength(1);
});

test('a message of the queue that names nothing is let go, and its neighbour is sent', async () => {
  const worker = await shop.worker.getWorker('shop');
  const outcome = await worker.queue('mail', [
    { id: 'x', timestamp: new Date(), attempts: 1, body: { nonsense: true } },
    { id: 'y', timestamp: new Date(), attempts: 1, body: { mailId: 'order-confirmation:LG-0000-0000' } },
  ]);
  expect(outcome.outcome).toBe('ok');
  expect(outcome.retryBatch.retry).toBe(false);
});
