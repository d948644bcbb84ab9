SELECT "id", "name", "updated_at"
FROM "main"."orders"
LIMIT 50;
