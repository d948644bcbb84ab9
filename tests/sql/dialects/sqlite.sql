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
CREATE TEMPORARY TABLE "orders" (
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

