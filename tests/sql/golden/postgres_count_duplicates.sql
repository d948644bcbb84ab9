SELECT count(*) FROM "orders"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "orders" GROUP BY "id" HAVING count(*) > 1);
