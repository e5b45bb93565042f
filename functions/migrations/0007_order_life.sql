-- The life of an order after the payment. The table of moves is src/orders/order-states.ts; a test compares the two.
CREATE TABLE order_moves (
  move TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  PRIMARY KEY (move, from_state, to_state)
) STRICT, WITHOUT ROWID;
CREATE INDEX order_moves_between ON order_moves (from_state, to_state);

INSERT INTO order_moves (move, from_state, to_state) VALUES
  ('place', 'placed', 'paid'),
  ('place', 'placed', 'under-review'),
  ('hold', 'paid', 'under-review'),
  ('hold', 'preparing', 'under-review'),
  ('release', 'under-review', 'paid'),
  ('prepare', 'paid', 'preparing'),
  ('ship-part', 'preparing', 'partly-shipped'),
  ('ship-part', 'partly-shipped', 'partly-shipped'),
  ('ship', 'preparing', 'shipped'),
  ('ship', 'partly-shipped', 'shipped'),
  ('deliver', 'shipped', 'delivered'),
  ('deliver', 'lost', 'delivered'),
  ('lose', 'partly-shipped', 'lost'),
  ('lose', 'shipped', 'lost'),
  ('find', 'lost', 'partly-shipped'),
  ('find', 'lost', 'shipped'),
  ('resend', 'lost', 'preparing'),
  ('cancel', 'paid', 'cancelled'),
  ('cancel', 'under-review', 'cancelled'),
  ('cancel', 'preparing', 'cancelled'),
  ('withdraw', 'paid', 'withdrawn'),
  ('withdraw', 'under-review', 'withdrawn'),
  ('withdraw', 'preparing', 'withdrawn'),
  ('withdraw', 'partly-shipped', 'withdrawn'),
  ('withdraw', 'shipped', 'withdrawn'),
  ('withdraw', 'delivered', 'withdrawn'),
  ('withdraw', 'lost', 'withdrawn'),
  ('return', 'shipped', 'returned'),
  ('return', 'delivered', 'returned'),
  ('return', 'withdrawn', 'returned'),
  ('return', 'lost', 'returned');
-- What happens to the money, and to a parcel that its order no longer hangs on, happens in any state and leaves it.
INSERT INTO order_moves (move, from_state, to_state)
  SELECT m.value, s.value, s.value
  FROM json_each('["refund", "refund-failed", "dispute", "dispute-closed", "deliver-part", "lose"]') AS m,
    json_each('["paid", "under-review", "preparing", "partly-shipped", "shipped", "delivered", "cancelled", "withdrawn",
      "returned", "lost"]') AS s
  WHERE NOT (m.value = 'lose' AND s.value IN ('partly-shipped', 'shipped'));

-- A CHECK can't be changed, and a table that others lead to can't be written anew without emptying them: the column is.
ALTER TABLE orders ADD COLUMN next_state TEXT NOT NULL DEFAULT 'paid' CHECK (next_state IN ('paid', 'under-review',
  'preparing', 'partly-shipped', 'shipped', 'delivered', 'cancelled', 'withdrawn', 'returned', 'lost'));
UPDATE orders SET next_state = state;
ALTER TABLE orders DROP COLUMN state;
ALTER TABLE orders RENAME COLUMN next_state TO state;

-- How many moves its history has. Two made at once would write the same next one, and one of them is undone.
ALTER TABLE orders ADD COLUMN step INTEGER NOT NULL DEFAULT 0;
-- The sum of its refunds that have not failed, kept by the triggers below. The CHECK is what pays nothing back twice.
ALTER TABLE orders ADD COLUMN refunded_minor INTEGER NOT NULL DEFAULT 0
  CHECK (refunded_minor >= 0 AND refunded_minor <= total_minor);
-- When the last parcel arrived: the days of withdrawal begin.
ALTER TABLE orders ADD COLUMN delivered_at INTEGER;
-- When the shopper's bank called the payment into question, and how that stands or ended.
ALTER TABLE orders ADD COLUMN disputed_at INTEGER;
ALTER TABLE orders ADD COLUMN dispute TEXT NOT NULL DEFAULT '' CHECK (dispute IN ('', 'open', 'won', 'lost'));
CREATE INDEX orders_in_dispute ON orders (disputed_at) WHERE dispute = 'open';
CREATE INDEX orders_payment_intent ON orders (stripe_payment_intent_id);

CREATE TRIGGER order_moves_legally BEFORE UPDATE OF state ON orders
WHEN NEW.state <> OLD.state
  AND NOT EXISTS (SELECT 1 FROM order_moves WHERE from_state = OLD.state AND to_state = NEW.state)
BEGIN
  SELECT RAISE(ABORT, 'no move of an order leads there');
END;

-- How many of a line are back in stock: nothing is put back twice.
ALTER TABLE order_lines ADD COLUMN restocked INTEGER NOT NULL DEFAULT 0
  CHECK (restocked >= 0 AND restocked <= quantity);

CREATE TABLE order_history (
  -- The order's number and its step, 'LG-…/3', or what it tells of: so that the same is not written twice.
  id TEXT PRIMARY KEY,
  order_number TEXT NOT NULL REFERENCES orders (number) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  move TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  by_kind TEXT NOT NULL CHECK (by_kind IN ('staff', 'shopper', 'carrier', 'stripe', 'shop')),
  -- The role alone: who it was, the access log has for its own, shorter time.
  by_staff TEXT CHECK ((by_kind = 'staff') = (by_staff IS NOT NULL)),
  note TEXT NOT NULL DEFAULT '',
  FOREIGN KEY (move, from_state, to_state) REFERENCES order_moves (move, from_state, to_state)
) STRICT;
CREATE INDEX order_history_order ON order_history (order_number);

