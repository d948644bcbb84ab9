INSERT INTO "orders" AS d ("id", "org")
SELECT "id", "org"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id", "org") DO NOTHING;
