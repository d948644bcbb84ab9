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

-- [create_table: without its key]
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

-- [create_table: hostile names]
CREATE TABLE "group"."t""`]['\.;?é名" (
  "select" text NOT NULL,
  "k""`]['\.;?é名" text NOT NULL,
  "n""`]['\.;?é名" text,
  "o""`]['\.;?é名" text,
  "c""`]['\.;?é名" timestamp with time zone,
  PRIMARY KEY ("select", "k""`]['\.;?é名")
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

-- [create_staging: hostile names]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "select" text,
  "k""`]['\.;?é名" text,
  "n""`]['\.;?é名" text,
  "o""`]['\.;?é名" text,
  "c""`]['\.;?é名" timestamp with time zone
);

-- [create_table: with comments]
CREATE TABLE "main"."orders" (
  "c_text" text NOT NULL,
  "c_boolean" boolean,
  PRIMARY KEY ("c_text")
);

-- [comment_on]
COMMENT ON TABLE "main"."orders" IS 'Orders, one''s \ a row
of -- them?';

-- [comment_on: a table without one]
COMMENT ON TABLE "main"."orders" IS NULL;

-- [comment_on: a column]
COMMENT ON COLUMN "main"."orders"."note" IS 'What''s said';

-- [comment_on: a column of the key]
COMMENT ON COLUMN "main"."orders"."id" IS 'The key';

-- [comment_on: hostile names]
COMMENT ON COLUMN "group"."t""`]['\.;?é名"."n""`]['\.;?é名" IS NULL;

-- [read_comments]
SELECT coalesce(CAST(a.attname AS pg_catalog.text), ''), d.description FROM pg_catalog.pg_description d LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = d.objoid AND a.attnum = d.objsubid AND d.objsubid > 0 WHERE d.classoid = pg_catalog.to_regclass('pg_catalog.pg_class') AND d.objoid = pg_catalog.to_regclass('"main"."orders"');

-- [read_comments: a hostile name]
SELECT coalesce(CAST(a.attname AS pg_catalog.text), ''), d.description FROM pg_catalog.pg_description d LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = d.objoid AND a.attnum = d.objsubid AND d.objsubid > 0 WHERE d.classoid = pg_catalog.to_regclass('pg_catalog.pg_class') AND d.objoid = pg_catalog.to_regclass('"t""`][''\.;?é名"');

-- [add_key]
ALTER TABLE "main"."orders" ADD PRIMARY KEY ("c_text", "c_uuid");

-- [add_key: a long name]
ALTER TABLE "ooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo" ADD PRIMARY KEY ("c_text", "c_uuid");

-- [add_column]
ALTER TABLE "main"."orders" ADD COLUMN "note" text;

-- [add_column: with a comment]
ALTER TABLE "main"."orders" ADD COLUMN "note" text;

-- [add_column: hostile names]
ALTER TABLE "group"."t""`]['\.;?é名" ADD COLUMN "n""`]['\.;?é名" jsonb;

-- [widen_column]
ALTER TABLE "main"."orders" ALTER COLUMN "units" TYPE bigint;

-- [widen_column: a decimal]
ALTER TABLE "main"."orders" ALTER COLUMN "price" TYPE numeric(20,4);

-- [widen_column: with a comment]
ALTER TABLE "main"."orders" ALTER COLUMN "units" TYPE bigint;

-- [widen_column: a column of the key]
ALTER TABLE "main"."orders" ALTER COLUMN "id" TYPE bigint;

-- [widen_column: hostile names]
ALTER TABLE "group"."t""`]['\.;?é名" ALTER COLUMN "n""`]['\.;?é名" TYPE text;

-- [create_schema]
CREATE SCHEMA IF NOT EXISTS "_waybill";

-- [create_schema: a hostile name]
CREATE SCHEMA IF NOT EXISTS "group""`]['\.;?é名";

-- [analyze]
ANALYZE "_waybill_stg_1" ("id", "org");

