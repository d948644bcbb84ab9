SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" >= ?
  AND "updated_at" < ''
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" IS NULL
   OR "updated_at" >= '';
-- ? bigint 7
