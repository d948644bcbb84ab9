SELECT "id", "name", "updated_at"
FROM (
SELECT * FROM orders
) AS m
WHERE ("updated_at" >= ? OR "updated_at" IS NULL);
-- ? timestamp 2026-11-20T12:00:00.000000Z
