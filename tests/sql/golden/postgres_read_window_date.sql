SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE ("updated_at" >= ? OR "updated_at" IS NULL)
  AND ("updated_at" < ? OR "updated_at" IS NULL);
-- ? date 2026-11-20
-- ? date 2026-11-21
