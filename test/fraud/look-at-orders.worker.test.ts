import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { lookAtOrders } from '../../functions/fraud/look-at-orders.ts';
import { weighObjection } from '../../functions/objections/weigh-objection.ts';
import { moveOrder } from '../../functions/order-life/move-order.ts';
import { selectRequest } from '../../functions/requests/queries.ts';
import { deleteDue } from '../../functions/retention/delete-due.ts';
import { type OpenShop, openShop } from '../erasure/open-shop.ts';
import { ask, somebody } from '../erasure/person.ts';
import { day, now, number, standingOf, writeOrder } from '../order-life/order.ts';
import { count, dyingAt, emptyDatabase } from '../retention/database.ts';
import { beginSomewhere, begunAt, flagsOf, originsOf, payFromAbroad } from './flagged.ts';

let shop: OpenShop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
beforeEach(() => emptyDatabase(shop.database));

const look = (at = now) => lookAtOrders(shop.at(at));

async function release(): Promise<void> {
  const by = { kind: 'staff', role: 'owner' } as const;
  expect(await moveOrder(shop.at(now), { number, move: 'release', by })).toMatchObject({ kind: 'moved' });
}

describe('[use.prevent-fraud] an order that was paid', () => {
  test('and has no sign of fraud stays as it is, and is looked at once', async () => {
    await beginSomewhere(shop.database);
    expect(await originsOf(shop.database)).toEqual(['unpaid']);
    await writeOrder(shop.database);
    expect(await originsOf(shop.database)).toEqual(['waiting']);
    await look();
    expect(await originsOf(shop.database)).toEqual(['looked-at']);
    expect(await flagsOf(shop.database)).toEqual([]);
    expect(await standingOf(shop.database)).toMatchObject({ state: 'paid', moves: ['place'] });
  });

  test('in another country than it goes to is put in front of a person, and nothing else becomes of it', async () => {
    await payFromAbroad(shop.database);
    const before = await standingOf(shop.database);
    await look();
    expect(await flagsOf(shop.database)).toEqual(['country']);
    expect(await standingOf(shop.database)).toEqual({ ...before, state: 'under-review', moves: ['place', 'hold'] });
    const step = await shop.database.prepare(`SELECT by_kind, note FROM order_history WHERE move = 'hold'`).first();
    expect(step, 'the history outlives the address by years, and says nothing of it').toEqual({
      by_kind: 'shop',
      note: '',
    });
  });

  test('as the sixth from its address within a day is, and the fifth is not', async () => {
    for (let place = 2; place <= 5; place += 1) {
      await beginSomewhere(shop.database, { number: `LG-0000-000${place}`, at: begunAt - day + place });
    }
    await beginSomewhere(shop.database, { number: 'LG-0000-0008', at: begunAt - day - 1 });
    await beginSomewhere(shop.database, { number: 'LG-0000-0009', address: '203.0.113.9' });
    await beginSomewhere(shop.database);
    await writeOrder(shop.database);
    await look();
    expect(await flagsOf(shop.database)).toEqual([]);

    await beginSomewhere(shop.database, { number: 'LG-0000-0006', at: begunAt - day });
    await beginSomewhere(shop.database, { number: 'LG-0000-0007' });
    await writeOrder(shop.database, { number: 'LG-0000-0007', intent: 'pi_7' });
    await look();
    expect(await flagsOf(shop.database)).toEqual(['attempts']);
  });

  test('without an address is one of no crowd', async () => {
    for (let place = 2; place <= 9; place += 1) {
      await beginSomewhere(shop.database, { number: `LG-0000-000${place}`, address: '' });
    }
    await beginSomewhere(shop.database, { address: '', country: 'XX' });
    await writeOrder(shop.database);
    await look();
    expect(await flagsOf(shop.database)).toEqual([]);
  });

  test('and is worth a lot has that sign, whatever else is known', async () => {
    await beginSomewhere(shop.database, { address: '', country: 'XX' });
    await writeOrder(shop.database);
    await shop.database.prepare('UPDATE orders SET total_minor = 2000001').run();
    await look();
    expect(await flagsOf(shop.database)).toEqual(['value']);
  });

  test('is flagged once, though ten look at once and others afterwards', async () => {
    await payFromAbroad(shop.database);
    await Promise.all(Array.from({ length: 10 }, () => look()));
    await look(now + day);
    expect(await flagsOf(shop.database)).toEqual(['country']);
    expect((await standingOf(shop.database)).moves).toEqual(['place', 'hold']);
  });

  test('and released by a person is not put back', async () => {
    await payFromAbroad(shop.database);
    await look();
    await release();
    await look();
    expect(await standingOf(shop.database)).toMatchObject({ state: 'paid', moves: ['place', 'hold', 'release'] });
  });

  test.each(['preparing', 'under-review', 'cancelled', 'shipped'] as const)(
    'and is %s meanwhile stays where it is, and has the mark',
    async (state) => {
      await payFromAbroad(shop.database, { state });
      await look();
      expect(await flagsOf(shop.database)).toEqual(['country']);
      expect(await standingOf(shop.database)).toMatchObject({ state, moves: ['place'] });
    },
  );

  test.each([1, 2])('is flagged after all where the process died at transaction %i', async (transaction) => {
    await payFromAbroad(shop.database);
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const dying = dyingAt(shop.database, transaction) as unknown as ReturnType<OpenShop['at']>['database'];
    await lookAtOrders({ database: dying, now });
    expect(said).toHaveBeenCalledOnce();
    said.mockRestore();
    expect(await flagsOf(shop.database)).toEqual([]);
    await look();
    expect(await flagsOf(shop.database)).toEqual(['country']);
    expect(await standingOf(shop.database)).toMatchObject({ state: 'under-review', moves: ['place', 'hold'] });
  });

  test('and can’t be looked at keeps no other order from it', async () => {
    await payFromAbroad(shop.database);
    await beginSomewhere(shop.database, { number: 'LG-0000-0002', country: 'US', at: begunAt + 1 });
    await writeOrder(shop.database, { number: 'LG-0000-0002', intent: 'pi_2' });
    await shop.database.exec(
      `CREATE TRIGGER refuse BEFORE INSERT ON fraud_flags WHEN NEW.order_number = '${number}' BEGIN SELECT RAISE(ABORT, 'no'); END`,
    );
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await look();
    said.mockRestore();
    await shop.database.exec('DROP TRIGGER refuse');
    expect(await originsOf(shop.database)).toEqual(['waiting', 'looked-at']);
    expect(await standingOf(shop.database)).toMatchObject({ state: 'paid' });
  });
});

