-- In which of the house's languages somebody is written to. What was there before was said in English.
ALTER TABLE mail_outbox ADD COLUMN language TEXT NOT NULL DEFAULT 'en'
  CHECK (language IN ('en', 'fr', 'de', 'it', 'ja', 'zh'));

-- Of what a letter may be about that nobody asks for at that moment: a parcel has left, a request is answered, a piece
-- is back. It is the language in which the person spoke with the house.
ALTER TABLE checkouts ADD COLUMN language TEXT NOT NULL DEFAULT 'en'
  CHECK (language IN ('en', 'fr', 'de', 'it', 'ja', 'zh'));
ALTER TABLE orders ADD COLUMN language TEXT NOT NULL DEFAULT 'en'
  CHECK (language IN ('en', 'fr', 'de', 'it', 'ja', 'zh'));
ALTER TABLE accounts ADD COLUMN language TEXT NOT NULL DEFAULT 'en'
  CHECK (language IN ('en', 'fr', 'de', 'it', 'ja', 'zh'));
ALTER TABLE privacy_requests ADD COLUMN language TEXT NOT NULL DEFAULT 'en'
  CHECK (language IN ('en', 'fr', 'de', 'it', 'ja', 'zh'));
ALTER TABLE stock_notices ADD COLUMN language TEXT NOT NULL DEFAULT 'en'
  CHECK (language IN ('en', 'fr', 'de', 'it', 'ja', 'zh'));
