-- Who discarded a dead letter, and why. A sync keeps its id when it is renamed.
ALTER TABLE rejects ADD COLUMN settled_by TEXT NOT NULL DEFAULT '';
ALTER TABLE rejects ADD COLUMN note TEXT NOT NULL DEFAULT '';

CREATE INDEX rejects_by_run ON rejects (run_id, first_at, id);
CREATE INDEX rejects_by_sync_id ON rejects (sync_id, first_at, id);
