-- [create_table]
CREATE TABLE "main"."orders" (
  "c_text" varchar(255) NOT NULL,
  "c_boolean" boolean,
  "c_integer" integer,
  "c_bigint" bigint,
  "c_decimal" decimal(38,9),
  "c_float" double precision,
  "c_bytes" varbinary(65535),
  "c_date" date,
  "c_time" time(6),
  "c_timestamp" timestamp(6) with time zone,
  "c_datetime" timestamp(6),
  "c_json" varchar(65535),
  "c_uuid" char(36) NOT NULL,
  "c_decimal_18_4" decimal(18,4),
  "c_required" bigint NOT NULL,
  PRIMARY KEY ("c_text", "c_uuid")
);

-- [create_table_without_key]
CREATE TABLE "main"."orders" (
  "c_text" varchar(255) NOT NULL,
  "c_boolean" boolean,
  "c_integer" integer,
  "c_bigint" bigint,
  "c_decimal" decimal(38,9),
  "c_float" double precision,
  "c_bytes" varbinary(65535),
  "c_date" date,
  "c_time" time(6),
  "c_timestamp" timestamp(6) with time zone,
  "c_datetime" timestamp(6),
  "c_json" varchar(65535),
  "c_uuid" char(36) NOT NULL,
  "c_decimal_18_4" decimal(18,4),
  "c_required" bigint NOT NULL
);

-- [create_staging]
CREATE TEMPORARY TABLE "orders" (
  "c_text" varchar(255),
  "c_boolean" boolean,
  "c_integer" integer,
  "c_bigint" bigint,
  "c_decimal" decimal(38,9),
  "c_float" double precision,
  "c_bytes" varbinary(65535),
  "c_date" date,
  "c_time" time(6),
  "c_timestamp" timestamp(6) with time zone,
  "c_datetime" timestamp(6),
  "c_json" varchar(65535),
  "c_uuid" char(36),
  "c_decimal_18_4" decimal(18,4),
  "c_required" bigint
);

-- [add_key]
ALTER TABLE "main"."orders" ADD PRIMARY KEY ("c_text", "c_uuid");

-- [add_key_long_name]
ALTER TABLE "ooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo" ADD PRIMARY KEY ("c_text", "c_uuid");

-- [add_column]
ALTER TABLE "main"."orders" ADD COLUMN "note" varchar(65535);

-- [drop_table]
DROP TABLE IF EXISTS "orders";

-- [insert_values]
INSERT INTO "orders" ("id", "na""me") VALUES (?, ?);

-- [insert_two_rows]
INSERT INTO "orders" ("id", "name") VALUES (?, ?), (?, ?);

-- [drop_staging]
DROP TABLE IF EXISTS "_waybill_stg_1";

-- [begin_write]
BEGIN;

-- [begin_read]
BEGIN;

-- [lock_control]

-- [list_schemas]

-- [read_all]
SELECT "id", "name", "updated_at"
FROM "main"."orders";

-- [read_limit]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
FETCH FIRST 50 ROWS ONLY;

-- [read_tenant]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ?;
-- ? text acme

-- [read_from_timestamp]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE ("updated_at" >= ? OR "updated_at" IS NULL);
-- ? timestamp 2026-11-20T12:00:00.000000Z

-- [read_until_timestamp]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE ("updated_at" < ? OR "updated_at" IS NULL);
-- ? timestamp 2026-11-20T12:00:00.000000Z

-- [read_window_timestamp_tenant]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ?
  AND ("updated_at" >= ? OR "updated_at" IS NULL)
  AND ("updated_at" < ? OR "updated_at" IS NULL);
-- ? text acme
-- ? timestamp 2026-11-20T12:00:00.000000Z
-- ? timestamp 2026-11-20T12:00:00.000001Z

-- [read_window_datetime]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE ("updated_at" >= ? OR "updated_at" IS NULL)
  AND ("updated_at" < ? OR "updated_at" IS NULL);
-- ? datetime 2026-11-20T12:00:00.000000
-- ? datetime 2026-11-20T12:00:00.000000

-- [read_window_date]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE ("updated_at" >= ? OR "updated_at" IS NULL)
  AND ("updated_at" < ? OR "updated_at" IS NULL);
-- ? date 2026-11-20
-- ? date 2026-11-21

-- [read_window_before_1970]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE ("updated_at" >= ? OR "updated_at" IS NULL)
  AND ("updated_at" < ? OR "updated_at" IS NULL);
-- ? timestamp 1969-12-31T23:59:59.999999Z
-- ? timestamp 1969-12-31T23:59:59.999999Z

-- [read_window_all_time]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE ("updated_at" >= ? OR "updated_at" IS NULL)
  AND ("updated_at" < ? OR "updated_at" IS NULL);
