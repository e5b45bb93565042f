-- From where a checkout was begun: for the prevention of fraud alone, and for 30 days. Nothing of it is in an order.
CREATE TABLE checkout_addresses (
  -- Of the checkout, and of its order once that is paid.
  order_number TEXT PRIMARY KEY,
  -- As the host gives it; of IPv6 the half that is a household's, as '2001:db8:1:2::/64'. Empty where there was none.
  address TEXT NOT NULL,
  -- ISO 3166-1 alpha-2 and no finer, 'T1' for Tor; 'XX' where the host doesn't know.
  country TEXT NOT NULL,
  at INTEGER NOT NULL,
  -- Nobody looks at what was not paid.
  state TEXT NOT NULL DEFAULT 'unpaid' CHECK (state IN ('unpaid', 'waiting', 'looked-at'))
) STRICT;
CREATE INDEX checkout_addresses_at ON checkout_addresses (at);
CREATE INDEX checkout_addresses_address ON checkout_addresses (address, at) WHERE address <> '';
CREATE INDEX checkout_addresses_waiting ON checkout_addresses (at) WHERE state = 'waiting';

-- In the order's own transaction: none is forgotten, whoever has placed it.
CREATE TRIGGER paid_order_waits_for_a_look AFTER INSERT ON orders BEGIN
  UPDATE checkout_addresses SET state = 'waiting' WHERE order_number = NEW.number AND state = 'unpaid';
END;

-- Why a person is to look at an order. It decides nothing: a person settles it, and writes down why.
CREATE TABLE fraud_flags (
  -- The order's number and the reason, 'LG-…/value': each once.
  id TEXT PRIMARY KEY,
  order_number TEXT NOT NULL REFERENCES orders (number) ON DELETE CASCADE,
  reason TEXT NOT NULL CHECK (reason IN ('country', 'attempts', 'value', 'early-warning')),
  raised_at INTEGER NOT NULL,
  settled_at INTEGER,
  -- The role alone, as in the order's history.
  settled_by TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  CHECK ((settled_at IS NULL) = (settled_by = ''))
) STRICT;
CREATE INDEX fraud_flags_order ON fraud_flags (order_number);
CREATE INDEX fraud_flags_unsettled ON fraud_flags (order_number, raised_at) WHERE settled_at IS NULL;
CREATE INDEX fraud_flags_raised ON fraud_flags (raised_at);
CREATE INDEX fraud_flags_open ON fraud_flags (raised_at, order_number, settled_at)
  WHERE settled_at IS NULL;
