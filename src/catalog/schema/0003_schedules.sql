-- What a scheduler has done of a sync's or a destination's schedule. `schedule` is its text:
-- another one begins anew. A claim is the run or the transfer a start is carried out by; one that
-- stands with no lease on it was left by a process that died.
CREATE TABLE schedules (
  owner_id TEXT PRIMARY KEY,
  schedule TEXT NOT NULL,
  handled_to INTEGER NOT NULL,
  claim TEXT,
  tick INTEGER,
  claimed_at INTEGER,
  CHECK ((claim IS NULL) = (tick IS NULL) AND (claim IS NULL) = (claimed_at IS NULL))
) STRICT;

-- Another process asked a run to end.
ALTER TABLE runs ADD COLUMN cancel_asked_at INTEGER;

CREATE TABLE run_events (
  run_id TEXT NOT NULL REFERENCES runs (id),
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  event TEXT NOT NULL,
  fields TEXT NOT NULL,
  PRIMARY KEY (run_id, number)
) STRICT, WITHOUT ROWID;
