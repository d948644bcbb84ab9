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
CREATE TEMPORARY TABLE "_waybill_stg_1" (
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

-- [read_query_with]
SELECT "id", "name", "updated_at"
FROM (
WITH m AS (SELECT * FROM orders) SELECT * FROM m
) m
LIMIT 5;

-- [read_query_ordered]
SELECT "id", "name", "updated_at"
FROM (
SELECT * FROM orders ORDER BY id
) m;

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

-- [create_table of shop.every]
CREATE TABLE "shop"."every" (
  "id" bigint NOT NULL,
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
  "c_decimal_38_0" numeric(38,0),
  PRIMARY KEY ("id")
);

-- [create_staging of shop.every]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
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
  "c_decimal_38_0" numeric(38,0)
);

-- [insert of shop.every]
INSERT INTO "shop"."every" ("id", "c_text", "c_boolean", "c_integer", "c_bigint", "c_decimal", "c_float", "c_bytes", "c_date", "c_time", "c_timestamp", "c_datetime", "c_json", "c_uuid", "c_decimal_18_4", "c_decimal_38_0") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- [read of shop.every]
SELECT "id", "c_text", "c_boolean", "c_integer", "c_bigint", "c_decimal", "c_float", "c_bytes", "c_date", "c_time", "c_timestamp", "c_datetime", "c_json", "c_uuid", "c_decimal_18_4", "c_decimal_38_0"
FROM "shop"."every";

-- [add_key of shop.every]
ALTER TABLE "shop"."every" ADD PRIMARY KEY ("id");

-- [merge of shop.every]
INSERT INTO "shop"."every" AS d ("id", "c_text", "c_boolean", "c_integer", "c_bigint", "c_decimal", "c_float", "c_bytes", "c_date", "c_time", "c_timestamp", "c_datetime", "c_json", "c_uuid", "c_decimal_18_4", "c_decimal_38_0")
SELECT "id", "c_text", "c_boolean", "c_integer", "c_bigint", "c_decimal", "c_float", "c_bytes", "c_date", "c_time", "c_timestamp", "c_datetime", "c_json", "c_uuid", "c_decimal_18_4", "c_decimal_38_0"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "c_text" = excluded."c_text",
  "c_boolean" = excluded."c_boolean",
  "c_integer" = excluded."c_integer",
  "c_bigint" = excluded."c_bigint",
  "c_decimal" = excluded."c_decimal",
  "c_float" = excluded."c_float",
  "c_bytes" = excluded."c_bytes",
  "c_date" = excluded."c_date",
  "c_time" = excluded."c_time",
  "c_timestamp" = excluded."c_timestamp",
  "c_datetime" = excluded."c_datetime",
  "c_json" = excluded."c_json",
  "c_uuid" = excluded."c_uuid",
  "c_decimal_18_4" = excluded."c_decimal_18_4",
  "c_decimal_38_0" = excluded."c_decimal_38_0"
WHERE excluded."c_text" IS DISTINCT FROM d."c_text"
   OR excluded."c_boolean" IS DISTINCT FROM d."c_boolean"
   OR excluded."c_integer" IS DISTINCT FROM d."c_integer"
   OR excluded."c_bigint" IS DISTINCT FROM d."c_bigint"
   OR excluded."c_decimal" IS DISTINCT FROM d."c_decimal"
   OR excluded."c_float" IS DISTINCT FROM d."c_float"
   OR excluded."c_bytes" IS DISTINCT FROM d."c_bytes"
   OR excluded."c_date" IS DISTINCT FROM d."c_date"
   OR excluded."c_time" IS DISTINCT FROM d."c_time"
   OR excluded."c_timestamp" IS DISTINCT FROM d."c_timestamp"
   OR excluded."c_datetime" IS DISTINCT FROM d."c_datetime"
   OR excluded."c_json" IS DISTINCT FROM d."c_json"
   OR excluded."c_uuid" IS DISTINCT FROM d."c_uuid"
   OR excluded."c_decimal_18_4" IS DISTINCT FROM d."c_decimal_18_4"
   OR excluded."c_decimal_38_0" IS DISTINCT FROM d."c_decimal_38_0";

