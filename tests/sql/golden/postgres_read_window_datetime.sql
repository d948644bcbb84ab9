SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE ("updated_at" >= ? OR "updated_at" IS NULL)
  AND ("updated_at" < ? OR "updated_at" IS NULL);
-- ? datetime 2026-11-20T12:00:00.000000
-- ? datetime 2026-11-20T12:00:00.000000
