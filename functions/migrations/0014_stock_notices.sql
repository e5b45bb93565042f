-- Who wants to be told, once, when a piece is back. A wish waits here until its mailbox has confirmed it.
CREATE TABLE stock_notice_wishes (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL,
  sku TEXT NOT NULL,
  -- In which the letter names the price.
  currency TEXT NOT NULL,
  asked_at INTEGER NOT NULL
) STRICT;
CREATE INDEX stock_notice_wishes_asked ON stock_notice_wishes (asked_at);
CREATE INDEX stock_notice_wishes_person ON stock_notice_wishes (lower(email));
CREATE INDEX stock_notice_wishes_email ON stock_notice_wishes (email, sku);

-- Confirmed, under the id of its wish. It goes in the transaction that writes its one letter.
CREATE TABLE stock_notices (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL,
  sku TEXT NOT NULL,
  currency TEXT NOT NULL,
  confirmed_at INTEGER NOT NULL,
  UNIQUE (email, sku)
) STRICT;
-- Whose turn it is.
CREATE INDEX stock_notices_turn ON stock_notices (sku, confirmed_at, id);
CREATE INDEX stock_notices_confirmed ON stock_notices (confirmed_at);
CREATE INDEX stock_notices_person ON stock_notices (lower(email));

-- How many were told of a piece since a step began: no more than there are pieces, until the next one begins.
CREATE TABLE stock_notice_steps (
  sku TEXT PRIMARY KEY,
  begun_at INTEGER NOT NULL,
  told INTEGER NOT NULL CHECK (told >= 0)
) STRICT, WITHOUT ROWID;
