-- The desk's work list. Whose turn it is is said once more, in the same words, by functions/work-list/queries.ts; a test
-- proves that its queries go by these indexes. 1: somebody has to begin, or to answer the bank. 2: something went wrong,
-- or came back and nothing was paid back. 3: it is on its way out of the house.
CREATE INDEX orders_turn ON orders (CASE
  WHEN dispute = 'open' OR state IN ('paid', 'under-review') THEN 1
  WHEN state = 'lost' OR (state IN ('withdrawn', 'returned') AND refunded_minor = 0) THEN 2
  WHEN state IN ('preparing', 'partly-shipped') THEN 3 END, paid_at, number);
CREATE INDEX orders_turn_country ON orders (country, CASE
  WHEN dispute = 'open' OR state IN ('paid', 'under-review') THEN 1
  WHEN state = 'lost' OR (state IN ('withdrawn', 'returned') AND refunded_minor = 0) THEN 2
  WHEN state IN ('preparing', 'partly-shipped') THEN 3 END, paid_at, number);
CREATE INDEX orders_turn_delivery ON orders (delivery, CASE
  WHEN dispute = 'open' OR state IN ('paid', 'under-review') THEN 1
  WHEN state = 'lost' OR (state IN ('withdrawn', 'returned') AND refunded_minor = 0) THEN 2
  WHEN state IN ('preparing', 'partly-shipped') THEN 3 END, paid_at, number);
CREATE INDEX orders_turn_country_delivery ON orders (country, delivery, CASE
  WHEN dispute = 'open' OR state IN ('paid', 'under-review') THEN 1
  WHEN state = 'lost' OR (state IN ('withdrawn', 'returned') AND refunded_minor = 0) THEN 2
  WHEN state IN ('preparing', 'partly-shipped') THEN 3 END, paid_at, number);

CREATE INDEX orders_state ON orders (state, paid_at, number);
CREATE INDEX orders_state_country ON orders (country, state, paid_at, number);
CREATE INDEX orders_state_delivery ON orders (delivery, state, paid_at, number);
CREATE INDEX orders_state_country_delivery ON orders (country, delivery, state, paid_at, number);

-- When its order was paid, so that the orders of a piece are found in that order. Written by the trigger alone.
ALTER TABLE order_lines ADD COLUMN paid_at INTEGER NOT NULL DEFAULT 0;
UPDATE order_lines SET paid_at = (SELECT paid_at FROM orders WHERE number = order_number);
CREATE TRIGGER order_line_has_its_day AFTER INSERT ON order_lines BEGIN
  UPDATE order_lines SET paid_at = (SELECT paid_at FROM orders WHERE number = NEW.order_number)
  WHERE order_number = NEW.order_number AND position = NEW.position;
END;
CREATE INDEX order_lines_sku ON order_lines (sku, paid_at, order_number);

-- What people of the house have changed in the stock. What was sold, held or put back stands with the orders.
CREATE TABLE stock_changes (
  -- A UUID of the page that asked, so that a form that was sent twice changes the stock once.
  id TEXT PRIMARY KEY,
  sku TEXT NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('arrival', 'correction')),
  -- By how many; an arrival is never less than nothing.
  quantity INTEGER NOT NULL CHECK (quantity <> 0 AND (kind = 'correction' OR quantity > 0)),
  on_hand_before INTEGER NOT NULL CHECK (on_hand_before >= 0),
  on_hand_after INTEGER NOT NULL CHECK (on_hand_after = on_hand_before + quantity),
  -- The words of whoever did it: never about a person.
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 200 AND instr(reason, '@') = 0),
  by_role TEXT NOT NULL
) STRICT;
-- What is held of a piece, for the desk.
CREATE INDEX holds_sku ON holds (sku);
CREATE INDEX stock_changes_latest ON stock_changes (sku, at);

CREATE TRIGGER stock_change_counts AFTER INSERT ON stock_changes BEGIN
  UPDATE stock SET on_hand = NEW.on_hand_after WHERE sku = NEW.sku;
END;
CREATE TRIGGER stock_change_stays BEFORE UPDATE ON stock_changes BEGIN
  SELECT RAISE(ABORT, 'what was counted is not changed afterwards');
END;
