SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE ("updated_at" >= ? OR "updated_at" IS NULL)
  AND ("updated_at" < ? OR "updated_at" IS NULL);
-- ? timestamp 0001-01-01T00:00:00.000000Z
-- ? timestamp 9999-12-31T23:59:59.999999Z
