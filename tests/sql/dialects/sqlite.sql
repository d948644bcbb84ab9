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

-- [create_table: without its key]
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

-- [create_table: hostile names]
CREATE TABLE "group"."t""`]['\.;?é名" (
  "select" text NOT NULL,
  "k""`]['\.;?é名" text NOT NULL,
  "n""`]['\.;?é名" text,
  "o""`]['\.;?é名" text,
  "c""`]['\.;?é名" text,
  PRIMARY KEY ("select", "k""`]['\.;?é名")
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

-- [create_staging: hostile names]
CREATE TEMPORARY TABLE "_waybill_stg_1" (
  "select" text,
  "k""`]['\.;?é名" text,
  "n""`]['\.;?é名" text,
  "o""`]['\.;?é名" text,
  "c""`]['\.;?é名" text
);

-- [create_table: with comments]
CREATE TABLE "main"."orders" (
  "c_text" text NOT NULL,
  "c_boolean" integer,
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
CREATE UNIQUE INDEX "main"."orders_key" ON "orders" ("c_text", "c_uuid");

-- [add_key: a long name]
CREATE UNIQUE INDEX "ooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo_key" ON "ooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo" ("c_text", "c_uuid");

-- [add_column]
ALTER TABLE "main"."orders" ADD COLUMN "note" text;

-- [add_column: with a comment]
ALTER TABLE "main"."orders" ADD COLUMN "note" text;

-- [add_column: hostile names]
ALTER TABLE "group"."t""`]['\.;?é名" ADD COLUMN "n""`]['\.;?é名" text;

-- [widen_column]

-- [widen_column: a decimal]

-- [widen_column: with a comment]

-- [widen_column: a column of the key]

-- [widen_column: hostile names]

-- [create_schema]

-- [create_schema: a hostile name]

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
BEGIN IMMEDIATE;

-- [begin_read]
BEGIN;

-- [savepoint]
SAVEPOINT waybill_rows;

-- [rollback_to_savepoint]
ROLLBACK TO SAVEPOINT waybill_rows;

-- [release_savepoint]
RELEASE SAVEPOINT waybill_rows;

-- [check_constraints_now]

-- [lock_control]

-- [list_schemas]
SELECT name FROM pragma_database_list ORDER BY seq;

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
WHERE "org" = ? COLLATE BINARY;
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
WHERE "updated_at" >= ?
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" < '0-'
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" IS NULL;
-- ? text 2026-11-19

-- [read: until a timestamp]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" < ?
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" >= ':'
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" IS NULL;
-- ? text 2026-11-22

-- [read: a window of timestamps, a tenant]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ? COLLATE BINARY
  AND "updated_at" >= ?
  AND "updated_at" < ?
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ? COLLATE BINARY
  AND "updated_at" < '0-'
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ? COLLATE BINARY
  AND "updated_at" >= ':'
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ? COLLATE BINARY
  AND "updated_at" IS NULL;
-- ? text acme
-- ? text 2026-11-19
-- ? text 2026-11-22
-- ? text acme
-- ? text acme
-- ? text acme

-- [read: a window of datetimes]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" >= ?
  AND "updated_at" < ?
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" < '0-'
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" >= ':'
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" IS NULL;
-- ? text 2026-11-19
-- ? text 2026-11-22

-- [read: a window of dates]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" >= ?
  AND "updated_at" < ?
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" < '0-'
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" >= ':'
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" IS NULL;
-- ? text 2026-11-19
-- ? text 2026-11-23

-- [read: a window before 1970]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" >= ?
  AND "updated_at" < ?
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" < '0-'
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" >= ':'
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" IS NULL;
-- ? text 1969-12-30
-- ? text 1970-01-02

-- [read: a window of all time]
SELECT "id", "name", "updated_at"
FROM "main"."orders";

-- [read: from a bigint]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" >= ?
  AND "updated_at" < ''
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" IS NULL
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "updated_at" >= '';
-- ? bigint 7

-- [read: a window of integers, a tenant]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ? COLLATE BINARY
  AND "updated_at" >= ?
  AND "updated_at" < ?
  AND "updated_at" < ''
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ? COLLATE BINARY
  AND "updated_at" IS NULL
UNION ALL
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ? COLLATE BINARY
  AND "updated_at" >= '';
-- ? text acme
-- ? integer 7
-- ? integer 9
-- ? text acme
-- ? text acme

-- [read: rows of some keys]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ? COLLATE BINARY
  AND (("id" = ? AND "org" = ?) OR ("id" = ? AND "org" = ?));
-- ? text acme
-- ? bigint 7
-- ? text acme
-- ? bigint 8
-- ? text o'hara

-- [read: hostile names]
SELECT "select", "n""`]['\.;?é名"
FROM "group"."t""`]['\.;?é名"
WHERE "o""`]['\.;?é名" = ? COLLATE BINARY
  AND "c""`]['\.;?é名" >= ?
  AND "c""`]['\.;?é名" < ?
UNION ALL
SELECT "select", "n""`]['\.;?é名"
FROM "group"."t""`]['\.;?é名"
WHERE "o""`]['\.;?é名" = ? COLLATE BINARY
  AND "c""`]['\.;?é名" < '0-'
UNION ALL
SELECT "select", "n""`]['\.;?é名"
FROM "group"."t""`]['\.;?é名"
WHERE "o""`]['\.;?é名" = ? COLLATE BINARY
  AND "c""`]['\.;?é名" >= ':'
UNION ALL
SELECT "select", "n""`]['\.;?é名"
FROM "group"."t""`]['\.;?é名"
WHERE "o""`]['\.;?é名" = ? COLLATE BINARY
  AND "c""`]['\.;?é名" IS NULL;
-- ? text acme
-- ? text 2026-11-19
-- ? text 2026-11-22
-- ? text acme
-- ? text acme
-- ? text acme

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
WHERE "org" = ? COLLATE BINARY
  AND (("updated_at" >= ? AND "updated_at" < ?)
   OR "updated_at" < '0-'
   OR "updated_at" >= ':'
   OR "updated_at" IS NULL);
-- ? text acme
-- ? text 2026-11-19
-- ? text 2026-11-22

-- [read: a query, from a timestamp]
SELECT "id", "name", "updated_at"
FROM (
SELECT * FROM orders
) m
WHERE (("updated_at" >= ?)
   OR "updated_at" < '0-'
   OR "updated_at" IS NULL);
-- ? text 2026-11-19

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
WHERE excluded."name" IS NOT d."name" COLLATE BINARY
   OR excluded."updated_at" IS NOT d."updated_at" COLLATE BINARY;

-- [merge: two columns of the key]
INSERT INTO "orders" AS d ("id", "org", "name")
SELECT "id", "org", "name"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id", "org") DO UPDATE SET
  "name" = excluded."name"
WHERE excluded."name" IS NOT d."name" COLLATE BINARY;

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
WHERE excluded."body" IS NOT d."body" COLLATE BINARY;

-- [merge: bytes]
INSERT INTO "orders" AS d ("id", "body")
SELECT "id", "body"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id") DO UPDATE SET
  "body" = excluded."body"
WHERE excluded."body" IS NOT d."body" COLLATE BINARY;

-- [merge: only new rows]
INSERT INTO "orders" AS d ("id", "org", "name")
SELECT "id", "org", "name"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id", "org") DO NOTHING;

-- [merge: many rows]
INSERT INTO "orders" AS d ("id", "org", "name")
SELECT "id", "org", "name"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id", "org") DO UPDATE SET
  "name" = excluded."name"
WHERE excluded."name" IS NOT d."name" COLLATE BINARY;

-- [merge: many rows in one pass]

-- [one_pass_probe]

-- [one_pass_probe: hostile names]

-- [merge: many rows, only new ones]
INSERT INTO "orders" AS d ("id", "org", "name")
SELECT "id", "org", "name"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("id", "org") DO NOTHING;

-- [merge: hostile names]
INSERT INTO "group"."t""`]['\.;?é名" AS d ("select", "k""`]['\.;?é名", "n""`]['\.;?é名")
SELECT "select", "k""`]['\.;?é名", "n""`]['\.;?é名"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("select", "k""`]['\.;?é名") DO UPDATE SET
  "n""`]['\.;?é名" = excluded."n""`]['\.;?é名"
WHERE excluded."n""`]['\.;?é名" IS NOT d."n""`]['\.;?é名" COLLATE BINARY;

-- [delete_matched]
DELETE FROM "orders" WHERE ("id", "org") IN (SELECT "id", "org" FROM "_waybill_stg_1");

-- [delete_matched: hostile names]
DELETE FROM "group"."t""`]['\.;?é名" WHERE ("select", "k""`]['\.;?é名") IN (SELECT "select", "k""`]['\.;?é名" FROM "_waybill_stg_1");

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
WHERE s."name" IS NOT d."name" COLLATE BINARY;

-- [count_different: nothing but the key]
SELECT count(*) FROM "_waybill_stg_1" s
JOIN "orders" d ON s."id" = d."id" AND s."org" = d."org"
WHERE 1 = 0;

-- [count_different: hostile names]
SELECT count(*) FROM "_waybill_stg_1" s
JOIN "group"."t""`]['\.;?é名" d ON s."select" = d."select" AND s."k""`]['\.;?é名" = d."k""`]['\.;?é名"
WHERE s."n""`]['\.;?é名" IS NOT d."n""`]['\.;?é名" COLLATE BINARY;

-- [read_different]
SELECT s."id", s."org" FROM "_waybill_stg_1" s
JOIN "orders" d ON s."id" = d."id" AND s."org" = d."org"
WHERE s."name" IS NOT d."name" COLLATE BINARY;

-- [read_different: nothing but the key]
SELECT s."id", s."org" FROM "_waybill_stg_1" s
JOIN "orders" d ON s."id" = d."id" AND s."org" = d."org"
WHERE 1 = 0;

-- [read_different: hostile names]
SELECT s."select", s."k""`]['\.;?é名" FROM "_waybill_stg_1" s
JOIN "group"."t""`]['\.;?é名" d ON s."select" = d."select" AND s."k""`]['\.;?é名" = d."k""`]['\.;?é名"
WHERE s."n""`]['\.;?é名" IS NOT d."n""`]['\.;?é名" COLLATE BINARY;

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
SELECT p."id", CASE WHEN length(CAST(p."name" AS BLOB)) > 4096 THEN NULL ELSE p."name" END AS "name", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CAST(CASE WHEN length(CAST(p."name" AS BLOB)) > 4096 THEN 1 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 2 ELSE 0 END AS bigint)
FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? COLLATE BINARY
) p
ORDER BY p."id"
LIMIT 51;
-- ? text acme

-- [page: the second, from behind]
SELECT p."id", CASE WHEN length(CAST(p."name" AS BLOB)) > 4096 THEN NULL ELSE p."name" END AS "name", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CAST(CASE WHEN length(CAST(p."name" AS BLOB)) > 4096 THEN 1 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 2 ELSE 0 END AS bigint)
FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? COLLATE BINARY
) p
ORDER BY p."name" DESC, p."id" DESC
LIMIT 51 OFFSET 50;
-- ? text acme