-- ? timestamp 0001-01-01T00:00:00.000000Z
-- ? timestamp 9999-12-31T23:59:59.999999Z

-- [read_from_bigint]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE ("updated_at" >= ? OR "updated_at" IS NULL);
-- ? bigint 7

-- [read_window_integer_tenant]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ?
  AND ("updated_at" >= ? OR "updated_at" IS NULL)
  AND ("updated_at" < ? OR "updated_at" IS NULL);
-- ? text acme
-- ? integer 7
-- ? integer 9

-- [read_query]
SELECT "id", "name", "updated_at"
FROM (
SELECT * FROM orders
) m;

-- [read_query_window_tenant]
SELECT "id", "name", "updated_at"
FROM (
SELECT * FROM orders
) m
WHERE "org" = ?
  AND ("updated_at" >= ? OR "updated_at" IS NULL)
  AND ("updated_at" < ? OR "updated_at" IS NULL);
-- ? text acme
-- ? timestamp 2026-11-20T12:00:00.000000Z
-- ? timestamp 2026-11-20T12:00:00.000000Z

-- [read_query_from]
SELECT "id", "name", "updated_at"
FROM (
SELECT * FROM orders
) m
WHERE ("updated_at" >= ? OR "updated_at" IS NULL);
-- ? timestamp 2026-11-20T12:00:00.000000Z

-- [merge]
UPDATE "orders" SET
  "name" = (SELECT s."name" FROM "_waybill_stg_1" s WHERE s."id" = "orders"."id"),
  "updated_at" = (SELECT s."updated_at" FROM "_waybill_stg_1" s WHERE s."id" = "orders"."id")
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "orders"."id"
  AND ((s."name" <> "orders"."name" OR (s."name" IS NULL AND "orders"."name" IS NOT NULL) OR (s."name" IS NOT NULL AND "orders"."name" IS NULL))
   OR (s."updated_at" <> "orders"."updated_at" OR (s."updated_at" IS NULL AND "orders"."updated_at" IS NOT NULL) OR (s."updated_at" IS NOT NULL AND "orders"."updated_at" IS NULL))));
INSERT INTO "orders" ("id", "name", "updated_at")
SELECT s."id", s."name", s."updated_at"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "orders" d WHERE d."id" = s."id");

-- [merge_two_keys]
UPDATE "orders" SET
  "name" = (SELECT s."name" FROM "_waybill_stg_1" s WHERE s."id" = "orders"."id" AND s."org" = "orders"."org")
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "orders"."id" AND s."org" = "orders"."org"
  AND ((s."name" <> "orders"."name" OR (s."name" IS NULL AND "orders"."name" IS NOT NULL) OR (s."name" IS NOT NULL AND "orders"."name" IS NULL))));
INSERT INTO "orders" ("id", "org", "name")
SELECT s."id", s."org", s."name"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "orders" d WHERE d."id" = s."id" AND d."org" = s."org");

-- [merge_keys_only]
INSERT INTO "orders" ("id", "org")
SELECT s."id", s."org"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "orders" d WHERE d."id" = s."id" AND d."org" = s."org");

-- [merge_json]
UPDATE "orders" SET
  "body" = (SELECT s."body" FROM "_waybill_stg_1" s WHERE s."id" = "orders"."id")
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "orders"."id"
  AND ((s."body" <> "orders"."body" OR (s."body" IS NULL AND "orders"."body" IS NOT NULL) OR (s."body" IS NOT NULL AND "orders"."body" IS NULL))));
INSERT INTO "orders" ("id", "body")
SELECT s."id", s."body"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "orders" d WHERE d."id" = s."id");

-- [delete_matched]
DELETE FROM "orders"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "orders"."id" AND s."org" = "orders"."org");

-- [delete_unmatched]
DELETE FROM "orders"
WHERE NOT EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "orders"."id" AND s."org" = "orders"."org");

-- [count_matched]
SELECT count(*) FROM "_waybill_stg_1" s
WHERE EXISTS (SELECT 1 FROM "orders" d WHERE d."id" = s."id" AND d."org" = s."org");

-- [count_rows]
SELECT count(*) FROM "orders";

-- [count_duplicates]
SELECT count(*) FROM "orders"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "orders" GROUP BY "id" HAVING count(*) > 1);

-- [read_duplicates]
SELECT "id", "org", "name"
FROM "orders"
WHERE "id" IS NULL OR "org" IS NULL OR ("id", "org") IN (SELECT "id", "org" FROM "orders" GROUP BY "id", "org" HAVING count(*) > 1);

-- [delete_duplicates]
DELETE FROM "orders"
WHERE "id" IS NULL OR "org" IS NULL OR ("id", "org") IN (SELECT "id", "org" FROM "orders" GROUP BY "id", "org" HAVING count(*) > 1);

