SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ?;
-- ? text acme