-- [page: in no order]
SELECT p."id", CASE WHEN length(CAST(p."name" AS BLOB)) > 4096 THEN NULL ELSE p."name" END AS "name", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CAST(CASE WHEN length(CAST(p."name" AS BLOB)) > 4096 THEN 1 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 2 ELSE 0 END AS bigint)
FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? COLLATE BINARY
) p
LIMIT 51;
-- ? text acme

-- [page: the second, in no order]
SELECT p."id", CASE WHEN length(CAST(p."name" AS BLOB)) > 4096 THEN NULL ELSE p."name" END AS "name", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CAST(CASE WHEN length(CAST(p."name" AS BLOB)) > 4096 THEN 1 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 2 ELSE 0 END AS bigint)
FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? COLLATE BINARY
) p
LIMIT 51 OFFSET 50;
-- ? text acme

-- [page: hostile names]
SELECT p."select", CASE WHEN length(CAST(p."n""`]['\.;?é名" AS BLOB)) > 4096 THEN NULL ELSE p."n""`]['\.;?é名" END AS "n""`]['\.;?é名", CAST(CASE WHEN length(CAST(p."n""`]['\.;?é名" AS BLOB)) > 4096 THEN 1 ELSE 0 END AS bigint)
FROM (
SELECT "select", "n""`]['\.;?é名"
FROM "group"."t""`]['\.;?é名"
) p
ORDER BY p."select" DESC
LIMIT 51 OFFSET 50;

