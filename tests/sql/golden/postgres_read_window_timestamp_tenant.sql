SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ? AND "org" = ? COLLATE "C"
  AND ("updated_at" >= ? OR "updated_at" IS NULL)
  AND ("updated_at" < ? OR "updated_at" IS NULL);
-- ? text acme
-- ? text acme
-- ? timestamp 2026-11-20T12:00:00.000000Z
-- ? timestamp 2026-11-20T12:00:00.000001Z
