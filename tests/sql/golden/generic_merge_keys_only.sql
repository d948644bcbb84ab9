INSERT INTO "orders" ("id", "org")
SELECT s."id", s."org"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "orders" WHERE s."id" = "orders"."id" AND s."org" = "orders"."org");