-- [delete_matched of shop.every]
DELETE FROM "shop"."every"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "every"."id");

-- [delete_duplicates of shop.every]
DELETE FROM "shop"."every"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "shop"."every" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of shop.every]
DROP TABLE IF EXISTS "shop"."every";

-- [create_table of shop.wide_decimals]
CREATE TABLE "shop"."wide_decimals" (
  "id" bigint NOT NULL,
  "d" numeric(65,30),
  PRIMARY KEY ("id")
);

-- [create_staging of shop.wide_decimals]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "d" numeric(65,30)
);

-- [insert of shop.wide_decimals]
INSERT INTO "shop"."wide_decimals" ("id", "d") VALUES (?, ?);

-- [read of shop.wide_decimals]
SELECT "id", "d"
FROM "shop"."wide_decimals";

-- [add_key of shop.wide_decimals]
ALTER TABLE "shop"."wide_decimals" ADD PRIMARY KEY ("id");

-- [merge of shop.wide_decimals]
INSERT INTO "shop"."wide_decimals" AS d ("id", "d")
SELECT "id", "d"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "d" = excluded."d"
WHERE excluded."d" IS DISTINCT FROM d."d";

-- [delete_matched of shop.wide_decimals]
DELETE FROM "shop"."wide_decimals"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "wide_decimals"."id");

-- [delete_duplicates of shop.wide_decimals]
DELETE FROM "shop"."wide_decimals"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "shop"."wide_decimals" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of shop.wide_decimals]
DROP TABLE IF EXISTS "shop"."wide_decimals";

-- [create_table of shop.composite]
CREATE TABLE "shop"."composite" (
  "org" text NOT NULL,
  "id" uuid NOT NULL,
  "name" text,
  "at" timestamp with time zone,
  PRIMARY KEY ("org", "id")
);

-- [create_staging of shop.composite]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "org" text,
  "id" uuid,
  "name" text,
  "at" timestamp with time zone
);

-- [insert of shop.composite]
INSERT INTO "shop"."composite" ("org", "id", "name", "at") VALUES (?, ?, ?, ?);

-- [read of shop.composite]
SELECT "org", "id", "name", "at"
FROM "shop"."composite"
WHERE "org" = ? AND "org" = ? COLLATE "C"
  AND ("at" >= ? OR "at" IS NULL);
-- ? text acme
-- ? text acme
-- ? timestamp 2026-11-20T12:00:00.000000Z

-- [add_key of shop.composite]
ALTER TABLE "shop"."composite" ADD PRIMARY KEY ("org", "id");

-- [merge of shop.composite]
INSERT INTO "shop"."composite" AS d ("org", "id", "name", "at")
SELECT "org", "id", "name", "at"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("org", "id") DO UPDATE SET
  "name" = excluded."name",
  "at" = excluded."at"
WHERE excluded."name" IS DISTINCT FROM d."name"
   OR excluded."at" IS DISTINCT FROM d."at";

-- [delete_matched of shop.composite]
DELETE FROM "shop"."composite"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."org" = "composite"."org" AND s."id" = "composite"."id");

-- [delete_duplicates of shop.composite]
DELETE FROM "shop"."composite"
WHERE "org" IS NULL OR "id" IS NULL OR ("org", "id") IN (SELECT "org", "id" FROM "shop"."composite" GROUP BY "org", "id" HAVING count(*) > 1);

-- [drop_table of shop.composite]
DROP TABLE IF EXISTS "shop"."composite";

-- [create_table of shop.key_only]
CREATE TABLE "shop"."key_only" (
  "org" text NOT NULL,
  "id" integer NOT NULL,
  PRIMARY KEY ("org", "id")
);

-- [create_staging of shop.key_only]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "org" text,
  "id" integer
);

-- [insert of shop.key_only]
INSERT INTO "shop"."key_only" ("org", "id") VALUES (?, ?);

-- [read of shop.key_only]
SELECT "org", "id"
FROM "shop"."key_only";