-- [create_shared_staging]
CREATE UNLOGGED TABLE "group"."_waybill_stg_1" (
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

-- [rename_table]
ALTER TABLE "group"."orders" RENAME TO "t""`]['\.;?é名";

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
BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;

-- [begin_read]
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;

-- [savepoint]
SAVEPOINT waybill_rows;

-- [rollback_to_savepoint]
ROLLBACK TO SAVEPOINT waybill_rows;

-- [release_savepoint]
RELEASE SAVEPOINT waybill_rows;

-- [check_constraints_now]
SET CONSTRAINTS ALL IMMEDIATE;

-- [lock_control]
SELECT pg_advisory_xact_lock(24595496943840364);

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
WHERE "org" = ? AND "org" = ? COLLATE "C";
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
WHERE "org" = ? AND "org" = ? COLLATE "C"
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
WHERE "org" = ? AND "org" = ? COLLATE "C"
  AND ("updated_at" >= ? OR "updated_at" IS NULL)
  AND ("updated_at" < ? OR "updated_at" IS NULL);
-- ? text acme
-- ? text acme
-- ? integer 7
-- ? integer 9

-- [read: rows of some keys]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ? AND "org" = ? COLLATE "C"
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
WHERE "o""`]['\.;?é名" = ? AND "o""`]['\.;?é名" = ? COLLATE "C"
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
WHERE "org" = ? AND "org" = ? COLLATE "C"
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
INSERT INTO "orders" AS d ("id", "name", "updated_at")
SELECT "id", "name", "updated_at"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "name" = excluded."name",
  "updated_at" = excluded."updated_at"
WHERE excluded."name" IS DISTINCT FROM d."name"
   OR excluded."updated_at" IS DISTINCT FROM d."updated_at";

-- [merge: two columns of the key]
INSERT INTO "orders" AS d ("id", "org", "name")
SELECT "id", "org", "name"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id", "org") DO UPDATE SET
  "name" = excluded."name"
WHERE excluded."name" IS DISTINCT FROM d."name";

-- [merge: nothing but the key]
INSERT INTO "orders" AS d ("id", "org")
SELECT "id", "org"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id", "org") DO NOTHING;

-- [merge: a JSON]
INSERT INTO "orders" AS d ("id", "body")
SELECT "id", "body"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "body" = excluded."body"
WHERE excluded."body" IS DISTINCT FROM d."body";

-- [merge: bytes]
INSERT INTO "orders" AS d ("id", "body")
SELECT "id", "body"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "body" = excluded."body"
WHERE excluded."body" IS DISTINCT FROM d."body";

-- [merge: only new rows]
INSERT INTO "orders" AS d ("id", "org", "name")
SELECT "id", "org", "name"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id", "org") DO NOTHING;

-- [merge: many rows]
UPDATE "orders" SET
  "name" = s."name"
FROM "_waybill_stg_1" s
WHERE s."id" = "orders"."id" AND s."org" = "orders"."org"
  AND (s."name" IS DISTINCT FROM "orders"."name");
INSERT INTO "orders" AS d ("id", "org", "name")
SELECT s."id", s."org", s."name"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "orders" e WHERE e."id" = s."id" AND e."org" = s."org")
ON CONFLICT ("id", "org") DO UPDATE SET
  "name" = excluded."name"
WHERE excluded."name" IS DISTINCT FROM d."name";

-- [merge: many rows in one pass]
MERGE INTO "orders" d
USING "_waybill_stg_1" s
ON (d."id" = s."id" AND d."org" = s."org")
WHEN MATCHED AND (s."name" IS DISTINCT FROM d."name") THEN UPDATE SET
  "name" = s."name"
WHEN NOT MATCHED THEN INSERT ("id", "org", "name") VALUES (s."id", s."org", s."name");

-- [one_pass_probe]
SELECT count(*) FROM pg_catalog.pg_class c WHERE c.oid = pg_catalog.to_regclass('"orders"') AND c.relkind = 'r' AND NOT c.relhasrules AND NOT c.relhassubclass AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal) AND CAST(pg_catalog.current_setting('server_version_num') AS integer) >= 150000;

-- [one_pass_probe: hostile names]
SELECT count(*) FROM pg_catalog.pg_class c WHERE c.oid = pg_catalog.to_regclass('"group"."t""`][''\.;?é名"') AND c.relkind = 'r' AND NOT c.relhasrules AND NOT c.relhassubclass AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal) AND CAST(pg_catalog.current_setting('server_version_num') AS integer) >= 150000;

-- [merge: many rows, only new ones]
INSERT INTO "orders" AS d ("id", "org", "name")
SELECT s."id", s."org", s."name"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "orders" e WHERE e."id" = s."id" AND e."org" = s."org")
ON CONFLICT ("id", "org") DO NOTHING;

