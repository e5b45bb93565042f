import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { legalMoves, type OrderState, orderStates } from '../../src/orders/order-states.ts';
import { launchStorage } from '../local/launch-storage.ts';
import { emptyDatabase, writeOrders } from '../retention/database.ts';

let opened: Awaited<ReturnType<typeof launchStorage>>;
beforeAll(async () => {
  opened = await launchStorage();
});
afterAll(() => opened.close());
beforeEach(() => emptyDatabase(opened.database));

it('has the same table of moves in the database as the program has', async () => {
  const { results } = await opened.database
    .prepare('SELECT move, from_state AS "from", to_state AS "to" FROM order_moves')
    .all<{ move: string; from: string; to: string }>();
  const inOrder = (moves: readonly { move: string; from: string; to: string }[]) =>
    moves.map(({ move, from, to }) => `${move}: ${from} → ${to}`).sort();
  expect(inOrder(results)).toEqual(inOrder(legalMoves()));
  expect(results.length).toBeGreaterThan(80);
});

describe('straight at the database', () => {
  const between = new Set(legalMoves().map(({ from, to }) => `${from} ${to}`));
  const pairs = orderStates.flatMap((from) => orderStates.map((to) => ({ from, to })));

  async function change(from: OrderState, to: OrderState) {
    await emptyDatabase(opened.database);
    await writeOrders(opened.database, 1, 1);
    // Only a change is held against the table: a row may come with any state, as from a restored copy.
    await opened.database.batch([
      opened.database.prepare('DELETE FROM orders'),
      opened.database
        .prepare(
          `INSERT INTO orders (number, state, review_reason, stripe_session_id, currency, subtotal_minor,
             delivery_minor, total_minor, delivery, gift_wrap, gift_message, name, email, phone, address_line1,
             address_line2, city, region, postcode, country, placed_at, paid_at)
           VALUES ('a', ?1, '', 'a', 'EUR', 1, 0, 1, '', 0, '', '', '', '', '', '', '', '', '', 'FR', 1, 1)`,
        )
        .bind(from),
    ]);
    return opened.database.prepare(`UPDATE orders SET state = ?1 WHERE number = 'a'`).bind(to).run();
  }

  it.each(pairs.filter(({ from, to }) => from === to || between.has(`${from} ${to}`)))(
    'lets an order go from $from to $to',
    async ({ from, to }) => {
      await change(from, to);
      const row = await opened.database.prepare('SELECT state FROM orders').first<{ state: string }>();
      expect(row?.state).toBe(to);
    },
  );

  it.each(pairs.filter(({ from, to }) => from !== to && !between.has(`${from} ${to}`)))(
    'lets no order go from $from to $to',
    async ({ from, to }) => {
      await expect(change(from, to)).rejects.toThrow('no move of an order leads there');
      const row = await opened.database.prepare('SELECT state FROM orders').first<{ state: string }>();
      expect(row?.state).toBe(from);
    },
  );

  it('knows no state but these', async () => {
    await writeOrders(opened.database, 1, 1);
    await expect(opened.database.prepare(`UPDATE orders SET state = 'refunded'`).run()).rejects.toThrow();
  });
});