-- [page: wide]
SELECT CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN NULL ELSE p."body" END AS "body", CAST(CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 1 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 2 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 4 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 8 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 16 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 32 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 64 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 128 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 256 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 512 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 1024 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 2048 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 4096 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 8192 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 16384 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 32768 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 65536 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 131072 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 262144 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 524288 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 1048576 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 2097152 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 4194304 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 8388608 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 16777216 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 33554432 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 67108864 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 134217728 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 268435456 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 536870912 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 1073741824 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 2147483648 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 4294967296 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 8589934592 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 17179869184 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 34359738368 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 68719476736 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 137438953472 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 274877906944 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 549755813888 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 1099511627776 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 2199023255552 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 4398046511104 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 8796093022208 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 17592186044416 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 35184372088832 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 70368744177664 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 140737488355328 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 281474976710656 ELSE 0 END + CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 562949953421312 ELSE 0 END AS bigint), CAST(CASE WHEN length(CAST(p."body" AS BLOB)) > 4096 THEN 1 ELSE 0 END AS bigint)
FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? COLLATE BINARY
) p
ORDER BY p."id"
LIMIT 51;
-- ? text acme

-- [count_of]
SELECT count(*) FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? COLLATE BINARY
) p;
-- ? text acme

-- [storage_probe]
SELECT typeof(p."id"), typeof(p."name")
FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? COLLATE BINARY
) p
LIMIT 1;
-- ? text acme