-- [add_key of shop.key_only]
ALTER TABLE "shop"."key_only" ADD PRIMARY KEY ("org", "id");

-- [merge of shop.key_only]
INSERT INTO "shop"."key_only" AS d ("org", "id")
SELECT "org", "id"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("org", "id") DO NOTHING;

-- [delete_matched of shop.key_only]
DELETE FROM "shop"."key_only"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."org" = "key_only"."org" AND s."id" = "key_only"."id");

-- [delete_duplicates of shop.key_only]
DELETE FROM "shop"."key_only"
WHERE "org" IS NULL OR "id" IS NULL OR ("org", "id") IN (SELECT "org", "id" FROM "shop"."key_only" GROUP BY "org", "id" HAVING count(*) > 1);

-- [drop_table of shop.key_only]
DROP TABLE IF EXISTS "shop"."key_only";

-- [create_table of shop.no_key]
CREATE TABLE "shop"."no_key" (
  "name" text,
  "n" bigint
);

-- [create_staging of shop.no_key]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "name" text,
  "n" bigint
);

-- [insert of shop.no_key]
INSERT INTO "shop"."no_key" ("name", "n") VALUES (?, ?);

-- [read of shop.no_key]
SELECT "name", "n"
FROM "shop"."no_key";

-- [drop_table of shop.no_key]
DROP TABLE IF EXISTS "shop"."no_key";

-- [create_table of a"b]
CREATE TABLE "a""b" (
  "id" bigint NOT NULL,
  "a""b" text,
  PRIMARY KEY ("id")
);

-- [create_staging of a"b]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "a""b" text
);

-- [insert of a"b]
INSERT INTO "a""b" ("id", "a""b") VALUES (?, ?);

-- [read of a"b]
SELECT "id", "a""b"
FROM "a""b";

-- [add_key of a"b]
ALTER TABLE "a""b" ADD PRIMARY KEY ("id");

-- [merge of a"b]
INSERT INTO "a""b" AS d ("id", "a""b")
SELECT "id", "a""b"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "a""b" = excluded."a""b"
WHERE excluded."a""b" IS DISTINCT FROM d."a""b";

-- [delete_matched of a"b]
DELETE FROM "a""b"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "a""b"."id");

-- [delete_duplicates of a"b]
DELETE FROM "a""b"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a""b" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a"b]
DROP TABLE IF EXISTS "a""b";

-- [create_table of a`b]
CREATE TABLE "a`b" (
  "id" bigint NOT NULL,
  "a`b" text,
  PRIMARY KEY ("id")
);

-- [create_staging of a`b]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "a`b" text
);

-- [insert of a`b]
INSERT INTO "a`b" ("id", "a`b") VALUES (?, ?);

-- [read of a`b]
SELECT "id", "a`b"
FROM "a`b";

-- [add_key of a`b]
ALTER TABLE "a`b" ADD PRIMARY KEY ("id");

-- [merge of a`b]
INSERT INTO "a`b" AS d ("id", "a`b")
SELECT "id", "a`b"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "a`b" = excluded."a`b"
WHERE excluded."a`b" IS DISTINCT FROM d."a`b";

-- [delete_matched of a`b]
DELETE FROM "a`b"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "a`b"."id");

-- [delete_duplicates of a`b]
DELETE FROM "a`b"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a`b" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a`b]
DROP TABLE IF EXISTS "a`b";

-- [create_table of a]b]
CREATE TABLE "a]b" (
  "id" bigint NOT NULL,
  "a]b" text,
  PRIMARY KEY ("id")
);

-- [create_staging of a]b]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "a]b" text
);

-- [insert of a]b]
INSERT INTO "a]b" ("id", "a]b") VALUES (?, ?);

-- [read of a]b]
SELECT "id", "a]b"
FROM "a]b";

-- [add_key of a]b]
ALTER TABLE "a]b" ADD PRIMARY KEY ("id");

-- [merge of a]b]
INSERT INTO "a]b" AS d ("id", "a]b")
SELECT "id", "a]b"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "a]b" = excluded."a]b"
WHERE excluded."a]b" IS DISTINCT FROM d."a]b";

