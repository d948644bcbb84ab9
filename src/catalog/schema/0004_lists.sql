-- What lists are filtered by: few that wait among many that are settled, the runs of a model, runs
-- with tags, what was deleted.
CREATE INDEX rejects_by_state ON rejects (state, first_at, id, code);
CREATE INDEX rejects_by_sync_state ON rejects (sync_folded, state, first_at, id);
CREATE INDEX runs_by_model ON runs (model, started_at, id, status, ended_at);
CREATE INDEX runs_by_tags ON runs (started_at, id, status, ended_at, tags) WHERE tags <> '{}';
CREATE INDEX versions_removed ON versions (kind, at, number) WHERE action = 'remove';
