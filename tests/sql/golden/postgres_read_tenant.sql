SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ? AND "org" = ? COLLATE "C";
-- ? text acme
-- ? text acme