-- [merge: hostile names]
INSERT INTO "group"."t""`]['\.;?é名" AS d ("select", "k""`]['\.;?é名", "n""`]['\.;?é名")
SELECT "select", "k""`]['\.;?é名", "n""`]['\.;?é名"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("select", "k""`]['\.;?é名") DO UPDATE SET
  "n""`]['\.;?é名" = excluded."n""`]['\.;?é名"
WHERE excluded."n""`]['\.;?é名" IS DISTINCT FROM d."n""`]['\.;?é名";

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
SELECT count((SELECT 1 FROM "orders" d WHERE d."id" = s."id" AND d."org" = s."org" LIMIT 1)) FROM "_waybill_stg_1" s;

-- [count_matched: many rows]
SELECT count(*) FROM "_waybill_stg_1" s
WHERE EXISTS (SELECT 1 FROM "orders" d WHERE d."id" = s."id" AND d."org" = s."org");

-- [count_matched: hostile names]
SELECT count((SELECT 1 FROM "group"."t""`]['\.;?é名" d WHERE d."select" = s."select" AND d."k""`]['\.;?é名" = s."k""`]['\.;?é名" LIMIT 1)) FROM "_waybill_stg_1" s;

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
WHERE s."name" IS DISTINCT FROM d."name";

-- [count_different: nothing but the key]
SELECT count(*) FROM "_waybill_stg_1" s
JOIN "orders" d ON s."id" = d."id" AND s."org" = d."org"
WHERE 1 = 0;

-- [count_different: hostile names]
SELECT count(*) FROM "_waybill_stg_1" s
JOIN "group"."t""`]['\.;?é名" d ON s."select" = d."select" AND s."k""`]['\.;?é名" = d."k""`]['\.;?é名"
WHERE s."n""`]['\.;?é名" IS DISTINCT FROM d."n""`]['\.;?é名";

-- [read_different]
SELECT s."id", s."org" FROM "_waybill_stg_1" s
JOIN "orders" d ON s."id" = d."id" AND s."org" = d."org"
WHERE s."name" IS DISTINCT FROM d."name";

-- [read_different: nothing but the key]
SELECT s."id", s."org" FROM "_waybill_stg_1" s
JOIN "orders" d ON s."id" = d."id" AND s."org" = d."org"
WHERE 1 = 0;

