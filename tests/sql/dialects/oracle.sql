-- [create_table]
CREATE TABLE "main"."orders" (
  "c_text" varchar2(255) NOT NULL,
  "c_boolean" number(1),
  "c_integer" number(10),
  "c_bigint" number(19),
  "c_decimal" number(38,9),
  "c_float" binary_double,
  "c_bytes" blob,
  "c_date" date,
  "c_time" interval day to second,
  "c_timestamp" timestamp(6) with time zone,
  "c_datetime" timestamp(6),
  "c_json" clob,
  "c_uuid" varchar2(36) NOT NULL,
  "c_decimal_18_4" number(18,4),
  "c_required" number(19) NOT NULL,
  PRIMARY KEY ("c_text", "c_uuid")
);

-- [create_table: without its key]
CREATE TABLE "main"."orders" (
  "c_text" varchar2(255) NOT NULL,
  "c_boolean" number(1),
  "c_integer" number(10),
  "c_bigint" number(19),
  "c_decimal" number(38,9),
  "c_float" binary_double,
  "c_bytes" blob,
  "c_date" date,
  "c_time" interval day to second,
  "c_timestamp" timestamp(6) with time zone,
  "c_datetime" timestamp(6),
  "c_json" clob,
  "c_uuid" varchar2(36) NOT NULL,
  "c_decimal_18_4" number(18,4),
  "c_required" number(19) NOT NULL
);

-- [create_table: hostile names]
CREATE TABLE "group"."t`]['\.;?é名" (
  "select" varchar2(255) NOT NULL,
  "k`]['\.;?é名" varchar2(255) NOT NULL,
  "n`]['\.;?é名" varchar2(4000),
  "o`]['\.;?é名" varchar2(4000),
  "c`]['\.;?é名" timestamp(6) with time zone,
  PRIMARY KEY ("select", "k`]['\.;?é名")
);

-- [create_staging]
CREATE TABLE "_waybill_stg_1" (
  "c_text" varchar2(255),
  "c_boolean" number(1),
  "c_integer" number(10),
  "c_bigint" number(19),
  "c_decimal" number(38,9),
  "c_float" binary_double,
  "c_bytes" blob,
  "c_date" date,
  "c_time" interval day to second,
  "c_timestamp" timestamp(6) with time zone,
  "c_datetime" timestamp(6),
  "c_json" clob,
  "c_uuid" varchar2(36),
  "c_decimal_18_4" number(18,4),
  "c_required" number(19)
);

-- [create_staging: hostile names]
CREATE TABLE "_waybill_stg_1" (
  "select" varchar2(255),
  "k`]['\.;?é名" varchar2(255),
  "n`]['\.;?é名" varchar2(4000),
  "o`]['\.;?é名" varchar2(4000),
  "c`]['\.;?é名" timestamp(6) with time zone
);

-- [create_table: with comments]
CREATE TABLE "main"."orders" (
  "c_text" varchar2(255) NOT NULL,
  "c_boolean" number(1),
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
ALTER TABLE "main"."orders" ADD ("note" varchar2(4000));

-- [add_column: with a comment]
ALTER TABLE "main"."orders" ADD ("note" varchar2(4000));

-- [add_column: hostile names]
ALTER TABLE "group"."t`]['\.;?é名" ADD ("n`]['\.;?é名" clob);

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
BEGIN EXECUTE IMMEDIATE 'DROP TABLE "orders"'; EXCEPTION WHEN OTHERS THEN IF SQLCODE <> -942 THEN RAISE; END IF; END;;

-- [drop_table: a hostile name]
BEGIN EXECUTE IMMEDIATE 'DROP TABLE "group"."t`][''\.;?é名"'; EXCEPTION WHEN OTHERS THEN IF SQLCODE <> -942 THEN RAISE; END IF; END;;

-- [drop_staging]
BEGIN EXECUTE IMMEDIATE 'DROP TABLE "_waybill_stg_1"'; EXCEPTION WHEN OTHERS THEN IF SQLCODE <> -942 THEN RAISE; END IF; END;;

-- [insert_values]
-- refused: WB9114 the name 'na"me' holds ", which no name of Oracle can

-- [insert_values: two rows]
INSERT INTO "orders" ("id", "name") VALUES (?, ?), (?, ?);

-- [begin_write]
SET TRANSACTION READ WRITE;

-- [begin_read]
SET TRANSACTION READ ONLY;

-- [savepoint]
SAVEPOINT waybill_rows;

-- [rollback_to_savepoint]
ROLLBACK TO SAVEPOINT waybill_rows;

-- [release_savepoint]

-- [check_constraints_now]
SET CONSTRAINTS ALL IMMEDIATE;

-- [lock_control]
LOCK TABLE "_waybill_owners" IN EXCLUSIVE MODE;

-- [list_schemas]
SELECT username FROM all_users ORDER BY username;

-- [read]
SELECT "id", "name", "updated_at"
FROM "main"."orders";

-- [read: some rows]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
FETCH FIRST 50 ROWS ONLY;

-- [read: a tenant]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ? AND UTL_RAW.CAST_TO_RAW("org") = UTL_RAW.CAST_TO_RAW(?);
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
WHERE "org" = ? AND UTL_RAW.CAST_TO_RAW("org") = UTL_RAW.CAST_TO_RAW(?)
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
WHERE "org" = ? AND UTL_RAW.CAST_TO_RAW("org") = UTL_RAW.CAST_TO_RAW(?)
  AND ("updated_at" >= ? OR "updated_at" IS NULL)
  AND ("updated_at" < ? OR "updated_at" IS NULL);
-- ? text acme
-- ? text acme
-- ? integer 7
-- ? integer 9

-- [read: rows of some keys]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ? AND UTL_RAW.CAST_TO_RAW("org") = UTL_RAW.CAST_TO_RAW(?)
  AND (("id" = ? AND "org" = ?) OR ("id" = ? AND "org" = ?));
-- ? text acme
-- ? text acme
-- ? bigint 7
-- ? text acme
-- ? bigint 8
-- ? text o'hara

-- [read: hostile names]
SELECT "select", "n`]['\.;?é名"
FROM "group"."t`]['\.;?é名"
WHERE "o`]['\.;?é名" = ? AND UTL_RAW.CAST_TO_RAW("o`]['\.;?é名") = UTL_RAW.CAST_TO_RAW(?)
  AND ("c`]['\.;?é名" >= ? OR "c`]['\.;?é名" IS NULL)
  AND ("c`]['\.;?é名" < ? OR "c`]['\.;?é名" IS NULL);
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
WHERE "org" = ? AND UTL_RAW.CAST_TO_RAW("org") = UTL_RAW.CAST_TO_RAW(?)
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
FETCH FIRST 5 ROWS ONLY;

-- [read: a query that is ordered]
SELECT "id", "name", "updated_at"
FROM (
SELECT * FROM orders ORDER BY id
) m;

-- [merge]
MERGE INTO "orders" d
USING "_waybill_stg_1" s
ON (d."id" = s."id")
WHEN MATCHED THEN UPDATE SET
  d."name" = s."name",
  d."updated_at" = s."updated_at"
WHERE DECODE(s."name", d."name", 0, 1) = 1
   OR DECODE(s."updated_at", d."updated_at", 0, 1) = 1
WHEN NOT MATCHED THEN INSERT ("id", "name", "updated_at") VALUES (s."id", s."name", s."updated_at");

-- [merge: two columns of the key]
MERGE INTO "orders" d
USING "_waybill_stg_1" s
ON (d."id" = s."id" AND d."org" = s."org")
WHEN MATCHED THEN UPDATE SET
  d."name" = s."name"
WHERE DECODE(s."name", d."name", 0, 1) = 1
WHEN NOT MATCHED THEN INSERT ("id", "org", "name") VALUES (s."id", s."org", s."name");

-- [merge: nothing but the key]
MERGE INTO "orders" d
USING "_waybill_stg_1" s
ON (d."id" = s."id" AND d."org" = s."org")
WHEN NOT MATCHED THEN INSERT ("id", "org") VALUES (s."id", s."org");

-- [merge: a JSON]
MERGE INTO "orders" d
USING "_waybill_stg_1" s
ON (d."id" = s."id")
WHEN MATCHED THEN UPDATE SET
  d."body" = s."body"
WHERE (s."body" IS NULL AND d."body" IS NOT NULL OR s."body" IS NOT NULL AND d."body" IS NULL OR DBMS_LOB.COMPARE(s."body", d."body") <> 0)
WHEN NOT MATCHED THEN INSERT ("id", "body") VALUES (s."id", s."body");

-- [merge: bytes]
MERGE INTO "orders" d
USING "_waybill_stg_1" s
ON (d."id" = s."id")
WHEN MATCHED THEN UPDATE SET
  d."body" = s."body"
WHERE (s."body" IS NULL AND d."body" IS NOT NULL OR s."body" IS NOT NULL AND d."body" IS NULL OR DBMS_LOB.COMPARE(s."body", d."body") <> 0)
WHEN NOT MATCHED THEN INSERT ("id", "body") VALUES (s."id", s."body");

-- [merge: only new rows]
MERGE INTO "orders" d
USING "_waybill_stg_1" s
ON (d."id" = s."id" AND d."org" = s."org")
WHEN NOT MATCHED THEN INSERT ("id", "org", "name") VALUES (s."id", s."org", s."name");

-- [merge: many rows]
MERGE INTO "orders" d
USING "_waybill_stg_1" s
ON (d."id" = s."id" AND d."org" = s."org")
WHEN MATCHED THEN UPDATE SET
  d."name" = s."name"
WHERE DECODE(s."name", d."name", 0, 1) = 1
WHEN NOT MATCHED THEN INSERT ("id", "org", "name") VALUES (s."id", s."org", s."name");

-- [merge: many rows in one pass]

-- [one_pass_probe]

-- [one_pass_probe: hostile names]

-- [merge: many rows, only new ones]
MERGE INTO "orders" d
USING "_waybill_stg_1" s
ON (d."id" = s."id" AND d."org" = s."org")
WHEN NOT MATCHED THEN INSERT ("id", "org", "name") VALUES (s."id", s."org", s."name");

-- [merge: hostile names]
MERGE INTO "group"."t`]['\.;?é名" d
USING "_waybill_stg_1" s
ON (d."select" = s."select" AND d."k`]['\.;?é名" = s."k`]['\.;?é名")
WHEN MATCHED THEN UPDATE SET
  d."n`]['\.;?é名" = s."n`]['\.;?é名"
WHERE DECODE(s."n`]['\.;?é名", d."n`]['\.;?é名", 0, 1) = 1
WHEN NOT MATCHED THEN INSERT ("select", "k`]['\.;?é名", "n`]['\.;?é名") VALUES (s."select", s."k`]['\.;?é名", s."n`]['\.;?é名");

-- [delete_matched]
DELETE FROM "orders"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "orders"."id" AND s."org" = "orders"."org");

