-- [create_table]
CREATE TABLE "main"."orders" (
  "c_text" varchar(65535) NOT NULL,
  "c_boolean" boolean,
  "c_integer" integer,
  "c_bigint" bigint,
  "c_decimal" decimal(38,9),
  "c_float" double precision,
  "c_bytes" varbyte(1024000),
  "c_date" date,
  "c_time" time,
  "c_timestamp" timestamptz,
  "c_datetime" timestamp,
  "c_json" super,
  "c_uuid" varchar(36) NOT NULL,
  "c_decimal_18_4" decimal(18,4),
  "c_required" bigint NOT NULL,
  PRIMARY KEY ("c_text", "c_uuid")
);

-- [create_table: without its key]
CREATE TABLE "main"."orders" (
  "c_text" varchar(65535) NOT NULL,
  "c_boolean" boolean,
  "c_integer" integer,
  "c_bigint" bigint,
  "c_decimal" decimal(38,9),
  "c_float" double precision,
  "c_bytes" varbyte(1024000),
  "c_date" date,
  "c_time" time,
  "c_timestamp" timestamptz,
  "c_datetime" timestamp,
  "c_json" super,
  "c_uuid" varchar(36) NOT NULL,
  "c_decimal_18_4" decimal(18,4),
  "c_required" bigint NOT NULL
);

-- [create_table: hostile names]
CREATE TABLE "group"."t""`]['\.;?é名" (
  "select" varchar(65535) NOT NULL,
  "k""`]['\.;?é名" varchar(65535) NOT NULL,
  "n""`]['\.;?é名" varchar(65535),
  "o""`]['\.;?é名" varchar(65535),
  "c""`]['\.;?é名" timestamptz,
  PRIMARY KEY ("select", "k""`]['\.;?é名")
);

-- [create_staging]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "c_text" varchar(65535),
  "c_boolean" boolean,
  "c_integer" integer,
  "c_bigint" bigint,
  "c_decimal" decimal(38,9),
  "c_float" double precision,
  "c_bytes" varbyte(1024000),
  "c_date" date,
  "c_time" time,
  "c_timestamp" timestamptz,
  "c_datetime" timestamp,
  "c_json" super,
  "c_uuid" varchar(36),
  "c_decimal_18_4" decimal(18,4),
  "c_required" bigint
);

-- [create_staging: hostile names]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "select" varchar(65535),
  "k""`]['\.;?é名" varchar(65535),
  "n""`]['\.;?é名" varchar(65535),
  "o""`]['\.;?é名" varchar(65535),
  "c""`]['\.;?é名" timestamptz
);

-- [create_table: with comments]
CREATE TABLE "main"."orders" (
  "c_text" varchar(65535) NOT NULL,
  "c_boolean" boolean,
  PRIMARY KEY ("c_text")
);

-- [comment_on]

-- [comment_on: a table without one]

-- [comment_on: a column]

-- [comment_on: a column of the key]

-- [comment_on: hostile names]

-- [read_comments]

-- [read_comments: a hostile name]

-- [add_key]
ALTER TABLE "main"."orders" ADD PRIMARY KEY ("c_text", "c_uuid");

-- [add_key: a long name]
ALTER TABLE "ooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo" ADD PRIMARY KEY ("c_text", "c_uuid");

-- [add_column]
ALTER TABLE "main"."orders" ADD COLUMN "note" varchar(65535);

-- [add_column: with a comment]
ALTER TABLE "main"."orders" ADD COLUMN "note" varchar(65535);

-- [add_column: hostile names]
ALTER TABLE "group"."t""`]['\.;?é名" ADD COLUMN "n""`]['\.;?é名" super;

-- [widen_column]

-- [widen_column: a decimal]

-- [widen_column: with a comment]

-- [widen_column: a column of the key]

-- [widen_column: hostile names]

-- [create_schema]
CREATE SCHEMA IF NOT EXISTS "_waybill";

-- [create_schema: a hostile name]
CREATE SCHEMA IF NOT EXISTS "group""`]['\.;?é名";

-- [analyze]

-- [create_shared_staging]

-- [rename_table]

-- [drop_table]
DROP TABLE IF EXISTS "orders";

-- [drop_table: a hostile name]
DROP TABLE IF EXISTS "group"."t""`]['\.;?é名";

-- [drop_staging]
DROP TABLE IF EXISTS "_waybill_stg_1";

-- [insert_values]
INSERT INTO "orders" ("id", "na""me") VALUES (?, ?);

-- [insert_values: two rows]
INSERT INTO "orders" ("id", "name") VALUES (?, ?), (?, ?);

-- [begin_write]
BEGIN;

-- [begin_read]
BEGIN READ ONLY;

-- [savepoint]

-- [rollback_to_savepoint]

-- [release_savepoint]

-- [check_constraints_now]

-- [lock_control]
LOCK TABLE "_waybill_owners";

-- [list_schemas]
SELECT nspname FROM pg_catalog.pg_namespace ORDER BY nspname;

-- [read]
SELECT "id", "name", "updated_at"
FROM "main"."orders";

-- [read: some rows]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
LIMIT 50;

-- [read: a tenant]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ? AND CAST("org" AS varbyte) = CAST(? AS varbyte);
-- ? text acme
-- ? text acme

-- [read: a tenant that is a number]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ?;
-- ? bigint 9223372036854775807

-- [read: a tenant that is a uuid]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ?;
-- ? uuid 6f1c2d3e-4a5b-4c6d-8e7f-0123456789ab

-- [read: from a timestamp]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE ("updated_at" >= ? OR "updated_at" IS NULL);
-- ? timestamp 2026-11-20T12:00:00.000000Z

-- [read: until a timestamp]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE ("updated_at" < ? OR "updated_at" IS NULL);
-- ? timestamp 2026-11-20T12:00:00.000000Z

-- [read: a window of timestamps, a tenant]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ? AND CAST("org" AS varbyte) = CAST(? AS varbyte)
  AND ("updated_at" >= ? OR "updated_at" IS NULL)
  AND ("updated_at" < ? OR "updated_at" IS NULL);
-- ? text acme
-- ? text acme
-- ? timestamp 2026-11-20T12:00:00.000000Z
-- ? timestamp 2026-11-20T12:00:00.000001Z

-- [read: a window of datetimes]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE ("updated_at" >= ? OR "updated_at" IS NULL)
  AND ("updated_at" < ? OR "updated_at" IS NULL);
-- ? datetime 2026-11-20T12:00:00.000000
-- ? datetime 2026-11-20T12:00:00.000000

-- [read: a window of dates]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE ("updated_at" >= ? OR "updated_at" IS NULL)
  AND ("updated_at" < ? OR "updated_at" IS NULL);
-- ? date 2026-11-20
-- ? date 2026-11-21

-- [read: a window before 1970]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE ("updated_at" >= ? OR "updated_at" IS NULL)
  AND ("updated_at" < ? OR "updated_at" IS NULL);
-- ? timestamp 1969-12-31T23:59:59.999999Z
-- ? timestamp 1969-12-31T23:59:59.999999Z

-- [read: a window of all time]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE ("updated_at" >= ? OR "updated_at" IS NULL)
  AND ("updated_at" < ? OR "updated_at" IS NULL);
-- ? timestamp 0001-01-01T00:00:00.000000Z
-- ? timestamp 9999-12-31T23:59:59.999999Z

-- [read: from a bigint]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE ("updated_at" >= ? OR "updated_at" IS NULL);
-- ? bigint 7

-- [read: a window of integers, a tenant]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ? AND CAST("org" AS varbyte) = CAST(? AS varbyte)
  AND ("updated_at" >= ? OR "updated_at" IS NULL)
  AND ("updated_at" < ? OR "updated_at" IS NULL);
-- ? text acme
-- ? text acme
-- ? integer 7
-- ? integer 9

