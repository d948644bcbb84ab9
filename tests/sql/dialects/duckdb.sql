-- [create_table]
CREATE TABLE "main"."orders" (
  "c_text" varchar NOT NULL,
  "c_boolean" boolean,
  "c_integer" integer,
  "c_bigint" bigint,
  "c_decimal" decimal(38,9),
  "c_float" double,
  "c_bytes" blob,
  "c_date" date,
  "c_time" time,
  "c_timestamp" timestamptz,
  "c_datetime" timestamp,
  "c_json" json,
  "c_uuid" uuid NOT NULL,
  "c_decimal_18_4" decimal(18,4),
  "c_required" bigint NOT NULL,
  PRIMARY KEY ("c_text", "c_uuid")
);

-- [create_table_without_key]
CREATE TABLE "main"."orders" (
  "c_text" varchar NOT NULL,
  "c_boolean" boolean,
  "c_integer" integer,
  "c_bigint" bigint,
  "c_decimal" decimal(38,9),
  "c_float" double,
  "c_bytes" blob,
  "c_date" date,
  "c_time" time,
  "c_timestamp" timestamptz,
  "c_datetime" timestamp,
  "c_json" json,
  "c_uuid" uuid NOT NULL,
  "c_decimal_18_4" decimal(18,4),
  "c_required" bigint NOT NULL
);

-- [create_staging]
CREATE TEMPORARY TABLE "orders" (
  "c_text" varchar,
  "c_boolean" boolean,
  "c_integer" integer,
  "c_bigint" bigint,
  "c_decimal" decimal(38,9),
  "c_float" double,
  "c_bytes" blob,
  "c_date" date,
  "c_time" time,
  "c_timestamp" timestamptz,
  "c_datetime" timestamp,
  "c_json" json,
  "c_uuid" uuid,
  "c_decimal_18_4" decimal(18,4),
  "c_required" bigint
);

-- [add_key]
CREATE UNIQUE INDEX "orders_key" ON "main"."orders" ("c_text", "c_uuid");

-- [add_key_long_name]
CREATE UNIQUE INDEX "ooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo_key" ON "ooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo" ("c_text", "c_uuid");

-- [add_column]
ALTER TABLE "main"."orders" ADD COLUMN "note" varchar;

-- [drop_table]
DROP TABLE IF EXISTS "orders";

-- [insert_values]
INSERT INTO "orders" ("id", "na""me") VALUES (?, ?);

-- [insert_two_rows]
INSERT INTO "orders" ("id", "name") VALUES (?, ?), (?, ?);

-- [drop_staging]
DROP TABLE IF EXISTS "_waybill_stg_1";

-- [begin_write]
BEGIN TRANSACTION;

-- [begin_read]
BEGIN TRANSACTION READ ONLY;

-- [lock_control]

-- [list_schemas]
SELECT DISTINCT schema_name FROM information_schema.schemata ORDER BY schema_name;

-- [read_all]
SELECT "id", "name", "updated_at"
FROM "main"."orders";

-- [read_limit]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
LIMIT 50;

-- [read_tenant]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ? AND encode(CAST("org" AS varchar)) = encode(CAST(? AS varchar));
-- ? text acme
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
WHERE "org" = ? AND encode(CAST("org" AS varchar)) = encode(CAST(? AS varchar))
  AND ("updated_at" >= ? OR "updated_at" IS NULL)
  AND ("updated_at" < ? OR "updated_at" IS NULL);
-- ? text acme
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
WHERE "org" = ? AND encode(CAST("org" AS varchar)) = encode(CAST(? AS varchar))
  AND ("updated_at" >= ? OR "updated_at" IS NULL)
  AND ("updated_at" < ? OR "updated_at" IS NULL);
-- ? text acme
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
WHERE "org" = ? AND encode(CAST("org" AS varchar)) = encode(CAST(? AS varchar))
  AND ("updated_at" >= ? OR "updated_at" IS NULL)
  AND ("updated_at" < ? OR "updated_at" IS NULL);
-- ? text acme
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
MERGE INTO "orders" d
USING "_waybill_stg_1" s
ON (d."id" = s."id")
WHEN MATCHED AND (s."name" IS DISTINCT FROM d."name"
   OR s."updated_at" IS DISTINCT FROM d."updated_at") THEN UPDATE SET
  "name" = s."name",
  "updated_at" = s."updated_at"
WHEN NOT MATCHED THEN INSERT ("id", "name", "updated_at") VALUES (s."id", s."name", s."updated_at");

-- [merge_two_keys]
MERGE INTO "orders" d
USING "_waybill_stg_1" s
ON (d."id" = s."id" AND d."org" = s."org")
WHEN MATCHED AND (s."name" IS DISTINCT FROM d."name") THEN UPDATE SET
  "name" = s."name"
WHEN NOT MATCHED THEN INSERT ("id", "org", "name") VALUES (s."id", s."org", s."name");

-- [merge_keys_only]
MERGE INTO "orders" d
USING "_waybill_stg_1" s
ON (d."id" = s."id" AND d."org" = s."org")
WHEN NOT MATCHED THEN INSERT ("id", "org") VALUES (s."id", s."org");

-- [merge_json]
MERGE INTO "orders" d
USING "_waybill_stg_1" s
ON (d."id" = s."id")
WHEN MATCHED AND (s."body" IS DISTINCT FROM d."body") THEN UPDATE SET
  "body" = s."body"
WHEN NOT MATCHED THEN INSERT ("id", "body") VALUES (s."id", s."body");

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