-- [delete_matched: hostile names]
DELETE FROM "group"."t`]['\.;?é名"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."select" = "t`]['\.;?é名"."select" AND s."k`]['\.;?é名" = "t`]['\.;?é名"."k`]['\.;?é名");

-- [delete_unmatched]
DELETE FROM "orders"
WHERE NOT EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "orders"."id" AND s."org" = "orders"."org");

-- [delete_unmatched: hostile names]
DELETE FROM "group"."t`]['\.;?é名"
WHERE NOT EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."select" = "t`]['\.;?é名"."select" AND s."k`]['\.;?é名" = "t`]['\.;?é名"."k`]['\.;?é名");

-- [count_matched]
SELECT count(*) FROM "_waybill_stg_1" s
WHERE EXISTS (SELECT 1 FROM "orders" d WHERE d."id" = s."id" AND d."org" = s."org");

-- [count_matched: many rows]
SELECT count(*) FROM "_waybill_stg_1" s
WHERE EXISTS (SELECT 1 FROM "orders" d WHERE d."id" = s."id" AND d."org" = s."org");

-- [count_matched: hostile names]
SELECT count(*) FROM "_waybill_stg_1" s
WHERE EXISTS (SELECT 1 FROM "group"."t`]['\.;?é名" d WHERE d."select" = s."select" AND d."k`]['\.;?é名" = s."k`]['\.;?é名");

-- [read_staged: found]
SELECT s."id", s."org", s."name"
FROM "_waybill_stg_1" s
WHERE EXISTS (SELECT 1 FROM "orders" d WHERE d."id" = s."id" AND d."org" = s."org");

-- [read_staged: not found]
SELECT s."id", s."org", s."name"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "orders" d WHERE d."id" = s."id" AND d."org" = s."org");

-- [read_staged: hostile names]
SELECT s."select", s."k`]['\.;?é名", s."n`]['\.;?é名"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "group"."t`]['\.;?é名" d WHERE d."select" = s."select" AND d."k`]['\.;?é名" = s."k`]['\.;?é名");

-- [count_different]
SELECT count(*) FROM "_waybill_stg_1" s
JOIN "orders" d ON s."id" = d."id" AND s."org" = d."org"
WHERE DECODE(s."name", d."name", 0, 1) = 1;

-- [count_different: nothing but the key]
SELECT count(*) FROM "_waybill_stg_1" s
JOIN "orders" d ON s."id" = d."id" AND s."org" = d."org"
WHERE 1 = 0;

-- [count_different: hostile names]
SELECT count(*) FROM "_waybill_stg_1" s
JOIN "group"."t`]['\.;?é名" d ON s."select" = d."select" AND s."k`]['\.;?é名" = d."k`]['\.;?é名"
WHERE DECODE(s."n`]['\.;?é名", d."n`]['\.;?é名", 0, 1) = 1;

-- [read_different]
SELECT s."id", s."org" FROM "_waybill_stg_1" s
JOIN "orders" d ON s."id" = d."id" AND s."org" = d."org"
WHERE DECODE(s."name", d."name", 0, 1) = 1;

-- [read_different: nothing but the key]
SELECT s."id", s."org" FROM "_waybill_stg_1" s
JOIN "orders" d ON s."id" = d."id" AND s."org" = d."org"
WHERE 1 = 0;

-- [read_different: hostile names]
SELECT s."select", s."k`]['\.;?é名" FROM "_waybill_stg_1" s
JOIN "group"."t`]['\.;?é名" d ON s."select" = d."select" AND s."k`]['\.;?é名" = d."k`]['\.;?é名"
WHERE DECODE(s."n`]['\.;?é名", d."n`]['\.;?é名", 0, 1) = 1;

-- [read_rows]
SELECT "id", "org", "name"
FROM "_waybill_stg_1";

-- [read_rows: hostile names]
SELECT "select", "n`]['\.;?é名"
FROM "group"."t`]['\.;?é名";

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
INSERT INTO "group"."t`]['\.;?é名" ("select", "k`]['\.;?é名", "n`]['\.;?é名")
SELECT s."select", s."k`]['\.;?é名", s."n`]['\.;?é名"
FROM "_waybill_stg_1" s
WHERE NOT EXISTS (SELECT 1 FROM "group"."t`]['\.;?é名" d1 WHERE d1."select" = s."select" AND d1."k`]['\.;?é名" = s."k`]['\.;?é名");

-- [copy_numbered]
INSERT INTO "_waybill_num_1" ("_waybill_n", "id", "org", "name")
SELECT row_number() OVER (ORDER BY s."id", s."org"), s."id", s."org", s."name"
FROM "_waybill_stg_1" s;

-- [copy_numbered: without a key]
INSERT INTO "_waybill_num_1" ("_waybill_n", "id", "org", "name")
SELECT row_number() OVER (ORDER BY (SELECT NULL FROM dual)), s."id", s."org", s."name"
FROM "_waybill_stg_1" s;

-- [copy_numbered: hostile names]
INSERT INTO "group"."t`]['\.;?é名" ("_waybill_n", "select", "k`]['\.;?é名", "n`]['\.;?é名")
SELECT row_number() OVER (ORDER BY s."select", s."k`]['\.;?é名"), s."select", s."k`]['\.;?é名", s."n`]['\.;?é名"
FROM "_waybill_stg_1" s;

-- [copy_range]
INSERT INTO "_waybill_chg_1" ("id", "org", "name")
SELECT s."id", s."org", s."name"
FROM "_waybill_num_1" s
WHERE s."_waybill_n" >= ? AND s."_waybill_n" < ?;
-- ? bigint 1
-- ? bigint 500

