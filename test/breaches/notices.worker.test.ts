import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { addPeople, countPeopleFor } from '../../functions/breaches/people/find-people.ts';
import { countPeople } from '../../functions/breaches/people/queries.ts';
import { sweepNotices, tellPeople } from '../../functions/breaches/people/tell-people.ts';
import { viewBreach } from '../../functions/breaches/view-breach.ts';
import { sweepMail } from '../../functions/mail/send-mail.ts';
import type { Shop } from '../../functions/shop.ts';
import { subjectHash } from '../../functions/subject-hash.ts';
import { type House, openHouse } from '../requests/house.ts';
import { dyingAt, emptyDatabase } from '../retention/database.ts';
import { asSeen, discoveredAt, found, hour, kindsOf, recorded, writeOrdersOf } from './breach-house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
afterEach(async () => {
  house.letters.length = 0;
  await emptyDatabase(house.database);
});

const later = discoveredAt + hour;
const wish = { words: 'A list with your order was left in a train.\n\nWe are sorry.', tellsRestricted: false };
const manyPeople = (count: number) => Array.from({ length: count }, (_, place) => `person-${place}@example.com`);

/** A breach with these people in it; answers its number. */
async function affecting(emails: readonly string[]): Promise<string> {
  await writeOrdersOf(house, emails, discoveredAt - 1);
  const number = await recorded(house);
  const said = await addPeople(await asSeen(house, number, discoveredAt), { table: 'orders' });
  expect(typeof said).toBe('string');
  return number;
}

/** As long as something is left to send, a minute after the other; answers when it was done. */
async function sendAll(from: number): Promise<number> {
  for (let minute = 1; minute < 60; minute += 1) {
    const shop = house.at(from + minute * 60_000);
    await sweepNotices(shop);
    await sweepMail(shop);
    const left = await house.database
      .prepare(`SELECT count(*) AS rows FROM breach_people WHERE state IN ('found', 'writing') AND email <> ''`)
      .first<{ rows: number }>();
    if (left?.rows === 0) return shop.now;
  }
  throw new Error('Letters are left');
}

function lettersWritten(): Promise<object | null> {
  return house.database
    .prepare(
      `SELECT count(*) AS letters, count(DISTINCT email) AS people FROM mail_outbox WHERE kind = 'breach-notice'`,
    )
    .first();
}

const sentTo = () =>
  house.letters.filter(({ reference }) => reference.startsWith('breach-notice:')).map(({ to }) => to);

describe('people are found', () => {
  test('by a period, each once however their address was written, and erased ones not at all', async () => {
    await writeOrdersOf(house, ['Ada@Example.com', 'ada@example.com', 'grace@example.com', ''], discoveredAt - hour);
    await writeOrdersOf(house, ['late@example.com'], discoveredAt);
    const number = await recorded(house);
    const period = { from: new Date(discoveredAt - hour).toISOString(), until: new Date(discoveredAt).toISOString() };
    const asked = { table: 'orders', period: 'paid_at', ...period };
    expect(await countPeopleFor(house.at(later), asked)).toEqual({ people: 2, unknown: 0 });
    expect((await countPeople(house.database, number)).found).toBe(0);
    await addPeople(await asSeen(house, number, later), asked);
    expect((await countPeople(house.database, number)).found).toBe(2);
    expect(await addPeople(await asSeen(house, number, later), { table: 'orders' })).toContain('1 person added');
    expect((await countPeople(house.database, number)).found).toBe(3);
  });

  test('by a table that leads to the address through another', async () => {
    await writeOrdersOf(house, ['ada@example.com', 'grace@example.com'], discoveredAt);
    const first = `LG-${discoveredAt}-0`;
    await house.database
      .prepare(
        `INSERT INTO order_lines (order_number, position, sku, slug, name, variant, quantity, unit_minor)
         VALUES (?1, 0, 's', 's', 'n', 'v', 1, 1), (?1, 1, 's', 's', 'n', 'v', 1, 1)`,
      )
      .bind(first)
      .run();
    expect(await countPeopleFor(house.at(later), { table: 'order_lines' })).toEqual({ people: 1, unknown: 0 });
  });

  test('by a list, of which only those are added that the house holds something of', async () => {
    await writeOrdersOf(house, ['Ada@example.com'], discoveredAt);
    const number = await recorded(house);
    const emails = [' ADA@example.com', 'ada@example.com', 'stranger@example.com'];
    expect(await countPeopleFor(house.at(later), { emails })).toEqual({ people: 1, unknown: 1 });
    await addPeople(await asSeen(house, number, later), { emails });
    const row = await house.database.prepare('SELECT email, subject_hash FROM breach_people').first();
    const { config } = house.at(later);
    expect(row).toEqual({
      email: 'ada@example.com',
      subject_hash: await subjectHash(config.privacySecret, 'ada@example.com'),
    });
  });

  test.each([
    ['a table that is none', { table: 'orders; DROP TABLE orders' }],
    ['a table from which no address is reached', { table: 'access_log' }],
    ['a table that names nobody', { table: 'stock' }],
    [
      'a date that it has not',
      { table: 'orders', period: 'email', from: '2026-11-01T00:00:00Z', until: '2026-11-02T00:00:00Z' },
    ],
    [
      'a period that ends before it begins',
      { table: 'orders', period: 'paid_at', from: '2026-11-02T00:00:00Z', until: '2026-11-01T00:00:00Z' },
    ],
    ['a period without an end', { table: 'orders', period: 'paid_at', from: '2026-11-02T00:00:00Z' }],
  ])('not by %s', async (_, asked) => {
    const number = await recorded(house);
    expect(await countPeopleFor(house.at(later), asked)).toMatchObject({ code: 'invalid-request' });
    expect(await addPeople(await asSeen(house, number, later), asked)).toMatchObject({ code: 'invalid-request' });
    expect(await kindsOf(house, number)).toEqual(['recorded']);
  });
});

