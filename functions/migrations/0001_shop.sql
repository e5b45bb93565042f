-- Instants are milliseconds since 1970-01-01T00:00:00Z. Amounts are minor units of the row's currency.

CREATE TABLE stock (
  sku TEXT PRIMARY KEY,
  on_hand INTEGER NOT NULL CHECK (on_hand >= 0),
  -- The sum of this SKU's rows in holds, kept by the triggers below. The CHECK is what sells a single piece once.
  held INTEGER NOT NULL DEFAULT 0 CHECK (held >= 0 AND held <= on_hand)
) STRICT;

CREATE TABLE checkouts (
  id TEXT PRIMARY KEY,
  -- Becomes the order's number when it is paid.
  number TEXT NOT NULL UNIQUE,
  -- The browser's UUID for one wish to pay; emptied when the attempt failed, so that it may be tried again.
  attempt TEXT UNIQUE,
  -- SHA-256 of what was asked for: tells a repeated attempt from a changed one.
  digest TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('holding', 'open', 'processing', 'paid', 'expired', 'failed', 'cancelled')),
  currency TEXT NOT NULL,
  country TEXT NOT NULL,
  delivery TEXT NOT NULL,
  delivery_minor INTEGER NOT NULL CHECK (delivery_minor >= 0),
  subtotal_minor INTEGER NOT NULL CHECK (subtotal_minor >= 0),
  gift_wrap INTEGER NOT NULL CHECK (gift_wrap IN (0, 1)),
  gift_message TEXT NOT NULL,
  marketing INTEGER NOT NULL CHECK (marketing IN (0, 1)),
  stripe_session_id TEXT UNIQUE,
  pay_url TEXT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  -- When Stripe was last asked about it.
  asked_at INTEGER
) STRICT;
CREATE INDEX checkouts_unsettled ON checkouts (expires_at) WHERE state IN ('holding', 'open', 'processing');

CREATE TABLE checkout_lines (
  checkout_id TEXT NOT NULL REFERENCES checkouts (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  sku TEXT NOT NULL,
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  variant TEXT NOT NULL,
  -- The photograph's path, shown on Stripe's page.
  photograph TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  unit_minor INTEGER NOT NULL CHECK (unit_minor > 0),
  PRIMARY KEY (checkout_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE holds (
  checkout_id TEXT NOT NULL REFERENCES checkouts (id) ON DELETE CASCADE,
  sku TEXT NOT NULL REFERENCES stock (sku),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (checkout_id, sku)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER hold_takes AFTER INSERT ON holds BEGIN
  UPDATE stock SET held = held + NEW.quantity WHERE sku = NEW.sku;
END;
CREATE TRIGGER hold_gives_back AFTER DELETE ON holds BEGIN
  UPDATE stock SET held = held - OLD.quantity WHERE sku = OLD.sku;
END;

CREATE TABLE orders (
  number TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('paid', 'under-review')),
  -- Why a person must look at it; empty for most.
  review_reason TEXT NOT NULL,
  stripe_session_id TEXT NOT NULL UNIQUE,
  stripe_payment_intent_id TEXT,
  currency TEXT NOT NULL,
  subtotal_minor INTEGER NOT NULL,
  delivery_minor INTEGER NOT NULL,
  -- What Stripe charged.
  total_minor INTEGER NOT NULL,
  delivery TEXT NOT NULL,
  gift_wrap INTEGER NOT NULL,
  gift_message TEXT NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  address_line1 TEXT NOT NULL,
  address_line2 TEXT NOT NULL,
  city TEXT NOT NULL,
  region TEXT NOT NULL,
  postcode TEXT NOT NULL,
  country TEXT NOT NULL,
  placed_at INTEGER NOT NULL,
  paid_at INTEGER NOT NULL
) STRICT;

CREATE TABLE order_lines (
  order_number TEXT NOT NULL REFERENCES orders (number) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  sku TEXT NOT NULL,
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  variant TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  unit_minor INTEGER NOT NULL,
  PRIMARY KEY (order_number, position)
) STRICT, WITHOUT ROWID;

-- Proof of a wish to hear from the house. Nothing is sent on the strength of it.
CREATE TABLE marketing_consents (
  order_number TEXT PRIMARY KEY REFERENCES orders (number) ON DELETE CASCADE,
  email TEXT NOT NULL,
  wording_version INTEGER NOT NULL,
  page TEXT NOT NULL,
  asked_at INTEGER NOT NULL
) STRICT;

-- Which of Stripe's events were taken in: their identity alone, never their content.
CREATE TABLE stripe_events (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  received_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Messages to send, written with the change that they tell of. The text is made from the order when it is sent.
CREATE TABLE mail_outbox (
  -- kind and subject in one, so that the same message can't be written twice: 'order-confirmation:LG-…'.
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('order-confirmation')),
  order_number TEXT NOT NULL REFERENCES orders (number) ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'refused')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_attempt_at INTEGER NOT NULL,
  -- While one sender has it, no other takes it.
  claimed_until INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  sent_at INTEGER,
  provider_message_id TEXT,
  last_error TEXT
) STRICT;
CREATE INDEX mail_outbox_waiting ON mail_outbox (next_attempt_at) WHERE state = 'waiting';