-- [read_different: hostile names]
SELECT s."select", s."k""`]['\.;?é名" FROM "_waybill_stg_1" s
JOIN "group"."t""`]['\.;?é名" d ON s."select" = d."select" AND s."k""`]['\.;?é名" = d."k""`]['\.;?é名"
WHERE s."n""`]['\.;?é名" IS DISTINCT FROM d."n""`]['\.;?é名";

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
SELECT p."id", CASE WHEN pg_catalog.octet_length(CAST(p."name" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."name" END AS "name", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CAST(CASE WHEN pg_catalog.octet_length(CAST(p."name" AS pg_catalog.text)) > 4096 THEN 1 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 2 ELSE 0 END AS bigint)
FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? AND "org" = ? COLLATE "C"
) p
ORDER BY p."id"
LIMIT 51;
-- ? text acme
-- ? text acme

-- [page: the second, from behind]
SELECT p."id", CASE WHEN pg_catalog.octet_length(CAST(p."name" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."name" END AS "name", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CAST(CASE WHEN pg_catalog.octet_length(CAST(p."name" AS pg_catalog.text)) > 4096 THEN 1 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 2 ELSE 0 END AS bigint)
FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? AND "org" = ? COLLATE "C"
) p
ORDER BY p."name" DESC, p."id" DESC
LIMIT 51 OFFSET 50;
-- ? text acme
-- ? text acme

-- [page: in no order]
SELECT p."id", CASE WHEN pg_catalog.octet_length(CAST(p."name" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."name" END AS "name", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CAST(CASE WHEN pg_catalog.octet_length(CAST(p."name" AS pg_catalog.text)) > 4096 THEN 1 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 2 ELSE 0 END AS bigint)
FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? AND "org" = ? COLLATE "C"
) p
LIMIT 51;
-- ? text acme
-- ? text acme

-- [page: the second, in no order]
SELECT p."id", CASE WHEN pg_catalog.octet_length(CAST(p."name" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."name" END AS "name", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CAST(CASE WHEN pg_catalog.octet_length(CAST(p."name" AS pg_catalog.text)) > 4096 THEN 1 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 2 ELSE 0 END AS bigint)
FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? AND "org" = ? COLLATE "C"
) p
LIMIT 51 OFFSET 50;
-- ? text acme
-- ? text acme

-- [page: hostile names]
SELECT p."select", CASE WHEN pg_catalog.octet_length(CAST(p."n""`]['\.;?é名" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."n""`]['\.;?é名" END AS "n""`]['\.;?é名", CAST(CASE WHEN pg_catalog.octet_length(CAST(p."n""`]['\.;?é名" AS pg_catalog.text)) > 4096 THEN 1 ELSE 0 END AS bigint)
FROM (
SELECT "select", "n""`]['\.;?é名"
FROM "group"."t""`]['\.;?é名"
) p
ORDER BY p."select" DESC
LIMIT 51 OFFSET 50;

-- [page: wide]
SELECT CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN NULL ELSE p."body" END AS "body", CAST(CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 1 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 2 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 4 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 8 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 16 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 32 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 64 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 128 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 256 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 512 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 1024 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 2048 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 4096 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 8192 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 16384 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 32768 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 65536 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 131072 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 262144 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 524288 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 1048576 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 2097152 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 4194304 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 8388608 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 16777216 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 33554432 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 67108864 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 134217728 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 268435456 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 536870912 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 1073741824 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 2147483648 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 4294967296 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 8589934592 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 17179869184 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 34359738368 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 68719476736 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 137438953472 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 274877906944 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 549755813888 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 1099511627776 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 2199023255552 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 4398046511104 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 8796093022208 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 17592186044416 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 35184372088832 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 70368744177664 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 140737488355328 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 281474976710656 ELSE 0 END + CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 562949953421312 ELSE 0 END AS bigint), CAST(CASE WHEN pg_catalog.octet_length(CAST(p."body" AS pg_catalog.text)) > 4096 THEN 1 ELSE 0 END AS bigint)
FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? AND "org" = ? COLLATE "C"
) p
ORDER BY p."id"
LIMIT 51;
-- ? text acme
-- ? text acme

-- [count_of]
SELECT count(*) FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? AND "org" = ? COLLATE "C"
) p;
-- ? text acme
-- ? text acme

-- [storage_probe]

-- [cells_as_text]
SELECT CASE WHEN pg_catalog.octet_length(CAST(p."name" AS pg_catalog.text)) > 4096 THEN NULL ELSE CAST(p."name" AS pg_catalog.text) END, CAST(NULL AS pg_catalog.text)
FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? AND "org" = ? COLLATE "C"
) p
ORDER BY p."id"
LIMIT 51;
-- ? text acme
-- ? text acme

-- [cells_as_text: hostile names]
SELECT CASE WHEN pg_catalog.octet_length(CAST(p."n""`]['\.;?é名" AS pg_catalog.text)) > 4096 THEN NULL ELSE CAST(p."n""`]['\.;?é名" AS pg_catalog.text) END, CAST(NULL AS pg_catalog.text)
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
WHERE "org" = ? AND "org" = ? COLLATE "C"
) p WHERE 1 = 0
UNION ALL SELECT 'acmé') q;
-- ? text acme
-- ? text acme

-- [comparison_probe: of ASCII]
SELECT CASE WHEN o = 'ACME' THEN 1 ELSE 0 END + CASE WHEN o = 'acme ' THEN 4 ELSE 0 END
FROM (SELECT "name" AS o FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? AND "org" = ? COLLATE "C"
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
SELECT CAST('1' AS bigint) AS "select", CAST('it''s' AS text) AS "n""`]['\.;?é名", CAST(NULL AS timestamp with time zone) AS "at"
UNION ALL SELECT CAST('2' AS bigint), CAST(NULL AS text), CAST('1970-01-01T00:00:00.000000Z' AS timestamp with time zone);

-- [select_values: of no rows]
SELECT CAST(NULL AS bigint) AS "select", CAST(NULL AS text) AS "n""`]['\.;?é名", CAST(NULL AS timestamp with time zone) AS "at" WHERE 1 = 0;

-- [index_probe]
SELECT CASE WHEN c.relkind NOT IN ('r', 'p', 'm') THEN -1 WHEN EXISTS (SELECT 1 FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid JOIN pg_catalog.pg_am m ON m.oid = x.relam JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] LEFT JOIN pg_catalog.pg_attribute b ON b.attrelid = i.indrelid AND b.attnum = i.indkey[1] WHERE i.indrelid = c.oid AND i.indisvalid AND i.indpred IS NULL AND m.amname IN ('btree', 'brin') AND (a.attname = ? OR (a.attname = ? AND b.attname = ?))) THEN 1 ELSE 0 END FROM pg_catalog.pg_class c WHERE c.oid = pg_catalog.to_regclass(?);
-- ? text updated_at
-- ? text org
-- ? text updated_at
-- ? text "main"."orders"

-- [index_probe: hostile names]
SELECT CASE WHEN c.relkind NOT IN ('r', 'p', 'm') THEN -1 WHEN EXISTS (SELECT 1 FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid JOIN pg_catalog.pg_am m ON m.oid = x.relam JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] LEFT JOIN pg_catalog.pg_attribute b ON b.attrelid = i.indrelid AND b.attnum = i.indkey[1] WHERE i.indrelid = c.oid AND i.indisvalid AND i.indpred IS NULL AND m.amname IN ('btree', 'brin') AND (a.attname = ? OR (a.attname = ? AND b.attname = ?))) THEN 1 ELSE 0 END FROM pg_catalog.pg_class c WHERE c.oid = pg_catalog.to_regclass(?);
-- ? text c"`]['\.;?é名
-- ? text o"`]['\.;?é名
-- ? text c"`]['\.;?é名
-- ? text "group"."t""`]['\.;?é名"

