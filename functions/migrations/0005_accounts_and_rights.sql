-- A person is known by their address, in lower case. What waits for a mailbox to be confirmed lies in a table of its
-- own, so that each table has one period. A secret that a mail carries is derived from its row's id when the mail is
-- written, so no table has one.

CREATE TABLE registrations (
  id TEXT PRIMARY KEY,
  username TEXT NOT NULL,
  email TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  asked_at INTEGER NOT NULL
) STRICT;
CREATE INDEX registrations_asked ON registrations (asked_at);
CREATE INDEX registrations_email ON registrations (email);

CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  username TEXT NOT NULL,
  email TEXT NOT NULL UNIQUE,
  password_hash TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  -- The last signed-in act: two years after it the account goes.
  last_act_at INTEGER NOT NULL,
  -- When its end was announced; emptied by the next act.
  warned_at INTEGER
) STRICT;
CREATE INDEX accounts_last_act ON accounts (last_act_at);

CREATE TABLE sessions (
  -- SHA-256 of the token, in hexadecimal: the token itself is in the browser alone.
  token_hash TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL,
  -- When the person last showed, in this session, that it is still them.
  stepped_up_at INTEGER
) STRICT;
CREATE INDEX sessions_account ON sessions (account_id);
CREATE INDEX sessions_used ON sessions (last_used_at);

