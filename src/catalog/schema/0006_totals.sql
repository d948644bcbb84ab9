-- What the runs of a sync came to, added up as they end: figures are read without reading runs.
-- Names are those of its last run.
CREATE TABLE sync_totals (
  sync_id TEXT PRIMARY KEY,
  sync_name TEXT NOT NULL,
  destination TEXT NOT NULL,
  model TEXT NOT NULL,
  last_started_at INTEGER NOT NULL,
  last_ended_at INTEGER NOT NULL,
  last_status TEXT NOT NULL,
  last_success_at INTEGER,
  last_commit_at INTEGER
) STRICT;

-- `what` is runs (`part`: the status), rows (the outcome), phase_us (the phase), bytes or retries.
CREATE TABLE sync_sums (
  sync_id TEXT NOT NULL,
  what TEXT NOT NULL,
  part TEXT NOT NULL,
  total INTEGER NOT NULL,
  PRIMARY KEY (sync_id, what, part)
) STRICT, WITHOUT ROWID;

-- Of the runs that are there. Of columns beside max() SQLite takes those of the same row.
INSERT INTO sync_totals SELECT sync_id, sync_name, destination, model, max(started_at), ended_at,
  status, NULL, NULL FROM runs WHERE status <> 'running' GROUP BY sync_id;
UPDATE sync_totals SET last_success_at = (SELECT max(ended_at) FROM runs
  WHERE runs.sync_id = sync_totals.sync_id AND status = 'success');
UPDATE sync_totals SET last_commit_at = (SELECT max(ended_at) FROM runs
  WHERE runs.sync_id = sync_totals.sync_id AND status IN ('success', 'partial_failure'));
INSERT INTO sync_sums SELECT sync_id, 'runs', status, count(*) FROM runs
  WHERE status <> 'running' GROUP BY sync_id, status;
INSERT INTO sync_sums SELECT sync_id, 'rows', c."key", sum(c.value)
  FROM runs, json_each(runs.report, '$.counts') c
  WHERE json_valid(report) AND c.type = 'integer' GROUP BY sync_id, c."key";
INSERT INTO sync_sums SELECT sync_id, 'rows', 'vanished', sum(report ->> '$.vanished.deleted')
  FROM runs WHERE json_valid(report) AND json_type(report, '$.vanished.deleted') = 'integer'
  GROUP BY sync_id;
INSERT INTO sync_sums SELECT sync_id, 'phase_us', c."key", sum(CAST(c.value * 1e6 AS INTEGER))
  FROM runs, json_each(runs.report, '$.phase_seconds') c
  WHERE json_valid(report) AND c.type IN ('integer', 'real') GROUP BY sync_id, c."key";
INSERT INTO sync_sums SELECT sync_id, 'bytes', '', sum(report ->> '$.bytes') FROM runs
  WHERE json_valid(report) AND json_type(report, '$.bytes') = 'integer' GROUP BY sync_id;
INSERT INTO sync_sums SELECT sync_id, 'retries', '', sum(report ->> '$.retries') FROM runs
  WHERE json_valid(report) AND json_type(report, '$.retries') = 'integer' GROUP BY sync_id;

-- Of a sync under whatever name it ran.
CREATE INDEX runs_by_sync_id ON runs (sync_id, started_at, id, status, ended_at);