-- [read: rows of some keys]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ? AND CAST("org" AS varbyte) = CAST(? AS varbyte)
  AND (("id" = ? AND "org" = ?) OR ("id" = ? AND "org" = ?));
-- ? text acme
-- ? text acme
-- ? bigint 7
-- ? text acme
-- ? bigint 8
-- ? text o'hara

-- [read: hostile names]
SELECT "select", "n""`]['\.;?é名"
FROM "group"."t""`]['\.;?é名"
WHERE "o""`]['\.;?é名" = ? AND CAST("o""`]['\.;?é名" AS varbyte) = CAST(? AS varbyte)
  AND ("c""`]['\.;?é名" >= ? OR "c""`]['\.;?é名" IS NULL)
  AND ("c""`]['\.;?é名" < ? OR "c""`]['\.;?é名" IS NULL);
-- ? text acme
-- ? text acme
-- ? timestamp 2026-11-20T12:00:00.000000Z
-- ? timestamp 2026-11-20T12:00:00.000000Z

-- [read: a query]
SELECT "id", "name", "updated_at"
FROM (
SELECT * FROM orders
) m;

-- [read: a query, a window, a tenant]
SELECT "id", "name", "updated_at"
FROM (
SELECT * FROM orders
) m
WHERE "org" = ? AND CAST("org" AS varbyte) = CAST(? AS varbyte)
  AND ("updated_at" >= ? OR "updated_at" IS NULL)
  AND ("updated_at" < ? OR "updated_at" IS NULL);
-- ? text acme
-- ? text acme
-- ? timestamp 2026-11-20T12:00:00.000000Z
-- ? timestamp 2026-11-20T12:00:00.000000Z

-- [read: a query, from a timestamp]
SELECT "id", "name", "updated_at"
FROM (
SELECT * FROM orders
) m
WHERE ("updated_at" >= ? OR "updated_at" IS NULL);
-- ? timestamp 2026-11-20T12:00:00.000000Z

-- [read: a query, some keys]
SELECT "id", "name", "updated_at"
FROM (
SELECT * FROM orders
) m
WHERE (("id" = ? AND "org" = ?) OR ("id" = ? AND "org" = ?));
-- ? bigint 7
-- ? text acme
-- ? bigint 8
-- ? text o'hara

-- [read: a query WITH, some rows]
SELECT "id", "name", "updated_at"
FROM (
WITH m AS (SELECT * FROM orders) SELECT * FROM m
) m
LIMIT 5;

-- [read: a query that is ordered]
SELECT "id", "name", "updated_at"
FROM (
SELECT * FROM orders ORDER BY id
) m;

-- [merge]
UPDATE "orders" SET
  "name" = s."name",
  "updated_at" = s."updated_at"
FROM "_waybill_stg_1" s
WHERE s."id" = "orders"."id"
  AND ((s."name" <> "orders"."name" OR (s."name" IS NULL) <> ("orders"."name" IS NULL))
   OR (s."updated_at" <> "orders"."updated_at" OR (s."updated_at" IS NULL) <> ("orders"."updated_at" IS NULL)));
INSERT INTO "orders" ("id", "name", "updated_at")
SELECT s."id", s."name", s."updated_at"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "orders" d WHERE d."id" = s."id");

-- [merge: two columns of the key]
UPDATE "orders" SET
  "name" = s."name"
FROM "_waybill_stg_1" s
WHERE s."id" = "orders"."id" AND s."org" = "orders"."org"
  AND ((s."name" <> "orders"."name" OR (s."name" IS NULL) <> ("orders"."name" IS NULL)));
INSERT INTO "orders" ("id", "org", "name")
SELECT s."id", s."org", s."name"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "orders" d WHERE d."id" = s."id" AND d."org" = s."org");

-- [merge: nothing but the key]
INSERT INTO "orders" ("id", "org")
SELECT s."id", s."org"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "orders" d WHERE d."id" = s."id" AND d."org" = s."org");

-- [merge: a JSON]
UPDATE "orders" SET
  "body" = s."body"
FROM "_waybill_stg_1" s
WHERE s."id" = "orders"."id"
  AND ((s."body" IS NULL) <> ("orders"."body" IS NULL) OR JSON_SERIALIZE(s."body") <> JSON_SERIALIZE("orders"."body"));
INSERT INTO "orders" ("id", "body")
SELECT s."id", s."body"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "orders" d WHERE d."id" = s."id");

-- [merge: bytes]
UPDATE "orders" SET
  "body" = s."body"
FROM "_waybill_stg_1" s
WHERE s."id" = "orders"."id"
  AND ((s."body" <> "orders"."body" OR (s."body" IS NULL) <> ("orders"."body" IS NULL)));
INSERT INTO "orders" ("id", "body")
SELECT s."id", s."body"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "orders" d WHERE d."id" = s."id");

-- [merge: only new rows]
INSERT INTO "orders" ("id", "org", "name")
SELECT s."id", s."org", s."name"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "orders" d WHERE d."id" = s."id" AND d."org" = s."org");

-- [merge: many rows]
UPDATE "orders" SET
  "name" = s."name"
FROM "_waybill_stg_1" s
WHERE s."id" = "orders"."id" AND s."org" = "orders"."org"
  AND ((s."name" <> "orders"."name" OR (s."name" IS NULL) <> ("orders"."name" IS NULL)));
INSERT INTO "orders" ("id", "org", "name")
SELECT s."id", s."org", s."name"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "orders" d WHERE d."id" = s."id" AND d."org" = s."org");

-- [merge: many rows in one pass]

-- [one_pass_probe]

-- [one_pass_probe: hostile names]

-- [merge: many rows, only new ones]
INSERT INTO "orders" ("id", "org", "name")
SELECT s."id", s."org", s."name"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "orders" d WHERE d."id" = s."id" AND d."org" = s."org");

-- [merge: hostile names]
UPDATE "group"."t""`]['\.;?é名" SET
  "n""`]['\.;?é名" = s."n""`]['\.;?é名"
FROM "_waybill_stg_1" s
WHERE s."select" = "t""`]['\.;?é名"."select" AND s."k""`]['\.;?é名" = "t""`]['\.;?é名"."k""`]['\.;?é名"
  AND ((s."n""`]['\.;?é名" <> "t""`]['\.;?é名"."n""`]['\.;?é名" OR (s."n""`]['\.;?é名" IS NULL) <> ("t""`]['\.;?é名"."n""`]['\.;?é名" IS NULL)));
INSERT INTO "group"."t""`]['\.;?é名" ("select", "k""`]['\.;?é名", "n""`]['\.;?é名")
SELECT s."select", s."k""`]['\.;?é名", s."n""`]['\.;?é名"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "group"."t""`]['\.;?é名" d WHERE d."select" = s."select" AND d."k""`]['\.;?é名" = s."k""`]['\.;?é名");

-- [delete_matched]
DELETE FROM "orders"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "orders"."id" AND s."org" = "orders"."org");

-- [delete_matched: hostile names]
DELETE FROM "group"."t""`]['\.;?é名"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."select" = "t""`]['\.;?é名"."select" AND s."k""`]['\.;?é名" = "t""`]['\.;?é名"."k""`]['\.;?é名");

-- [delete_unmatched]
DELETE FROM "orders"
WHERE NOT EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "orders"."id" AND s."org" = "orders"."org");

-- [delete_unmatched: hostile names]
DELETE FROM "group"."t""`]['\.;?é名"
WHERE NOT EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."select" = "t""`]['\.;?é名"."select" AND s."k""`]['\.;?é名" = "t""`]['\.;?é名"."k""`]['\.;?é名");

-- [count_matched]
SELECT count(*) FROM "_waybill_stg_1" s
WHERE EXISTS (SELECT 1 FROM "orders" d WHERE d."id" = s."id" AND d."org" = s."org");

