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

-- A start that waited too long is a run that expired; another process may ask a run to end.
CREATE TABLE new_runs (
  id TEXT PRIMARY KEY,
  sync_id TEXT NOT NULL,
  sync_name TEXT NOT NULL,
  sync_folded TEXT NOT NULL,
  destination TEXT NOT NULL,
  destination_folded TEXT NOT NULL,
  model TEXT NOT NULL,
  tenant TEXT NOT NULL,
  transfer_id TEXT NOT NULL,
  trigger TEXT NOT NULL,
  actor TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN (
    'running', 'success', 'partial_failure', 'error', 'cancelled', 'orphaned', 'expired')),
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  report TEXT,
  tags TEXT NOT NULL,
  cancel_asked_at INTEGER,
  CHECK ((status = 'running') = (ended_at IS NULL))
) STRICT;
INSERT INTO new_runs SELECT *, NULL FROM runs;
DROP TABLE runs;
ALTER TABLE new_runs RENAME TO runs;
CREATE INDEX runs_by_start ON runs (started_at, id, status, ended_at);
CREATE INDEX runs_by_sync ON runs (
  sync_folded, started_at, id, status, ended_at, destination_folded);
CREATE INDEX runs_by_destination ON runs (destination_folded, started_at, id, status, ended_at);
CREATE INDEX runs_by_status ON runs (status, started_at, id, ended_at);

CREATE TABLE run_events (
  run_id TEXT NOT NULL REFERENCES runs (id),
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  event TEXT NOT NULL,
  fields TEXT NOT NULL,
  PRIMARY KEY (run_id, number)
) STRICT, WITHOUT ROWID;