-- [cells_as_text]
SELECT CASE WHEN length(CAST(p."name" AS BLOB)) > 4096 THEN NULL ELSE CAST(p."name" AS TEXT) END, typeof(p."name")
FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? COLLATE BINARY
) p
ORDER BY p."id"
LIMIT 51;
-- ? text acme

-- [cells_as_text: hostile names]
SELECT CASE WHEN length(CAST(p."n""`]['\.;?é名" AS BLOB)) > 4096 THEN NULL ELSE CAST(p."n""`]['\.;?é名" AS TEXT) END, typeof(p."n""`]['\.;?é名")
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
WHERE "org" = ? COLLATE BINARY
) p WHERE 1 = 0
UNION ALL SELECT 'acmé') q;
-- ? text acme

-- [comparison_probe: of ASCII]
SELECT CASE WHEN o = 'ACME' THEN 1 ELSE 0 END + CASE WHEN o = 'acme ' THEN 4 ELSE 0 END
FROM (SELECT "name" AS o FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? COLLATE BINARY
) p WHERE 1 = 0
UNION ALL SELECT 'acme') q;
-- ? text acme

-- [comparison_probe: a hostile name]
SELECT CASE WHEN o = 'ACMÉ' THEN 1 ELSE 0 END + CASE WHEN o = 'acme' THEN 2 ELSE 0 END + CASE WHEN o = 'acmé ' THEN 4 ELSE 0 END + CASE WHEN o = 'acmé' THEN 8 ELSE 0 END
FROM (SELECT "n""`]['\.;?é名" AS o FROM (
SELECT "select", "n""`]['\.;?é名"
FROM "group"."t""`]['\.;?é名"
) p WHERE 1 = 0
UNION ALL SELECT 'acmé') q;