-- [count_matched: many rows]
SELECT count(*) FROM "_waybill_stg_1" s
WHERE EXISTS (SELECT 1 FROM "orders" d WHERE d."id" = s."id" AND d."org" = s."org");

-- [count_matched: hostile names]
SELECT count(*) FROM "_waybill_stg_1" s
WHERE EXISTS (SELECT 1 FROM "group"."t""`]['\.;?é名" d WHERE d."select" = s."select" AND d."k""`]['\.;?é名" = s."k""`]['\.;?é名");

-- [read_staged: found]
SELECT s."id", s."org", s."name"
FROM "_waybill_stg_1" s
WHERE EXISTS (SELECT 1 FROM "orders" d WHERE d."id" = s."id" AND d."org" = s."org");

-- [read_staged: not found]
SELECT s."id", s."org", s."name"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "orders" d WHERE d."id" = s."id" AND d."org" = s."org");

-- [read_staged: hostile names]
SELECT s."select", s."k""`]['\.;?é名", s."n""`]['\.;?é名"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "group"."t""`]['\.;?é名" d WHERE d."select" = s."select" AND d."k""`]['\.;?é名" = s."k""`]['\.;?é名");

-- [count_different]
SELECT count(*) FROM "_waybill_stg_1" s
JOIN "orders" d ON s."id" = d."id" AND s."org" = d."org"
WHERE (s."name" <> d."name" OR (s."name" IS NULL) <> (d."name" IS NULL));

-- [count_different: nothing but the key]
SELECT count(*) FROM "_waybill_stg_1" s
JOIN "orders" d ON s."id" = d."id" AND s."org" = d."org"
WHERE 1 = 0;

-- [count_different: hostile names]
SELECT count(*) FROM "_waybill_stg_1" s
JOIN "group"."t""`]['\.;?é名" d ON s."select" = d."select" AND s."k""`]['\.;?é名" = d."k""`]['\.;?é名"
WHERE (s."n""`]['\.;?é名" <> d."n""`]['\.;?é名" OR (s."n""`]['\.;?é名" IS NULL) <> (d."n""`]['\.;?é名" IS NULL));

-- [read_different]
SELECT s."id", s."org" FROM "_waybill_stg_1" s
JOIN "orders" d ON s."id" = d."id" AND s."org" = d."org"
WHERE (s."name" <> d."name" OR (s."name" IS NULL) <> (d."name" IS NULL));

-- [read_different: nothing but the key]
SELECT s."id", s."org" FROM "_waybill_stg_1" s
JOIN "orders" d ON s."id" = d."id" AND s."org" = d."org"
WHERE 1 = 0;

-- [read_different: hostile names]
SELECT s."select", s."k""`]['\.;?é名" FROM "_waybill_stg_1" s
JOIN "group"."t""`]['\.;?é名" d ON s."select" = d."select" AND s."k""`]['\.;?é名" = d."k""`]['\.;?é名"
WHERE (s."n""`]['\.;?é名" <> d."n""`]['\.;?é名" OR (s."n""`]['\.;?é名" IS NULL) <> (d."n""`]['\.;?é名" IS NULL));

-- [read_rows]
SELECT "id", "org", "name"
FROM "_waybill_stg_1";

-- [read_rows: hostile names]
SELECT "select", "n""`]['\.;?é名"
FROM "group"."t""`]['\.;?é名";

-- [copy_rows]
INSERT INTO "_waybill_chg_1" ("id", "org", "name")
SELECT s."id", s."org", s."name"
FROM "_waybill_stg_1" s;

-- [copy_rows: unless in another]
INSERT INTO "_waybill_chg_1" ("id", "org", "name")
SELECT s."id", s."org", s."name"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "main"."_waybill_ledger" d1 WHERE d1."id" = s."id" AND d1."org" = s."org");

-- [copy_rows: unless in two others]
INSERT INTO "_waybill_chg_1" ("id", "org", "name")
SELECT s."id", s."org", s."name"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "_waybill_seen_1" d1 WHERE d1."id" = s."id" AND d1."org" = s."org")
  AND NOT EXISTS (SELECT 1 FROM "main"."_waybill_ledger" d2 WHERE d2."id" = s."id" AND d2."org" = s."org");

-- [copy_rows: hostile names]
INSERT INTO "group"."t""`]['\.;?é名" ("select", "k""`]['\.;?é名", "n""`]['\.;?é名")
SELECT s."select", s."k""`]['\.;?é名", s."n""`]['\.;?é名"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "group"."t""`]['\.;?é名" d1 WHERE d1."select" = s."select" AND d1."k""`]['\.;?é名" = s."k""`]['\.;?é名");

-- [copy_numbered]
INSERT INTO "_waybill_num_1" ("_waybill_n", "id", "org", "name")
SELECT row_number() OVER (ORDER BY s."id", s."org"), s."id", s."org", s."name"
FROM "_waybill_stg_1" s;

-- [copy_numbered: without a key]
INSERT INTO "_waybill_num_1" ("_waybill_n", "id", "org", "name")
SELECT row_number() OVER (ORDER BY (SELECT NULL)), s."id", s."org", s."name"
FROM "_waybill_stg_1" s;

-- [copy_numbered: hostile names]
INSERT INTO "group"."t""`]['\.;?é名" ("_waybill_n", "select", "k""`]['\.;?é名", "n""`]['\.;?é名")
SELECT row_number() OVER (ORDER BY s."select", s."k""`]['\.;?é名"), s."select", s."k""`]['\.;?é名", s."n""`]['\.;?é名"
FROM "_waybill_stg_1" s;

-- [copy_range]
INSERT INTO "_waybill_chg_1" ("id", "org", "name")
SELECT s."id", s."org", s."name"
FROM "_waybill_num_1" s
WHERE s."_waybill_n" >= ? AND s."_waybill_n" < ?;
-- ? bigint 1
-- ? bigint 500

-- [copy_range: hostile names]
INSERT INTO "group"."t""`]['\.;?é名" ("select", "k""`]['\.;?é名", "n""`]['\.;?é名")
SELECT s."select", s."k""`]['\.;?é名", s."n""`]['\.;?é名"
FROM "_waybill_stg_1" s
WHERE s."_waybill_n" >= ? AND s."_waybill_n" < ?;
-- ? bigint 1
-- ? bigint 500

-- [delete_numbered]
DELETE FROM "_waybill_num_1"
WHERE "_waybill_n" = ?;
-- ? bigint 7

-- [delete_rows]
DELETE FROM "_waybill_chg_1"
WHERE 1 = 1;

-- [delete_rows: a hostile name]
DELETE FROM "group"."t""`]['\.;?é名"
WHERE 1 = 1;

-- [delete_superseded]
DELETE FROM "_waybill_stg_1"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "_waybill_stg_1"."id"
  AND (s."updated_at" > "_waybill_stg_1"."updated_at" OR ("_waybill_stg_1"."updated_at" IS NULL AND s."updated_at" IS NOT NULL)));

-- [delete_superseded: two columns of the key]
DELETE FROM "_waybill_stg_1"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "_waybill_stg_1"."id" AND s."org" = "_waybill_stg_1"."org"
  AND (s."updated_at" > "_waybill_stg_1"."updated_at" OR ("_waybill_stg_1"."updated_at" IS NULL AND s."updated_at" IS NOT NULL)));

-- [delete_superseded: hostile names]
DELETE FROM "_waybill_stg_1"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."select" = "_waybill_stg_1"."select" AND s."k""`]['\.;?é名" = "_waybill_stg_1"."k""`]['\.;?é名"
  AND (s."c""`]['\.;?é名" > "_waybill_stg_1"."c""`]['\.;?é名" OR ("_waybill_stg_1"."c""`]['\.;?é名" IS NULL AND s."c""`]['\.;?é名" IS NOT NULL)));

