-- [create_table]
CREATE TABLE "main"."orders" (
  "c_text" text NOT NULL,
  "c_boolean" integer,
  "c_integer" integer,
  "c_bigint" bigint,
  "c_decimal" text,
  "c_float" real,
  "c_bytes" blob,
  "c_date" text,
  "c_time" text,
  "c_timestamp" text,
  "c_datetime" text,
  "c_json" text,
  "c_uuid" text NOT NULL,
  "c_decimal_18_4" text,
  "c_required" bigint NOT NULL,
  PRIMARY KEY ("c_text", "c_uuid")
);

-- [create_table_without_key]
CREATE TABLE "main"."orders" (
  "c_text" text NOT NULL,
  "c_boolean" integer,
  "c_integer" integer,
  "c_bigint" bigint,
  "c_decimal" text,
  "c_float" real,
  "c_bytes" blob,
  "c_date" text,
  "c_time" text,
  "c_timestamp" text,
  "c_datetime" text,
  "c_json" text,
  "c_uuid" text NOT NULL,
  "c_decimal_18_4" text,
  "c_required" bigint NOT NULL
);

-- [create_staging]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "c_text" text,
  "c_boolean" integer,
  "c_integer" integer,
  "c_bigint" bigint,
  "c_decimal" text,
  "c_float" real,
  "c_bytes" blob,
  "c_date" text,
  "c_time" text,
  "c_timestamp" text,
  "c_datetime" text,
  "c_json" text,
  "c_uuid" text,
  "c_decimal_18_4" text,
  "c_required" bigint
);

-- [add_key]
CREATE UNIQUE INDEX "main"."orders_key" ON "orders" ("c_text", "c_uuid");

-- [add_key_long_name]
CREATE UNIQUE INDEX "ooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo_key" ON "ooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo" ("c_text", "c_uuid");

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
BEGIN IMMEDIATE;

-- [begin_read]
BEGIN;

-- [lock_control]

-- [list_schemas]
SELECT name FROM pragma_database_list ORDER BY seq;

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
WHERE "org" = ? COLLATE BINARY;
-- ? text acme

-- [read_from_timestamp]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" >= ?
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" < '0-'
   OR "updated_at" IS NULL;
-- ? text 2026-11-19

-- [read_until_timestamp]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" < ?
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" >= ':'
   OR "updated_at" IS NULL;
-- ? text 2026-11-22

-- [read_window_timestamp_tenant]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ? COLLATE BINARY
  AND "updated_at" >= ?
  AND "updated_at" < ?
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE ("org" = ? COLLATE BINARY AND "updated_at" < '0-')
   OR ("org" = ? COLLATE BINARY AND "updated_at" >= ':')
   OR ("org" = ? COLLATE BINARY AND "updated_at" IS NULL);
-- ? text acme
-- ? text 2026-11-19
-- ? text 2026-11-22
-- ? text acme
-- ? text acme
-- ? text acme

-- [read_window_datetime]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" >= ?
  AND "updated_at" < ?
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" < '0-'
   OR "updated_at" >= ':'
   OR "updated_at" IS NULL;
-- ? text 2026-11-19
-- ? text 2026-11-22

-- [read_window_date]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" >= ?
  AND "updated_at" < ?
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" < '0-'
   OR "updated_at" >= ':'
   OR "updated_at" IS NULL;
-- ? text 2026-11-19
-- ? text 2026-11-23

-- [read_window_before_1970]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" >= ?
  AND "updated_at" < ?
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" < '0-'
   OR "updated_at" >= ':'
   OR "updated_at" IS NULL;
-- ? text 1969-12-30
-- ? text 1970-01-02

-- [read_window_all_time]
SELECT "id", "name", "updated_at"
FROM "main"."orders";

-- [read_from_bigint]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" >= ?
  AND "updated_at" < ''
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" IS NULL
   OR "updated_at" >= '';
-- ? bigint 7

-- [read_window_integer_tenant]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ? COLLATE BINARY
  AND "updated_at" >= ?
  AND "updated_at" < ?
  AND "updated_at" < ''
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE ("org" = ? COLLATE BINARY AND "updated_at" IS NULL)
   OR ("org" = ? COLLATE BINARY AND "updated_at" >= '');
