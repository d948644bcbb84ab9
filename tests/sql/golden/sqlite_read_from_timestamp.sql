SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" >= ?
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" < '0-'
   OR "updated_at" IS NULL;
-- ? text 2026-11-19