-- [count_rows]
SELECT count(*) FROM "orders";

-- [count_rows: a hostile name]
SELECT count(*) FROM "group"."t""`]['\.;?é名";

-- [count_duplicates]
SELECT count(*) FROM "orders"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "orders" GROUP BY "id" HAVING count(*) > 1);

-- [read_duplicates]
SELECT "id", "org", "name"
FROM "orders"
WHERE "id" IS NULL OR "org" IS NULL OR ("id", "org") IN (SELECT "id", "org" FROM "orders" GROUP BY "id", "org" HAVING count(*) > 1);

-- [read_duplicates: hostile names]
SELECT "select", "k""`]['\.;?é名", "n""`]['\.;?é名"
FROM "group"."t""`]['\.;?é名"
WHERE "select" IS NULL OR "k""`]['\.;?é名" IS NULL OR ("select", "k""`]['\.;?é名") IN (SELECT "select", "k""`]['\.;?é名" FROM "group"."t""`]['\.;?é名" GROUP BY "select", "k""`]['\.;?é名" HAVING count(*) > 1);

-- [delete_duplicates]
DELETE FROM "orders"
WHERE "id" IS NULL OR "org" IS NULL OR ("id", "org") IN (SELECT "id", "org" FROM "orders" GROUP BY "id", "org" HAVING count(*) > 1);

-- [page]
SELECT p."id", CASE WHEN OCTET_LENGTH(p."name") > 4096 THEN NULL ELSE p."name" END AS "name", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CAST(CASE WHEN OCTET_LENGTH(p."name") > 4096 THEN 1 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 2 ELSE 0 END AS bigint)
FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? AND CAST("org" AS varbyte) = CAST(? AS varbyte)
) p
ORDER BY p."id"
LIMIT 51;
-- ? text acme
-- ? text acme

-- [page: the second, from behind]
SELECT p."id", CASE WHEN OCTET_LENGTH(p."name") > 4096 THEN NULL ELSE p."name" END AS "name", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CAST(CASE WHEN OCTET_LENGTH(p."name") > 4096 THEN 1 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 2 ELSE 0 END AS bigint)
FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? AND CAST("org" AS varbyte) = CAST(? AS varbyte)
) p
ORDER BY p."name" DESC, p."id" DESC
LIMIT 51 OFFSET 50;
-- ? text acme
-- ? text acme

-- [page: in no order]
SELECT p."id", CASE WHEN OCTET_LENGTH(p."name") > 4096 THEN NULL ELSE p."name" END AS "name", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CAST(CASE WHEN OCTET_LENGTH(p."name") > 4096 THEN 1 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 2 ELSE 0 END AS bigint)
FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? AND CAST("org" AS varbyte) = CAST(? AS varbyte)
) p
LIMIT 51;
-- ? text acme
-- ? text acme

-- [page: the second, in no order]
SELECT p."id", CASE WHEN OCTET_LENGTH(p."name") > 4096 THEN NULL ELSE p."name" END AS "name", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CAST(CASE WHEN OCTET_LENGTH(p."name") > 4096 THEN 1 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 2 ELSE 0 END AS bigint)
FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? AND CAST("org" AS varbyte) = CAST(? AS varbyte)
) p
LIMIT 51 OFFSET 50;
-- ? text acme
-- ? text acme

-- [page: hostile names]
SELECT p."select", CASE WHEN OCTET_LENGTH(p."n""`]['\.;?é名") > 4096 THEN NULL ELSE p."n""`]['\.;?é名" END AS "n""`]['\.;?é名", CAST(CASE WHEN OCTET_LENGTH(p."n""`]['\.;?é名") > 4096 THEN 1 ELSE 0 END AS bigint)
FROM (
SELECT "select", "n""`]['\.;?é名"
FROM "group"."t""`]['\.;?é名"
) p
ORDER BY p."select" DESC
LIMIT 51 OFFSET 50;

-- [page: wide]
SELECT CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CAST(CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 1 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 2 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 4 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 8 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 16 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 32 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 64 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 128 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 256 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 512 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 1024 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 2048 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 4096 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 8192 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 16384 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 32768 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 65536 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 131072 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 262144 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 524288 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 1048576 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 2097152 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 4194304 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 8388608 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 16777216 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 33554432 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 67108864 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 134217728 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 268435456 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 536870912 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 1073741824 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 2147483648 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 4294967296 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 8589934592 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 17179869184 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 34359738368 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 68719476736 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 137438953472 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 274877906944 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 549755813888 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 1099511627776 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 2199023255552 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 4398046511104 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 8796093022208 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 17592186044416 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 35184372088832 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 70368744177664 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 140737488355328 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 281474976710656 ELSE 0 END + CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 562949953421312 ELSE 0 END AS bigint), CAST(CASE WHEN OCTET_LENGTH(p."body") > 4096 THEN 1 ELSE 0 END AS bigint)
FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? AND CAST("org" AS varbyte) = CAST(? AS varbyte)
) p
ORDER BY p."id"
LIMIT 51;
-- ? text acme
-- ? text acme

-- [count_of]
SELECT count(*) FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? AND CAST("org" AS varbyte) = CAST(? AS varbyte)
) p;
-- ? text acme
-- ? text acme

-- [storage_probe]

-- [cells_as_text]
SELECT CASE WHEN OCTET_LENGTH(p."name") > 4096 THEN NULL ELSE CAST(p."name" AS varchar(65535)) END, NULL
FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? AND CAST("org" AS varbyte) = CAST(? AS varbyte)
) p
ORDER BY p."id"
LIMIT 51;
-- ? text acme
-- ? text acme

-- [cells_as_text: hostile names]
SELECT CASE WHEN OCTET_LENGTH(p."n""`]['\.;?é名") > 4096 THEN NULL ELSE CAST(p."n""`]['\.;?é名" AS varchar(65535)) END, NULL
FROM (
SELECT "select", "n""`]['\.;?é名"
FROM "group"."t""`]['\.;?é名"
) p
ORDER BY p."select" DESC
LIMIT 51 OFFSET 50;

-- [comparison_probe]
SELECT CASE WHEN o = 'ACMÉ' THEN 1 ELSE 0 END + CASE WHEN o = 'acme' THEN 2 ELSE 0 END + CASE WHEN o = 'acmé ' THEN 4 ELSE 0 END + CASE WHEN o = 'acmé' THEN 8 ELSE 0 END
FROM (SELECT "name" AS o FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? AND CAST("org" AS varbyte) = CAST(? AS varbyte)
) p WHERE 1 = 0
UNION ALL SELECT 'acmé') q;
-- ? text acme
-- ? text acme

-- [comparison_probe: of ASCII]
SELECT CASE WHEN o = 'ACME' THEN 1 ELSE 0 END + CASE WHEN o = 'acme ' THEN 4 ELSE 0 END
FROM (SELECT "name" AS o FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? AND CAST("org" AS varbyte) = CAST(? AS varbyte)
) p WHERE 1 = 0
UNION ALL SELECT 'acme') q;
-- ? text acme
-- ? text acme

-- [comparison_probe: a hostile name]
SELECT CASE WHEN o = 'ACMÉ' THEN 1 ELSE 0 END + CASE WHEN o = 'acme' THEN 2 ELSE 0 END + CASE WHEN o = 'acmé ' THEN 4 ELSE 0 END + CASE WHEN o = 'acmé' THEN 8 ELSE 0 END
FROM (SELECT "n""`]['\.;?é名" AS o FROM (
SELECT "select", "n""`]['\.;?é名"
FROM "group"."t""`]['\.;?é名"
) p WHERE 1 = 0
UNION ALL SELECT 'acmé') q;

-- [select_values]
-- refused: WB9113 Amazon Redshift takes no given rows

-- [select_values: of no rows]
-- refused: WB9113 Amazon Redshift takes no given rows

