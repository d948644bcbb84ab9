DELETE FROM "orders"
WHERE "id" IS NULL OR "org" IS NULL OR ("id", "org") IN (SELECT "id", "org" FROM "orders" GROUP BY "id", "org" HAVING count(*) > 1);