-- ? text acme
-- ? integer 7
-- ? integer 9
-- ? text acme
-- ? text acme

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
WHERE "org" = ? COLLATE BINARY
  AND (("updated_at" >= ? AND "updated_at" < ?)
   OR "updated_at" < '0-'
   OR "updated_at" >= ':'
   OR "updated_at" IS NULL);
-- ? text acme
-- ? text 2026-11-19
-- ? text 2026-11-22

-- [read_query_from]
SELECT "id", "name", "updated_at"
FROM (
SELECT * FROM orders
) m
WHERE (("updated_at" >= ?)
   OR "updated_at" < '0-'
   OR "updated_at" IS NULL);
-- ? text 2026-11-19

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
WHERE excluded."name" IS NOT d."name" COLLATE BINARY
   OR excluded."updated_at" IS NOT d."updated_at" COLLATE BINARY;

-- [merge_two_keys]
INSERT INTO "orders" AS d ("id", "org", "name")
SELECT "id", "org", "name"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id", "org") DO UPDATE SET
  "name" = excluded."name"
WHERE excluded."name" IS NOT d."name" COLLATE BINARY;

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
WHERE excluded."body" IS NOT d."body" COLLATE BINARY;

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
  "c_boolean" integer,
  "c_integer" integer,
  "c_bigint" bigint,
  "c_decimal" text,
  "c_float" real,
  "c_bytes" blob,
  "c_date" text,
  "c_time" text,
  "c_timestamp" text,
  "c_datetime" text,
  "c_json" text,
  "c_uuid" text,
  "c_decimal_18_4" text,
  "c_decimal_38_0" text,
  PRIMARY KEY ("id")
);

-- [create_staging of shop.every]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "c_text" text,
  "c_boolean" integer,
  "c_integer" integer,
  "c_bigint" bigint,
  "c_decimal" text,
  "c_float" real,
  "c_bytes" blob,
  "c_date" text,
  "c_time" text,
  "c_timestamp" text,
  "c_datetime" text,
  "c_json" text,
  "c_uuid" text,
  "c_decimal_18_4" text,
  "c_decimal_38_0" text
);

-- [insert of shop.every]
INSERT INTO "shop"."every" ("id", "c_text", "c_boolean", "c_integer", "c_bigint", "c_decimal", "c_float", "c_bytes", "c_date", "c_time", "c_timestamp", "c_datetime", "c_json", "c_uuid", "c_decimal_18_4", "c_decimal_38_0") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- [read of shop.every]
SELECT "id", "c_text", "c_boolean", "c_integer", "c_bigint", "c_decimal", "c_float", "c_bytes", "c_date", "c_time", "c_timestamp", "c_datetime", "c_json", "c_uuid", "c_decimal_18_4", "c_decimal_38_0"
FROM "shop"."every";

-- [add_key of shop.every]
CREATE UNIQUE INDEX "shop"."every_key" ON "every" ("id");

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
WHERE excluded."c_text" IS NOT d."c_text" COLLATE BINARY
   OR excluded."c_boolean" IS NOT d."c_boolean" COLLATE BINARY
   OR excluded."c_integer" IS NOT d."c_integer" COLLATE BINARY
   OR excluded."c_bigint" IS NOT d."c_bigint" COLLATE BINARY
   OR excluded."c_decimal" IS NOT d."c_decimal" COLLATE BINARY
   OR excluded."c_float" IS NOT d."c_float" COLLATE BINARY
   OR excluded."c_bytes" IS NOT d."c_bytes" COLLATE BINARY
   OR excluded."c_date" IS NOT d."c_date" COLLATE BINARY
   OR excluded."c_time" IS NOT d."c_time" COLLATE BINARY
   OR excluded."c_timestamp" IS NOT d."c_timestamp" COLLATE BINARY
   OR excluded."c_datetime" IS NOT d."c_datetime" COLLATE BINARY
   OR excluded."c_json" IS NOT d."c_json" COLLATE BINARY
   OR excluded."c_uuid" IS NOT d."c_uuid" COLLATE BINARY
   OR excluded."c_decimal_18_4" IS NOT d."c_decimal_18_4" COLLATE BINARY
   OR excluded."c_decimal_38_0" IS NOT d."c_decimal_38_0" COLLATE BINARY;

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
  "d" text,
  PRIMARY KEY ("id")
);

-- [create_staging of shop.wide_decimals]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "d" text
);

