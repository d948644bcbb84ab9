SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ? COLLATE BINARY
  AND "updated_at" >= ?
  AND "updated_at" < ?
  AND "updated_at" < ''
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE ("org" = ? COLLATE BINARY AND "updated_at" IS NULL)
   OR ("org" = ? COLLATE BINARY AND "updated_at" >= '');
-- ? text acme
-- ? integer 7
-- ? integer 9
-- ? text acme
-- ? text acme