-- [select_values]
-- refused: WB9113 SQLite takes no given rows

-- [select_values: of no rows]
-- refused: WB9113 SQLite takes no given rows

-- [index_probe]
SELECT CASE WHEN l.type = 'view' THEN -1 WHEN EXISTS (SELECT 1 FROM pragma_index_list(l.name) AS i WHERE i.partial = 0 AND (EXISTS (SELECT 1 FROM pragma_index_info(i.name) WHERE seqno = 0 AND name = ? COLLATE NOCASE) OR (EXISTS (SELECT 1 FROM pragma_index_info(i.name) WHERE seqno = 0 AND name = ? COLLATE NOCASE) AND EXISTS (SELECT 1 FROM pragma_index_info(i.name) WHERE seqno = 1 AND name = ? COLLATE NOCASE)))) OR EXISTS (SELECT 1 FROM pragma_table_xinfo(l.name) WHERE pk = 1 AND upper(type) = 'INTEGER' AND name = ? COLLATE NOCASE) THEN 1 ELSE 0 END FROM pragma_table_list AS l WHERE l.name = ? COLLATE NOCASE AND l.schema IN ('main', 'temp') LIMIT 1;
-- ? text updated_at
-- ? text org
-- ? text updated_at
-- ? text updated_at
-- ? text orders

-- [index_probe: hostile names]
SELECT CASE WHEN l.type = 'view' THEN -1 WHEN EXISTS (SELECT 1 FROM pragma_index_list(l.name) AS i WHERE i.partial = 0 AND (EXISTS (SELECT 1 FROM pragma_index_info(i.name) WHERE seqno = 0 AND name = ? COLLATE NOCASE) OR (EXISTS (SELECT 1 FROM pragma_index_info(i.name) WHERE seqno = 0 AND name = ? COLLATE NOCASE) AND EXISTS (SELECT 1 FROM pragma_index_info(i.name) WHERE seqno = 1 AND name = ? COLLATE NOCASE)))) OR EXISTS (SELECT 1 FROM pragma_table_xinfo(l.name) WHERE pk = 1 AND upper(type) = 'INTEGER' AND name = ? COLLATE NOCASE) THEN 1 ELSE 0 END FROM pragma_table_list AS l WHERE l.name = ? COLLATE NOCASE AND l.schema IN ('main', 'temp') LIMIT 1;
-- ? text c"`]['\.;?é名
-- ? text o"`]['\.;?é名
-- ? text c"`]['\.;?é名
-- ? text c"`]['\.;?é名
-- ? text t"`]['\.;?é名

-- [clock]

-- [fitness]

-- [in_flight]

-- [prepared]

-- [time_zone]

-- [excess]

-- [excess_source]

-- [readable]

-- [control_tables]
SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND substr(name, 1, 9) = '_waybill_';

-- [control_missing]

-- [missing]

-- [grants_script: a source]
-- refused: WB9113 sqlite has no script of grants: a file has no users: its rights are those of the file

-- [grants_script: a destination]
-- refused: WB9113 sqlite has no script of grants: a file has no users: its rights are those of the file

-- [grants_script: a source, hostile names]
-- refused: WB9113 sqlite has no script of grants: a file has no users: its rights are those of the file

-- [grants_script: a destination, hostile names]
-- refused: WB9113 sqlite has no script of grants: a file has no users: its rights are those of the file

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

-- [insert_values of shop.every]
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
DELETE FROM "shop"."every" WHERE "id" IN (SELECT "id" FROM "_waybill_stg_1");

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