-- [copy_range: hostile names]
INSERT INTO "group"."t`]['\.;?é名" ("select", "k`]['\.;?é名", "n`]['\.;?é名")
SELECT s."select", s."k`]['\.;?é名", s."n`]['\.;?é名"
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
DELETE FROM "group"."t`]['\.;?é名"
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
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."select" = "_waybill_stg_1"."select" AND s."k`]['\.;?é名" = "_waybill_stg_1"."k`]['\.;?é名"
  AND (s."c`]['\.;?é名" > "_waybill_stg_1"."c`]['\.;?é名" OR ("_waybill_stg_1"."c`]['\.;?é名" IS NULL AND s."c`]['\.;?é名" IS NOT NULL)));

-- [count_rows]
SELECT count(*) FROM "orders";

-- [count_rows: a hostile name]
SELECT count(*) FROM "group"."t`]['\.;?é名";

-- [count_duplicates]
SELECT count(*) FROM "orders"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "orders" GROUP BY "id" HAVING count(*) > 1);

-- [read_duplicates]
SELECT "id", "org", "name"
FROM "orders"
WHERE "id" IS NULL OR "org" IS NULL OR ("id", "org") IN (SELECT "id", "org" FROM "orders" GROUP BY "id", "org" HAVING count(*) > 1);

-- [read_duplicates: hostile names]
SELECT "select", "k`]['\.;?é名", "n`]['\.;?é名"
FROM "group"."t`]['\.;?é名"
WHERE "select" IS NULL OR "k`]['\.;?é名" IS NULL OR ("select", "k`]['\.;?é名") IN (SELECT "select", "k`]['\.;?é名" FROM "group"."t`]['\.;?é名" GROUP BY "select", "k`]['\.;?é名" HAVING count(*) > 1);

-- [delete_duplicates]
DELETE FROM "orders"
WHERE "id" IS NULL OR "org" IS NULL OR ("id", "org") IN (SELECT "id", "org" FROM "orders" GROUP BY "id", "org" HAVING count(*) > 1);

-- [page]
SELECT p."id", CASE WHEN LENGTH(p."name") > 4096 THEN NULL ELSE p."name" END AS "name", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CAST(CASE WHEN LENGTH(p."name") > 4096 THEN 1 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 2 ELSE 0 END AS number(19))
FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? AND UTL_RAW.CAST_TO_RAW("org") = UTL_RAW.CAST_TO_RAW(?)
) p
ORDER BY p."id"
FETCH FIRST 51 ROWS ONLY;
-- ? text acme
-- ? text acme

-- [page: the second, from behind]
SELECT p."id", CASE WHEN LENGTH(p."name") > 4096 THEN NULL ELSE p."name" END AS "name", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CAST(CASE WHEN LENGTH(p."name") > 4096 THEN 1 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 2 ELSE 0 END AS number(19))
FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? AND UTL_RAW.CAST_TO_RAW("org") = UTL_RAW.CAST_TO_RAW(?)
) p
ORDER BY p."name" DESC, p."id" DESC
OFFSET 50 ROWS FETCH NEXT 51 ROWS ONLY;
-- ? text acme
-- ? text acme

-- [page: in no order]
SELECT p."id", CASE WHEN LENGTH(p."name") > 4096 THEN NULL ELSE p."name" END AS "name", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CAST(CASE WHEN LENGTH(p."name") > 4096 THEN 1 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 2 ELSE 0 END AS number(19))
FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? AND UTL_RAW.CAST_TO_RAW("org") = UTL_RAW.CAST_TO_RAW(?)
) p
FETCH FIRST 51 ROWS ONLY;
-- ? text acme
-- ? text acme

-- [page: the second, in no order]
SELECT p."id", CASE WHEN LENGTH(p."name") > 4096 THEN NULL ELSE p."name" END AS "name", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CAST(CASE WHEN LENGTH(p."name") > 4096 THEN 1 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 2 ELSE 0 END AS number(19))
FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? AND UTL_RAW.CAST_TO_RAW("org") = UTL_RAW.CAST_TO_RAW(?)
) p
OFFSET 50 ROWS FETCH NEXT 51 ROWS ONLY;
-- ? text acme
-- ? text acme

-- [page: hostile names]
SELECT p."select", CASE WHEN LENGTH(p."n`]['\.;?é名") > 4096 THEN NULL ELSE p."n`]['\.;?é名" END AS "n`]['\.;?é名", CAST(CASE WHEN LENGTH(p."n`]['\.;?é名") > 4096 THEN 1 ELSE 0 END AS number(19))
FROM (
SELECT "select", "n`]['\.;?é名"
FROM "group"."t`]['\.;?é名"
) p
ORDER BY p."select" DESC
OFFSET 50 ROWS FETCH NEXT 51 ROWS ONLY;

-- [page: wide]
SELECT CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN LENGTH(p."body") > 4096 THEN NULL ELSE p."body" END AS "body", CAST(CASE WHEN LENGTH(p."body") > 4096 THEN 1 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 2 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 4 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 8 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 16 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 32 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 64 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 128 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 256 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 512 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 1024 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 2048 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 4096 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 8192 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 16384 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 32768 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 65536 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 131072 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 262144 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 524288 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 1048576 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 2097152 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 4194304 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 8388608 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 16777216 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 33554432 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 67108864 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 134217728 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 268435456 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 536870912 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 1073741824 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 2147483648 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 4294967296 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 8589934592 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 17179869184 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 34359738368 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 68719476736 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 137438953472 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 274877906944 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 549755813888 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 1099511627776 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 2199023255552 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 4398046511104 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 8796093022208 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 17592186044416 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 35184372088832 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 70368744177664 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 140737488355328 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 281474976710656 ELSE 0 END + CASE WHEN LENGTH(p."body") > 4096 THEN 562949953421312 ELSE 0 END AS number(19)), CAST(CASE WHEN LENGTH(p."body") > 4096 THEN 1 ELSE 0 END AS number(19))
FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? AND UTL_RAW.CAST_TO_RAW("org") = UTL_RAW.CAST_TO_RAW(?)
) p
ORDER BY p."id"
FETCH FIRST 51 ROWS ONLY;
-- ? text acme
-- ? text acme

-- [count_of]
SELECT count(*) FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? AND UTL_RAW.CAST_TO_RAW("org") = UTL_RAW.CAST_TO_RAW(?)
) p;
-- ? text acme
-- ? text acme

-- [storage_probe]

-- [cells_as_text]
SELECT CASE WHEN LENGTH(p."name") > 4096 THEN NULL ELSE TO_CHAR(p."name") END, NULL
FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? AND UTL_RAW.CAST_TO_RAW("org") = UTL_RAW.CAST_TO_RAW(?)
) p
ORDER BY p."id"
FETCH FIRST 51 ROWS ONLY;
-- ? text acme
-- ? text acme

-- [cells_as_text: hostile names]
SELECT CASE WHEN LENGTH(p."n`]['\.;?é名") > 4096 THEN NULL ELSE TO_CHAR(p."n`]['\.;?é名") END, NULL
FROM (
SELECT "select", "n`]['\.;?é名"
FROM "group"."t`]['\.;?é名"
) p
ORDER BY p."select" DESC
OFFSET 50 ROWS FETCH NEXT 51 ROWS ONLY;

-- [comparison_probe]
SELECT CASE WHEN o = 'ACMÉ' THEN 1 ELSE 0 END + CASE WHEN o = 'acme' THEN 2 ELSE 0 END + CASE WHEN o = 'acmé ' THEN 4 ELSE 0 END + CASE WHEN o = 'acmé' THEN 8 ELSE 0 END
FROM (SELECT "name" AS o FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? AND UTL_RAW.CAST_TO_RAW("org") = UTL_RAW.CAST_TO_RAW(?)
) p WHERE 1 = 0
UNION ALL SELECT 'acmé' FROM dual) q;
-- ? text acme
-- ? text acme

-- [comparison_probe: of ASCII]
SELECT CASE WHEN o = 'ACME' THEN 1 ELSE 0 END + CASE WHEN o = 'acme ' THEN 4 ELSE 0 END
FROM (SELECT "name" AS o FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ? AND UTL_RAW.CAST_TO_RAW("org") = UTL_RAW.CAST_TO_RAW(?)
) p WHERE 1 = 0
UNION ALL SELECT 'acme' FROM dual) q;
-- ? text acme
-- ? text acme

