-- Where an order was made. One that was told to somebody of the house is entered at the desk and paid by a link.
ALTER TABLE checkouts ADD COLUMN source TEXT NOT NULL DEFAULT 'shop'
  CHECK (source IN ('shop', 'telephone', 'boutique'));
ALTER TABLE orders ADD COLUMN source TEXT NOT NULL DEFAULT 'shop' CHECK (source IN ('shop', 'telephone', 'boutique'));
-- Those that wait for their payment, for the desk.
CREATE INDEX checkouts_entered ON checkouts (expires_at, id)
  WHERE source <> 'shop' AND state IN ('holding', 'open', 'processing');

-- The desk's list of withdrawals goes by when the money is due: 14 days after the declaration, or once the pieces are
-- back or shown to be on their way, where that is later. What is held for that stands last, a hundred years behind, the
-- oldest first. The words are said once more by functions/withdrawals/queries.ts; a test proves that it goes by this.
CREATE INDEX withdrawals_due ON withdrawals (CASE
  WHEN goods = 'in-house' THEN at + 1209600000
  WHEN sent_at IS NULL AND arrived_at IS NULL THEN at + 3155760000000
  ELSE max(at + 1209600000, min(coalesce(sent_at, arrived_at), coalesce(arrived_at, sent_at))) END, id)
  WHERE settled_at IS NULL;