-- [index_probe]

-- [index_probe: hostile names]

-- [clock]

-- [fitness]

-- [in_flight]

-- [prepared]

-- [time_zone]

-- [excess]

-- [excess_source]

-- [readable]

-- [control_tables]

-- [control_missing]

-- [missing]

-- [grants_script: a source]
-- run in the database "dev", as the owner of its tables
CREATE USER "waybill_reader" PASSWORD '<password>' NOCREATEDB NOCREATEUSER;
GRANT USAGE ON SCHEMA "public" TO "waybill_reader";
GRANT SELECT ON ALL TABLES IN SCHEMA "public" TO "waybill_reader";
-- tables that whoever runs this makes from now on
ALTER DEFAULT PRIVILEGES IN SCHEMA "public" GRANT SELECT ON TABLES TO "waybill_reader";

-- [grants_script: a destination]
-- run in the database "dev", as its owner or a superuser
CREATE USER "waybill_writer" PASSWORD '<password>' NOCREATEDB NOCREATEUSER;
GRANT TEMPORARY ON DATABASE "dev" TO "waybill_writer";
CREATE SCHEMA IF NOT EXISTS "public";
GRANT USAGE, CREATE ON SCHEMA "public" TO "waybill_writer";
-- Waybill's own schema
CREATE SCHEMA IF NOT EXISTS "_waybill";
GRANT USAGE, CREATE ON SCHEMA "_waybill" TO "waybill_writer";

-- [grants_script: a source, hostile names]
-- run in the database "d""`]['\.;?é名", as the owner of its tables
CREATE USER "u""`]['\.;?é名" PASSWORD '<password>' NOCREATEDB NOCREATEUSER;
GRANT USAGE ON SCHEMA "group" TO "u""`]['\.;?é名";
GRANT USAGE ON SCHEMA "s_""`]['\.;?é名" TO "u""`]['\.;?é名";
GRANT SELECT ON ALL TABLES IN SCHEMA "group" TO "u""`]['\.;?é名";
GRANT SELECT ON ALL TABLES IN SCHEMA "s_""`]['\.;?é名" TO "u""`]['\.;?é名";
-- tables that whoever runs this makes from now on
ALTER DEFAULT PRIVILEGES IN SCHEMA "group" GRANT SELECT ON TABLES TO "u""`]['\.;?é名";
ALTER DEFAULT PRIVILEGES IN SCHEMA "s_""`]['\.;?é名" GRANT SELECT ON TABLES TO "u""`]['\.;?é名";

-- [grants_script: a destination, hostile names]
-- run in the database "d""`]['\.;?é名", as its owner or a superuser
CREATE USER "u""`]['\.;?é名" PASSWORD '<password>' NOCREATEDB NOCREATEUSER;
GRANT TEMPORARY ON DATABASE "d""`]['\.;?é名" TO "u""`]['\.;?é名";
CREATE SCHEMA IF NOT EXISTS "group";
CREATE SCHEMA IF NOT EXISTS "s_""`]['\.;?é名";
GRANT USAGE, CREATE ON SCHEMA "group" TO "u""`]['\.;?é名";
GRANT USAGE, CREATE ON SCHEMA "s_""`]['\.;?é名" TO "u""`]['\.;?é名";
-- Waybill's own schema
CREATE SCHEMA IF NOT EXISTS "_waybill";
GRANT USAGE, CREATE ON SCHEMA "_waybill" TO "u""`]['\.;?é名";

-- [create_table of shop.every]
CREATE TABLE "shop"."every" (
  "id" bigint NOT NULL,
  "c_text" varchar(65535),
  "c_boolean" boolean,
  "c_integer" integer,
  "c_bigint" bigint,
  "c_decimal" decimal(38,9),
  "c_float" double precision,
  "c_bytes" varbyte(1024000),
  "c_date" date,
  "c_time" time,
  "c_timestamp" timestamptz,
  "c_datetime" timestamp,
  "c_json" super,
  "c_uuid" varchar(36),
  "c_decimal_18_4" decimal(18,4),
  "c_decimal_38_0" decimal(38,0),
  PRIMARY KEY ("id")
);

-- [create_staging of shop.every]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "c_text" varchar(65535),
  "c_boolean" boolean,
  "c_integer" integer,
  "c_bigint" bigint,
  "c_decimal" decimal(38,9),
  "c_float" double precision,
  "c_bytes" varbyte(1024000),
  "c_date" date,
  "c_time" time,
  "c_timestamp" timestamptz,
  "c_datetime" timestamp,
  "c_json" super,
  "c_uuid" varchar(36),
  "c_decimal_18_4" decimal(18,4),
  "c_decimal_38_0" decimal(38,0)
);

-- [insert_values of shop.every]
INSERT INTO "shop"."every" ("id", "c_text", "c_boolean", "c_integer", "c_bigint", "c_decimal", "c_float", "c_bytes", "c_date", "c_time", "c_timestamp", "c_datetime", "c_json", "c_uuid", "c_decimal_18_4", "c_decimal_38_0") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- [read of shop.every]
SELECT "id", "c_text", "c_boolean", "c_integer", "c_bigint", "c_decimal", "c_float", "c_bytes", "c_date", "c_time", "c_timestamp", "c_datetime", "c_json", "c_uuid", "c_decimal_18_4", "c_decimal_38_0"
FROM "shop"."every";

-- [add_key of shop.every]
ALTER TABLE "shop"."every" ADD PRIMARY KEY ("id");

-- [merge of shop.every]
UPDATE "shop"."every" SET
  "c_text" = s."c_text",
  "c_boolean" = s."c_boolean",
  "c_integer" = s."c_integer",
  "c_bigint" = s."c_bigint",
  "c_decimal" = s."c_decimal",
  "c_float" = s."c_float",
  "c_bytes" = s."c_bytes",
  "c_date" = s."c_date",
  "c_time" = s."c_time",
  "c_timestamp" = s."c_timestamp",
  "c_datetime" = s."c_datetime",
  "c_json" = s."c_json",
  "c_uuid" = s."c_uuid",
  "c_decimal_18_4" = s."c_decimal_18_4",
  "c_decimal_38_0" = s."c_decimal_38_0"
FROM "_waybill_stg_1" s
WHERE s."id" = "every"."id"
  AND ((s."c_text" <> "every"."c_text" OR (s."c_text" IS NULL) <> ("every"."c_text" IS NULL))
   OR (s."c_boolean" <> "every"."c_boolean" OR (s."c_boolean" IS NULL) <> ("every"."c_boolean" IS NULL))
   OR (s."c_integer" <> "every"."c_integer" OR (s."c_integer" IS NULL) <> ("every"."c_integer" IS NULL))
   OR (s."c_bigint" <> "every"."c_bigint" OR (s."c_bigint" IS NULL) <> ("every"."c_bigint" IS NULL))
   OR (s."c_decimal" <> "every"."c_decimal" OR (s."c_decimal" IS NULL) <> ("every"."c_decimal" IS NULL))
   OR (s."c_float" <> "every"."c_float" OR (s."c_float" IS NULL) <> ("every"."c_float" IS NULL))
   OR (s."c_bytes" <> "every"."c_bytes" OR (s."c_bytes" IS NULL) <> ("every"."c_bytes" IS NULL))
   OR (s."c_date" <> "every"."c_date" OR (s."c_date" IS NULL) <> ("every"."c_date" IS NULL))
   OR (s."c_time" <> "every"."c_time" OR (s."c_time" IS NULL) <> ("every"."c_time" IS NULL))
   OR (s."c_timestamp" <> "every"."c_timestamp" OR (s."c_timestamp" IS NULL) <> ("every"."c_timestamp" IS NULL))
   OR (s."c_datetime" <> "every"."c_datetime" OR (s."c_datetime" IS NULL) <> ("every"."c_datetime" IS NULL))
   OR (s."c_json" IS NULL) <> ("every"."c_json" IS NULL) OR JSON_SERIALIZE(s."c_json") <> JSON_SERIALIZE("every"."c_json")
   OR (s."c_uuid" <> "every"."c_uuid" OR (s."c_uuid" IS NULL) <> ("every"."c_uuid" IS NULL))
   OR (s."c_decimal_18_4" <> "every"."c_decimal_18_4" OR (s."c_decimal_18_4" IS NULL) <> ("every"."c_decimal_18_4" IS NULL))
   OR (s."c_decimal_38_0" <> "every"."c_decimal_38_0" OR (s."c_decimal_38_0" IS NULL) <> ("every"."c_decimal_38_0" IS NULL)));
