-- What somebody keeps in their account, to come back to.
CREATE TABLE kept_pieces (
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  sku TEXT NOT NULL,
  kept_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, sku)
) STRICT, WITHOUT ROWID;
