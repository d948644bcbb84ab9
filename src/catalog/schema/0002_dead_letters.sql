-- A dead letter waits until its row is delivered, refused as something else, gone or discarded.
ALTER TABLE rejects ADD COLUMN state TEXT NOT NULL DEFAULT 'pending';
ALTER TABLE rejects ADD COLUMN settled_at INTEGER;

CREATE INDEX rejects_pending ON rejects (sync_id, tenant, first_at) WHERE state = 'pending';