INSERT INTO "shop"."every" ("id", "c_text", "c_boolean", "c_integer", "c_bigint", "c_decimal", "c_float", "c_bytes", "c_date", "c_time", "c_timestamp", "c_datetime", "c_json", "c_uuid", "c_decimal_18_4", "c_decimal_38_0")
SELECT s."id", s."c_text", s."c_boolean", s."c_integer", s."c_bigint", s."c_decimal", s."c_float", s."c_bytes", s."c_date", s."c_time", s."c_timestamp", s."c_datetime", s."c_json", s."c_uuid", s."c_decimal_18_4", s."c_decimal_38_0"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "shop"."every" d WHERE d."id" = s."id");

-- [delete_matched of shop.every]
DELETE FROM "shop"."every"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "every"."id");

-- [delete_duplicates of shop.every]
DELETE FROM "shop"."every"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "shop"."every" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of shop.every]
DROP TABLE IF EXISTS "shop"."every";

-- [create_table of shop.wide_decimals]
-- refused: WB9113 Amazon Redshift has no type for decimal(65,30)

-- [create_staging of shop.wide_decimals]
-- refused: WB9113 Amazon Redshift has no type for decimal(65,30)

-- [insert_values of shop.wide_decimals]
INSERT INTO "shop"."wide_decimals" ("id", "d") VALUES (?, ?);

-- [read of shop.wide_decimals]
SELECT "id", "d"
FROM "shop"."wide_decimals";

-- [add_key of shop.wide_decimals]
ALTER TABLE "shop"."wide_decimals" ADD PRIMARY KEY ("id");

-- [merge of shop.wide_decimals]
UPDATE "shop"."wide_decimals" SET
  "d" = s."d"
FROM "_waybill_stg_1" s
WHERE s."id" = "wide_decimals"."id"
  AND ((s."d" <> "wide_decimals"."d" OR (s."d" IS NULL) <> ("wide_decimals"."d" IS NULL)));
INSERT INTO "shop"."wide_decimals" ("id", "d")
SELECT s."id", s."d"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "shop"."wide_decimals" d WHERE d."id" = s."id");

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
  "org" varchar(65535) NOT NULL,
  "id" varchar(36) NOT NULL,
  "name" varchar(65535),
  "at" timestamptz,
  PRIMARY KEY ("org", "id")
);

-- [create_staging of shop.composite]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "org" varchar(65535),
  "id" varchar(36),
  "name" varchar(65535),
  "at" timestamptz
);

-- [insert_values of shop.composite]
INSERT INTO "shop"."composite" ("org", "id", "name", "at") VALUES (?, ?, ?, ?);

-- [read of shop.composite]
SELECT "org", "id", "name", "at"
FROM "shop"."composite"
WHERE "org" = ? AND CAST("org" AS varbyte) = CAST(? AS varbyte)
  AND ("at" >= ? OR "at" IS NULL);
-- ? text acme
-- ? text acme
-- ? timestamp 2026-11-20T12:00:00.000000Z

-- [add_key of shop.composite]
ALTER TABLE "shop"."composite" ADD PRIMARY KEY ("org", "id");

-- [merge of shop.composite]
UPDATE "shop"."composite" SET
  "name" = s."name",
  "at" = s."at"
FROM "_waybill_stg_1" s
WHERE s."org" = "composite"."org" AND s."id" = "composite"."id"
  AND ((s."name" <> "composite"."name" OR (s."name" IS NULL) <> ("composite"."name" IS NULL))
   OR (s."at" <> "composite"."at" OR (s."at" IS NULL) <> ("composite"."at" IS NULL)));
INSERT INTO "shop"."composite" ("org", "id", "name", "at")
SELECT s."org", s."id", s."name", s."at"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "shop"."composite" d WHERE d."org" = s."org" AND d."id" = s."id");

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
  "org" varchar(65535) NOT NULL,
  "id" integer NOT NULL,
  PRIMARY KEY ("org", "id")
);

-- [create_staging of shop.key_only]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "org" varchar(65535),
  "id" integer
);

-- [insert_values of shop.key_only]
INSERT INTO "shop"."key_only" ("org", "id") VALUES (?, ?);

-- [read of shop.key_only]
SELECT "org", "id"
FROM "shop"."key_only";

-- [add_key of shop.key_only]
ALTER TABLE "shop"."key_only" ADD PRIMARY KEY ("org", "id");

-- [merge of shop.key_only]
INSERT INTO "shop"."key_only" ("org", "id")
SELECT s."org", s."id"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "shop"."key_only" d WHERE d."org" = s."org" AND d."id" = s."id");

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
  "name" varchar(65535),
  "n" bigint
);

-- [create_staging of shop.no_key]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "name" varchar(65535),
  "n" bigint
);

-- [insert_values of shop.no_key]
INSERT INTO "shop"."no_key" ("name", "n") VALUES (?, ?);

-- [read of shop.no_key]
SELECT "name", "n"
FROM "shop"."no_key";

-- [drop_table of shop.no_key]
DROP TABLE IF EXISTS "shop"."no_key";

-- [create_table of a"b]
CREATE TABLE "a""b" (
  "id" bigint NOT NULL,
  "a""b" varchar(65535),
  PRIMARY KEY ("id")
);

-- [create_staging of a"b]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "a""b" varchar(65535)
);

-- [insert_values of a"b]
INSERT INTO "a""b" ("id", "a""b") VALUES (?, ?);

-- [read of a"b]
SELECT "id", "a""b"
FROM "a""b";

-- [add_key of a"b]
ALTER TABLE "a""b" ADD PRIMARY KEY ("id");

-- [merge of a"b]
UPDATE "a""b" SET
  "a""b" = s."a""b"
FROM "_waybill_stg_1" s
WHERE s."id" = "a""b"."id"
  AND ((s."a""b" <> "a""b"."a""b" OR (s."a""b" IS NULL) <> ("a""b"."a""b" IS NULL)));
INSERT INTO "a""b" ("id", "a""b")
SELECT s."id", s."a""b"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "a""b" d WHERE d."id" = s."id");

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
  "a`b" varchar(65535),
  PRIMARY KEY ("id")
);

-- [create_staging of a`b]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "a`b" varchar(65535)
);

-- [insert_values of a`b]
INSERT INTO "a`b" ("id", "a`b") VALUES (?, ?);

-- [read of a`b]
SELECT "id", "a`b"
FROM "a`b";

-- [add_key of a`b]
ALTER TABLE "a`b" ADD PRIMARY KEY ("id");

-- [merge of a`b]
UPDATE "a`b" SET
  "a`b" = s."a`b"
FROM "_waybill_stg_1" s
WHERE s."id" = "a`b"."id"
  AND ((s."a`b" <> "a`b"."a`b" OR (s."a`b" IS NULL) <> ("a`b"."a`b" IS NULL)));
INSERT INTO "a`b" ("id", "a`b")
SELECT s."id", s."a`b"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "a`b" d WHERE d."id" = s."id");

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
  "a]b" varchar(65535),
  PRIMARY KEY ("id")
);

-- [create_staging of a]b]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "a]b" varchar(65535)
);

-- [insert_values of a]b]
INSERT INTO "a]b" ("id", "a]b") VALUES (?, ?);