-- [comparison_probe: a hostile name]
SELECT CASE WHEN o = 'ACMÉ' THEN 1 ELSE 0 END + CASE WHEN o = 'acme' THEN 2 ELSE 0 END + CASE WHEN o = 'acmé ' THEN 4 ELSE 0 END + CASE WHEN o = 'acmé' THEN 8 ELSE 0 END
FROM (SELECT "n`]['\.;?é名" AS o FROM (
SELECT "select", "n`]['\.;?é名"
FROM "group"."t`]['\.;?é名"
) p WHERE 1 = 0
UNION ALL SELECT 'acmé' FROM dual) q;

-- [select_values]
-- refused: WB9113 Oracle takes no given rows

-- [select_values: of no rows]
-- refused: WB9113 Oracle takes no given rows

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
CREATE USER "waybill_reader" IDENTIFIED BY "<password>";
GRANT CREATE SESSION TO "waybill_reader";
-- from version 23 on, present and future tables; before, GRANT SELECT table by table
GRANT SELECT ANY TABLE ON SCHEMA "MY_SCHEMA" TO "waybill_reader";

-- [grants_script: a destination]
-- rows, and Waybill's own tables, stand in the user's own schema
CREATE USER "waybill_writer" IDENTIFIED BY "<password>" QUOTA UNLIMITED ON USERS;
GRANT CREATE SESSION, CREATE TABLE TO "waybill_writer";

-- [grants_script: a source, hostile names]
CREATE USER "u`]['\.;?é名" IDENTIFIED BY "<password>";
GRANT CREATE SESSION TO "u`]['\.;?é名";
-- from version 23 on, present and future tables; before, GRANT SELECT table by table
GRANT SELECT ANY TABLE ON SCHEMA "group" TO "u`]['\.;?é名";
GRANT SELECT ANY TABLE ON SCHEMA "s_`]['\.;?é名" TO "u`]['\.;?é名";

-- [grants_script: a destination, hostile names]
-- rows, and Waybill's own tables, stand in the user's own schema
CREATE USER "u`]['\.;?é名" IDENTIFIED BY "<password>" QUOTA UNLIMITED ON USERS;
GRANT CREATE SESSION, CREATE TABLE TO "u`]['\.;?é名";

-- [create_table of shop.every]
CREATE TABLE "shop"."every" (
  "id" number(19) NOT NULL,
  "c_text" varchar2(4000),
  "c_boolean" number(1),
  "c_integer" number(10),
  "c_bigint" number(19),
  "c_decimal" number(38,9),
  "c_float" binary_double,
  "c_bytes" blob,
  "c_date" date,
  "c_time" interval day to second,
  "c_timestamp" timestamp(6) with time zone,
  "c_datetime" timestamp(6),
  "c_json" clob,
  "c_uuid" varchar2(36),
  "c_decimal_18_4" number(18,4),
  "c_decimal_38_0" number(38,0),
  PRIMARY KEY ("id")
);

-- [create_staging of shop.every]
CREATE TABLE "_waybill_stg_1" (
  "id" number(19),
  "c_text" varchar2(4000),
  "c_boolean" number(1),
  "c_integer" number(10),
  "c_bigint" number(19),
  "c_decimal" number(38,9),
  "c_float" binary_double,
  "c_bytes" blob,
  "c_date" date,
  "c_time" interval day to second,
  "c_timestamp" timestamp(6) with time zone,
  "c_datetime" timestamp(6),
  "c_json" clob,
  "c_uuid" varchar2(36),
  "c_decimal_18_4" number(18,4),
  "c_decimal_38_0" number(38,0)
);

-- [insert_values of shop.every]
INSERT INTO "shop"."every" ("id", "c_text", "c_boolean", "c_integer", "c_bigint", "c_decimal", "c_float", "c_bytes", "c_date", "c_time", "c_timestamp", "c_datetime", "c_json", "c_uuid", "c_decimal_18_4", "c_decimal_38_0") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- [read of shop.every]
SELECT "id", "c_text", "c_boolean", "c_integer", "c_bigint", "c_decimal", "c_float", "c_bytes", "c_date", "c_time", "c_timestamp", "c_datetime", "c_json", "c_uuid", "c_decimal_18_4", "c_decimal_38_0"
FROM "shop"."every";

-- [add_key of shop.every]
ALTER TABLE "shop"."every" ADD PRIMARY KEY ("id");

-- [merge of shop.every]
MERGE INTO "shop"."every" d
USING "_waybill_stg_1" s
ON (d."id" = s."id")
WHEN MATCHED THEN UPDATE SET
  d."c_text" = s."c_text",
  d."c_boolean" = s."c_boolean",
  d."c_integer" = s."c_integer",
  d."c_bigint" = s."c_bigint",
  d."c_decimal" = s."c_decimal",
  d."c_float" = s."c_float",
  d."c_bytes" = s."c_bytes",
  d."c_date" = s."c_date",
  d."c_time" = s."c_time",
  d."c_timestamp" = s."c_timestamp",
  d."c_datetime" = s."c_datetime",
  d."c_json" = s."c_json",
  d."c_uuid" = s."c_uuid",
  d."c_decimal_18_4" = s."c_decimal_18_4",
  d."c_decimal_38_0" = s."c_decimal_38_0"
WHERE DECODE(s."c_text", d."c_text", 0, 1) = 1
   OR DECODE(s."c_boolean", d."c_boolean", 0, 1) = 1
   OR DECODE(s."c_integer", d."c_integer", 0, 1) = 1
   OR DECODE(s."c_bigint", d."c_bigint", 0, 1) = 1
   OR DECODE(s."c_decimal", d."c_decimal", 0, 1) = 1
   OR DECODE(s."c_float", d."c_float", 0, 1) = 1
   OR (s."c_bytes" IS NULL AND d."c_bytes" IS NOT NULL OR s."c_bytes" IS NOT NULL AND d."c_bytes" IS NULL OR DBMS_LOB.COMPARE(s."c_bytes", d."c_bytes") <> 0)
   OR DECODE(s."c_date", d."c_date", 0, 1) = 1
   OR DECODE(s."c_time", d."c_time", 0, 1) = 1
   OR DECODE(s."c_timestamp", d."c_timestamp", 0, 1) = 1
   OR DECODE(s."c_datetime", d."c_datetime", 0, 1) = 1
   OR (s."c_json" IS NULL AND d."c_json" IS NOT NULL OR s."c_json" IS NOT NULL AND d."c_json" IS NULL OR DBMS_LOB.COMPARE(s."c_json", d."c_json") <> 0)
   OR DECODE(s."c_uuid", d."c_uuid", 0, 1) = 1
   OR DECODE(s."c_decimal_18_4", d."c_decimal_18_4", 0, 1) = 1
   OR DECODE(s."c_decimal_38_0", d."c_decimal_38_0", 0, 1) = 1
WHEN NOT MATCHED THEN INSERT ("id", "c_text", "c_boolean", "c_integer", "c_bigint", "c_decimal", "c_float", "c_bytes", "c_date", "c_time", "c_timestamp", "c_datetime", "c_json", "c_uuid", "c_decimal_18_4", "c_decimal_38_0") VALUES (s."id", s."c_text", s."c_boolean", s."c_integer", s."c_bigint", s."c_decimal", s."c_float", s."c_bytes", s."c_date", s."c_time", s."c_timestamp", s."c_datetime", s."c_json", s."c_uuid", s."c_decimal_18_4", s."c_decimal_38_0");

-- [delete_matched of shop.every]
DELETE FROM "shop"."every"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "every"."id");

-- [delete_duplicates of shop.every]
DELETE FROM "shop"."every"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "shop"."every" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of shop.every]
BEGIN EXECUTE IMMEDIATE 'DROP TABLE "shop"."every"'; EXCEPTION WHEN OTHERS THEN IF SQLCODE <> -942 THEN RAISE; END IF; END;;

-- [create_table of shop.wide_decimals]
-- refused: WB9113 Oracle has no type for decimal(65,30)

-- [create_staging of shop.wide_decimals]
-- refused: WB9113 Oracle has no type for decimal(65,30)

