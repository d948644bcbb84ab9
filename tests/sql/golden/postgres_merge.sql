INSERT INTO "orders" AS d ("id", "name", "updated_at")
SELECT "id", "name", "updated_at"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "name" = excluded."name",
  "updated_at" = excluded."updated_at"
WHERE excluded."name" IS DISTINCT FROM d."name"
   OR excluded."updated_at" IS DISTINCT FROM d."updated_at";
