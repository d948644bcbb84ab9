SELECT "id", "name", "updated_at"
FROM "main"."orders"
FETCH FIRST 50 ROWS ONLY;
