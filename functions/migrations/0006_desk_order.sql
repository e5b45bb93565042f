-- The desk's list goes on from a place in it, and sorts nothing: what is open by the day that counts, what is closed by
-- when it was, and where that is the same by the number.
CREATE INDEX privacy_requests_late ON privacy_requests (coalesce(extended_to, due_at), number) WHERE closed_at IS NULL;
DROP INDEX privacy_requests_closed;
CREATE INDEX privacy_requests_closed ON privacy_requests (closed_at, number) WHERE closed_at IS NOT NULL;

-- The letter that tells of a correction has what was added beside the invoice.
CREATE INDEX order_corrections_request ON order_corrections (request_number);
