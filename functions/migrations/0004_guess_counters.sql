-- How often a password, a code or a link was guessed at: one row for each thing that is guessed at.
CREATE TABLE guess_counters (
  -- Keyed hash of what is guessed at, in hexadecimal; never an address of a person or of a connection.
  key TEXT PRIMARY KEY,
  tries INTEGER NOT NULL CHECK (tries > 0),
  window_started_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX guess_counters_started ON guess_counters (window_started_at);