-- Whose orders, bought as a guest, were joined to an account on the person's wish.
CREATE TABLE account_orders (
  order_number TEXT PRIMARY KEY REFERENCES orders (number) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  joined_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX account_orders_account ON account_orders (account_id);

-- What a mailed link or code opens, once. Its token is the id, signed.
CREATE TABLE one_time_links (
  id TEXT PRIMARY KEY,
  purpose TEXT NOT NULL,
  -- The mailbox that got it.
  email TEXT NOT NULL,
  -- What it is about: a registration, an account, a wish, a request; empty where there is nothing.
  subject_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  -- Guesses at its code.
  tries INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX one_time_links_created ON one_time_links (created_at);
CREATE INDEX one_time_links_email ON one_time_links (email);

-- Of the words beside the box, as they were when the checkout began: the order may be paid days later.
ALTER TABLE checkouts ADD COLUMN wording_version INTEGER NOT NULL DEFAULT 1;

-- A wish to hear from the house that its mailbox has not confirmed, and the proof of one that it has.
CREATE TABLE marketing_wishes (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL,
  wording_version INTEGER NOT NULL,
  page TEXT NOT NULL,
  asked_at INTEGER NOT NULL
) STRICT;
CREATE INDEX marketing_wishes_asked ON marketing_wishes (asked_at);
CREATE INDEX marketing_wishes_email ON marketing_wishes (email);

INSERT INTO marketing_wishes (id, email, wording_version, page, asked_at)
  SELECT lower(hex(randomblob(16))), lower(email), wording_version, page, asked_at FROM marketing_consents;
DROP TABLE marketing_consents;

CREATE TABLE marketing_consents (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL,
  wording_version INTEGER NOT NULL,
  page TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  confirmed_at INTEGER NOT NULL,
  withdrawn_at INTEGER,
  -- Where it was withdrawn; empty while it stands.
  withdrawn_on TEXT NOT NULL DEFAULT ''
) STRICT;
-- One standing consent for each address.
CREATE UNIQUE INDEX marketing_consents_standing ON marketing_consents (email) WHERE withdrawn_at IS NULL;
CREATE INDEX marketing_consents_email ON marketing_consents (email);
CREATE INDEX marketing_consents_withdrawn ON marketing_consents (withdrawn_at);

-- The outbox now carries letters about more than orders. What a letter says is made when it is sent, from the row that
-- subject_id names.
CREATE TABLE mail_outbox_next (
  -- kind and subject in one, so that the same message can't be written twice: 'order-confirmation:LG-…'.
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  email TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'refused', 'dropped')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_attempt_at INTEGER NOT NULL,
  -- While one sender has it, no other takes it.
  claimed_until INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  sent_at INTEGER,
  provider_message_id TEXT,
  last_error TEXT
) STRICT;
INSERT INTO mail_outbox_next (id, kind, email, subject_id, state, attempts, next_attempt_at, claimed_until, created_at,
    sent_at, provider_message_id, last_error)
  SELECT m.id, m.kind, lower(o.email), m.order_number, m.state, m.attempts, m.next_attempt_at, m.claimed_until,
    m.created_at, m.sent_at, m.provider_message_id, m.last_error
  FROM mail_outbox m JOIN orders o ON o.number = m.order_number;
DROP TABLE mail_outbox;
ALTER TABLE mail_outbox_next RENAME TO mail_outbox;
CREATE INDEX mail_outbox_waiting ON mail_outbox (next_attempt_at) WHERE state = 'waiting';
CREATE INDEX mail_outbox_created ON mail_outbox (created_at);
CREATE INDEX mail_outbox_email ON mail_outbox (email);
CREATE INDEX mail_outbox_subject ON mail_outbox (subject_id);

-- A person's orders are found by their address, however it was written.
CREATE INDEX orders_email ON orders (lower(email));

-- Requests about a person's data. One that its mailbox has not confirmed yet waits apart.
CREATE TABLE unconfirmed_requests (
  number TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  email TEXT NOT NULL,
  asker TEXT NOT NULL CHECK (asker IN ('person', 'agent', 'reporter', 'staff')),
  -- The address of the agent, the reporter or whoever of the house wrote it down; empty when the person asks.
  asker_email TEXT NOT NULL,
  order_number TEXT NOT NULL,
  words TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  -- When it reached the house: for one that came by mail, before it was written down.
  received_at INTEGER NOT NULL
) STRICT;
CREATE INDEX unconfirmed_requests_asked ON unconfirmed_requests (asked_at);
CREATE INDEX unconfirmed_requests_email ON unconfirmed_requests (email);

CREATE TABLE privacy_requests (
  -- 'PR-7K4M-92QX'
  number TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('access', 'rectification', 'erasure', 'portability', 'object', 'restrict',
    'opt-out-of-sale', 'withdraw-consent', 'complaint', 'child-report')),
  -- 'open': the person has to choose or confirm something; 'in-review': one of the house has to; 'working': recipients
  -- have to. The rest are ends.
  state TEXT NOT NULL CHECK (state IN ('open', 'in-review', 'working', 'done', 'done-in-part', 'refused', 'withdrawn')),
  -- Whose data it is about. Emptied when their erasure is done.
  email TEXT NOT NULL,
  -- Keyed hash of that address: tells a repeat, and outlives the address.
  subject_hash TEXT NOT NULL,
  asker TEXT NOT NULL CHECK (asker IN ('person', 'agent', 'reporter', 'staff')),
  asker_email TEXT NOT NULL,
  -- How the person showed that the mailbox or the account is theirs.
  verified_by TEXT NOT NULL CHECK (verified_by IN ('mailbox', 'account', 'staff')),
  order_number TEXT NOT NULL,
  words TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  confirmed_at INTEGER NOT NULL,
  -- The fifth business day, and the earlier of 30 days and one calendar month.
  target_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  extended_to INTEGER,
  extension_reason TEXT NOT NULL DEFAULT '',
  extended_at INTEGER,
  -- When staff were warned that it is nearly due, and that it is overdue.
  warned_at INTEGER,
  overdue_at INTEGER,
  decided_at INTEGER,
  decision TEXT NOT NULL DEFAULT '',
  closed_at INTEGER
) STRICT;
-- A repeat finds the running request.
CREATE UNIQUE INDEX privacy_requests_running ON privacy_requests (subject_hash, kind) WHERE closed_at IS NULL;
CREATE INDEX privacy_requests_email ON privacy_requests (email);
CREATE INDEX privacy_requests_due ON privacy_requests (due_at) WHERE closed_at IS NULL;
CREATE INDEX privacy_requests_closed ON privacy_requests (closed_at);