-- [clock]
SELECT CAST(EXTRACT(epoch FROM pg_catalog.clock_timestamp()) * 1000000 AS bigint);

-- [fitness]
WITH RECURSIVE tree(oid) AS (SELECT CAST(pg_catalog.to_regclass(?) AS oid) UNION SELECT i.inhrelid FROM pg_catalog.pg_inherits i JOIN tree ON i.inhparent = tree.oid), cursor_column AS (SELECT a.atttypid, a.atttypmod, a.attgenerated FROM pg_catalog.pg_attribute a WHERE a.attrelid = pg_catalog.to_regclass(?) AND a.attname = ? AND NOT a.attisdropped) SELECT CASE WHEN pg_catalog.version() !~ '^PostgreSQL [0-9.]+ ' OR pg_catalog.version() LIKE '%Greenplum%' THEN 'the server is kin of PostgreSQL, not PostgreSQL itself' WHEN pg_catalog.to_regclass('pg_catalog.pg_dist_partition') IS NOT NULL THEN 'its tables may stand on several servers' WHEN pg_catalog.pg_is_in_recovery() THEN 'the server is a standby' WHEN EXISTS (SELECT 1 FROM tree JOIN pg_catalog.pg_class c ON c.oid = tree.oid WHERE c.relkind NOT IN ('r', 'p')) THEN 'what is read is no table of the server''s own' WHEN EXISTS (SELECT 1 FROM tree JOIN pg_catalog.pg_subscription_rel s ON s.srrelid = tree.oid) THEN 'logical replication writes the table' WHEN NOT EXISTS (SELECT 1 FROM cursor_column c WHERE c.attgenerated = '' AND c.atttypid = CAST('pg_catalog.timestamptz' AS pg_catalog.regtype)) THEN 'the last-modified column is no stored timestamp with time zone' END, (SELECT CASE WHEN c.atttypmod BETWEEN 0 AND 6 THEN CAST(pg_catalog.power(10, 6 - c.atttypmod) AS bigint) ELSE 1 END FROM cursor_column c);

-- [in_flight]
SELECT COALESCE(l.virtualxid, ''), CAST(EXTRACT(epoch FROM a.xact_start) * 1000000 AS bigint) FROM (SELECT pid, virtualxid FROM pg_catalog.pg_locks WHERE locktype = 'virtualxid' AND mode = 'ExclusiveLock' AND granted) l FULL JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid WHERE COALESCE(l.pid, a.pid) <> pg_catalog.pg_backend_pid() AND (l.pid IS NOT NULL OR a.xact_start IS NOT NULL) AND (a.datid IS NULL OR (a.usesysid IS NOT NULL AND a.datid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())));

-- [prepared]
SELECT CAST(EXTRACT(epoch FROM pg_catalog.min(prepared)) * 1000000 AS bigint) FROM pg_catalog.pg_prepared_xacts WHERE database = pg_catalog.current_database();

