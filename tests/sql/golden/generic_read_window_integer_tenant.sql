SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ?
  AND ("updated_at" >= ? OR "updated_at" IS NULL)
  AND ("updated_at" < ? OR "updated_at" IS NULL);
-- ? text acme
-- ? integer 7
-- ? integer 9