-- [insert_values of shop.wide_decimals]
INSERT INTO "shop"."wide_decimals" ("id", "d") VALUES (?, ?);

-- [read of shop.wide_decimals]
SELECT "id", "d"
FROM "shop"."wide_decimals";

-- [add_key of shop.wide_decimals]
ALTER TABLE "shop"."wide_decimals" ADD PRIMARY KEY ("id");

-- [merge of shop.wide_decimals]
MERGE INTO "shop"."wide_decimals" d
USING "_waybill_stg_1" s
ON (d."id" = s."id")
WHEN MATCHED THEN UPDATE SET
  d."d" = s."d"
WHERE DECODE(s."d", d."d", 0, 1) = 1
WHEN NOT MATCHED THEN INSERT ("id", "d") VALUES (s."id", s."d");

-- [delete_matched of shop.wide_decimals]
DELETE FROM "shop"."wide_decimals"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "wide_decimals"."id");

-- [delete_duplicates of shop.wide_decimals]
DELETE FROM "shop"."wide_decimals"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "shop"."wide_decimals" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of shop.wide_decimals]
BEGIN EXECUTE IMMEDIATE 'DROP TABLE "shop"."wide_decimals"'; EXCEPTION WHEN OTHERS THEN IF SQLCODE <> -942 THEN RAISE; END IF; END;;

-- [create_table of shop.composite]
CREATE TABLE "shop"."composite" (
  "org" varchar2(255) NOT NULL,
  "id" varchar2(36) NOT NULL,
  "name" varchar2(4000),
  "at" timestamp(6) with time zone,
  PRIMARY KEY ("org", "id")
);

-- [create_staging of shop.composite]
CREATE TABLE "_waybill_stg_1" (
  "org" varchar2(255),
  "id" varchar2(36),
  "name" varchar2(4000),
  "at" timestamp(6) with time zone
);

-- [insert_values of shop.composite]
INSERT INTO "shop"."composite" ("org", "id", "name", "at") VALUES (?, ?, ?, ?);

-- [read of shop.composite]
SELECT "org", "id", "name", "at"
FROM "shop"."composite"
WHERE "org" = ? AND UTL_RAW.CAST_TO_RAW("org") = UTL_RAW.CAST_TO_RAW(?)
  AND ("at" >= ? OR "at" IS NULL);
-- ? text acme
-- ? text acme
-- ? timestamp 2026-11-20T12:00:00.000000Z

-- [add_key of shop.composite]
ALTER TABLE "shop"."composite" ADD PRIMARY KEY ("org", "id");

-- [merge of shop.composite]
MERGE INTO "shop"."composite" d
USING "_waybill_stg_1" s
ON (d."org" = s."org" AND d."id" = s."id")
WHEN MATCHED THEN UPDATE SET
  d."name" = s."name",
  d."at" = s."at"
WHERE DECODE(s."name", d."name", 0, 1) = 1
   OR DECODE(s."at", d."at", 0, 1) = 1
WHEN NOT MATCHED THEN INSERT ("org", "id", "name", "at") VALUES (s."org", s."id", s."name", s."at");

-- [delete_matched of shop.composite]
DELETE FROM "shop"."composite"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."org" = "composite"."org" AND s."id" = "composite"."id");

-- [delete_duplicates of shop.composite]
DELETE FROM "shop"."composite"
WHERE "org" IS NULL OR "id" IS NULL OR ("org", "id") IN (SELECT "org", "id" FROM "shop"."composite" GROUP BY "org", "id" HAVING count(*) > 1);

-- [drop_table of shop.composite]
BEGIN EXECUTE IMMEDIATE 'DROP TABLE "shop"."composite"'; EXCEPTION WHEN OTHERS THEN IF SQLCODE <> -942 THEN RAISE; END IF; END;;

-- [create_table of shop.key_only]
CREATE TABLE "shop"."key_only" (
  "org" varchar2(255) NOT NULL,
  "id" number(10) NOT NULL,
  PRIMARY KEY ("org", "id")
);

-- [create_staging of shop.key_only]
CREATE TABLE "_waybill_stg_1" (
  "org" varchar2(255),
  "id" number(10)
);

-- [insert_values of shop.key_only]
INSERT INTO "shop"."key_only" ("org", "id") VALUES (?, ?);

-- [read of shop.key_only]
SELECT "org", "id"
FROM "shop"."key_only";

-- [add_key of shop.key_only]
ALTER TABLE "shop"."key_only" ADD PRIMARY KEY ("org", "id");

-- [merge of shop.key_only]
MERGE INTO "shop"."key_only" d
USING "_waybill_stg_1" s
ON (d."org" = s."org" AND d."id" = s."id")
WHEN NOT MATCHED THEN INSERT ("org", "id") VALUES (s."org", s."id");

-- [delete_matched of shop.key_only]
DELETE FROM "shop"."key_only"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."org" = "key_only"."org" AND s."id" = "key_only"."id");

-- [delete_duplicates of shop.key_only]
DELETE FROM "shop"."key_only"
WHERE "org" IS NULL OR "id" IS NULL OR ("org", "id") IN (SELECT "org", "id" FROM "shop"."key_only" GROUP BY "org", "id" HAVING count(*) > 1);

-- [drop_table of shop.key_only]
BEGIN EXECUTE IMMEDIATE 'DROP TABLE "shop"."key_only"'; EXCEPTION WHEN OTHERS THEN IF SQLCODE <> -942 THEN RAISE; END IF; END;;

-- [create_table of shop.no_key]
CREATE TABLE "shop"."no_key" (
  "name" varchar2(4000),
  "n" number(19)
);

-- [create_staging of shop.no_key]
CREATE TABLE "_waybill_stg_1" (
  "name" varchar2(4000),
  "n" number(19)
);

-- [insert_values of shop.no_key]
INSERT INTO "shop"."no_key" ("name", "n") VALUES (?, ?);

-- [read of shop.no_key]
SELECT "name", "n"
FROM "shop"."no_key";

-- [drop_table of shop.no_key]
BEGIN EXECUTE IMMEDIATE 'DROP TABLE "shop"."no_key"'; EXCEPTION WHEN OTHERS THEN IF SQLCODE <> -942 THEN RAISE; END IF; END;;

-- [create_table of a"b]
-- refused: WB9114 the name 'a"b' holds ", which no name of Oracle can

-- [create_staging of a"b]
-- refused: WB9114 the name 'a"b' holds ", which no name of Oracle can

-- [insert_values of a"b]
-- refused: WB9114 the name 'a"b' holds ", which no name of Oracle can

-- [read of a"b]
-- refused: WB9114 the name 'a"b' holds ", which no name of Oracle can

-- [add_key of a"b]
-- refused: WB9114 the name 'a"b' holds ", which no name of Oracle can

-- [merge of a"b]
-- refused: WB9114 the name 'a"b' holds ", which no name of Oracle can

-- [delete_matched of a"b]
-- refused: WB9114 the name 'a"b' holds ", which no name of Oracle can

-- [delete_duplicates of a"b]
-- refused: WB9114 the name 'a"b' holds ", which no name of Oracle can

-- [drop_table of a"b]
-- refused: WB9114 the name 'a"b' holds ", which no name of Oracle can

-- [create_table of a`b]
CREATE TABLE "a`b" (
  "id" number(19) NOT NULL,
  "a`b" varchar2(4000),
  PRIMARY KEY ("id")
);

-- [create_staging of a`b]
CREATE TABLE "_waybill_stg_1" (
  "id" number(19),
  "a`b" varchar2(4000)
);

-- [insert_values of a`b]
INSERT INTO "a`b" ("id", "a`b") VALUES (?, ?);

-- [read of a`b]
SELECT "id", "a`b"
FROM "a`b";

-- [add_key of a`b]
ALTER TABLE "a`b" ADD PRIMARY KEY ("id");

-- [merge of a`b]
MERGE INTO "a`b" d
USING "_waybill_stg_1" s
ON (d."id" = s."id")
WHEN MATCHED THEN UPDATE SET
  d."a`b" = s."a`b"
WHERE DECODE(s."a`b", d."a`b", 0, 1) = 1
WHEN NOT MATCHED THEN INSERT ("id", "a`b") VALUES (s."id", s."a`b");

-- [delete_matched of a`b]
DELETE FROM "a`b"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "a`b"."id");

-- [delete_duplicates of a`b]
DELETE FROM "a`b"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a`b" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a`b]
BEGIN EXECUTE IMMEDIATE 'DROP TABLE "a`b"'; EXCEPTION WHEN OTHERS THEN IF SQLCODE <> -942 THEN RAISE; END IF; END;;

-- [create_table of a]b]
CREATE TABLE "a]b" (
  "id" number(19) NOT NULL,
  "a]b" varchar2(4000),
  PRIMARY KEY ("id")
);

-- [create_staging of a]b]
CREATE TABLE "_waybill_stg_1" (
  "id" number(19),
  "a]b" varchar2(4000)
);

-- [insert_values of a]b]
INSERT INTO "a]b" ("id", "a]b") VALUES (?, ?);

-- [read of a]b]
SELECT "id", "a]b"
FROM "a]b";

-- [add_key of a]b]
ALTER TABLE "a]b" ADD PRIMARY KEY ("id");

-- [merge of a]b]
MERGE INTO "a]b" d
USING "_waybill_stg_1" s
ON (d."id" = s."id")
WHEN MATCHED THEN UPDATE SET
  d."a]b" = s."a]b"
WHERE DECODE(s."a]b", d."a]b", 0, 1) = 1
WHEN NOT MATCHED THEN INSERT ("id", "a]b") VALUES (s."id", s."a]b");

-- [delete_matched of a]b]
DELETE FROM "a]b"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "a]b"."id");

-- [delete_duplicates of a]b]
DELETE FROM "a]b"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a]b" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a]b]
BEGIN EXECUTE IMMEDIATE 'DROP TABLE "a]b"'; EXCEPTION WHEN OTHERS THEN IF SQLCODE <> -942 THEN RAISE; END IF; END;;