-- [delete_matched of a]b]
DELETE FROM "a]b"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "a]b"."id");

-- [delete_duplicates of a]b]
DELETE FROM "a]b"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a]b" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a]b]
DROP TABLE IF EXISTS "a]b";

-- [create_table of a[b]
CREATE TABLE "a[b" (
  "id" bigint NOT NULL,
  "a[b" text,
  PRIMARY KEY ("id")
);

-- [create_staging of a[b]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "a[b" text
);

-- [insert of a[b]
INSERT INTO "a[b" ("id", "a[b") VALUES (?, ?);

-- [read of a[b]
SELECT "id", "a[b"
FROM "a[b";

-- [add_key of a[b]
ALTER TABLE "a[b" ADD PRIMARY KEY ("id");

-- [merge of a[b]
INSERT INTO "a[b" AS d ("id", "a[b")
SELECT "id", "a[b"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "a[b" = excluded."a[b"
WHERE excluded."a[b" IS DISTINCT FROM d."a[b";

-- [delete_matched of a[b]
DELETE FROM "a[b"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "a[b"."id");

-- [delete_duplicates of a[b]
DELETE FROM "a[b"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a[b" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a[b]
DROP TABLE IF EXISTS "a[b";

-- [create_table of a'b]
CREATE TABLE "a'b" (
  "id" bigint NOT NULL,
  "a'b" text,
  PRIMARY KEY ("id")
);

-- [create_staging of a'b]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "a'b" text
);

-- [insert of a'b]
INSERT INTO "a'b" ("id", "a'b") VALUES (?, ?);

-- [read of a'b]
SELECT "id", "a'b"
FROM "a'b";

-- [add_key of a'b]
ALTER TABLE "a'b" ADD PRIMARY KEY ("id");

-- [merge of a'b]
INSERT INTO "a'b" AS d ("id", "a'b")
SELECT "id", "a'b"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "a'b" = excluded."a'b"
WHERE excluded."a'b" IS DISTINCT FROM d."a'b";

-- [delete_matched of a'b]
DELETE FROM "a'b"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "a'b"."id");

-- [delete_duplicates of a'b]
DELETE FROM "a'b"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a'b" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a'b]
DROP TABLE IF EXISTS "a'b";

-- [create_table of a\b]
CREATE TABLE "a\b" (
  "id" bigint NOT NULL,
  "a\b" text,
  PRIMARY KEY ("id")
);

-- [create_staging of a\b]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "a\b" text
);

-- [insert of a\b]
INSERT INTO "a\b" ("id", "a\b") VALUES (?, ?);

-- [read of a\b]
SELECT "id", "a\b"
FROM "a\b";

-- [add_key of a\b]
ALTER TABLE "a\b" ADD PRIMARY KEY ("id");

-- [merge of a\b]
INSERT INTO "a\b" AS d ("id", "a\b")
SELECT "id", "a\b"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "a\b" = excluded."a\b"
WHERE excluded."a\b" IS DISTINCT FROM d."a\b";

-- [delete_matched of a\b]
DELETE FROM "a\b"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "a\b"."id");

-- [delete_duplicates of a\b]
DELETE FROM "a\b"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a\b" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a\b]
DROP TABLE IF EXISTS "a\b";

-- [create_table of a b]
CREATE TABLE "a b" (
  "id" bigint NOT NULL,
  "a b" text,
  PRIMARY KEY ("id")
);

-- [create_staging of a b]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "a b" text
);

-- [insert of a b]
INSERT INTO "a b" ("id", "a b") VALUES (?, ?);

-- [read of a b]
SELECT "id", "a b"
FROM "a b";

-- [add_key of a b]
ALTER TABLE "a b" ADD PRIMARY KEY ("id");

-- [merge of a b]
INSERT INTO "a b" AS d ("id", "a b")
SELECT "id", "a b"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "a b" = excluded."a b"
WHERE excluded."a b" IS DISTINCT FROM d."a b";

-- [delete_matched of a b]
DELETE FROM "a b"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "a b"."id");

-- [delete_duplicates of a b]
DELETE FROM "a b"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a b" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a b]
DROP TABLE IF EXISTS "a b";

-- [create_table of a;b -- c]
CREATE TABLE "a;b -- c" (
  "id" bigint NOT NULL,
  "a;b -- c" text,
  PRIMARY KEY ("id")
);

-- [create_staging of a;b -- c]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "a;b -- c" text
);

-- [insert of a;b -- c]
INSERT INTO "a;b -- c" ("id", "a;b -- c") VALUES (?, ?);

-- [read of a;b -- c]
SELECT "id", "a;b -- c"
FROM "a;b -- c";

-- [add_key of a;b -- c]
ALTER TABLE "a;b -- c" ADD PRIMARY KEY ("id");

-- [merge of a;b -- c]
INSERT INTO "a;b -- c" AS d ("id", "a;b -- c")
SELECT "id", "a;b -- c"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "a;b -- c" = excluded."a;b -- c"
WHERE excluded."a;b -- c" IS DISTINCT FROM d."a;b -- c";

-- [delete_matched of a;b -- c]
DELETE FROM "a;b -- c"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "a;b -- c"."id");

-- [delete_duplicates of a;b -- c]
DELETE FROM "a;b -- c"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a;b -- c" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a;b -- c]
DROP TABLE IF EXISTS "a;b -- c";

-- [create_table of a.b]
CREATE TABLE "a.b" (
  "id" bigint NOT NULL,
  "a.b" text,
  PRIMARY KEY ("id")
);

-- [create_staging of a.b]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "a.b" text
);

-- [insert of a.b]
INSERT INTO "a.b" ("id", "a.b") VALUES (?, ?);

-- [read of a.b]
SELECT "id", "a.b"
FROM "a.b";

-- [add_key of a.b]
ALTER TABLE "a.b" ADD PRIMARY KEY ("id");

-- [merge of a.b]
INSERT INTO "a.b" AS d ("id", "a.b")
SELECT "id", "a.b"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "a.b" = excluded."a.b"
WHERE excluded."a.b" IS DISTINCT FROM d."a.b";

-- [delete_matched of a.b]
DELETE FROM "a.b"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "a.b"."id");

-- [delete_duplicates of a.b]
DELETE FROM "a.b"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a.b" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a.b]
DROP TABLE IF EXISTS "a.b";

-- [create_table of ${a}]
CREATE TABLE "${a}" (
  "id" bigint NOT NULL,
  "${a}" text,
  PRIMARY KEY ("id")
);

-- [create_staging of ${a}]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "${a}" text
);

-- [insert of ${a}]
INSERT INTO "${a}" ("id", "${a}") VALUES (?, ?);

-- [read of ${a}]
SELECT "id", "${a}"
FROM "${a}";

-- [add_key of ${a}]
ALTER TABLE "${a}" ADD PRIMARY KEY ("id");

-- [merge of ${a}]
INSERT INTO "${a}" AS d ("id", "${a}")
SELECT "id", "${a}"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "${a}" = excluded."${a}"
WHERE excluded."${a}" IS DISTINCT FROM d."${a}";

-- [delete_matched of ${a}]
DELETE FROM "${a}"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "${a}"."id");

-- [delete_duplicates of ${a}]
DELETE FROM "${a}"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "${a}" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of ${a}]
DROP TABLE IF EXISTS "${a}";

-- [create_table of {table}]
CREATE TABLE "{table}" (
  "id" bigint NOT NULL,
  "{table}" text,
  PRIMARY KEY ("id")
);

-- [create_staging of {table}]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "{table}" text
);