-- [insert of shop.wide_decimals]
INSERT INTO "shop"."wide_decimals" ("id", "d") VALUES (?, ?);

-- [read of shop.wide_decimals]
SELECT "id", "d"
FROM "shop"."wide_decimals";

-- [add_key of shop.wide_decimals]
CREATE UNIQUE INDEX "shop"."wide_decimals_key" ON "wide_decimals" ("id");

-- [merge of shop.wide_decimals]
INSERT INTO "shop"."wide_decimals" AS d ("id", "d")
SELECT "id", "d"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "d" = excluded."d"
WHERE excluded."d" IS NOT d."d" COLLATE BINARY;

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
  "id" text NOT NULL,
  "name" text,
  "at" text,
  PRIMARY KEY ("org", "id")
);

-- [create_staging of shop.composite]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "org" text,
  "id" text,
  "name" text,
  "at" text
);

-- [insert of shop.composite]
INSERT INTO "shop"."composite" ("org", "id", "name", "at") VALUES (?, ?, ?, ?);

-- [read of shop.composite]
SELECT "org", "id", "name", "at"
FROM "shop"."composite"
WHERE "org" = ? COLLATE BINARY
  AND "at" >= ?
UNION ALL
SELECT "org", "id", "name", "at"
FROM "shop"."composite"
WHERE ("org" = ? COLLATE BINARY AND "at" < '0-')
   OR ("org" = ? COLLATE BINARY AND "at" IS NULL);
-- ? text acme
-- ? text 2026-11-19
-- ? text acme
-- ? text acme

-- [add_key of shop.composite]
CREATE UNIQUE INDEX "shop"."composite_key" ON "composite" ("org", "id");

-- [merge of shop.composite]
INSERT INTO "shop"."composite" AS d ("org", "id", "name", "at")
SELECT "org", "id", "name", "at"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("org", "id") DO UPDATE SET
  "name" = excluded."name",
  "at" = excluded."at"
WHERE excluded."name" IS NOT d."name" COLLATE BINARY
   OR excluded."at" IS NOT d."at" COLLATE BINARY;

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
CREATE UNIQUE INDEX "shop"."key_only_key" ON "key_only" ("org", "id");

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
CREATE UNIQUE INDEX "a""b_key" ON "a""b" ("id");