-- [create_table of a[b]
CREATE TABLE "a[b" (
  "id" number(19) NOT NULL,
  "a[b" varchar2(4000),
  PRIMARY KEY ("id")
);

-- [create_staging of a[b]
CREATE TABLE "_waybill_stg_1" (
  "id" number(19),
  "a[b" varchar2(4000)
);

-- [insert_values of a[b]
INSERT INTO "a[b" ("id", "a[b") VALUES (?, ?);

-- [read of a[b]
SELECT "id", "a[b"
FROM "a[b";

-- [add_key of a[b]
ALTER TABLE "a[b" ADD PRIMARY KEY ("id");

-- [merge of a[b]
MERGE INTO "a[b" d
USING "_waybill_stg_1" s
ON (d."id" = s."id")
WHEN MATCHED THEN UPDATE SET
  d."a[b" = s."a[b"
WHERE DECODE(s."a[b", d."a[b", 0, 1) = 1
WHEN NOT MATCHED THEN INSERT ("id", "a[b") VALUES (s."id", s."a[b");

-- [delete_matched of a[b]
DELETE FROM "a[b"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "a[b"."id");

-- [delete_duplicates of a[b]
DELETE FROM "a[b"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a[b" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a[b]
BEGIN EXECUTE IMMEDIATE 'DROP TABLE "a[b"'; EXCEPTION WHEN OTHERS THEN IF SQLCODE <> -942 THEN RAISE; END IF; END;;

-- [create_table of a'b]
CREATE TABLE "a'b" (
  "id" number(19) NOT NULL,
  "a'b" varchar2(4000),
  PRIMARY KEY ("id")
);

-- [create_staging of a'b]
CREATE TABLE "_waybill_stg_1" (
  "id" number(19),
  "a'b" varchar2(4000)
);

-- [insert_values of a'b]
INSERT INTO "a'b" ("id", "a'b") VALUES (?, ?);

-- [read of a'b]
SELECT "id", "a'b"
FROM "a'b";

-- [add_key of a'b]
ALTER TABLE "a'b" ADD PRIMARY KEY ("id");

-- [merge of a'b]
MERGE INTO "a'b" d
USING "_waybill_stg_1" s
ON (d."id" = s."id")
WHEN MATCHED THEN UPDATE SET
  d."a'b" = s."a'b"
WHERE DECODE(s."a'b", d."a'b", 0, 1) = 1
WHEN NOT MATCHED THEN INSERT ("id", "a'b") VALUES (s."id", s."a'b");

-- [delete_matched of a'b]
DELETE FROM "a'b"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "a'b"."id");

-- [delete_duplicates of a'b]
DELETE FROM "a'b"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a'b" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a'b]
BEGIN EXECUTE IMMEDIATE 'DROP TABLE "a''b"'; EXCEPTION WHEN OTHERS THEN IF SQLCODE <> -942 THEN RAISE; END IF; END;;

-- [create_table of a\b]
CREATE TABLE "a\b" (
  "id" number(19) NOT NULL,
  "a\b" varchar2(4000),
  PRIMARY KEY ("id")
);

-- [create_staging of a\b]
CREATE TABLE "_waybill_stg_1" (
  "id" number(19),
  "a\b" varchar2(4000)
);

-- [insert_values of a\b]
INSERT INTO "a\b" ("id", "a\b") VALUES (?, ?);

-- [read of a\b]
SELECT "id", "a\b"
FROM "a\b";

-- [add_key of a\b]
ALTER TABLE "a\b" ADD PRIMARY KEY ("id");

-- [merge of a\b]
MERGE INTO "a\b" d
USING "_waybill_stg_1" s
ON (d."id" = s."id")
WHEN MATCHED THEN UPDATE SET
  d."a\b" = s."a\b"
WHERE DECODE(s."a\b", d."a\b", 0, 1) = 1
WHEN NOT MATCHED THEN INSERT ("id", "a\b") VALUES (s."id", s."a\b");

-- [delete_matched of a\b]
DELETE FROM "a\b"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "a\b"."id");

-- [delete_duplicates of a\b]
DELETE FROM "a\b"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a\b" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a\b]
BEGIN EXECUTE IMMEDIATE 'DROP TABLE "a\b"'; EXCEPTION WHEN OTHERS THEN IF SQLCODE <> -942 THEN RAISE; END IF; END;;

-- [create_table of a b]
CREATE TABLE "a b" (
  "id" number(19) NOT NULL,
  "a b" varchar2(4000),
  PRIMARY KEY ("id")
);

-- [create_staging of a b]
CREATE TABLE "_waybill_stg_1" (
  "id" number(19),
  "a b" varchar2(4000)
);

-- [insert_values of a b]
INSERT INTO "a b" ("id", "a b") VALUES (?, ?);

-- [read of a b]
SELECT "id", "a b"
FROM "a b";

-- [add_key of a b]
ALTER TABLE "a b" ADD PRIMARY KEY ("id");

-- [merge of a b]
MERGE INTO "a b" d
USING "_waybill_stg_1" s
ON (d."id" = s."id")
WHEN MATCHED THEN UPDATE SET
  d."a b" = s."a b"
WHERE DECODE(s."a b", d."a b", 0, 1) = 1
WHEN NOT MATCHED THEN INSERT ("id", "a b") VALUES (s."id", s."a b");

-- [delete_matched of a b]
DELETE FROM "a b"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "a b"."id");

-- [delete_duplicates of a b]
DELETE FROM "a b"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a b" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a b]
BEGIN EXECUTE IMMEDIATE 'DROP TABLE "a b"'; EXCEPTION WHEN OTHERS THEN IF SQLCODE <> -942 THEN RAISE; END IF; END;;

-- [create_table of a;b -- c]
CREATE TABLE "a;b -- c" (
  "id" number(19) NOT NULL,
  "a;b -- c" varchar2(4000),
  PRIMARY KEY ("id")
);

-- [create_staging of a;b -- c]
CREATE TABLE "_waybill_stg_1" (
  "id" number(19),
  "a;b -- c" varchar2(4000)
);

-- [insert_values of a;b -- c]
INSERT INTO "a;b -- c" ("id", "a;b -- c") VALUES (?, ?);

-- [read of a;b -- c]
SELECT "id", "a;b -- c"
FROM "a;b -- c";

-- [add_key of a;b -- c]
ALTER TABLE "a;b -- c" ADD PRIMARY KEY ("id");

-- [merge of a;b -- c]
MERGE INTO "a;b -- c" d
USING "_waybill_stg_1" s
ON (d."id" = s."id")
WHEN MATCHED THEN UPDATE SET
  d."a;b -- c" = s."a;b -- c"
WHERE DECODE(s."a;b -- c", d."a;b -- c", 0, 1) = 1
WHEN NOT MATCHED THEN INSERT ("id", "a;b -- c") VALUES (s."id", s."a;b -- c");

-- [delete_matched of a;b -- c]
DELETE FROM "a;b -- c"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "a;b -- c"."id");

-- [delete_duplicates of a;b -- c]
DELETE FROM "a;b -- c"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a;b -- c" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a;b -- c]
BEGIN EXECUTE IMMEDIATE 'DROP TABLE "a;b -- c"'; EXCEPTION WHEN OTHERS THEN IF SQLCODE <> -942 THEN RAISE; END IF; END;;

-- [create_table of a.b]
CREATE TABLE "a.b" (
  "id" number(19) NOT NULL,
  "a.b" varchar2(4000),
  PRIMARY KEY ("id")
);

-- [create_staging of a.b]
CREATE TABLE "_waybill_stg_1" (
  "id" number(19),
  "a.b" varchar2(4000)
);

-- [insert_values of a.b]
INSERT INTO "a.b" ("id", "a.b") VALUES (?, ?);

-- [read of a.b]
SELECT "id", "a.b"
FROM "a.b";

-- [add_key of a.b]
ALTER TABLE "a.b" ADD PRIMARY KEY ("id");

-- [merge of a.b]
MERGE INTO "a.b" d
USING "_waybill_stg_1" s
ON (d."id" = s."id")
WHEN MATCHED THEN UPDATE SET
  d."a.b" = s."a.b"
WHERE DECODE(s."a.b", d."a.b", 0, 1) = 1
WHEN NOT MATCHED THEN INSERT ("id", "a.b") VALUES (s."id", s."a.b");

-- [delete_matched of a.b]
DELETE FROM "a.b"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "a.b"."id");

-- [delete_duplicates of a.b]
DELETE FROM "a.b"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a.b" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a.b]
BEGIN EXECUTE IMMEDIATE 'DROP TABLE "a.b"'; EXCEPTION WHEN OTHERS THEN IF SQLCODE <> -942 THEN RAISE; END IF; END;;

-- [create_table of ${a}]
CREATE TABLE "${a}" (
  "id" number(19) NOT NULL,
  "${a}" varchar2(4000),
  PRIMARY KEY ("id")
);

-- [create_staging of ${a}]
CREATE TABLE "_waybill_stg_1" (
  "id" number(19),
  "${a}" varchar2(4000)
);

-- [insert_values of ${a}]
INSERT INTO "${a}" ("id", "${a}") VALUES (?, ?);

-- [read of ${a}]
SELECT "id", "${a}"
FROM "${a}";

-- [add_key of ${a}]
ALTER TABLE "${a}" ADD PRIMARY KEY ("id");

-- [merge of ${a}]
MERGE INTO "${a}" d
USING "_waybill_stg_1" s
ON (d."id" = s."id")
WHEN MATCHED THEN UPDATE SET
  d."${a}" = s."${a}"
WHERE DECODE(s."${a}", d."${a}", 0, 1) = 1
WHEN NOT MATCHED THEN INSERT ("id", "${a}") VALUES (s."id", s."${a}");

-- [delete_matched of ${a}]
DELETE FROM "${a}"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "${a}"."id");

-- [delete_duplicates of ${a}]
DELETE FROM "${a}"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "${a}" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of ${a}]
BEGIN EXECUTE IMMEDIATE 'DROP TABLE "${a}"'; EXCEPTION WHEN OTHERS THEN IF SQLCODE <> -942 THEN RAISE; END IF; END;;

-- [create_table of {table}]
CREATE TABLE "{table}" (
  "id" number(19) NOT NULL,
  "{table}" varchar2(4000),
  PRIMARY KEY ("id")
);

-- [create_staging of {table}]
CREATE TABLE "_waybill_stg_1" (
  "id" number(19),
  "{table}" varchar2(4000)
);

-- [insert_values of {table}]
INSERT INTO "{table}" ("id", "{table}") VALUES (?, ?);

-- [read of {table}]
SELECT "id", "{table}"
FROM "{table}";

-- [add_key of {table}]
ALTER TABLE "{table}" ADD PRIMARY KEY ("id");

-- [merge of {table}]
MERGE INTO "{table}" d
USING "_waybill_stg_1" s
ON (d."id" = s."id")
WHEN MATCHED THEN UPDATE SET
  d."{table}" = s."{table}"
WHERE DECODE(s."{table}", d."{table}", 0, 1) = 1
WHEN NOT MATCHED THEN INSERT ("id", "{table}") VALUES (s."id", s."{table}");

-- [delete_matched of {table}]
DELETE FROM "{table}"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "{table}"."id");

-- [delete_duplicates of {table}]
DELETE FROM "{table}"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "{table}" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of {table}]
BEGIN EXECUTE IMMEDIATE 'DROP TABLE "{table}"'; EXCEPTION WHEN OTHERS THEN IF SQLCODE <> -942 THEN RAISE; END IF; END;;

-- [create_table of /*a*/]
CREATE TABLE "/*a*/" (
  "id" number(19) NOT NULL,
  "/*a*/" varchar2(4000),
  PRIMARY KEY ("id")
);

-- [create_staging of /*a*/]
CREATE TABLE "_waybill_stg_1" (
  "id" number(19),
  "/*a*/" varchar2(4000)
);

-- [insert_values of /*a*/]
INSERT INTO "/*a*/" ("id", "/*a*/") VALUES (?, ?);

-- [read of /*a*/]
SELECT "id", "/*a*/"
FROM "/*a*/";

-- [add_key of /*a*/]
ALTER TABLE "/*a*/" ADD PRIMARY KEY ("id");

-- [merge of /*a*/]
MERGE INTO "/*a*/" d
USING "_waybill_stg_1" s
ON (d."id" = s."id")
WHEN MATCHED THEN UPDATE SET
  d."/*a*/" = s."/*a*/"
WHERE DECODE(s."/*a*/", d."/*a*/", 0, 1) = 1
WHEN NOT MATCHED THEN INSERT ("id", "/*a*/") VALUES (s."id", s."/*a*/");

-- [delete_matched of /*a*/]
DELETE FROM "/*a*/"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "/*a*/"."id");

-- [delete_duplicates of /*a*/]
DELETE FROM "/*a*/"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "/*a*/" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of /*a*/]
BEGIN EXECUTE IMMEDIATE 'DROP TABLE "/*a*/"'; EXCEPTION WHEN OTHERS THEN IF SQLCODE <> -942 THEN RAISE; END IF; END;;

-- [create_table of select]
CREATE TABLE "select" (
  "id" number(19) NOT NULL,
  "select" varchar2(4000),
  PRIMARY KEY ("id")
);

-- [create_staging of select]
CREATE TABLE "_waybill_stg_1" (
  "id" number(19),
  "select" varchar2(4000)
);

-- [insert_values of select]
INSERT INTO "select" ("id", "select") VALUES (?, ?);

-- [read of select]
SELECT "id", "select"
FROM "select";

-- [add_key of select]
ALTER TABLE "select" ADD PRIMARY KEY ("id");

-- [merge of select]
MERGE INTO "select" d
USING "_waybill_stg_1" s
ON (d."id" = s."id")
WHEN MATCHED THEN UPDATE SET
  d."select" = s."select"
WHERE DECODE(s."select", d."select", 0, 1) = 1
WHEN NOT MATCHED THEN INSERT ("id", "select") VALUES (s."id", s."select");

-- [delete_matched of select]
DELETE FROM "select"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "select"."id");

-- [delete_duplicates of select]
DELETE FROM "select"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "select" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of select]
BEGIN EXECUTE IMMEDIATE 'DROP TABLE "select"'; EXCEPTION WHEN OTHERS THEN IF SQLCODE <> -942 THEN RAISE; END IF; END;;

-- [create_table of ünï]
CREATE TABLE "ünï" (
  "id" number(19) NOT NULL,
  "ünï" varchar2(4000),
  PRIMARY KEY ("id")
);

-- [create_staging of ünï]
CREATE TABLE "_waybill_stg_1" (
  "id" number(19),
  "ünï" varchar2(4000)
);

-- [insert_values of ünï]
INSERT INTO "ünï" ("id", "ünï") VALUES (?, ?);

-- [read of ünï]
SELECT "id", "ünï"
FROM "ünï";

-- [add_key of ünï]
ALTER TABLE "ünï" ADD PRIMARY KEY ("id");

-- [merge of ünï]
MERGE INTO "ünï" d
USING "_waybill_stg_1" s
ON (d."id" = s."id")
WHEN MATCHED THEN UPDATE SET
  d."ünï" = s."ünï"
WHERE DECODE(s."ünï", d."ünï", 0, 1) = 1
WHEN NOT MATCHED THEN INSERT ("id", "ünï") VALUES (s."id", s."ünï");

-- [delete_matched of ünï]
DELETE FROM "ünï"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "ünï"."id");

-- [delete_duplicates of ünï]
DELETE FROM "ünï"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "ünï" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of ünï]
BEGIN EXECUTE IMMEDIATE 'DROP TABLE "ünï"'; EXCEPTION WHEN OTHERS THEN IF SQLCODE <> -942 THEN RAISE; END IF; END;;