-- [time_zone]
SELECT pg_catalog.current_setting('TimeZone');

-- [excess]
SELECT pg_catalog.string_agg(what, ', ' ORDER BY n) FROM (SELECT 1 AS n, 'is a superuser' AS what FROM pg_catalog.pg_roles WHERE rolname = current_user AND rolsuper UNION ALL SELECT 2, 'may create roles' FROM pg_catalog.pg_roles WHERE rolname = current_user AND rolcreaterole UNION ALL SELECT 3, 'may create databases' FROM pg_catalog.pg_roles WHERE rolname = current_user AND rolcreatedb UNION ALL SELECT 4, 'may replicate' FROM pg_catalog.pg_roles WHERE rolname = current_user AND rolreplication UNION ALL SELECT 5, 'passes by row-level security' FROM pg_catalog.pg_roles WHERE rolname = current_user AND rolbypassrls UNION ALL SELECT 6, 'owns the database' FROM pg_catalog.pg_database d, pg_catalog.pg_roles r WHERE d.datname = pg_catalog.current_database() AND r.rolname = current_user AND NOT r.rolsuper AND pg_catalog.pg_has_role(d.datdba, 'MEMBER') UNION ALL SELECT 7, 'is a member of ' || g.rolname FROM pg_catalog.pg_roles g, pg_catalog.pg_roles r WHERE r.rolname = current_user AND NOT r.rolsuper AND g.rolname IN ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program') AND pg_catalog.pg_has_role(g.oid, 'MEMBER')) AS found;

-- [excess_source]
SELECT pg_catalog.string_agg(what, ', ' ORDER BY place) FROM (SELECT 1 AS place, 'may write ' || count(*) || ' of its tables, such as ' || min(pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname)) AS what FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND (pg_catalog.has_any_column_privilege(c.oid, 'INSERT, UPDATE') OR pg_catalog.has_table_privilege(c.oid, 'DELETE, TRUNCATE')) HAVING count(*) > 0 UNION ALL SELECT 2, 'may create tables in ' || pg_catalog.string_agg(pg_catalog.quote_ident(n.nspname), ', ' ORDER BY n.nspname) FROM pg_catalog.pg_namespace n WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND pg_catalog.has_schema_privilege(n.oid, 'CREATE') HAVING count(*) > 0 UNION ALL SELECT 3, 'may create schemas' WHERE pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE')) AS found;

-- [readable]
SELECT count(*) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_any_column_privilege(c.oid, 'SELECT');

-- [control_tables]
SELECT count(*) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = pg_catalog.current_schema() AND c.relkind IN ('r', 'p') AND c.relname LIKE '\_waybill\_%' ;

-- [control_missing]
SELECT pg_catalog.string_agg(needed, '; ' ORDER BY needed) FROM (SELECT pg_catalog.format('GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE %I.%I TO %I', n.nspname, c.relname, current_user) AS needed FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = pg_catalog.current_schema() AND c.relkind IN ('r', 'p') AND c.relname LIKE '\_waybill\_%' AND NOT (pg_catalog.has_table_privilege(c.oid, 'SELECT') AND pg_catalog.has_table_privilege(c.oid, 'INSERT') AND pg_catalog.has_table_privilege(c.oid, 'UPDATE') AND pg_catalog.has_table_privilege(c.oid, 'DELETE')) UNION ALL SELECT pg_catalog.format('GRANT USAGE, CREATE ON SCHEMA %I TO %I', coalesce(pg_catalog.current_schema(), 'public'), current_user) WHERE NOT coalesce(pg_catalog.has_schema_privilege(pg_catalog.current_schema(), 'CREATE'), false) AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = pg_catalog.current_schema() AND c.relkind IN ('r', 'p') AND c.relname LIKE '\_waybill\_%' )) AS found;

-- [missing]
SELECT pg_catalog.string_agg(needed, '; ' ORDER BY needed) FROM (SELECT pg_catalog.format('GRANT USAGE, CREATE ON SCHEMA %I TO %I', coalesce(pg_catalog.current_schema(), 'public'), current_user) AS needed WHERE NOT coalesce(pg_catalog.has_schema_privilege(pg_catalog.current_schema(), 'CREATE'), false) UNION ALL SELECT pg_catalog.format('GRANT TEMPORARY ON DATABASE %I TO %I', pg_catalog.current_database(), current_user) WHERE NOT pg_catalog.has_database_privilege(pg_catalog.current_database(), 'TEMPORARY')) AS found;

