SELECT "id", "name", "updated_at"
FROM (
SELECT * FROM orders
) AS m
WHERE (("updated_at" >= ?)
   OR "updated_at" < '0-'
   OR "updated_at" IS NULL);
-- ? text 2026-11-19
