-- A database of its own: nothing here leads to an order, an account or an address.

-- A row a view, until day 30. `session` is what the day's secret makes of the tab's identifier.
CREATE TABLE page_views (
  view TEXT PRIMARY KEY,
  session TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  path TEXT NOT NULL,
  country TEXT NOT NULL,
  device TEXT NOT NULL,
  browser TEXT NOT NULL,
  system TEXT NOT NULL,
  source TEXT NOT NULL,
  medium TEXT NOT NULL,
  campaign TEXT NOT NULL,
  milliseconds INTEGER NOT NULL CHECK (milliseconds BETWEEN 0 AND 14400000)
) STRICT, WITHOUT ROWID;

CREATE INDEX page_views_by_time ON page_views (opened_at, session);
CREATE INDEX page_views_by_session ON page_views (session);

-- Sessions that asked to be forgotten, for as long as a message about them may still be in the queue.
CREATE TABLE forgotten_sessions (
  session TEXT PRIMARY KEY,
  forgotten_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX forgotten_sessions_by_time ON forgotten_sessions (forgotten_at);

-- One dimension each, never two together. Recomputed by replacement until the day is frozen.
CREATE TABLE counters (
  period TEXT NOT NULL CHECK (period IN ('hour', 'day')),
  dimension TEXT NOT NULL CHECK (
    dimension IN ('all', 'path', 'country', 'device', 'browser', 'system', 'source', 'medium', 'campaign', 'entry',
      'exit', 'funnel')
  ),
  starts_at INTEGER NOT NULL,
  value TEXT NOT NULL,
  views INTEGER NOT NULL CHECK (views >= 0),
  visits INTEGER NOT NULL CHECK (visits >= 0),
  -- Views whose time is known, and the sum of it: an average is made when it is read.
  timed_views INTEGER NOT NULL CHECK (timed_views >= 0),
  milliseconds INTEGER NOT NULL CHECK (milliseconds >= 0),
  PRIMARY KEY (period, dimension, starts_at, value)
) STRICT, WITHOUT ROWID;

-- Hours whose rows changed since they were counted: written with the rows, in one transaction.
CREATE TABLE touched_hours (
  starts_at INTEGER PRIMARY KEY
) STRICT;

-- A day's state: counted and open; closed, when no row is let in any more; frozen, when small cells are folded.
CREATE TABLE counted_days (
  starts_at INTEGER PRIMARY KEY,
  counted_at INTEGER NOT NULL,
  closed_at INTEGER,
  frozen_at INTEGER
) STRICT;

CREATE INDEX counted_days_not_frozen ON counted_days (starts_at) WHERE frozen_at IS NULL;