-- [read of a]b]
SELECT "id", "a]b"
FROM "a]b";

-- [add_key of a]b]
ALTER TABLE "a]b" ADD PRIMARY KEY ("id");

-- [merge of a]b]
UPDATE "a]b" SET
  "a]b" = s."a]b"
FROM "_waybill_stg_1" s
WHERE s."id" = "a]b"."id"
  AND ((s."a]b" <> "a]b"."a]b" OR (s."a]b" IS NULL) <> ("a]b"."a]b" IS NULL)));
INSERT INTO "a]b" ("id", "a]b")
SELECT s."id", s."a]b"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "a]b" d WHERE d."id" = s."id");

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
  "a[b" varchar(65535),
  PRIMARY KEY ("id")
);

-- [create_staging of a[b]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "a[b" varchar(65535)
);

-- [insert_values of a[b]
INSERT INTO "a[b" ("id", "a[b") VALUES (?, ?);

-- [read of a[b]
SELECT "id", "a[b"
FROM "a[b";

-- [add_key of a[b]
ALTER TABLE "a[b" ADD PRIMARY KEY ("id");

-- [merge of a[b]
UPDATE "a[b" SET
  "a[b" = s."a[b"
FROM "_waybill_stg_1" s
WHERE s."id" = "a[b"."id"
  AND ((s."a[b" <> "a[b"."a[b" OR (s."a[b" IS NULL) <> ("a[b"."a[b" IS NULL)));
INSERT INTO "a[b" ("id", "a[b")
SELECT s."id", s."a[b"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "a[b" d WHERE d."id" = s."id");

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
  "a'b" varchar(65535),
  PRIMARY KEY ("id")
);

-- [create_staging of a'b]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "a'b" varchar(65535)
);

-- [insert_values of a'b]
INSERT INTO "a'b" ("id", "a'b") VALUES (?, ?);

-- [read of a'b]
SELECT "id", "a'b"
FROM "a'b";

-- [add_key of a'b]
ALTER TABLE "a'b" ADD PRIMARY KEY ("id");

-- [merge of a'b]
UPDATE "a'b" SET
  "a'b" = s."a'b"
FROM "_waybill_stg_1" s
WHERE s."id" = "a'b"."id"
  AND ((s."a'b" <> "a'b"."a'b" OR (s."a'b" IS NULL) <> ("a'b"."a'b" IS NULL)));
INSERT INTO "a'b" ("id", "a'b")
SELECT s."id", s."a'b"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "a'b" d WHERE d."id" = s."id");

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
  "a\b" varchar(65535),
  PRIMARY KEY ("id")
);

-- [create_staging of a\b]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "a\b" varchar(65535)
);

-- [insert_values of a\b]
INSERT INTO "a\b" ("id", "a\b") VALUES (?, ?);

-- [read of a\b]
SELECT "id", "a\b"
FROM "a\b";

-- [add_key of a\b]
ALTER TABLE "a\b" ADD PRIMARY KEY ("id");

-- [merge of a\b]
UPDATE "a\b" SET
  "a\b" = s."a\b"
FROM "_waybill_stg_1" s
WHERE s."id" = "a\b"."id"
  AND ((s."a\b" <> "a\b"."a\b" OR (s."a\b" IS NULL) <> ("a\b"."a\b" IS NULL)));
INSERT INTO "a\b" ("id", "a\b")
SELECT s."id", s."a\b"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "a\b" d WHERE d."id" = s."id");

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
  "a b" varchar(65535),
  PRIMARY KEY ("id")
);

-- [create_staging of a b]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "a b" varchar(65535)
);

-- [insert_values of a b]
INSERT INTO "a b" ("id", "a b") VALUES (?, ?);

-- [read of a b]
SELECT "id", "a b"
FROM "a b";

-- [add_key of a b]
ALTER TABLE "a b" ADD PRIMARY KEY ("id");

-- [merge of a b]
UPDATE "a b" SET
  "a b" = s."a b"
FROM "_waybill_stg_1" s
WHERE s."id" = "a b"."id"
  AND ((s."a b" <> "a b"."a b" OR (s."a b" IS NULL) <> ("a b"."a b" IS NULL)));
INSERT INTO "a b" ("id", "a b")
SELECT s."id", s."a b"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "a b" d WHERE d."id" = s."id");

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
  "a;b -- c" varchar(65535),
  PRIMARY KEY ("id")
);

-- [create_staging of a;b -- c]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "a;b -- c" varchar(65535)
);

-- [insert_values of a;b -- c]
INSERT INTO "a;b -- c" ("id", "a;b -- c") VALUES (?, ?);

-- [read of a;b -- c]
SELECT "id", "a;b -- c"
FROM "a;b -- c";

-- [add_key of a;b -- c]
ALTER TABLE "a;b -- c" ADD PRIMARY KEY ("id");

-- [merge of a;b -- c]
UPDATE "a;b -- c" SET
  "a;b -- c" = s."a;b -- c"
FROM "_waybill_stg_1" s
WHERE s."id" = "a;b -- c"."id"
  AND ((s."a;b -- c" <> "a;b -- c"."a;b -- c" OR (s."a;b -- c" IS NULL) <> ("a;b -- c"."a;b -- c" IS NULL)));
INSERT INTO "a;b -- c" ("id", "a;b -- c")
SELECT s."id", s."a;b -- c"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "a;b -- c" d WHERE d."id" = s."id");

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
  "a.b" varchar(65535),
  PRIMARY KEY ("id")
);

-- [create_staging of a.b]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "a.b" varchar(65535)
);

-- [insert_values of a.b]
INSERT INTO "a.b" ("id", "a.b") VALUES (?, ?);

-- [read of a.b]
SELECT "id", "a.b"
FROM "a.b";

-- [add_key of a.b]
ALTER TABLE "a.b" ADD PRIMARY KEY ("id");

-- [merge of a.b]
UPDATE "a.b" SET
  "a.b" = s."a.b"
FROM "_waybill_stg_1" s
WHERE s."id" = "a.b"."id"
  AND ((s."a.b" <> "a.b"."a.b" OR (s."a.b" IS NULL) <> ("a.b"."a.b" IS NULL)));
INSERT INTO "a.b" ("id", "a.b")
SELECT s."id", s."a.b"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "a.b" d WHERE d."id" = s."id");

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
  "${a}" varchar(65535),
  PRIMARY KEY ("id")
);

-- [create_staging of ${a}]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "${a}" varchar(65535)
);

-- [insert_values of ${a}]
INSERT INTO "${a}" ("id", "${a}") VALUES (?, ?);

-- [read of ${a}]
SELECT "id", "${a}"
FROM "${a}";

-- [add_key of ${a}]
ALTER TABLE "${a}" ADD PRIMARY KEY ("id");

-- [merge of ${a}]
UPDATE "${a}" SET
  "${a}" = s."${a}"
FROM "_waybill_stg_1" s
WHERE s."id" = "${a}"."id"
  AND ((s."${a}" <> "${a}"."${a}" OR (s."${a}" IS NULL) <> ("${a}"."${a}" IS NULL)));
INSERT INTO "${a}" ("id", "${a}")
SELECT s."id", s."${a}"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "${a}" d WHERE d."id" = s."id");

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
  "{table}" varchar(65535),
  PRIMARY KEY ("id")
);

-- [create_staging of {table}]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "{table}" varchar(65535)
);

-- [insert_values of {table}]
INSERT INTO "{table}" ("id", "{table}") VALUES (?, ?);

-- [read of {table}]
SELECT "id", "{table}"
FROM "{table}";

-- [add_key of {table}]
ALTER TABLE "{table}" ADD PRIMARY KEY ("id");

