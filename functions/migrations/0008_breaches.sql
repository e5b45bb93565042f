-- Breaches of personal data, as Art. 33(5) GDPR has them documented. Nobody is named here: an address is refused.
CREATE TABLE breaches (
  -- 'BR-7K4M-92QX'
  number TEXT PRIMARY KEY,
  -- Whoever changes it says which one they saw: of two at once the first counts.
  revision INTEGER NOT NULL DEFAULT 1,
  discovered_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL CHECK (recorded_at >= discovered_at),
  happened TEXT NOT NULL CHECK (instr(happened, '@') = 0),
  -- Columns of the data map: a JSON array of 'orders.email'.
  data TEXT NOT NULL DEFAULT '[]',
  consequences TEXT NOT NULL DEFAULT '' CHECK (instr(consequences, '@') = 0),
  measures TEXT NOT NULL DEFAULT '' CHECK (instr(measures, '@') = 0),
  risk TEXT NOT NULL DEFAULT 'unknown' CHECK (risk IN ('unknown', 'none-likely', 'risk', 'high-risk')),
  risk_reason TEXT NOT NULL DEFAULT '' CHECK (instr(risk_reason, '@') = 0),
  -- What the people affected are written, from when it began to go out.
  notice TEXT NOT NULL DEFAULT '' CHECK (instr(notice, '@') = 0),
  notice_begun_at INTEGER,
  -- Whether those whose data is restricted are written to as well.
  tells_restricted INTEGER NOT NULL DEFAULT 0 CHECK (tells_restricted IN (0, 1)),
  closed_at INTEGER
) STRICT;
CREATE INDEX breaches_discovered ON breaches (discovered_at, number);
CREATE INDEX breaches_closed ON breaches (closed_at);

-- Both run from the discovery: to the authority (Art. 33(1)), and to the people as the policy promises.
CREATE TABLE breach_clocks (
  breach_number TEXT NOT NULL REFERENCES breaches (number) ON DELETE CASCADE,
  clock TEXT NOT NULL CHECK (clock IN ('authority', 'people')),
  -- The first instant at which it is late.
  due_at INTEGER NOT NULL,
  -- When staff were warned that it is nearly due, and that it is over.
  warned_at INTEGER,
  overdue_at INTEGER,
  kept_at INTEGER,
  PRIMARY KEY (breach_number, clock)
) STRICT, WITHOUT ROWID;
CREATE INDEX breach_clocks_due ON breach_clocks (due_at) WHERE kept_at IS NULL;

-- Facts, effects and remedial action, in the order in which they were written down. Only added to.
CREATE TABLE breach_entries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  breach_number TEXT NOT NULL REFERENCES breaches (number) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('recorded', 'facts', 'people-found', 'authority-told', 'people-told',
    'people-told-otherwise', 'warned', 'overdue', 'closed')),
  -- Of whoever did it; empty where the shop did. Who that was is in the access log.
  role TEXT NOT NULL,
  words TEXT NOT NULL,
  -- JSON: the same for programs.
  details TEXT NOT NULL
) STRICT;
CREATE INDEX breach_entries_breach ON breach_entries (breach_number, id);
CREATE TRIGGER breach_entries_stay BEFORE UPDATE ON breach_entries BEGIN
  SELECT RAISE(ABORT, 'The record of a breach is only added to');
END;
-- With the breach itself, when its period is over, its record goes.
CREATE TRIGGER breach_entries_go_with_it BEFORE DELETE ON breach_entries
WHEN EXISTS (SELECT 1 FROM breaches WHERE number = OLD.breach_number) BEGIN
  SELECT RAISE(ABORT, 'The record of a breach is only added to');
END;

-- Who is affected: a keyed hash, and the address until the notice has left.
CREATE TABLE breach_people (
  id TEXT PRIMARY KEY,
  breach_number TEXT NOT NULL REFERENCES breaches (number) ON DELETE CASCADE,
  subject_hash TEXT NOT NULL,
  email TEXT NOT NULL,
  -- 'writing': the letter lies in the outbox. 'refused': the mailbox took none. 'not-told': no letter was owed, or could be sent.
  state TEXT NOT NULL CHECK (state IN ('found', 'writing', 'told', 'refused', 'not-told')),
  found_at INTEGER NOT NULL,
  told_at INTEGER,
  UNIQUE (breach_number, subject_hash)
) STRICT;
CREATE INDEX breach_people_waiting ON breach_people (breach_number, id) WHERE state IN ('found', 'writing');
CREATE INDEX breach_people_found ON breach_people (found_at);
CREATE INDEX breach_people_person ON breach_people (subject_hash);
CREATE INDEX breach_people_address ON breach_people (lower(email));

-- The desk shows of each rule its last run, and of all runs those that removed something.
CREATE INDEX retention_runs_newest ON retention_runs (rule, id);
CREATE INDEX retention_runs_removed ON retention_runs (rule, started_at, deleted) WHERE deleted > 0;

-- What only people can keep of the policy: when the owner confirmed it last, and when it is to be confirmed again.
CREATE TABLE duty_confirmations (
  id TEXT PRIMARY KEY,
  -- The sentence of the policy, as 'transfer.sccs'.
  duty TEXT NOT NULL,
  confirmed_at INTEGER NOT NULL,
  next_due_at INTEGER NOT NULL CHECK (next_due_at > confirmed_at),
  note TEXT NOT NULL CHECK (instr(note, '@') = 0),
  -- Emptied when that person's data is erased.
  staff_email TEXT NOT NULL
) STRICT;
CREATE INDEX duty_confirmations_duty ON duty_confirmations (duty, confirmed_at);
CREATE INDEX duty_confirmations_confirmed ON duty_confirmations (confirmed_at);
CREATE INDEX duty_confirmations_person ON duty_confirmations (lower(staff_email));
