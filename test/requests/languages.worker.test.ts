import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { answerRequest, decideRequest } from '../../functions/requests/decide-request.ts';
import { enterRequest } from '../../functions/requests/enter-request.ts';
import { sweepRequests } from '../../functions/requests/fulfil.ts';
import { type PrivacyRequest, selectRequest } from '../../functions/requests/queries.ts';
import { viewRequest } from '../../functions/requests/view-request.ts';
import { inLanguage } from '../../functions/words/in-language.ts';
import { timeInWords } from '../../src/api/time-in-words.ts';
import type { Language } from '../../src/languages.ts';
import { say } from '../../src/words/say.ts';
import { type House, openHouse } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
afterEach(() => house.database.exec('DELETE FROM privacy_requests'));

const receivedAt = Date.parse('2026-11-24T17:00:00Z');

async function enteredIn(language: Language, kind: PrivacyRequest['kind']): Promise<string> {
  const shop = house.at(receivedAt);
  const person = { kind, email: 'ada@example.com', orderNumber: '', words: '', language } as const;
  const entered = await enterRequest(shop, { ...person, receivedAt, verifiedBy: 'staff' }, 'staff@shop.example');
  if (!('number' in entered)) throw new Error('The request was not received');
  return entered.number;
}

async function stepsSeenIn(language: Language, number: string): Promise<readonly string[]> {
  const shop = house.at(receivedAt);
  const request = await selectRequest(shop.database, number);
  if (!request) throw new Error('There is no such request');
  const { steps } = await inLanguage(language, () => viewRequest(shop, request));
  return steps.map(({ words }) => words);
}

async function stepsKept(number: string): Promise<readonly string[]> {
  const kept = house.database.prepare('SELECT words FROM request_steps WHERE request_number = ?1 ORDER BY id');
  const { results } = await kept.bind(number).all<{ words: string }>();
  return results.map(({ words }) => words);
}

test('the page says each step in the language in which it is read, and the desk reads it in English', async () => {
  const number = await enteredIn('fr', 'complaint');
  await answerRequest(house.at(receivedAt), number, 'Bonjour.');
  await decideRequest(house.at(receivedAt), number, { decision: 'done', reason: '' }, 'p@shop.example');
  const english = [
    'Your request reached us.',
    'One of us has looked at who asks.',
    'One of us reads it and answers here, and writes to you.',
    'We wrote to you.',
    'We have done what you asked.',
  ];
  expect(await stepsKept(number)).toEqual(english);
  expect(await stepsSeenIn('en', number)).toEqual(english);
  for (const language of ['fr', 'de', 'ja'] as const) {
    const seen = await stepsSeenIn(language, number);
    expect(seen).toHaveLength(english.length);
    for (const [place, words] of seen.entries()) expect(words).not.toBe(english[place]);
  }
});

test('what the schedule carries out, it writes in the language of the request', async () => {
  const number = await enteredIn('fr', 'access');
  await house.database.exec(`UPDATE privacy_requests SET state = 'working', closed_at = NULL`);
  await house.database.exec(`DELETE FROM request_steps WHERE step = 'done'`);
  await sweepRequests(house.at(receivedAt + 120_000));
  const words = inLanguage('fr', () => {
    const until = timeInWords('2026-12-01T17:00:00Z');
    return say`A copy of all that we hold about you is ready. It can be fetched once, until ${until}.`;
  });
  expect((await stepsKept(number)).at(-1)).toBe(words);
  expect(words).not.toContain('copy');
});
