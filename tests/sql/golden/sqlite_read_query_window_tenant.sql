SELECT "id", "name", "updated_at"
FROM (
SELECT * FROM orders
) AS m
WHERE "org" = ? COLLATE BINARY
  AND (("updated_at" >= ? AND "updated_at" < ?)
   OR "updated_at" < '0-'
   OR "updated_at" >= ':'
   OR "updated_at" IS NULL);
-- ? text acme
-- ? text 2026-11-19
-- ? text 2026-11-22
