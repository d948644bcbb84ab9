UPDATE "orders" SET
  "name" = (SELECT s."name" FROM "_waybill_stg_1" s WHERE s."id" = "orders"."id"),
  "updated_at" = (SELECT s."updated_at" FROM "_waybill_stg_1" s WHERE s."id" = "orders"."id")
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "orders"."id"
  AND ((s."name" <> "orders"."name" OR (s."name" IS NULL AND "orders"."name" IS NOT NULL) OR (s."name" IS NOT NULL AND "orders"."name" IS NULL))
   OR (s."updated_at" <> "orders"."updated_at" OR (s."updated_at" IS NULL AND "orders"."updated_at" IS NOT NULL) OR (s."updated_at" IS NOT NULL AND "orders"."updated_at" IS NULL))));
INSERT INTO "orders" ("id", "name", "updated_at")
SELECT s."id", s."name", s."updated_at"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "orders" WHERE s."id" = "orders"."id");
