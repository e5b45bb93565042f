import type { D1Database, D1PreparedStatement, SendEmail } from '@cloudflare/workers-types';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { forgetAddresses } from '../../functions/erasure/forget-addresses.ts';
import { EmailGateway } from '../../functions/gateways/email.ts';
import { sweepMail } from '../../functions/mail/send-mail.ts';
import { stepMilliseconds, tellOfStock } from '../../functions/stock-notices/tell-of-stock.ts';
import { type OpenShop, openShop } from '../erasure/open-shop.ts';
import { insert } from '../erasure/person.ts';
import { tablesAsText } from '../security/canaries.ts';
import { minute, setStock, sku, told, waitingFor, writeWaiting } from './waiting.ts';

const now = Date.UTC(2026, 10, 27, 12);

let shop: OpenShop;
beforeEach(async () => {
  shop = await openShop();
  await setStock(shop.database, 0);
});
afterEach(() => shop.close());

async function sweep(at: number): Promise<void> {
  await tellOfStock(shop.at(at));
  for (let round = 0; round < 5; round += 1) await sweepMail(shop.at(at));
}

describe('whoever asked is told once, in turn', () => {
  test('nobody while there is nothing, and everybody where there is enough', async () => {
    const people = await writeWaiting(shop.database, 3, now);
    await sweep(now);
    expect(told(shop)).toEqual([]);
    await setStock(shop.database, 3);
    await sweep(now + minute);
    expect(told(shop)).toEqual(people);
    expect(await waitingFor(shop.database)).toEqual([]);
    await sweep(now + 2 * minute);
    await sweep(now + 2 * stepMilliseconds);
    expect(told(shop)).toHaveLength(3);
  });

  test('of a hundred who wait for one piece the first is told, and the next a day later, while it is there', async () => {
    const people = await writeWaiting(shop.database, 100, now);
    await setStock(shop.database, 1);
    await sweep(now);
    await sweep(now + minute);
    await sweep(now + stepMilliseconds - 1);
    expect(told(shop)).toEqual(people.slice(0, 1));
    await sweep(now + stepMilliseconds);
    expect(told(shop)).toEqual(people.slice(0, 2));
    await setStock(shop.database, 0);
    await sweep(now + 2 * stepMilliseconds);
    expect(told(shop)).toHaveLength(2);
    expect(await waitingFor(shop.database)).toEqual(people.slice(2));
  });

  test('where it was bought within the day and another came, the next is told at once', async () => {
    const people = await writeWaiting(shop.database, 3, now);
    await setStock(shop.database, 1);
    await sweep(now);
    await setStock(shop.database, 0);
    await sweep(now + minute);
    await setStock(shop.database, 1);
    await sweep(now + 2 * minute);
    await sweep(now + 3 * minute);
    expect(told(shop)).toEqual(people.slice(0, 2));
  });

  test('more that come within the day are for those who are next', async () => {
    const people = await writeWaiting(shop.database, 5, now);
    await setStock(shop.database, 1);
    await sweep(now);
    await setStock(shop.database, 3);
    await sweep(now + minute);
    expect(told(shop)).toEqual(people.slice(0, 3));
  });

  test('a hundred for a hundred are told in bounded batches, each once', async () => {
    const people = await writeWaiting(shop.database, 100, now);
    await setStock(shop.database, 100);
    await tellOfStock(shop.at(now));
    expect(await waitingFor(shop.database)).toHaveLength(50);
    await sweep(now + minute);
    await sweep(now + 2 * minute);
    expect(told(shop).sort()).toEqual([...people].sort());
  });

  test('what is held for somebody who pays is nobody else’s news; when the hold ends it is', async () => {
    const [first] = await writeWaiting(shop.database, 2, now);
    await setStock(shop.database, 1);
    await shop.database.prepare('UPDATE stock SET held = 1 WHERE sku = ?1').bind(sku).run();
    await sweep(now);
    expect(told(shop)).toEqual([]);
    await shop.database.prepare('UPDATE stock SET held = 0 WHERE sku = ?1').bind(sku).run();
    await sweep(now + minute);
    expect(told(shop)).toEqual([first]);
  });

  test('[rights.restrict] somebody whose data is only to be stored keeps their place, and is passed over', async () => {
    const [restricted = '', next = ''] = await writeWaiting(shop.database, 2, now);
    await insert(shop.database, 'restrictions', {
      id: 'r',
      email: restricted,
      request_number: 'PR-0000-0001',
      reason: 'asked',
      restricted_at: now,
    }).run();
    await setStock(shop.database, 2);
    await sweep(now);
    expect(told(shop)).toEqual([next]);
    expect(await waitingFor(shop.database)).toEqual([restricted]);
    await shop.database.prepare('UPDATE restrictions SET lifted_at = ?1').bind(now).run();
    await sweep(now + minute);
    expect(told(shop)).toEqual([next, restricted]);
  });
});

