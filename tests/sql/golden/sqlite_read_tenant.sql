SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ? COLLATE BINARY;
-- ? text acme
