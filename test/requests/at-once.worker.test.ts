import { afterAll, beforeAll, expect, test } from 'vitest';
import { mostMessages } from '../../functions/requests/write-message.ts';
import type { RequestView } from '../../src/api/request-answers.ts';
import { apiPaths } from '../../src/paths.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { runAsOwner } from '../local/run-as-owner.ts';
import { post } from '../local/shopper.ts';
import { askAndConfirm, view } from './asker.ts';

let shop: LocalShop;
beforeAll(async () => {
  shop = await launchShop();
});
afterAll(() => shop.close());

test('fifty messages that are sent at once about one request are all there, each with its proof, and the register is whole', async () => {
  const link = await askAndConfirm(shop, 'ada@example.com', { words: 'Why?' });
  const words = Array.from({ length: mostMessages }, (_, place) => `Message ${place}.`);
  const answers = await Promise.all(
    words.map((each) => post<RequestView>(shop, apiPaths.requestMessages, { link, words: each })),
  );
  expect(answers.map(({ status }) => status)).toEqual(words.map(() => 200));

  const { body } = await view(shop, link);
  expect(body.messages.map((message) => message.words).sort()).toEqual([...words].sort());
  const { results } = await shop.database
    .prepare('SELECT sequence, step FROM rights_register WHERE request_number = ?1 ORDER BY sequence')
    .bind(body.number)
    .all<{ sequence: number; step: string }>();
  expect(results.filter(({ step }) => step === 'message')).toHaveLength(mostMessages);
  expect(results.map(({ sequence }) => sequence)).toEqual(results.map((_, place) => place + 1));

  const verified = await runAsOwner(shop, 'functions/register/verify.ts');
  expect(verified).toEqual({
    status: 0,
    output: `The register is whole: ${results.length} entries, 0 days kept outside the database.\n`,
  });
}, 240_000);

test('one that comes when the page is full is refused, and has no proof', async () => {
  const link = await askAndConfirm(shop, 'full@example.com', { words: 'Why?' });
  const { body } = await view(shop, link);
  const answers = await Promise.all(
    Array.from({ length: mostMessages + 5 }, () => post(shop, apiPaths.requestMessages, { link, words: 'Again.' })),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(mostMessages);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(5);
  const proofs = await shop.database
    .prepare(`SELECT count(*) AS found FROM rights_register WHERE request_number = ?1 AND step = 'message'`)
    .bind(body.number)
    .first<number>('found');
  expect(proofs).toBe(mostMessages);
}, 240_000);
