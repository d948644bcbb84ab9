-- Which rules of alerts hold now: what was told once is not told again before it ended.
CREATE TABLE alerts (
  sync_id TEXT NOT NULL,
  rule TEXT NOT NULL,
  alert_id TEXT NOT NULL,
  since INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (sync_id, rule)
) STRICT, WITHOUT ROWID;

-- What is to be told of them, until it is.
CREATE TABLE alert_events (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  body TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  claimed_at INTEGER,
  delivered_at INTEGER
) STRICT;
CREATE INDEX alert_events_by_time ON alert_events (at);
CREATE INDEX alert_events_to_tell ON alert_events (at) WHERE delivered_at IS NULL;