-- [merge of {table}]
UPDATE "{table}" SET
  "{table}" = s."{table}"
FROM "_waybill_stg_1" s
WHERE s."id" = "{table}"."id"
  AND ((s."{table}" <> "{table}"."{table}" OR (s."{table}" IS NULL) <> ("{table}"."{table}" IS NULL)));
INSERT INTO "{table}" ("id", "{table}")
SELECT s."id", s."{table}"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "{table}" d WHERE d."id" = s."id");

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
  "/*a*/" varchar(65535),
  PRIMARY KEY ("id")
);

-- [create_staging of /*a*/]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "/*a*/" varchar(65535)
);

-- [insert_values of /*a*/]
INSERT INTO "/*a*/" ("id", "/*a*/") VALUES (?, ?);

-- [read of /*a*/]
SELECT "id", "/*a*/"
FROM "/*a*/";

-- [add_key of /*a*/]
ALTER TABLE "/*a*/" ADD PRIMARY KEY ("id");

-- [merge of /*a*/]
UPDATE "/*a*/" SET
  "/*a*/" = s."/*a*/"
FROM "_waybill_stg_1" s
WHERE s."id" = "/*a*/"."id"
  AND ((s."/*a*/" <> "/*a*/"."/*a*/" OR (s."/*a*/" IS NULL) <> ("/*a*/"."/*a*/" IS NULL)));
INSERT INTO "/*a*/" ("id", "/*a*/")
SELECT s."id", s."/*a*/"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "/*a*/" d WHERE d."id" = s."id");

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
  "select" varchar(65535),
  PRIMARY KEY ("id")
);

-- [create_staging of select]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "select" varchar(65535)
);

-- [insert_values of select]
INSERT INTO "select" ("id", "select") VALUES (?, ?);

-- [read of select]
SELECT "id", "select"
FROM "select";

-- [add_key of select]
ALTER TABLE "select" ADD PRIMARY KEY ("id");

-- [merge of select]
UPDATE "select" SET
  "select" = s."select"
FROM "_waybill_stg_1" s
WHERE s."id" = "select"."id"
  AND ((s."select" <> "select"."select" OR (s."select" IS NULL) <> ("select"."select" IS NULL)));
INSERT INTO "select" ("id", "select")
SELECT s."id", s."select"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "select" d WHERE d."id" = s."id");

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
  "ünï" varchar(65535),
  PRIMARY KEY ("id")
);

-- [create_staging of ünï]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "ünï" varchar(65535)
);

-- [insert_values of ünï]
INSERT INTO "ünï" ("id", "ünï") VALUES (?, ?);

-- [read of ünï]
SELECT "id", "ünï"
FROM "ünï";

-- [add_key of ünï]
ALTER TABLE "ünï" ADD PRIMARY KEY ("id");

-- [merge of ünï]
UPDATE "ünï" SET
  "ünï" = s."ünï"
FROM "_waybill_stg_1" s
WHERE s."id" = "ünï"."id"
  AND ((s."ünï" <> "ünï"."ünï" OR (s."ünï" IS NULL) <> ("ünï"."ünï" IS NULL)));
INSERT INTO "ünï" ("id", "ünï")
SELECT s."id", s."ünï"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "ünï" d WHERE d."id" = s."id");

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
  "名前" varchar(65535),
  PRIMARY KEY ("id")
);

-- [create_staging of 名前]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "名前" varchar(65535)
);

-- [insert_values of 名前]
INSERT INTO "名前" ("id", "名前") VALUES (?, ?);

-- [read of 名前]
SELECT "id", "名前"
FROM "名前";

-- [add_key of 名前]
ALTER TABLE "名前" ADD PRIMARY KEY ("id");

-- [merge of 名前]
UPDATE "名前" SET
  "名前" = s."名前"
FROM "_waybill_stg_1" s
WHERE s."id" = "名前"."id"
  AND ((s."名前" <> "名前"."名前" OR (s."名前" IS NULL) <> ("名前"."名前" IS NULL)));
INSERT INTO "名前" ("id", "名前")
SELECT s."id", s."名前"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "名前" d WHERE d."id" = s."id");

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
  "a%sb" varchar(65535),
  PRIMARY KEY ("id")
);

-- [create_staging of a%sb]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "a%sb" varchar(65535)
);

-- [insert_values of a%sb]
INSERT INTO "a%sb" ("id", "a%sb") VALUES (?, ?);

-- [read of a%sb]
SELECT "id", "a%sb"
FROM "a%sb";

-- [add_key of a%sb]
ALTER TABLE "a%sb" ADD PRIMARY KEY ("id");

-- [merge of a%sb]
UPDATE "a%sb" SET
  "a%sb" = s."a%sb"
FROM "_waybill_stg_1" s
WHERE s."id" = "a%sb"."id"
  AND ((s."a%sb" <> "a%sb"."a%sb" OR (s."a%sb" IS NULL) <> ("a%sb"."a%sb" IS NULL)));
INSERT INTO "a%sb" ("id", "a%sb")
SELECT s."id", s."a%sb"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "a%sb" d WHERE d."id" = s."id");

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
  "?" varchar(65535),
  PRIMARY KEY ("id")
);

-- [create_staging of ?]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "?" varchar(65535)
);

-- [insert_values of ?]
INSERT INTO "?" ("id", "?") VALUES (?, ?);

-- [read of ?]
SELECT "id", "?"
FROM "?";

-- [add_key of ?]
ALTER TABLE "?" ADD PRIMARY KEY ("id");

-- [merge of ?]
UPDATE "?" SET
  "?" = s."?"
FROM "_waybill_stg_1" s
WHERE s."id" = "?"."id"
  AND ((s."?" <> "?"."?" OR (s."?" IS NULL) <> ("?"."?" IS NULL)));
INSERT INTO "?" ("id", "?")
SELECT s."id", s."?"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "?" d WHERE d."id" = s."id");

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
  "A" varchar(65535),
  PRIMARY KEY ("id")
);

-- [create_staging of A]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "A" varchar(65535)
);

-- [insert_values of A]
INSERT INTO "A" ("id", "A") VALUES (?, ?);

-- [read of A]
SELECT "id", "A"
FROM "A";

-- [add_key of A]
ALTER TABLE "A" ADD PRIMARY KEY ("id");

-- [merge of A]
UPDATE "A" SET
  "A" = s."A"
FROM "_waybill_stg_1" s
WHERE s."id" = "A"."id"
  AND ((s."A" <> "A"."A" OR (s."A" IS NULL) <> ("A"."A" IS NULL)));
INSERT INTO "A" ("id", "A")
SELECT s."id", s."A"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "A" d WHERE d."id" = s."id");

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
  "a$b" varchar(65535),
  PRIMARY KEY ("id")
);

-- [create_staging of a$b]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "a$b" varchar(65535)
);

-- [insert_values of a$b]
INSERT INTO "a$b" ("id", "a$b") VALUES (?, ?);

-- [read of a$b]
SELECT "id", "a$b"
FROM "a$b";

-- [add_key of a$b]
ALTER TABLE "a$b" ADD PRIMARY KEY ("id");

-- [merge of a$b]
UPDATE "a$b" SET
  "a$b" = s."a$b"
FROM "_waybill_stg_1" s
WHERE s."id" = "a$b"."id"
  AND ((s."a$b" <> "a$b"."a$b" OR (s."a$b" IS NULL) <> ("a$b"."a$b" IS NULL)));
INSERT INTO "a$b" ("id", "a$b")
SELECT s."id", s."a$b"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "a$b" d WHERE d."id" = s."id");

-- [delete_matched of a$b]
DELETE FROM "a$b"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "a$b"."id");

-- [delete_duplicates of a$b]
DELETE FROM "a$b"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a$b" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a$b]
DROP TABLE IF EXISTS "a$b";