-- What has happened, in the words of the request's page.
CREATE TABLE request_steps (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  request_number TEXT NOT NULL REFERENCES privacy_requests (number) ON DELETE CASCADE,
  step TEXT NOT NULL,
  words TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX request_steps_request ON request_steps (request_number, id);

CREATE TABLE request_messages (
  id TEXT PRIMARY KEY,
  request_number TEXT NOT NULL REFERENCES privacy_requests (number) ON DELETE CASCADE,
  author TEXT NOT NULL CHECK (author IN ('person', 'house')),
  words TEXT NOT NULL,
  written_at INTEGER NOT NULL
) STRICT;
CREATE INDEX request_messages_request ON request_messages (request_number, written_at);

-- What a recipient was told because of a request, and what it said to that.
CREATE TABLE request_recipients (
  request_number TEXT NOT NULL REFERENCES privacy_requests (number) ON DELETE CASCADE,
  recipient TEXT NOT NULL,
  -- 'waiting': to be told, or to be asked again at next_try_at. 'told': it works on it. The others are answers.
  state TEXT NOT NULL CHECK (state IN ('waiting', 'told', 'acknowledged', 'explained')),
  -- Its own number for it, such as Stripe's redaction job.
  reference TEXT NOT NULL DEFAULT '',
  tries INTEGER NOT NULL DEFAULT 0,
  next_try_at INTEGER NOT NULL,
  -- What was sent, what is waited for, or why nothing is to be done; for the request's page.
  words TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (request_number, recipient)
) STRICT, WITHOUT ROWID;
CREATE INDEX request_recipients_due ON request_recipients (next_try_at) WHERE state IN ('waiting', 'told');

-- A copy that may be fetched once, within seven days. The copy itself is made while it is fetched and lies nowhere.
CREATE TABLE copies (
  id TEXT PRIMARY KEY,
  request_number TEXT NOT NULL REFERENCES privacy_requests (number) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('access', 'portability')),
  offered_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  -- Set while it is being fetched, emptied when the fetch broke off.
  claimed_at INTEGER,
  fetched_at INTEGER
) STRICT;
CREATE INDEX copies_request ON copies (request_number);

-- Added to an order that was invoiced: the invoice itself is not changed.
CREATE TABLE order_corrections (
  id TEXT PRIMARY KEY,
  order_number TEXT NOT NULL REFERENCES orders (number) ON DELETE CASCADE,
  request_number TEXT NOT NULL,
  field TEXT NOT NULL,
  words TEXT NOT NULL,
  written_at INTEGER NOT NULL
) STRICT;
CREATE INDEX order_corrections_order ON order_corrections (order_number);

-- A person's data that is to be stored and nothing else.
CREATE TABLE restrictions (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL,
  request_number TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('asked', 'child-report')),
  restricted_at INTEGER NOT NULL,
  -- The person is told first.
  told_at INTEGER,
  lifted_at INTEGER
) STRICT;
CREATE INDEX restrictions_email ON restrictions (email);
CREATE INDEX restrictions_lifted ON restrictions (lifted_at);

-- What a person has objected to. One of analytics is carried to each browser in which they sign in.
CREATE TABLE objections (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL,
  processing TEXT NOT NULL CHECK (processing IN ('analytics', 'fraud-checks')),
  objected_at INTEGER NOT NULL,
  UNIQUE (email, processing)
) STRICT;
CREATE INDEX objections_objected ON objections (objected_at);

-- Erasures, without identity. Each one stands in the ledger outside this database too, under the same id.
CREATE TABLE erasures (
  id TEXT PRIMARY KEY,
  request_number TEXT NOT NULL,
  subject_hash TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('everything', 'account')),
  begun_at INTEGER NOT NULL,
  done_at INTEGER
) STRICT;
CREATE INDEX erasures_begun ON erasures (begun_at);
CREATE INDEX erasures_subject ON erasures (subject_hash);