-- [insert_values of shop.wide_decimals]
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
DELETE FROM "shop"."wide_decimals" WHERE "id" IN (SELECT "id" FROM "_waybill_stg_1");

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

-- [insert_values of shop.composite]
INSERT INTO "shop"."composite" ("org", "id", "name", "at") VALUES (?, ?, ?, ?);

-- [read of shop.composite]
SELECT "org", "id", "name", "at"
FROM "shop"."composite"
WHERE "org" = ? COLLATE BINARY
  AND "at" >= ?
UNION ALL
SELECT "org", "id", "name", "at"
FROM "shop"."composite"
WHERE "org" = ? COLLATE BINARY
  AND "at" < '0-'
UNION ALL
SELECT "org", "id", "name", "at"
FROM "shop"."composite"
WHERE "org" = ? COLLATE BINARY
  AND "at" IS NULL;
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
DELETE FROM "shop"."composite" WHERE ("org", "id") IN (SELECT "org", "id" FROM "_waybill_stg_1");

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
CREATE UNIQUE INDEX "shop"."key_only_key" ON "key_only" ("org", "id");

-- [merge of shop.key_only]
INSERT INTO "shop"."key_only" AS d ("org", "id")
SELECT "org", "id"
FROM "_waybill_stg_1"
WHERE true
ON CONFLICT ("org", "id") DO NOTHING;

-- [delete_matched of shop.key_only]
DELETE FROM "shop"."key_only" WHERE ("org", "id") IN (SELECT "org", "id" FROM "_waybill_stg_1");

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
DELETE FROM "a""b" WHERE "id" IN (SELECT "id" FROM "_waybill_stg_1");

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
DELETE FROM "a`b" WHERE "id" IN (SELECT "id" FROM "_waybill_stg_1");

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
DELETE FROM "a]b" WHERE "id" IN (SELECT "id" FROM "_waybill_stg_1");

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
DELETE FROM "a[b" WHERE "id" IN (SELECT "id" FROM "_waybill_stg_1");

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
DELETE FROM "a'b" WHERE "id" IN (SELECT "id" FROM "_waybill_stg_1");

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
DELETE FROM "a\b" WHERE "id" IN (SELECT "id" FROM "_waybill_stg_1");

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
DELETE FROM "a b" WHERE "id" IN (SELECT "id" FROM "_waybill_stg_1");

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
DELETE FROM "a;b -- c" WHERE "id" IN (SELECT "id" FROM "_waybill_stg_1");

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
DELETE FROM "a.b" WHERE "id" IN (SELECT "id" FROM "_waybill_stg_1");

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
DELETE FROM "${a}" WHERE "id" IN (SELECT "id" FROM "_waybill_stg_1");

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
DELETE FROM "{table}" WHERE "id" IN (SELECT "id" FROM "_waybill_stg_1");

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
DELETE FROM "/*a*/" WHERE "id" IN (SELECT "id" FROM "_waybill_stg_1");

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
DELETE FROM "select" WHERE "id" IN (SELECT "id" FROM "_waybill_stg_1");

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
DELETE FROM "ünï" WHERE "id" IN (SELECT "id" FROM "_waybill_stg_1");

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
DELETE FROM "名前" WHERE "id" IN (SELECT "id" FROM "_waybill_stg_1");

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
DELETE FROM "a%sb" WHERE "id" IN (SELECT "id" FROM "_waybill_stg_1");

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
DELETE FROM "?" WHERE "id" IN (SELECT "id" FROM "_waybill_stg_1");

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
DELETE FROM "A" WHERE "id" IN (SELECT "id" FROM "_waybill_stg_1");

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
DELETE FROM "a$b" WHERE "id" IN (SELECT "id" FROM "_waybill_stg_1");

-- [delete_duplicates of a$b]
DELETE FROM "a$b"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a$b" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a$b]
DROP TABLE IF EXISTS "a$b";