-- [insert of {table}]
INSERT INTO "{table}" ("id", "{table}") VALUES (?, ?);

-- [read of {table}]
SELECT "id", "{table}"
FROM "{table}";

-- [add_key of {table}]
ALTER TABLE "{table}" ADD PRIMARY KEY ("id");

-- [merge of {table}]
INSERT INTO "{table}" AS d ("id", "{table}")
SELECT "id", "{table}"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "{table}" = excluded."{table}"
WHERE excluded."{table}" IS DISTINCT FROM d."{table}";

-- [delete_matched of {table}]
DELETE FROM "{table}"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "{table}"."id");

-- [delete_duplicates of {table}]
DELETE FROM "{table}"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "{table}" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of {table}]
DROP TABLE IF EXISTS "{table}";

-- [create_table of /*a*/]
CREATE TABLE "/*a*/" (
  "id" bigint NOT NULL,
  "/*a*/" text,
  PRIMARY KEY ("id")
);

-- [create_staging of /*a*/]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "/*a*/" text
);

-- [insert of /*a*/]
INSERT INTO "/*a*/" ("id", "/*a*/") VALUES (?, ?);

-- [read of /*a*/]
SELECT "id", "/*a*/"
FROM "/*a*/";

-- [add_key of /*a*/]
ALTER TABLE "/*a*/" ADD PRIMARY KEY ("id");