INSERT INTO order_history (id, order_number, at, move, from_state, to_state, by_kind, note)
  SELECT number || '/1', number, paid_at, 'place', 'placed', state, 'stripe', '' FROM orders;
UPDATE orders SET step = 1;

CREATE TABLE parcels (
  id TEXT PRIMARY KEY,
  order_number TEXT NOT NULL REFERENCES orders (number) ON DELETE CASCADE,
  carrier TEXT NOT NULL CHECK (carrier IN ('DHL', 'FedEx')),
  -- Emptied with the order's contact when its person's data was erased.
  tracking_number TEXT NOT NULL,
  shipped_at INTEGER NOT NULL,
  delivered_at INTEGER,
  lost_at INTEGER,
  CHECK (delivered_at IS NULL OR lost_at IS NULL)
) STRICT;
CREATE UNIQUE INDEX parcels_tracking ON parcels (carrier, tracking_number) WHERE tracking_number <> '';
CREATE INDEX parcels_order ON parcels (order_number);

CREATE TABLE parcel_lines (
  parcel_id TEXT NOT NULL REFERENCES parcels (id) ON DELETE CASCADE,
  -- Of the order's line.
  position INTEGER NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (parcel_id, position)
) STRICT, WITHOUT ROWID;

-- No more of a line leaves the house than was bought; what was lost may be sent again.
CREATE TRIGGER parcel_line_was_bought BEFORE INSERT ON parcel_lines
WHEN NEW.quantity + (
    SELECT coalesce(sum(l.quantity), 0) FROM parcels p JOIN parcel_lines l ON l.parcel_id = p.id
    WHERE p.order_number = (SELECT order_number FROM parcels WHERE id = NEW.parcel_id)
      AND p.lost_at IS NULL AND l.position = NEW.position
  ) > (
    SELECT coalesce(sum(l.quantity), 0) FROM order_lines l
    WHERE l.order_number = (SELECT order_number FROM parcels WHERE id = NEW.parcel_id) AND l.position = NEW.position
  )
BEGIN
  SELECT RAISE(ABORT, 'more would be shipped than was bought');
END;

CREATE TABLE refunds (
  -- Stripe's key of idempotency too. A refund that was made at Stripe itself has Stripe's own id.
  id TEXT PRIMARY KEY,
  order_number TEXT NOT NULL REFERENCES orders (number) ON DELETE CASCADE,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  reason TEXT NOT NULL CHECK (reason IN ('cancelled', 'withdrawn', 'returned', 'lost', 'damaged', 'goodwill', 'other')),
  -- JSON: [{"position": 0, "quantity": 1}]; empty where it is of an amount or of the whole.
  lines TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(lines)),
  -- 'claimed': the amount is set aside, and Stripe has not said yes or no.
  state TEXT NOT NULL CHECK (state IN ('claimed', 'pending', 'succeeded', 'failed')),
  stripe_refund_id TEXT UNIQUE,
  -- 'staff' and the like, as the history has it.
  asked_by TEXT NOT NULL CHECK (asked_by IN ('staff', 'shopper', 'carrier', 'stripe', 'shop')),
  created_at INTEGER NOT NULL,
  settled_at INTEGER,
  -- Why it failed: Stripe's code.
  failure TEXT NOT NULL DEFAULT '',
  tries INTEGER NOT NULL DEFAULT 0,
  -- When Stripe is to be asked again; while a call is under way, when whoever makes it is taken for dead.
  next_try_at INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX refunds_order ON refunds (order_number);
CREATE INDEX refunds_due ON refunds (next_try_at) WHERE state IN ('claimed', 'pending');

-- Nor more of a line.
CREATE TRIGGER refund_line_was_bought BEFORE INSERT ON refunds
WHEN EXISTS (
  SELECT 1 FROM json_each(NEW.lines) AS wanted
  WHERE (wanted.value ->> 'quantity') + coalesce((
      SELECT sum(l.value ->> 'quantity') FROM refunds r, json_each(r.lines) AS l
      WHERE r.order_number = NEW.order_number AND r.state <> 'failed'
        AND (l.value ->> 'position') = (wanted.value ->> 'position')
    ), 0) > coalesce((
      SELECT quantity FROM order_lines
      WHERE order_number = NEW.order_number AND position = (wanted.value ->> 'position')
    ), 0)
)
BEGIN
  SELECT RAISE(ABORT, 'more of a line would be refunded than was bought');
END;
CREATE TRIGGER refund_takes AFTER INSERT ON refunds WHEN NEW.state <> 'failed' BEGIN
  UPDATE orders SET refunded_minor = refunded_minor + NEW.amount_minor WHERE number = NEW.order_number;
END;
CREATE TRIGGER refund_gives_back AFTER UPDATE OF state ON refunds WHEN NEW.state = 'failed' AND OLD.state <> 'failed' BEGIN
  UPDATE orders SET refunded_minor = refunded_minor - NEW.amount_minor WHERE number = NEW.order_number;
END;
-- What has failed has given its amount back: another refund is another row. And no amount is changed.
CREATE TRIGGER refund_stays BEFORE UPDATE ON refunds
WHEN (OLD.state = 'failed' AND NEW.state <> 'failed') OR NEW.amount_minor <> OLD.amount_minor
  OR NEW.order_number <> OLD.order_number
BEGIN
  SELECT RAISE(ABORT, 'a refund is not changed afterwards');
END;
