-- [create_table]
CREATE TABLE "main"."orders" (
  "c_text" text NOT NULL,
  "c_boolean" boolean,
  "c_integer" integer,
  "c_bigint" bigint,
  "c_decimal" numeric,
  "c_float" double precision,
  "c_bytes" bytea,
  "c_date" date,
  "c_time" time without time zone,
  "c_timestamp" timestamp with time zone,
  "c_datetime" timestamp without time zone,
  "c_json" jsonb,
  "c_uuid" uuid NOT NULL,
  "c_decimal_18_4" numeric(18,4),
  "c_required" bigint NOT NULL,
  PRIMARY KEY ("c_text", "c_uuid")
);

-- [create_table_without_key]
CREATE TABLE "main"."orders" (
  "c_text" text NOT NULL,
  "c_boolean" boolean,
  "c_integer" integer,
  "c_bigint" bigint,
  "c_decimal" numeric,
  "c_float" double precision,
  "c_bytes" bytea,
  "c_date" date,
  "c_time" time without time zone,
  "c_timestamp" timestamp with time zone,
  "c_datetime" timestamp without time zone,
  "c_json" jsonb,
  "c_uuid" uuid NOT NULL,
  "c_decimal_18_4" numeric(18,4),
  "c_required" bigint NOT NULL
);

-- [create_staging]
CREATE TEMPORARY TABLE "orders" (
  "c_text" text,
  "c_boolean" boolean,
  "c_integer" integer,
  "c_bigint" bigint,
  "c_decimal" numeric,
  "c_float" double precision,
  "c_bytes" bytea,
  "c_date" date,
  "c_time" time without time zone,
  "c_timestamp" timestamp with time zone,
  "c_datetime" timestamp without time zone,
  "c_json" jsonb,
  "c_uuid" uuid,
  "c_decimal_18_4" numeric(18,4),
  "c_required" bigint
);

-- [add_key]
ALTER TABLE "main"."orders" ADD PRIMARY KEY ("c_text", "c_uuid");

-- [add_key_long_name]
ALTER TABLE "ooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo" ADD PRIMARY KEY ("c_text", "c_uuid");

-- [add_column]
ALTER TABLE "main"."orders" ADD COLUMN "note" text;

-- [drop_table]
DROP TABLE IF EXISTS "orders";

-- [insert_values]
INSERT INTO "orders" ("id", "na""me") VALUES (?, ?);

-- [insert_two_rows]
INSERT INTO "orders" ("id", "name") VALUES (?, ?), (?, ?);

-- [drop_staging]
DROP TABLE IF EXISTS "_waybill_stg_1";

-- [begin_write]
BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;

-- [begin_read]
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;

-- [lock_control]
SELECT pg_advisory_xact_lock(24595496943840364);

-- [list_schemas]
SELECT nspname FROM pg_catalog.pg_namespace ORDER BY nspname;

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
WHERE "org" = ? AND "org" = ? COLLATE "C";
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
WHERE "org" = ? AND "org" = ? COLLATE "C"
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
WHERE "org" = ? AND "org" = ? COLLATE "C"
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
WHERE "org" = ? AND "org" = ? COLLATE "C"
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
INSERT INTO "orders" AS d ("id", "name", "updated_at")
SELECT "id", "name", "updated_at"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "name" = excluded."name",
  "updated_at" = excluded."updated_at"
WHERE excluded."name" IS DISTINCT FROM d."name"
   OR excluded."updated_at" IS DISTINCT FROM d."updated_at";

-- [merge_two_keys]
INSERT INTO "orders" AS d ("id", "org", "name")
SELECT "id", "org", "name"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id", "org") DO UPDATE SET
  "name" = excluded."name"
WHERE excluded."name" IS DISTINCT FROM d."name";

-- [merge_keys_only]
INSERT INTO "orders" AS d ("id", "org")
SELECT "id", "org"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id", "org") DO NOTHING;

-- [merge_json]
INSERT INTO "orders" AS d ("id", "body")
SELECT "id", "body"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "body" = excluded."body"
WHERE excluded."body" IS DISTINCT FROM d."body";

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