-- [create_table of 名前]
CREATE TABLE "名前" (
  "id" number(19) NOT NULL,
  "名前" varchar2(4000),
  PRIMARY KEY ("id")
);

-- [create_staging of 名前]
CREATE TABLE "_waybill_stg_1" (
  "id" number(19),
  "名前" varchar2(4000)
);

-- [insert_values of 名前]
INSERT INTO "名前" ("id", "名前") VALUES (?, ?);

-- [read of 名前]
SELECT "id", "名前"
FROM "名前";

-- [add_key of 名前]
ALTER TABLE "名前" ADD PRIMARY KEY ("id");

-- [merge of 名前]
MERGE INTO "名前" d
USING "_waybill_stg_1" s
ON (d."id" = s."id")
WHEN MATCHED THEN UPDATE SET
  d."名前" = s."名前"
WHERE DECODE(s."名前", d."名前", 0, 1) = 1
WHEN NOT MATCHED THEN INSERT ("id", "名前") VALUES (s."id", s."名前");

-- [delete_matched of 名前]
DELETE FROM "名前"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "名前"."id");

-- [delete_duplicates of 名前]
DELETE FROM "名前"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "名前" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of 名前]
BEGIN EXECUTE IMMEDIATE 'DROP TABLE "名前"'; EXCEPTION WHEN OTHERS THEN IF SQLCODE <> -942 THEN RAISE; END IF; END;;

