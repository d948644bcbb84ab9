SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE ("updated_at" >= ? OR "updated_at" IS NULL)
  AND ("updated_at" < ? OR "updated_at" IS NULL);
-- ? timestamp 1969-12-31T23:59:59.999999Z
-- ? timestamp 1969-12-31T23:59:59.999999Z
