SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ? AND "org" = ? COLLATE "C"
  AND ("updated_at" >= ? OR "updated_at" IS NULL)
  AND ("updated_at" < ? OR "updated_at" IS NULL);
-- ? text acme
-- ? text acme
-- ? integer 7
-- ? integer 9
