SELECT "id", "name", "updated_at"
FROM (
SELECT * FROM orders
) AS m;