-- [merge of /*a*/]
INSERT INTO "/*a*/" AS d ("id", "/*a*/")
SELECT "id", "/*a*/"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "/*a*/" = excluded."/*a*/"
WHERE excluded."/*a*/" IS DISTINCT FROM d."/*a*/";

-- [delete_matched of /*a*/]
DELETE FROM "/*a*/"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "/*a*/"."id");

-- [delete_duplicates of /*a*/]
DELETE FROM "/*a*/"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "/*a*/" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of /*a*/]
DROP TABLE IF EXISTS "/*a*/";

-- [create_table of select]
CREATE TABLE "select" (
  "id" bigint NOT NULL,
  "select" text,
  PRIMARY KEY ("id")
);

-- [create_staging of select]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "select" text
);

-- [insert of select]
INSERT INTO "select" ("id", "select") VALUES (?, ?);

-- [read of select]
SELECT "id", "select"
FROM "select";

-- [add_key of select]
ALTER TABLE "select" ADD PRIMARY KEY ("id");

-- [merge of select]
INSERT INTO "select" AS d ("id", "select")
SELECT "id", "select"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "select" = excluded."select"
WHERE excluded."select" IS DISTINCT FROM d."select";

-- [delete_matched of select]
DELETE FROM "select"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "select"."id");

-- [delete_duplicates of select]
DELETE FROM "select"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "select" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of select]
DROP TABLE IF EXISTS "select";

-- [create_table of ünï]
CREATE TABLE "ünï" (
  "id" bigint NOT NULL,
  "ünï" text,
  PRIMARY KEY ("id")
);

-- [create_staging of ünï]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "ünï" text
);

-- [insert of ünï]
INSERT INTO "ünï" ("id", "ünï") VALUES (?, ?);

-- [read of ünï]
SELECT "id", "ünï"
FROM "ünï";

-- [add_key of ünï]
ALTER TABLE "ünï" ADD PRIMARY KEY ("id");

-- [merge of ünï]
INSERT INTO "ünï" AS d ("id", "ünï")
SELECT "id", "ünï"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "ünï" = excluded."ünï"
WHERE excluded."ünï" IS DISTINCT FROM d."ünï";

-- [delete_matched of ünï]
DELETE FROM "ünï"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "ünï"."id");

-- [delete_duplicates of ünï]
DELETE FROM "ünï"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "ünï" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of ünï]
DROP TABLE IF EXISTS "ünï";

-- [create_table of 名前]
CREATE TABLE "名前" (
  "id" bigint NOT NULL,
  "名前" text,
  PRIMARY KEY ("id")
);

-- [create_staging of 名前]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "名前" text
);

-- [insert of 名前]
INSERT INTO "名前" ("id", "名前") VALUES (?, ?);

-- [read of 名前]
SELECT "id", "名前"
FROM "名前";

-- [add_key of 名前]
ALTER TABLE "名前" ADD PRIMARY KEY ("id");

-- [merge of 名前]
INSERT INTO "名前" AS d ("id", "名前")
SELECT "id", "名前"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "名前" = excluded."名前"
WHERE excluded."名前" IS DISTINCT FROM d."名前";

