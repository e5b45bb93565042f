-- Withdrawals from an order: Directive 2011/83/EU, Art. 9 to 16, by the function of its Art. 11a.
-- Of a part of the order, or of its last part when others were withdrawn before.
INSERT INTO order_moves (move, from_state, to_state)
  SELECT 'withdraw-part', value, value
  FROM json_each('["paid", "under-review", "preparing", "partly-shipped", "shipped", "delivered", "lost"]');
-- Withdrawn pieces are back in the house, and others are not.
INSERT INTO order_moves (move, from_state, to_state)
  SELECT 'return-part', value, value
  FROM json_each('["preparing", "partly-shipped", "shipped", "delivered", "withdrawn", "lost"]');

CREATE TABLE withdrawals (
  -- The order's number and which of its withdrawals it is, 'LG-7K4M-92QX.1': two that are sent at once are one.
  id TEXT PRIMARY KEY,
  order_number TEXT NOT NULL REFERENCES orders (number) ON DELETE CASCADE,
  -- When it was declared, to the millisecond.
  at INTEGER NOT NULL,
  -- As the shopper wrote it. Emptied, with the addresses and the number below, when the order's contact is.
  name TEXT NOT NULL,
  -- Where the acknowledgement went, where that is not the order's own address.
  email TEXT NOT NULL DEFAULT '',
  -- Whether something of it had left the house by then, and is to come back.
  goods TEXT NOT NULL CHECK (goods IN ('in-house', 'out')),
  label_asked_at INTEGER,
  label_sent_at INTEGER,
  -- The carrier's page with the label; it leads to the shopper's door.
  label_address TEXT NOT NULL DEFAULT '',
  -- When the shopper said that the pieces are on their way back, and the number that proves it.
  sent_at INTEGER,
  sent_proof TEXT NOT NULL DEFAULT '',
  arrived_at INTEGER,
  -- Which refund it was paid back by. A failed one is followed by another.
  refund_id TEXT,
  -- What was kept back because a piece was handled further than trying it needs, in minor units.
  loss_minor INTEGER NOT NULL DEFAULT 0 CHECK (loss_minor >= 0),
  settled_at INTEGER,
  -- When the house was warned that the money is due, and that it is late.
  warned_at INTEGER,
  overdue_at INTEGER
) STRICT;
CREATE INDEX withdrawals_order ON withdrawals (order_number);
CREATE INDEX withdrawals_unsettled ON withdrawals (at, id) WHERE settled_at IS NULL;
CREATE INDEX withdrawals_email ON withdrawals (lower(email)) WHERE email <> '';

CREATE TABLE withdrawal_lines (
  withdrawal_id TEXT NOT NULL REFERENCES withdrawals (id) ON DELETE CASCADE,
  -- Of the order's line.
  position INTEGER NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  -- How many of them had left the house.
  to_return INTEGER NOT NULL CHECK (to_return >= 0 AND to_return <= quantity),
  PRIMARY KEY (withdrawal_id, position)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER withdrawal_line_was_bought BEFORE INSERT ON withdrawal_lines
WHEN NEW.quantity + (
    SELECT coalesce(sum(l.quantity), 0) FROM withdrawals w JOIN withdrawal_lines l ON l.withdrawal_id = w.id
    WHERE w.order_number = (SELECT order_number FROM withdrawals WHERE id = NEW.withdrawal_id)
      AND l.position = NEW.position
  ) > (
    SELECT coalesce(sum(l.quantity), 0) FROM order_lines l
    WHERE l.order_number = (SELECT order_number FROM withdrawals WHERE id = NEW.withdrawal_id)
      AND l.position = NEW.position
  )
BEGIN
  SELECT RAISE(ABORT, 'more would be withdrawn than was bought');
END;

-- What is withdrawn does not leave the house any more.
CREATE TRIGGER parcel_line_was_not_withdrawn BEFORE INSERT ON parcel_lines
WHEN NEW.quantity + (
    SELECT coalesce(sum(l.quantity), 0) FROM parcels p JOIN parcel_lines l ON l.parcel_id = p.id
    WHERE p.order_number = (SELECT order_number FROM parcels WHERE id = NEW.parcel_id)
      AND p.lost_at IS NULL AND l.position = NEW.position
  ) + (
    SELECT coalesce(sum(l.quantity), 0) FROM withdrawals w JOIN withdrawal_lines l ON l.withdrawal_id = w.id
    WHERE w.order_number = (SELECT order_number FROM parcels WHERE id = NEW.parcel_id) AND l.position = NEW.position
  ) > (
    SELECT coalesce(sum(l.quantity), 0) FROM order_lines l
    WHERE l.order_number = (SELECT order_number FROM parcels WHERE id = NEW.parcel_id) AND l.position = NEW.position
  )
BEGIN
  SELECT RAISE(ABORT, 'more would be shipped than was bought and not withdrawn');
END;