describe('whatever stops or comes twice', () => {
  test('two sweeps at the same time tell no more than one', async () => {
    await writeWaiting(shop.database, 10, now);
    await setStock(shop.database, 2);
    await Promise.all(Array.from({ length: 8 }, () => tellOfStock(shop.at(now))));
    await sweepMail(shop.at(now));
    expect(told(shop)).toHaveLength(2);
    expect(await waitingFor(shop.database)).toHaveLength(8);
  });

  test('a process that dies in the transaction has told nobody and lost nobody', async () => {
    const people = await writeWaiting(shop.database, 2, now);
    await setStock(shop.database, 2);
    const { database } = shop.at(now);
    const dying = {
      prepare: (words: string) => database.prepare(words),
      batch: (statements: D1PreparedStatement[]) =>
        database.batch([...statements, database.prepare('SELECT * FROM the_power_went_out')]),
    } as unknown as D1Database;
    await expect(tellOfStock(shop.at(now, { database: dying }))).rejects.toThrow();
    expect(await waitingFor(shop.database)).toEqual(people);
    await sweepMail(shop.at(now));
    expect(shop.letters).toEqual([]);
    await sweep(now + minute);
    expect(told(shop)).toEqual(people);
  });

  test('the e-mail service is away: the letter leaves later, once, and says it where the piece has gone meanwhile', async () => {
    const [first] = await writeWaiting(shop.database, 1, now);
    await setStock(shop.database, 1);
    await tellOfStock(shop.at(now));
    const away = { send: () => Promise.reject(Object.assign(new Error('away'), { code: 'E_UNAVAILABLE' })) };
    const { config } = shop.at(now);
    await sweepMail(shop.at(now, { email: new EmailGateway(away as unknown as SendEmail, config) }));
    expect(shop.letters).toEqual([]);
    await setStock(shop.database, 0);
    await sweep(now + 11 * minute);
    await sweep(now + 31 * minute);
    expect(shop.letters.map(({ to, subject }) => [to, subject])).toEqual([[first, 'Here, and gone again: Piece']]);
    expect(shop.letters[0]?.text).toContain('ask again on its page');
  });
});

describe('what is left of it', () => {
  test('is nothing: once the letter has left, no table has the address or its row', async () => {
    const [email = ''] = await writeWaiting(shop.database, 1, now);
    await setStock(shop.database, 1);
    expect(await mentionsOf(email)).toEqual(['stock_notices']);
    await tellOfStock(shop.at(now));
    expect(await mentionsOf(email)).toEqual(['mail_outbox']);
    await sweepMail(shop.at(now));
    expect(told(shop)).toEqual([email]);
    expect(await mentionsOf(email)).toEqual([]);
    expect(await shop.database.prepare('SELECT sku, told FROM stock_notice_steps').first()).toEqual({ sku, told: 1 });
  });

  test('is nothing of a letter that was refused, or of a piece that is no longer sold', async () => {
    const [email = ''] = await writeWaiting(shop.database, 1, now, 'UNSOLD');
    await setStock(shop.database, 1, 'UNSOLD');
    await sweep(now);
    expect(shop.letters).toEqual([]);
    await forgetAddresses(shop.at(now));
    expect(await mentionsOf(email)).toEqual([]);
  });
});

async function mentionsOf(email: string): Promise<string[]> {
  const tables = await tablesAsText(shop.database);
  return tables.filter(({ text }) => text.includes(email)).map(({ name }) => name.replace('the table ', ''));
}
