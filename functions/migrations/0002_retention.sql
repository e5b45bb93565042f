-- What the retention job did: one row for each rule and run, with counts and times alone.
CREATE TABLE retention_runs (
  -- Also the order of the runs when the clock has jumped; never used again.
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  rule TEXT NOT NULL,
  -- 'begun' for ever: the run was interrupted. 'held-off': the clock was not believed, so nothing was deleted.
  state TEXT NOT NULL CHECK (state IN ('begun', 'finished', 'held-off')),
  started_at INTEGER NOT NULL,
  -- Written with each batch, in its transaction: true after an interruption too.
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted >= 0),
  -- What was due and is left for the next run; empty where the run was interrupted.
  still_due INTEGER CHECK (still_due >= 0)
) STRICT;
CREATE INDEX retention_runs_of_rule ON retention_runs (rule, state, id);
CREATE INDEX retention_runs_started ON retention_runs (started_at);

-- For staff: where something lies past its time, or nobody has looked for too long.
CREATE TABLE retention_alarms (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  rule TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('left-behind', 'not-run')),
  -- Since when the oldest row had been due; empty where the rule was not run.
  oldest_due_at INTEGER,
  raised_at INTEGER NOT NULL,
  cleared_at INTEGER
) STRICT;
-- One open alarm for each rule, however often it is looked at.
CREATE UNIQUE INDEX retention_alarms_open ON retention_alarms (rule) WHERE cleared_at IS NULL;
CREATE INDEX retention_alarms_cleared ON retention_alarms (cleared_at);

-- The job asks each table for its oldest rows; the cascade asks for those of one order.
CREATE INDEX checkouts_created ON checkouts (created_at);
CREATE INDEX orders_paid ON orders (paid_at);
CREATE INDEX marketing_consents_asked ON marketing_consents (asked_at);
CREATE INDEX stripe_events_received ON stripe_events (received_at);
CREATE INDEX mail_outbox_created ON mail_outbox (created_at);
CREATE INDEX mail_outbox_order ON mail_outbox (order_number);