-- [grants_script: a source]
-- run in the database "postgres", as the owner of its tables
CREATE ROLE "waybill_reader" LOGIN PASSWORD '<password>' NOSUPERUSER NOCREATEDB NOCREATEROLE;
ALTER ROLE "waybill_reader" SET default_transaction_read_only = on;
GRANT CONNECT ON DATABASE "postgres" TO "waybill_reader";
GRANT USAGE ON SCHEMA "public" TO "waybill_reader";
GRANT SELECT ON ALL TABLES IN SCHEMA "public" TO "waybill_reader";
-- tables that whoever runs this makes from now on
ALTER DEFAULT PRIVILEGES IN SCHEMA "public" GRANT SELECT ON TABLES TO "waybill_reader";

-- [grants_script: a destination]
-- run in the database "postgres", as its owner or a superuser
CREATE ROLE "waybill_writer" LOGIN PASSWORD '<password>' NOSUPERUSER NOCREATEDB NOCREATEROLE;
GRANT CONNECT, TEMPORARY ON DATABASE "postgres" TO "waybill_writer";
CREATE SCHEMA IF NOT EXISTS "public";
GRANT USAGE, CREATE ON SCHEMA "public" TO "waybill_writer";
-- Waybill's own schema
CREATE SCHEMA IF NOT EXISTS "_waybill";
GRANT USAGE, CREATE ON SCHEMA "_waybill" TO "waybill_writer";

-- [grants_script: a source, hostile names]
-- run in the database "d""`]['\.;?é名", as the owner of its tables
CREATE ROLE "u""`]['\.;?é名" LOGIN PASSWORD '<password>' NOSUPERUSER NOCREATEDB NOCREATEROLE;
ALTER ROLE "u""`]['\.;?é名" SET default_transaction_read_only = on;
GRANT CONNECT ON DATABASE "d""`]['\.;?é名" TO "u""`]['\.;?é名";
GRANT USAGE ON SCHEMA "group" TO "u""`]['\.;?é名";
GRANT USAGE ON SCHEMA "s_""`]['\.;?é名" TO "u""`]['\.;?é名";
GRANT SELECT ON ALL TABLES IN SCHEMA "group" TO "u""`]['\.;?é名";
GRANT SELECT ON ALL TABLES IN SCHEMA "s_""`]['\.;?é名" TO "u""`]['\.;?é名";
-- tables that whoever runs this makes from now on
ALTER DEFAULT PRIVILEGES IN SCHEMA "group" GRANT SELECT ON TABLES TO "u""`]['\.;?é名";
ALTER DEFAULT PRIVILEGES IN SCHEMA "s_""`]['\.;?é名" GRANT SELECT ON TABLES TO "u""`]['\.;?é名";

-- [grants_script: a destination, hostile names]
-- run in the database "d""`]['\.;?é名", as its owner or a superuser
CREATE ROLE "u""`]['\.;?é名" LOGIN PASSWORD '<password>' NOSUPERUSER NOCREATEDB NOCREATEROLE;
GRANT CONNECT, TEMPORARY ON DATABASE "d""`]['\.;?é名" TO "u""`]['\.;?é名";
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

-- [insert_values of shop.every]
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

-- [insert_values of shop.wide_decimals]
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

-- [insert_values of shop.composite]
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

-- [insert_values of shop.key_only]
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
  "a""b" text,
  PRIMARY KEY ("id")
);

-- [create_staging of a"b]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "id" bigint,
  "a""b" text
);

-- [insert_values of a"b]
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

-- [insert_values of a`b]
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

-- [insert_values of a]b]
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

-- [insert_values of a[b]
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

-- [insert_values of a'b]
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

-- [insert_values of a\b]
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

-- [insert_values of a b]
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

-- [insert_values of a;b -- c]
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

-- [insert_values of a.b]
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

-- [insert_values of ${a}]
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

-- [insert_values of {table}]
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

-- [insert_values of /*a*/]
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

-- [insert_values of select]
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

-- [insert_values of ünï]
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

-- [insert_values of 名前]
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

-- [insert_values of a%sb]
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

-- [insert_values of ?]
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

-- [insert_values of A]
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

-- [insert_values of a$b]
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