describe('[security.breach] the letter', () => {
  test('reaches everybody who is affected once, within the 72 hours, and their address goes', async () => {
    const number = await affecting(manyPeople(3));
    await tellPeople(await asSeen(house, number, later), wish);
    const doneAt = await sendAll(later);
    expect(sentTo().sort()).toEqual(manyPeople(3));
    const [letter] = house.letters;
    expect(letter?.text).toContain('A list with your order was left in a train.');
    expect(letter?.text).toContain('Questions: privacy@liengroup.com');
    await sweepNotices(house.at(doneAt + 60_000));
    const { clocks, people } = await viewBreach(house.at(doneAt), await found(house, number));
    expect(clocks).toContainEqual(expect.objectContaining({ clock: 'people', standing: 'kept' }));
    expect(people).toMatchObject({ told: 3, found: 0, writing: 0 });
    const { results } = await house.database.prepare('SELECT DISTINCT email FROM breach_people').all();
    expect(results).toEqual([{ email: '' }]);
  });

  test('is pressed by two at once and goes once to each', async () => {
    const number = await affecting(manyPeople(5));
    const at = await asSeen(house, number, later);
    const outcomes = await Promise.all([tellPeople(at, wish), tellPeople(at, { ...wish, words: 'Other words.' })]);
    expect(outcomes.filter((outcome) => typeof outcome === 'string')).toHaveLength(1);
    await Promise.all([sweepNotices(house.at(later)), sweepNotices(house.at(later))]);
    await sendAll(later);
    expect(sentTo().sort()).toEqual(manyPeople(5));
    expect(new Set(house.letters.map(({ text }) => text.includes('Other words.'))).size).toBe(1);
  });

  test('whose sending dies half-way goes on, and each person has one letter', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const people = manyPeople(250);
    const number = await affecting(people);
    for (const dies of [1, 2, 3]) {
      const at = await asSeen(house, number, later + dies);
      const dying: Shop = { ...at.shop, database: dyingAt(house.database, dies) as unknown as Shop['database'] };
      if (dies < 3) await tellPeople({ ...at, shop: dying }, wish).catch(() => undefined);
      else await sweepNotices(dying);
    }
    expect(await lettersWritten()).toEqual({ letters: 200, people: 200 });
    await sweepNotices(house.at(later + 4));
    await sweepNotices(house.at(later + 5));
    expect(await lettersWritten()).toEqual({ letters: 250, people: 250 });
    await sweepMail(house.at(later + 6));
    expect(sentTo()).toHaveLength(50);
    expect(new Set(sentTo()).size).toBe(50);
    expect(await kindsOf(house, number)).toEqual(['recorded', 'people-found', 'people-told']);
  });

  test('goes to nobody whose data is restricted until that is decided', async () => {
    const number = await affecting(['free@example.com', 'restricted@example.com']);
    await house.database
      .prepare(
        `INSERT INTO restrictions (id, email, request_number, reason, restricted_at)
         VALUES ('r', 'restricted@example.com', '', 'asked', 1)`,
      )
      .run();
    await tellPeople(await asSeen(house, number, later), wish);
    await sweepNotices(house.at(later));
    await sweepMail(house.at(later + 1));
    expect(sentTo()).toEqual(['free@example.com']);
    await sweepNotices(house.at(later + 2));
    const seen = await viewBreach(house.at(later + 2), await found(house, number));
    expect(seen.people).toMatchObject({ told: 1, found: 1, restricted: 1 });
    expect(seen.clocks).toContainEqual(expect.objectContaining({ clock: 'people', standing: 'running' }));
    const again = await asSeen(house, number, later + 3);
    expect(await tellPeople(again, { words: 'Other words.', tellsRestricted: true })).toMatchObject({
      code: 'conflict',
    });
    await tellPeople(again, { ...wish, tellsRestricted: true });
    await sendAll(later + 4);
    expect(sentTo()).toEqual(['free@example.com', 'restricted@example.com']);
  });

  test('that a mailbox takes in no way leaves the clock running, and the address for another way', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const number = await affecting(['gone@example.com']);
    await tellPeople(await asSeen(house, number, later), wish);
    await house.database.prepare(`UPDATE mail_outbox SET state = 'refused'`).run();
    await sweepNotices(house.at(later + 1));
    const seen = await viewBreach(house.at(later + 1), await found(house, number));
    expect(seen.people).toMatchObject({ refused: 1, told: 0 });
    expect(seen.clocks).toContainEqual(expect.objectContaining({ clock: 'people', standing: 'running' }));
    expect(await house.database.prepare('SELECT email FROM breach_people').first()).toEqual({
      email: 'gone@example.com',
    });
  });

  test('is not written while nobody is found', async () => {
    const number = await recorded(house);
    expect(await tellPeople(await asSeen(house, number, later), wish)).toMatchObject({
      title: 'There is nobody to write to.',
    });
    expect(await kindsOf(house, number)).toEqual(['recorded']);
  });
});
