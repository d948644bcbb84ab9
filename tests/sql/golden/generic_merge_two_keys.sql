UPDATE "orders" SET
  "name" = (SELECT s."name" FROM "_waybill_stg_1" s WHERE s."id" = "orders"."id" AND s."org" = "orders"."org")
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "orders"."id" AND s."org" = "orders"."org"
  AND ((s."name" <> "orders"."name" OR (s."name" IS NULL AND "orders"."name" IS NOT NULL) OR (s."name" IS NOT NULL AND "orders"."name" IS NULL))));
INSERT INTO "orders" ("id", "org", "name")
SELECT s."id", s."org", s."name"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "orders" WHERE s."id" = "orders"."id" AND s."org" = "orders"."org");
