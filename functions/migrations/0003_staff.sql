-- Who works for the house, and as what. The sign-in of the host says who somebody is; this says what they may do.
CREATE TABLE staff (
  -- In lower case, as the sign-in's address is compared: an address that is not could never be found.
  email TEXT PRIMARY KEY CHECK (email = lower(email)),
  role TEXT NOT NULL CHECK (role IN ('fulfilment', 'client-care', 'privacy', 'owner')),
  added_at INTEGER NOT NULL,
  -- From then on they are let in nowhere; the row goes a month later.
  removed_at INTEGER
) STRICT;
CREATE INDEX staff_removed ON staff (removed_at);

-- Each view and each change of a person's data by staff. No row is ever changed; its period alone deletes it.
CREATE TABLE access_log (
  -- Random: a person is given the rows about them, and a number would tell how many there are about others.
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  staff_email TEXT NOT NULL,
  role TEXT NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('view', 'change', 'export', 'erase')),
  -- Of the route or the tables, never a value. The row outlives an erasure, so no address may be in it.
  what TEXT NOT NULL CHECK (length(what) BETWEEN 1 AND 200 AND instr(what, '@') = 0),
  why TEXT NOT NULL CHECK (length(why) BETWEEN 1 AND 200 AND instr(why, '@') = 0),
  -- The keyed hash of the person's address (functions/subject-hash.ts).
  subject_hash TEXT,
  request_number TEXT
) STRICT;
CREATE INDEX access_log_at ON access_log (at);
CREATE INDEX access_log_of_person ON access_log (subject_hash, at);
CREATE TRIGGER access_log_stays BEFORE UPDATE ON access_log BEGIN
  SELECT RAISE(ABORT, 'A row of the access log is not changed');
END;