-- [merge of a"b]
INSERT INTO "a""b" AS d ("id", "a""b")
SELECT "id", "a""b"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "a""b" = excluded."a""b"
WHERE excluded."a""b" IS NOT d."a""b" COLLATE BINARY;

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
CREATE UNIQUE INDEX "a`b_key" ON "a`b" ("id");

-- [merge of a`b]
INSERT INTO "a`b" AS d ("id", "a`b")
SELECT "id", "a`b"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "a`b" = excluded."a`b"
WHERE excluded."a`b" IS NOT d."a`b" COLLATE BINARY;

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
CREATE UNIQUE INDEX "a]b_key" ON "a]b" ("id");

-- [merge of a]b]
INSERT INTO "a]b" AS d ("id", "a]b")
SELECT "id", "a]b"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "a]b" = excluded."a]b"
WHERE excluded."a]b" IS NOT d."a]b" COLLATE BINARY;

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
CREATE UNIQUE INDEX "a[b_key" ON "a[b" ("id");

-- [merge of a[b]
INSERT INTO "a[b" AS d ("id", "a[b")
SELECT "id", "a[b"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "a[b" = excluded."a[b"
WHERE excluded."a[b" IS NOT d."a[b" COLLATE BINARY;

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
CREATE UNIQUE INDEX "a'b_key" ON "a'b" ("id");

-- [merge of a'b]
INSERT INTO "a'b" AS d ("id", "a'b")
SELECT "id", "a'b"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "a'b" = excluded."a'b"
WHERE excluded."a'b" IS NOT d."a'b" COLLATE BINARY;

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
CREATE UNIQUE INDEX "a\b_key" ON "a\b" ("id");

-- [merge of a\b]
INSERT INTO "a\b" AS d ("id", "a\b")
SELECT "id", "a\b"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "a\b" = excluded."a\b"
WHERE excluded."a\b" IS NOT d."a\b" COLLATE BINARY;

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
CREATE UNIQUE INDEX "a b_key" ON "a b" ("id");

-- [merge of a b]
INSERT INTO "a b" AS d ("id", "a b")
SELECT "id", "a b"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "a b" = excluded."a b"
WHERE excluded."a b" IS NOT d."a b" COLLATE BINARY;

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
CREATE UNIQUE INDEX "a;b -- c_key" ON "a;b -- c" ("id");

-- [merge of a;b -- c]
INSERT INTO "a;b -- c" AS d ("id", "a;b -- c")
SELECT "id", "a;b -- c"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "a;b -- c" = excluded."a;b -- c"
WHERE excluded."a;b -- c" IS NOT d."a;b -- c" COLLATE BINARY;

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
CREATE UNIQUE INDEX "a.b_key" ON "a.b" ("id");

-- [merge of a.b]
INSERT INTO "a.b" AS d ("id", "a.b")
SELECT "id", "a.b"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "a.b" = excluded."a.b"
WHERE excluded."a.b" IS NOT d."a.b" COLLATE BINARY;

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
CREATE UNIQUE INDEX "${a}_key" ON "${a}" ("id");

-- [merge of ${a}]
INSERT INTO "${a}" AS d ("id", "${a}")
SELECT "id", "${a}"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "${a}" = excluded."${a}"
WHERE excluded."${a}" IS NOT d."${a}" COLLATE BINARY;

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
CREATE UNIQUE INDEX "{table}_key" ON "{table}" ("id");

-- [merge of {table}]
INSERT INTO "{table}" AS d ("id", "{table}")
SELECT "id", "{table}"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "{table}" = excluded."{table}"
WHERE excluded."{table}" IS NOT d."{table}" COLLATE BINARY;

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
CREATE UNIQUE INDEX "/*a*/_key" ON "/*a*/" ("id");

-- [merge of /*a*/]
INSERT INTO "/*a*/" AS d ("id", "/*a*/")
SELECT "id", "/*a*/"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "/*a*/" = excluded."/*a*/"
WHERE excluded."/*a*/" IS NOT d."/*a*/" COLLATE BINARY;

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
CREATE UNIQUE INDEX "select_key" ON "select" ("id");

-- [merge of select]
INSERT INTO "select" AS d ("id", "select")
SELECT "id", "select"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "select" = excluded."select"
WHERE excluded."select" IS NOT d."select" COLLATE BINARY;

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
CREATE UNIQUE INDEX "ünï_key" ON "ünï" ("id");

-- [merge of ünï]
INSERT INTO "ünï" AS d ("id", "ünï")
SELECT "id", "ünï"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "ünï" = excluded."ünï"
WHERE excluded."ünï" IS NOT d."ünï" COLLATE BINARY;

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
CREATE UNIQUE INDEX "名前_key" ON "名前" ("id");

-- [merge of 名前]
INSERT INTO "名前" AS d ("id", "名前")
SELECT "id", "名前"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "名前" = excluded."名前"
WHERE excluded."名前" IS NOT d."名前" COLLATE BINARY;

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
CREATE UNIQUE INDEX "a%sb_key" ON "a%sb" ("id");

-- [merge of a%sb]
INSERT INTO "a%sb" AS d ("id", "a%sb")
SELECT "id", "a%sb"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "a%sb" = excluded."a%sb"
WHERE excluded."a%sb" IS NOT d."a%sb" COLLATE BINARY;

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
CREATE UNIQUE INDEX "?_key" ON "?" ("id");

-- [merge of ?]
INSERT INTO "?" AS d ("id", "?")
SELECT "id", "?"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "?" = excluded."?"
WHERE excluded."?" IS NOT d."?" COLLATE BINARY;

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
CREATE UNIQUE INDEX "A_key" ON "A" ("id");

-- [merge of A]
INSERT INTO "A" AS d ("id", "A")
SELECT "id", "A"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "A" = excluded."A"
WHERE excluded."A" IS NOT d."A" COLLATE BINARY;

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
CREATE UNIQUE INDEX "a$b_key" ON "a$b" ("id");

-- [merge of a$b]
INSERT INTO "a$b" AS d ("id", "a$b")
SELECT "id", "a$b"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "a$b" = excluded."a$b"
WHERE excluded."a$b" IS NOT d."a$b" COLLATE BINARY;

-- [delete_matched of a$b]
DELETE FROM "a$b"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "a$b"."id");

-- [delete_duplicates of a$b]
DELETE FROM "a$b"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a$b" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a$b]
DROP TABLE IF EXISTS "a$b";