-- [delete_matched of 名前]
DELETE FROM "名前"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "名前"."id");

-- [delete_duplicates of 名前]
DELETE FROM "名前"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "名前" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of 名前]
DROP TABLE IF EXISTS "名前";

-- [create_table of a%sb]
CREATE TABLE "a%sb" (
  "id" bigint NOT NULL,
  "a%sb" text,
  PRIMARY KEY ("id")
);

-- [create_staging of a%sb]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "a%sb" text
);

-- [insert of a%sb]
INSERT INTO "a%sb" ("id", "a%sb") VALUES (?, ?);

-- [read of a%sb]
SELECT "id", "a%sb"
FROM "a%sb";

-- [add_key of a%sb]
ALTER TABLE "a%sb" ADD PRIMARY KEY ("id");

-- [merge of a%sb]
INSERT INTO "a%sb" AS d ("id", "a%sb")
SELECT "id", "a%sb"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "a%sb" = excluded."a%sb"
WHERE excluded."a%sb" IS DISTINCT FROM d."a%sb";

-- [delete_matched of a%sb]
DELETE FROM "a%sb"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "a%sb"."id");

-- [delete_duplicates of a%sb]
DELETE FROM "a%sb"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a%sb" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a%sb]
DROP TABLE IF EXISTS "a%sb";

-- [create_table of ?]
CREATE TABLE "?" (
  "id" bigint NOT NULL,
  "?" text,
  PRIMARY KEY ("id")
);

-- [create_staging of ?]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "?" text
);

-- [insert of ?]
INSERT INTO "?" ("id", "?") VALUES (?, ?);

-- [read of ?]
SELECT "id", "?"
FROM "?";

-- [add_key of ?]
ALTER TABLE "?" ADD PRIMARY KEY ("id");

-- [merge of ?]
INSERT INTO "?" AS d ("id", "?")
SELECT "id", "?"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "?" = excluded."?"
WHERE excluded."?" IS DISTINCT FROM d."?";

-- [delete_matched of ?]
DELETE FROM "?"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "?"."id");

-- [delete_duplicates of ?]
DELETE FROM "?"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "?" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of ?]
DROP TABLE IF EXISTS "?";

-- [create_table of A]
CREATE TABLE "A" (
  "id" bigint NOT NULL,
  "A" text,
  PRIMARY KEY ("id")
);

-- [create_staging of A]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "A" text
);

-- [insert of A]
INSERT INTO "A" ("id", "A") VALUES (?, ?);

-- [read of A]
SELECT "id", "A"
FROM "A";

-- [add_key of A]
ALTER TABLE "A" ADD PRIMARY KEY ("id");

-- [merge of A]
INSERT INTO "A" AS d ("id", "A")
SELECT "id", "A"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "A" = excluded."A"
WHERE excluded."A" IS DISTINCT FROM d."A";

-- [delete_matched of A]
DELETE FROM "A"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "A"."id");

-- [delete_duplicates of A]
DELETE FROM "A"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "A" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of A]
DROP TABLE IF EXISTS "A";

-- [create_table of a$b]
CREATE TABLE "a$b" (
  "id" bigint NOT NULL,
  "a$b" text,
  PRIMARY KEY ("id")
);

-- [create_staging of a$b]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "a$b" text
);

-- [insert of a$b]
INSERT INTO "a$b" ("id", "a$b") VALUES (?, ?);

-- [read of a$b]
SELECT "id", "a$b"
FROM "a$b";

-- [add_key of a$b]
ALTER TABLE "a$b" ADD PRIMARY KEY ("id");

-- [merge of a$b]
INSERT INTO "a$b" AS d ("id", "a$b")
SELECT "id", "a$b"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "a$b" = excluded."a$b"
WHERE excluded."a$b" IS DISTINCT FROM d."a$b";

-- [delete_matched of a$b]
DELETE FROM "a$b"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "a$b"."id");

-- [delete_duplicates of a$b]
DELETE FROM "a$b"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a$b" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a$b]
DROP TABLE IF EXISTS "a$b";