describe('of whom no checks are made', () => {
  test('[use.prevent-fraud] whoever has objected, and was right, is left alone: what was there goes, and nothing comes after it', async () => {
    const ada = await somebody('ada');
    await payFromAbroad(shop.database, { email: 'ADA@example.com' });
    await look();
    await ask(shop.database, ada, 'object', ada.request, now);
    const request = await selectRequest(shop.database, ada.request);
    if (!request) throw new Error('The request was not written');
    await weighObjection(shop.at(now), request, 'upheld', 'You are right.');
    expect([await count(shop.database, 'fraud_flags'), await count(shop.database, 'checkout_addresses')]).toEqual([
      0, 0,
    ]);

    await beginSomewhere(shop.database, { number: 'LG-0000-0002', country: 'US' });
    await writeOrder(shop.database, { number: 'LG-0000-0002', intent: 'pi_2' });
    await look();
    expect([await count(shop.database, 'fraud_flags'), await count(shop.database, 'checkout_addresses')]).toEqual([
      0, 0,
    ]);
    expect(await standingOf(shop.database, 'LG-0000-0002')).toMatchObject({ state: 'paid' });
  });

  test('an objection that was overridden changes nothing', async () => {
    const ada = await somebody('ada');
    await payFromAbroad(shop.database);
    await ask(shop.database, ada, 'object', ada.request, now);
    const request = await selectRequest(shop.database, ada.request);
    if (!request) throw new Error('The request was not written');
    await weighObjection(shop.at(now), request, 'overridden', 'A card was stolen.');
    await look();
    expect(await flagsOf(shop.database)).toEqual(['country']);
  });

  test('whoever’s data is restricted waits until it isn’t', async () => {
    await payFromAbroad(shop.database);
    await shop.database
      .prepare(
        `INSERT INTO restrictions (id, email, request_number, reason, restricted_at)
         VALUES ('r', 'ada@example.com', 'r', 'asked', 0)`,
      )
      .run();
    await look();
    expect(await originsOf(shop.database)).toEqual(['waiting']);
    await shop.database.prepare('UPDATE restrictions SET told_at = 1, lifted_at = 1').run();
    await look();
    expect(await flagsOf(shop.database)).toEqual(['country']);
  });

  test('whoever was erased before the order was heard of has the contract alone', async () => {
    await payFromAbroad(shop.database);
    await shop.database
      .prepare('INSERT INTO order_trims (order_number, erasure_id, due_at) VALUES (?1, ?1, ?2)')
      .bind(number, now + day)
      .run();
    await look();
    expect([await flagsOf(shop.database), await originsOf(shop.database)]).toEqual([[], []]);
  });
});

test('[collect.ip-address] an address and its flag are there until day 30, and the order stays', async () => {
  await payFromAbroad(shop.database);
  await look();
  const tables = async () => [
    await count(shop.database, 'checkout_addresses'),
    await count(shop.database, 'fraud_flags'),
    await count(shop.database, 'orders'),
  ];
  const runAt = async (at: number) => {
    // As if the job had run an hour before, as it does.
    await shop.database
      .prepare(`INSERT INTO retention_runs (rule, state, started_at, still_due) VALUES ('orders', 'finished', ?1, 0)`)
      .bind(at - 3_600_000)
      .run();
    await deleteDue(shop.at(at).database, at);
  };
  await runAt(begunAt + 30 * day - 1);
  expect(await tables()).toEqual([1, 1, 1]);
  await runAt(begunAt + 30 * day);
  expect(await tables()).toEqual([0, 1, 1]);
  await runAt(now + 30 * day);
  expect(await tables()).toEqual([0, 0, 1]);
});
