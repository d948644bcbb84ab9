SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE ("updated_at" >= ? OR "updated_at" IS NULL);
-- ? bigint 7
