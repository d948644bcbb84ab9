SELECT count(*) FROM "_waybill_stg_1" s
WHERE EXISTS (SELECT 1 FROM "orders" d WHERE d."id" = s."id" AND d."org" = s."org");
