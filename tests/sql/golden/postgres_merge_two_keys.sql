INSERT INTO "orders" AS d ("id", "org", "name")
SELECT "id", "org", "name"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id", "org") DO UPDATE SET
  "name" = excluded."name"
WHERE excluded."name" IS DISTINCT FROM d."name";