-- Whose data was erased lately: a late notice or retry brings no one back.
CREATE TABLE tombstones (
  subject_hash TEXT PRIMARY KEY,
  erased_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX tombstones_erased ON tombstones (erased_at);

-- An order of a person whose data was erased: on this day what only its delivery needs goes too.
CREATE TABLE order_trims (
  order_number TEXT PRIMARY KEY REFERENCES orders (number) ON DELETE CASCADE,
  erasure_id TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  done_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX order_trims_due ON order_trims (due_at) WHERE done_at IS NULL;

-- What Stripe is to redact because of an erasure: one job for each order.
CREATE TABLE stripe_redactions (
  stripe_session_id TEXT PRIMARY KEY,
  stripe_payment_intent_id TEXT,
  erasure_id TEXT NOT NULL REFERENCES erasures (id) ON DELETE CASCADE,
  paid_at INTEGER NOT NULL,
  -- Empty until Stripe has taken it in.
  job_id TEXT NOT NULL DEFAULT '',
  -- 'asking': to be given to Stripe. 'looking': Stripe looks whether it can. 'blocked': not yet, look again.
  state TEXT NOT NULL CHECK (state IN ('asking', 'looking', 'blocked', 'redacting', 'done')),
  -- Part of the key of idempotency: the same while a call is repeated, another for another attempt.
  attempt INTEGER NOT NULL DEFAULT 1,
  -- Calls in a row without an answer.
  tries INTEGER NOT NULL DEFAULT 0,
  next_try_at INTEGER NOT NULL,
  -- When Stripe took in the step that it is at.
  asked_at INTEGER,
  -- When a person was told that it does not go on by itself.
  alarmed_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX stripe_redactions_due ON stripe_redactions (next_try_at) WHERE state <> 'done';
CREATE INDEX stripe_redactions_erasure ON stripe_redactions (erasure_id);

-- Name and address of an invoice that tax law keeps, locked away from every everyday view.
CREATE TABLE locked_parties (
  order_number TEXT PRIMARY KEY REFERENCES orders (number) ON DELETE CASCADE,
  name TEXT NOT NULL,
  address_line1 TEXT NOT NULL,
  address_line2 TEXT NOT NULL,
  city TEXT NOT NULL,
  region TEXT NOT NULL,
  postcode TEXT NOT NULL,
  country TEXT NOT NULL,
  locked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Proof of every step of every request, without identity. Each entry carries the hash of the one before.
CREATE TABLE rights_register (
  -- Of everything else in the entry and of the hash before it, in hexadecimal.
  hash TEXT PRIMARY KEY,
  sequence INTEGER NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  request_number TEXT NOT NULL,
  subject_hash TEXT NOT NULL,
  kind TEXT NOT NULL,
  step TEXT NOT NULL,
  -- JSON: counts, dates, words of ours; never a person's.
  details TEXT NOT NULL,
  previous_hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX rights_register_at ON rights_register (at);
CREATE INDEX rights_register_request ON rights_register (request_number);
CREATE TRIGGER rights_register_is_final BEFORE UPDATE ON rights_register BEGIN
  SELECT RAISE(ABORT, 'the register is only added to');
END;

-- Somebody's rows are found by their address however it was written, and by its keyed hash, without a scan: the copy
-- that a person asks for reads every one of these tables.
CREATE INDEX registrations_person ON registrations (lower(email));
CREATE INDEX accounts_person ON accounts (lower(email));
CREATE INDEX one_time_links_person ON one_time_links (lower(email));
CREATE INDEX marketing_wishes_person ON marketing_wishes (lower(email));
CREATE INDEX marketing_consents_person ON marketing_consents (lower(email));
CREATE INDEX mail_outbox_person ON mail_outbox (lower(email));
CREATE INDEX unconfirmed_requests_person ON unconfirmed_requests (lower(email));
CREATE INDEX privacy_requests_person ON privacy_requests (lower(email));
CREATE INDEX restrictions_person ON restrictions (lower(email));
CREATE INDEX objections_person ON objections (lower(email));
CREATE INDEX rights_register_person ON rights_register (subject_hash);
CREATE INDEX staff_person ON staff (lower(email));
CREATE INDEX access_log_person ON access_log (subject_hash);
CREATE INDEX request_messages_person ON request_messages (request_number);