-- [create_table of a%sb]
CREATE TABLE "a%sb" (
  "id" number(19) NOT NULL,
  "a%sb" varchar2(4000),
  PRIMARY KEY ("id")
);

-- [create_staging of a%sb]
CREATE TABLE "_waybill_stg_1" (
  "id" number(19),
  "a%sb" varchar2(4000)
);

-- [insert_values of a%sb]
INSERT INTO "a%sb" ("id", "a%sb") VALUES (?, ?);

-- [read of a%sb]
SELECT "id", "a%sb"
FROM "a%sb";

-- [add_key of a%sb]
ALTER TABLE "a%sb" ADD PRIMARY KEY ("id");

-- [merge of a%sb]
MERGE INTO "a%sb" d
USING "_waybill_stg_1" s
ON (d."id" = s."id")
WHEN MATCHED THEN UPDATE SET
  d."a%sb" = s."a%sb"
WHERE DECODE(s."a%sb", d."a%sb", 0, 1) = 1
WHEN NOT MATCHED THEN INSERT ("id", "a%sb") VALUES (s."id", s."a%sb");

-- [delete_matched of a%sb]
DELETE FROM "a%sb"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "a%sb"."id");

-- [delete_duplicates of a%sb]
DELETE FROM "a%sb"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a%sb" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a%sb]
BEGIN EXECUTE IMMEDIATE 'DROP TABLE "a%sb"'; EXCEPTION WHEN OTHERS THEN IF SQLCODE <> -942 THEN RAISE; END IF; END;;

-- [create_table of ?]
CREATE TABLE "?" (
  "id" number(19) NOT NULL,
  "?" varchar2(4000),
  PRIMARY KEY ("id")
);

-- [create_staging of ?]
CREATE TABLE "_waybill_stg_1" (
  "id" number(19),
  "?" varchar2(4000)
);

-- [insert_values of ?]
INSERT INTO "?" ("id", "?") VALUES (?, ?);

-- [read of ?]
SELECT "id", "?"
FROM "?";

-- [add_key of ?]
ALTER TABLE "?" ADD PRIMARY KEY ("id");

-- [merge of ?]
MERGE INTO "?" d
USING "_waybill_stg_1" s
ON (d."id" = s."id")
WHEN MATCHED THEN UPDATE SET
  d."?" = s."?"
WHERE DECODE(s."?", d."?", 0, 1) = 1
WHEN NOT MATCHED THEN INSERT ("id", "?") VALUES (s."id", s."?");

-- [delete_matched of ?]
DELETE FROM "?"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "?"."id");

-- [delete_duplicates of ?]
DELETE FROM "?"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "?" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of ?]
BEGIN EXECUTE IMMEDIATE 'DROP TABLE "?"'; EXCEPTION WHEN OTHERS THEN IF SQLCODE <> -942 THEN RAISE; END IF; END;;

-- [create_table of A]
CREATE TABLE "A" (
  "id" number(19) NOT NULL,
  "A" varchar2(4000),
  PRIMARY KEY ("id")
);

-- [create_staging of A]
CREATE TABLE "_waybill_stg_1" (
  "id" number(19),
  "A" varchar2(4000)
);

-- [insert_values of A]
INSERT INTO "A" ("id", "A") VALUES (?, ?);

-- [read of A]
SELECT "id", "A"
FROM "A";

-- [add_key of A]
ALTER TABLE "A" ADD PRIMARY KEY ("id");

-- [merge of A]
MERGE INTO "A" d
USING "_waybill_stg_1" s
ON (d."id" = s."id")
WHEN MATCHED THEN UPDATE SET
  d."A" = s."A"
WHERE DECODE(s."A", d."A", 0, 1) = 1
WHEN NOT MATCHED THEN INSERT ("id", "A") VALUES (s."id", s."A");

-- [delete_matched of A]
DELETE FROM "A"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "A"."id");

-- [delete_duplicates of A]
DELETE FROM "A"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "A" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of A]
BEGIN EXECUTE IMMEDIATE 'DROP TABLE "A"'; EXCEPTION WHEN OTHERS THEN IF SQLCODE <> -942 THEN RAISE; END IF; END;;

-- [create_table of a$b]
CREATE TABLE "a$b" (
  "id" number(19) NOT NULL,
  "a$b" varchar2(4000),
  PRIMARY KEY ("id")
);

-- [create_staging of a$b]
CREATE TABLE "_waybill_stg_1" (
  "id" number(19),
  "a$b" varchar2(4000)
);

-- [insert_values of a$b]
INSERT INTO "a$b" ("id", "a$b") VALUES (?, ?);

-- [read of a$b]
SELECT "id", "a$b"
FROM "a$b";

-- [add_key of a$b]
ALTER TABLE "a$b" ADD PRIMARY KEY ("id");

-- [merge of a$b]
MERGE INTO "a$b" d
USING "_waybill_stg_1" s
ON (d."id" = s."id")
WHEN MATCHED THEN UPDATE SET
  d."a$b" = s."a$b"
WHERE DECODE(s."a$b", d."a$b", 0, 1) = 1
WHEN NOT MATCHED THEN INSERT ("id", "a$b") VALUES (s."id", s."a$b");

-- [delete_matched of a$b]
DELETE FROM "a$b"
WHERE EXISTS (SELECT 1 FROM "_waybill_stg_1" s WHERE s."id" = "a$b"."id");

-- [delete_duplicates of a$b]
DELETE FROM "a$b"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a$b" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a$b]
BEGIN EXECUTE IMMEDIATE 'DROP TABLE "a$b"'; EXCEPTION WHEN OTHERS THEN IF SQLCODE <> -942 THEN RAISE; END IF; END;;

