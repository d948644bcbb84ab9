-- Definitions and their history, runs, dead letters, leases.
-- Instants are microseconds since 1970-01-01T00:00:00Z. `folded` columns hold base::fold_name of
-- the name beside them: what names are compared by.

CREATE TABLE catalog (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  id TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE versions (
  object_id TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 1),
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('create', 'update', 'remove')),
  body TEXT NOT NULL,
  actor TEXT NOT NULL,
  note TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (object_id, number)
) STRICT;

-- History cannot be rewritten; the first trigger also stops INSERT OR REPLACE.
CREATE TRIGGER versions_follow BEFORE INSERT ON versions
WHEN NEW.number <>
  1 + (SELECT coalesce(max(number), 0) FROM versions WHERE object_id = NEW.object_id)
BEGIN
  SELECT RAISE(ABORT, 'a version must follow the last one');
END;
CREATE TRIGGER versions_stay BEFORE UPDATE ON versions
BEGIN
  SELECT RAISE(ABORT, 'versions cannot be changed');
END;
CREATE TRIGGER versions_remain BEFORE DELETE ON versions
BEGIN
  SELECT RAISE(ABORT, 'versions cannot be deleted');
END;

-- The newest version of each object that was not removed.
CREATE TABLE objects (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (kind, folded),
  FOREIGN KEY (id, version) REFERENCES versions (object_id, number)
) STRICT;

CREATE TABLE runs (
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
  status TEXT NOT NULL CHECK (
    status IN ('running', 'success', 'partial_failure', 'error', 'cancelled', 'orphaned')),
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  report TEXT,
  tags TEXT NOT NULL,
  CHECK ((status = 'running') = (ended_at IS NULL))
) STRICT;

-- Lists go by (started_at, id); the columns behind them let a filter pass over runs that do not
-- match without reading the runs themselves.
CREATE INDEX runs_by_start ON runs (started_at, id, status, ended_at);
CREATE INDEX runs_by_sync ON runs (
  sync_folded, started_at, id, status, ended_at, destination_folded);
CREATE INDEX runs_by_destination ON runs (destination_folded, started_at, id, status, ended_at);
CREATE INDEX runs_by_status ON runs (status, started_at, id, ended_at);

CREATE TABLE rejects (
  id TEXT PRIMARY KEY,
  sync_id TEXT NOT NULL,
  sync_name TEXT NOT NULL,
  sync_folded TEXT NOT NULL,
  run_id TEXT NOT NULL,
  tenant TEXT NOT NULL,
  "key" TEXT NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  payload TEXT,
  attempts INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL
) STRICT;

CREATE INDEX rejects_by_time ON rejects (first_at, id);
CREATE INDEX rejects_by_sync ON rejects (sync_folded, first_at, id, code);
CREATE INDEX rejects_by_code ON rejects (code, first_at, id);

CREATE TABLE leases (
  sync_id TEXT PRIMARY KEY,
  run_id TEXT NOT NULL,
  actor TEXT NOT NULL,
  boot_id TEXT NOT NULL,
  pid INTEGER NOT NULL,
  start_ticks INTEGER NOT NULL,
  heartbeat INTEGER NOT NULL
) STRICT;
