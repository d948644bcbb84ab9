-- [create_table]
CREATE TABLE "main"."orders" (
  "c_text" String,
  "c_boolean" Nullable(Bool),
  "c_integer" Nullable(Int32),
  "c_bigint" Nullable(Int64),
  "c_decimal" Nullable(Decimal(38,9)),
  "c_float" Nullable(Float64),
  "c_bytes" Nullable(String),
  "c_date" Nullable(Date32),
  "c_time" Nullable(String),
  "c_timestamp" Nullable(DateTime64(6,'UTC')),
  "c_datetime" Nullable(DateTime64(6)),
  "c_json" Nullable(String),
  "c_uuid" UUID,
  "c_decimal_18_4" Nullable(Decimal(18,4)),
  "c_required" Int64
) ENGINE = MergeTree ORDER BY ("c_text", "c_uuid");

-- [create_table: without its key]
CREATE TABLE "main"."orders" (
  "c_text" String,
  "c_boolean" Nullable(Bool),
  "c_integer" Nullable(Int32),
  "c_bigint" Nullable(Int64),
  "c_decimal" Nullable(Decimal(38,9)),
  "c_float" Nullable(Float64),
  "c_bytes" Nullable(String),
  "c_date" Nullable(Date32),
  "c_time" Nullable(String),
  "c_timestamp" Nullable(DateTime64(6,'UTC')),
  "c_datetime" Nullable(DateTime64(6)),
  "c_json" Nullable(String),
  "c_uuid" UUID,
  "c_decimal_18_4" Nullable(Decimal(18,4)),
  "c_required" Int64
) ENGINE = MergeTree ORDER BY ("c_text", "c_uuid");

-- [create_table: hostile names]
CREATE TABLE "group"."t""`]['\\.;?é名" (
  "select" String,
  "k""`]['\\.;?é名" String,
  "n""`]['\\.;?é名" Nullable(String),
  "o""`]['\\.;?é名" Nullable(String),
  "c""`]['\\.;?é名" Nullable(DateTime64(6,'UTC'))
) ENGINE = MergeTree ORDER BY ("select", "k""`]['\\.;?é名");

-- [create_staging]
CREATE TABLE "_waybill_stg_1" (
  "c_text" Nullable(String),
  "c_boolean" Nullable(Bool),
  "c_integer" Nullable(Int32),
  "c_bigint" Nullable(Int64),
  "c_decimal" Nullable(Decimal(38,9)),
  "c_float" Nullable(Float64),
  "c_bytes" Nullable(String),
  "c_date" Nullable(Date32),
  "c_time" Nullable(String),
  "c_timestamp" Nullable(DateTime64(6,'UTC')),
  "c_datetime" Nullable(DateTime64(6)),
  "c_json" Nullable(String),
  "c_uuid" Nullable(UUID),
  "c_decimal_18_4" Nullable(Decimal(18,4)),
  "c_required" Nullable(Int64)
) ENGINE = MergeTree ORDER BY tuple();

-- [create_staging: hostile names]
CREATE TABLE "_waybill_stg_1" (
  "select" Nullable(String),
  "k""`]['\\.;?é名" Nullable(String),
  "n""`]['\\.;?é名" Nullable(String),
  "o""`]['\\.;?é名" Nullable(String),
  "c""`]['\\.;?é名" Nullable(DateTime64(6,'UTC'))
) ENGINE = MergeTree ORDER BY tuple();

-- [create_table: with comments]
CREATE TABLE "main"."orders" (
  "c_text" String,
  "c_boolean" Nullable(Bool)
) ENGINE = MergeTree ORDER BY ("c_text");

-- [comment_on]

-- [comment_on: a table without one]

-- [comment_on: a column]

-- [comment_on: a column of the key]

-- [comment_on: hostile names]

-- [read_comments]

-- [read_comments: a hostile name]

-- [add_key]

-- [add_key: a long name]

-- [add_column]
ALTER TABLE "main"."orders" ADD COLUMN "note" Nullable(String);

-- [add_column: with a comment]
ALTER TABLE "main"."orders" ADD COLUMN "note" Nullable(String);

-- [add_column: hostile names]
ALTER TABLE "group"."t""`]['\\.;?é名" ADD COLUMN "n""`]['\\.;?é名" Nullable(String);

-- [widen_column]

-- [widen_column: a decimal]

-- [widen_column: with a comment]

-- [widen_column: a column of the key]

-- [widen_column: hostile names]

-- [create_schema]
CREATE DATABASE IF NOT EXISTS "_waybill";

-- [create_schema: a hostile name]
CREATE DATABASE IF NOT EXISTS "group""`]['\\.;?é名";

-- [analyze]

-- [create_shared_staging]

-- [rename_table]

-- [drop_table]
DROP TABLE IF EXISTS "orders";

-- [drop_table: a hostile name]
DROP TABLE IF EXISTS "group"."t""`]['\\.;?é名";

-- [drop_staging]
DROP TABLE IF EXISTS "_waybill_stg_1";

-- [insert_values]
INSERT INTO "orders" ("id", "na""me") VALUES (?, ?);

-- [insert_values: two rows]
INSERT INTO "orders" ("id", "name") VALUES (?, ?), (?, ?);

-- [begin_write]

-- [begin_read]

-- [savepoint]

-- [rollback_to_savepoint]

-- [release_savepoint]

-- [check_constraints_now]

-- [lock_control]

-- [list_schemas]
SELECT name FROM system.databases ORDER BY name;

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
WHERE "org" = ?;
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
WHERE "org" = ?
  AND ("updated_at" >= ? OR "updated_at" IS NULL)
  AND ("updated_at" < ? OR "updated_at" IS NULL);
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
WHERE "org" = ?
  AND ("updated_at" >= ? OR "updated_at" IS NULL)
  AND ("updated_at" < ? OR "updated_at" IS NULL);
-- ? text acme
-- ? integer 7
-- ? integer 9

-- [read: rows of some keys]
SELECT "id", "name", "updated_at"
FROM "main"."orders"
WHERE "org" = ?
  AND (("id" = ? AND "org" = ?) OR ("id" = ? AND "org" = ?));
-- ? text acme
-- ? bigint 7
-- ? text acme
-- ? bigint 8
-- ? text o'hara

-- [read: hostile names]
SELECT "select", "n""`]['\\.;?é名"
FROM "group"."t""`]['\\.;?é名"
WHERE "o""`]['\\.;?é名" = ?
  AND ("c""`]['\\.;?é名" >= ? OR "c""`]['\\.;?é名" IS NULL)
  AND ("c""`]['\\.;?é名" < ? OR "c""`]['\\.;?é名" IS NULL);
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
WHERE "org" = ?
  AND ("updated_at" >= ? OR "updated_at" IS NULL)
  AND ("updated_at" < ? OR "updated_at" IS NULL);
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
DELETE FROM "orders"
WHERE "id" IN (SELECT s."id" FROM "_waybill_stg_1" s
  JOIN "orders" d ON s."id" = d."id"
  WHERE (s."name" <> d."name" OR (s."name" IS NULL) <> (d."name" IS NULL))
   OR (s."updated_at" <> d."updated_at" OR (s."updated_at" IS NULL) <> (d."updated_at" IS NULL)));
INSERT INTO "orders" ("id", "name", "updated_at")
SELECT s."id", s."name", s."updated_at"
FROM "_waybill_stg_1" s
WHERE s."id" NOT IN (SELECT "id" FROM "orders");

-- [merge: two columns of the key]
DELETE FROM "orders"
WHERE ("id", "org") IN (SELECT (s."id", s."org") FROM "_waybill_stg_1" s
  JOIN "orders" d ON s."id" = d."id" AND s."org" = d."org"
  WHERE (s."name" <> d."name" OR (s."name" IS NULL) <> (d."name" IS NULL)));
INSERT INTO "orders" ("id", "org", "name")
SELECT s."id", s."org", s."name"
FROM "_waybill_stg_1" s
WHERE (s."id", s."org") NOT IN (SELECT "id", "org" FROM "orders");

-- [merge: nothing but the key]
INSERT INTO "orders" ("id", "org")
SELECT s."id", s."org"
FROM "_waybill_stg_1" s
WHERE (s."id", s."org") NOT IN (SELECT "id", "org" FROM "orders");

-- [merge: a JSON]
DELETE FROM "orders"
WHERE "id" IN (SELECT s."id" FROM "_waybill_stg_1" s
  JOIN "orders" d ON s."id" = d."id"
  WHERE (s."body" <> d."body" OR (s."body" IS NULL) <> (d."body" IS NULL)));
INSERT INTO "orders" ("id", "body")
SELECT s."id", s."body"
FROM "_waybill_stg_1" s
WHERE s."id" NOT IN (SELECT "id" FROM "orders");

-- [merge: bytes]
DELETE FROM "orders"
WHERE "id" IN (SELECT s."id" FROM "_waybill_stg_1" s
  JOIN "orders" d ON s."id" = d."id"
  WHERE (s."body" <> d."body" OR (s."body" IS NULL) <> (d."body" IS NULL)));
INSERT INTO "orders" ("id", "body")
SELECT s."id", s."body"
FROM "_waybill_stg_1" s
WHERE s."id" NOT IN (SELECT "id" FROM "orders");

-- [merge: only new rows]
INSERT INTO "orders" ("id", "org", "name")
SELECT s."id", s."org", s."name"
FROM "_waybill_stg_1" s
WHERE (s."id", s."org") NOT IN (SELECT "id", "org" FROM "orders");

-- [merge: many rows]
DELETE FROM "orders"
WHERE ("id", "org") IN (SELECT (s."id", s."org") FROM "_waybill_stg_1" s
  JOIN "orders" d ON s."id" = d."id" AND s."org" = d."org"
  WHERE (s."name" <> d."name" OR (s."name" IS NULL) <> (d."name" IS NULL)));
INSERT INTO "orders" ("id", "org", "name")
SELECT s."id", s."org", s."name"
FROM "_waybill_stg_1" s
WHERE (s."id", s."org") NOT IN (SELECT "id", "org" FROM "orders");

-- [merge: many rows in one pass]

-- [one_pass_probe]

-- [one_pass_probe: hostile names]

-- [merge: many rows, only new ones]
INSERT INTO "orders" ("id", "org", "name")
SELECT s."id", s."org", s."name"
FROM "_waybill_stg_1" s
WHERE (s."id", s."org") NOT IN (SELECT "id", "org" FROM "orders");

-- [merge: hostile names]
DELETE FROM "group"."t""`]['\\.;?é名"
WHERE ("select", "k""`]['\\.;?é名") IN (SELECT (s."select", s."k""`]['\\.;?é名") FROM "_waybill_stg_1" s
  JOIN "group"."t""`]['\\.;?é名" d ON s."select" = d."select" AND s."k""`]['\\.;?é名" = d."k""`]['\\.;?é名"
  WHERE (s."n""`]['\\.;?é名" <> d."n""`]['\\.;?é名" OR (s."n""`]['\\.;?é名" IS NULL) <> (d."n""`]['\\.;?é名" IS NULL)));
INSERT INTO "group"."t""`]['\\.;?é名" ("select", "k""`]['\\.;?é名", "n""`]['\\.;?é名")
SELECT s."select", s."k""`]['\\.;?é名", s."n""`]['\\.;?é名"
FROM "_waybill_stg_1" s
WHERE (s."select", s."k""`]['\\.;?é名") NOT IN (SELECT "select", "k""`]['\\.;?é名" FROM "group"."t""`]['\\.;?é名");

-- [delete_matched]
DELETE FROM "orders"
WHERE ("orders"."id", "orders"."org") IN (SELECT "id", "org" FROM "_waybill_stg_1");

-- [delete_matched: hostile names]
DELETE FROM "group"."t""`]['\\.;?é名"
WHERE ("t""`]['\\.;?é名"."select", "t""`]['\\.;?é名"."k""`]['\\.;?é名") IN (SELECT "select", "k""`]['\\.;?é名" FROM "_waybill_stg_1");

-- [delete_unmatched]
DELETE FROM "orders"
WHERE ("orders"."id", "orders"."org") NOT IN (SELECT "id", "org" FROM "_waybill_stg_1");

-- [delete_unmatched: hostile names]
DELETE FROM "group"."t""`]['\\.;?é名"
WHERE ("t""`]['\\.;?é名"."select", "t""`]['\\.;?é名"."k""`]['\\.;?é名") NOT IN (SELECT "select", "k""`]['\\.;?é名" FROM "_waybill_stg_1");

-- [count_matched]
SELECT count(*) FROM "_waybill_stg_1" s
WHERE (s."id", s."org") IN (SELECT "id", "org" FROM "orders");

-- [count_matched: many rows]
SELECT count(*) FROM "_waybill_stg_1" s
WHERE (s."id", s."org") IN (SELECT "id", "org" FROM "orders");

-- [count_matched: hostile names]
SELECT count(*) FROM "_waybill_stg_1" s
WHERE (s."select", s."k""`]['\\.;?é名") IN (SELECT "select", "k""`]['\\.;?é名" FROM "group"."t""`]['\\.;?é名");

-- [read_staged: found]
SELECT s."id", s."org", s."name"
FROM "_waybill_stg_1" s
WHERE (s."id", s."org") IN (SELECT "id", "org" FROM "orders");

-- [read_staged: not found]
SELECT s."id", s."org", s."name"
FROM "_waybill_stg_1" s
WHERE (s."id", s."org") NOT IN (SELECT "id", "org" FROM "orders");

-- [read_staged: hostile names]
SELECT s."select", s."k""`]['\\.;?é名", s."n""`]['\\.;?é名"
FROM "_waybill_stg_1" s
WHERE (s."select", s."k""`]['\\.;?é名") NOT IN (SELECT "select", "k""`]['\\.;?é名" FROM "group"."t""`]['\\.;?é名");

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
JOIN "group"."t""`]['\\.;?é名" d ON s."select" = d."select" AND s."k""`]['\\.;?é名" = d."k""`]['\\.;?é名"
WHERE (s."n""`]['\\.;?é名" <> d."n""`]['\\.;?é名" OR (s."n""`]['\\.;?é名" IS NULL) <> (d."n""`]['\\.;?é名" IS NULL));

-- [read_different]
SELECT s."id", s."org" FROM "_waybill_stg_1" s
JOIN "orders" d ON s."id" = d."id" AND s."org" = d."org"
WHERE (s."name" <> d."name" OR (s."name" IS NULL) <> (d."name" IS NULL));

-- [read_different: nothing but the key]
SELECT s."id", s."org" FROM "_waybill_stg_1" s
JOIN "orders" d ON s."id" = d."id" AND s."org" = d."org"
WHERE 1 = 0;

-- [read_different: hostile names]
SELECT s."select", s."k""`]['\\.;?é名" FROM "_waybill_stg_1" s
JOIN "group"."t""`]['\\.;?é名" d ON s."select" = d."select" AND s."k""`]['\\.;?é名" = d."k""`]['\\.;?é名"
WHERE (s."n""`]['\\.;?é名" <> d."n""`]['\\.;?é名" OR (s."n""`]['\\.;?é名" IS NULL) <> (d."n""`]['\\.;?é名" IS NULL));

-- [read_rows]
SELECT "id", "org", "name"
FROM "_waybill_stg_1";

-- [read_rows: hostile names]
SELECT "select", "n""`]['\\.;?é名"
FROM "group"."t""`]['\\.;?é名";

-- [copy_rows]
INSERT INTO "_waybill_chg_1" ("id", "org", "name")
SELECT s."id", s."org", s."name"
FROM "_waybill_stg_1" s;

-- [copy_rows: unless in another]
INSERT INTO "_waybill_chg_1" ("id", "org", "name")
SELECT s."id", s."org", s."name"
FROM "_waybill_stg_1" s
WHERE (s."id", s."org") NOT IN (SELECT "id", "org" FROM "main"."_waybill_ledger");

-- [copy_rows: unless in two others]
INSERT INTO "_waybill_chg_1" ("id", "org", "name")
SELECT s."id", s."org", s."name"
FROM "_waybill_stg_1" s
WHERE (s."id", s."org") NOT IN (SELECT "id", "org" FROM "_waybill_seen_1")
  AND (s."id", s."org") NOT IN (SELECT "id", "org" FROM "main"."_waybill_ledger");

-- [copy_rows: hostile names]
INSERT INTO "group"."t""`]['\\.;?é名" ("select", "k""`]['\\.;?é名", "n""`]['\\.;?é名")
SELECT s."select", s."k""`]['\\.;?é名", s."n""`]['\\.;?é名"
FROM "_waybill_stg_1" s
WHERE (s."select", s."k""`]['\\.;?é名") NOT IN (SELECT "select", "k""`]['\\.;?é名" FROM "group"."t""`]['\\.;?é名");

-- [copy_numbered]
INSERT INTO "_waybill_num_1" ("_waybill_n", "id", "org", "name")
SELECT row_number() OVER (ORDER BY s."id", s."org"), s."id", s."org", s."name"
FROM "_waybill_stg_1" s;

-- [copy_numbered: without a key]
INSERT INTO "_waybill_num_1" ("_waybill_n", "id", "org", "name")
SELECT row_number() OVER (ORDER BY (SELECT NULL)), s."id", s."org", s."name"
FROM "_waybill_stg_1" s;

-- [copy_numbered: hostile names]
INSERT INTO "group"."t""`]['\\.;?é名" ("_waybill_n", "select", "k""`]['\\.;?é名", "n""`]['\\.;?é名")
SELECT row_number() OVER (ORDER BY s."select", s."k""`]['\\.;?é名"), s."select", s."k""`]['\\.;?é名", s."n""`]['\\.;?é名"
FROM "_waybill_stg_1" s;

-- [copy_range]
INSERT INTO "_waybill_chg_1" ("id", "org", "name")
SELECT s."id", s."org", s."name"
FROM "_waybill_num_1" s
WHERE s."_waybill_n" >= ? AND s."_waybill_n" < ?;
-- ? bigint 1
-- ? bigint 500

-- [copy_range: hostile names]
INSERT INTO "group"."t""`]['\\.;?é名" ("select", "k""`]['\\.;?é名", "n""`]['\\.;?é名")
SELECT s."select", s."k""`]['\\.;?é名", s."n""`]['\\.;?é名"
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
DELETE FROM "group"."t""`]['\\.;?é名"
WHERE 1 = 1;

-- [delete_superseded]
DELETE FROM "_waybill_stg_1"
WHERE "id" IN (SELECT "id" FROM "_waybill_stg_1" WHERE "updated_at" IS NOT NULL)
  AND ("updated_at" IS NULL OR ("id", "updated_at") NOT IN (SELECT "id", max("updated_at") FROM "_waybill_stg_1" WHERE "updated_at" IS NOT NULL GROUP BY "id"));

-- [delete_superseded: two columns of the key]
DELETE FROM "_waybill_stg_1"
WHERE ("id", "org") IN (SELECT "id", "org" FROM "_waybill_stg_1" WHERE "updated_at" IS NOT NULL)
  AND ("updated_at" IS NULL OR ("id", "org", "updated_at") NOT IN (SELECT "id", "org", max("updated_at") FROM "_waybill_stg_1" WHERE "updated_at" IS NOT NULL GROUP BY "id", "org"));

-- [delete_superseded: hostile names]
DELETE FROM "_waybill_stg_1"
WHERE ("select", "k""`]['\\.;?é名") IN (SELECT "select", "k""`]['\\.;?é名" FROM "_waybill_stg_1" WHERE "c""`]['\\.;?é名" IS NOT NULL)
  AND ("c""`]['\\.;?é名" IS NULL OR ("select", "k""`]['\\.;?é名", "c""`]['\\.;?é名") NOT IN (SELECT "select", "k""`]['\\.;?é名", max("c""`]['\\.;?é名") FROM "_waybill_stg_1" WHERE "c""`]['\\.;?é名" IS NOT NULL GROUP BY "select", "k""`]['\\.;?é名"));

-- [count_rows]
SELECT count(*) FROM "orders";

-- [count_rows: a hostile name]
SELECT count(*) FROM "group"."t""`]['\\.;?é名";

-- [count_duplicates]
SELECT count(*) FROM "orders"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "orders" GROUP BY "id" HAVING count(*) > 1);

-- [read_duplicates]
SELECT "id", "org", "name"
FROM "orders"
WHERE "id" IS NULL OR "org" IS NULL OR ("id", "org") IN (SELECT "id", "org" FROM "orders" GROUP BY "id", "org" HAVING count(*) > 1);

-- [read_duplicates: hostile names]
SELECT "select", "k""`]['\\.;?é名", "n""`]['\\.;?é名"
FROM "group"."t""`]['\\.;?é名"
WHERE "select" IS NULL OR "k""`]['\\.;?é名" IS NULL OR ("select", "k""`]['\\.;?é名") IN (SELECT "select", "k""`]['\\.;?é名" FROM "group"."t""`]['\\.;?é名" GROUP BY "select", "k""`]['\\.;?é名" HAVING count(*) > 1);

-- [delete_duplicates]
DELETE FROM "orders"
WHERE "id" IS NULL OR "org" IS NULL OR ("id", "org") IN (SELECT "id", "org" FROM "orders" GROUP BY "id", "org" HAVING count(*) > 1);

-- [page]
SELECT p."id", CASE WHEN length(toString(p."name")) > 4096 THEN NULL ELSE p."name" END AS "name", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CAST(CASE WHEN length(toString(p."name")) > 4096 THEN 1 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 2 ELSE 0 END AS Int64)
FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ?
) p
ORDER BY p."id"
LIMIT 51;
-- ? text acme

-- [page: the second, from behind]
SELECT p."id", CASE WHEN length(toString(p."name")) > 4096 THEN NULL ELSE p."name" END AS "name", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CAST(CASE WHEN length(toString(p."name")) > 4096 THEN 1 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 2 ELSE 0 END AS Int64)
FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ?
) p
ORDER BY p."name" DESC, p."id" DESC
LIMIT 51 OFFSET 50;
-- ? text acme

-- [page: in no order]
SELECT p."id", CASE WHEN length(toString(p."name")) > 4096 THEN NULL ELSE p."name" END AS "name", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CAST(CASE WHEN length(toString(p."name")) > 4096 THEN 1 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 2 ELSE 0 END AS Int64)
FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ?
) p
LIMIT 51;
-- ? text acme

-- [page: the second, in no order]
SELECT p."id", CASE WHEN length(toString(p."name")) > 4096 THEN NULL ELSE p."name" END AS "name", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CAST(CASE WHEN length(toString(p."name")) > 4096 THEN 1 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 2 ELSE 0 END AS Int64)
FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ?
) p
LIMIT 51 OFFSET 50;
-- ? text acme

-- [page: hostile names]
SELECT p."select", CASE WHEN length(toString(p."n""`]['\\.;?é名")) > 4096 THEN NULL ELSE p."n""`]['\\.;?é名" END AS "n""`]['\\.;?é名", CAST(CASE WHEN length(toString(p."n""`]['\\.;?é名")) > 4096 THEN 1 ELSE 0 END AS Int64)
FROM (
SELECT "select", "n""`]['\\.;?é名"
FROM "group"."t""`]['\\.;?é名"
) p
ORDER BY p."select" DESC
LIMIT 51 OFFSET 50;

-- [page: wide]
SELECT CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CASE WHEN length(toString(p."body")) > 4096 THEN NULL ELSE p."body" END AS "body", CAST(CASE WHEN length(toString(p."body")) > 4096 THEN 1 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 2 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 4 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 8 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 16 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 32 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 64 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 128 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 256 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 512 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 1024 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 2048 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 4096 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 8192 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 16384 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 32768 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 65536 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 131072 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 262144 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 524288 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 1048576 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 2097152 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 4194304 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 8388608 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 16777216 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 33554432 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 67108864 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 134217728 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 268435456 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 536870912 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 1073741824 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 2147483648 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 4294967296 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 8589934592 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 17179869184 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 34359738368 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 68719476736 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 137438953472 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 274877906944 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 549755813888 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 1099511627776 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 2199023255552 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 4398046511104 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 8796093022208 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 17592186044416 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 35184372088832 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 70368744177664 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 140737488355328 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 281474976710656 ELSE 0 END + CASE WHEN length(toString(p."body")) > 4096 THEN 562949953421312 ELSE 0 END AS Int64), CAST(CASE WHEN length(toString(p."body")) > 4096 THEN 1 ELSE 0 END AS Int64)
FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ?
) p
ORDER BY p."id"
LIMIT 51;
-- ? text acme

-- [count_of]
SELECT count(*) FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ?
) p;
-- ? text acme

-- [storage_probe]

-- [cells_as_text]
SELECT CASE WHEN length(toString(p."name")) > 4096 THEN NULL ELSE toString(p."name") END, NULL
FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ?
) p
ORDER BY p."id"
LIMIT 51;
-- ? text acme

-- [cells_as_text: hostile names]
SELECT CASE WHEN length(toString(p."n""`]['\\.;?é名")) > 4096 THEN NULL ELSE toString(p."n""`]['\\.;?é名") END, NULL
FROM (
SELECT "select", "n""`]['\\.;?é名"
FROM "group"."t""`]['\\.;?é名"
) p
ORDER BY p."select" DESC
LIMIT 51 OFFSET 50;

-- [comparison_probe]
SELECT CASE WHEN o = 'ACMÉ' THEN 1 ELSE 0 END + CASE WHEN o = 'acme' THEN 2 ELSE 0 END + CASE WHEN o = 'acmé ' THEN 4 ELSE 0 END + CASE WHEN o = 'acmé' THEN 8 ELSE 0 END
FROM (SELECT "name" AS o FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ?
) p WHERE 1 = 0
UNION ALL SELECT 'acmé') q;
-- ? text acme

-- [comparison_probe: of ASCII]
SELECT CASE WHEN o = 'ACME' THEN 1 ELSE 0 END + CASE WHEN o = 'acme ' THEN 4 ELSE 0 END
FROM (SELECT "name" AS o FROM (
SELECT "id", "name", "body"
FROM "main"."orders"
WHERE "org" = ?
) p WHERE 1 = 0
UNION ALL SELECT 'acme') q;
-- ? text acme

-- [comparison_probe: a hostile name]
SELECT CASE WHEN o = 'ACMÉ' THEN 1 ELSE 0 END + CASE WHEN o = 'acme' THEN 2 ELSE 0 END + CASE WHEN o = 'acmé ' THEN 4 ELSE 0 END + CASE WHEN o = 'acmé' THEN 8 ELSE 0 END
FROM (SELECT "n""`]['\\.;?é名" AS o FROM (
SELECT "select", "n""`]['\\.;?é名"
FROM "group"."t""`]['\\.;?é名"
) p WHERE 1 = 0
UNION ALL SELECT 'acmé') q;

-- [select_values]
-- refused: WB9113 ClickHouse takes no given rows

-- [select_values: of no rows]
-- refused: WB9113 ClickHouse takes no given rows

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
CREATE USER IF NOT EXISTS "waybill_reader" IDENTIFIED BY '<password>';
GRANT SELECT, SHOW TABLES, SHOW COLUMNS ON "default".* TO "waybill_reader";

-- [grants_script: a destination]
CREATE USER IF NOT EXISTS "waybill_writer" IDENTIFIED BY '<password>';
CREATE DATABASE IF NOT EXISTS "default";
GRANT SELECT, INSERT, ALTER, CREATE TABLE, DROP TABLE, TRUNCATE, SHOW ON "default".* TO "waybill_writer";
-- Waybill's own schema
CREATE DATABASE IF NOT EXISTS "_waybill";
GRANT SELECT, INSERT, ALTER, CREATE TABLE, DROP TABLE, TRUNCATE, SHOW ON "_waybill".* TO "waybill_writer";

-- [grants_script: a source, hostile names]
CREATE USER IF NOT EXISTS "u""`]['\\.;?é名" IDENTIFIED BY '<password>';
GRANT SELECT, SHOW TABLES, SHOW COLUMNS ON "group".* TO "u""`]['\\.;?é名";
GRANT SELECT, SHOW TABLES, SHOW COLUMNS ON "s_""`]['\\.;?é名".* TO "u""`]['\\.;?é名";

-- [grants_script: a destination, hostile names]
CREATE USER IF NOT EXISTS "u""`]['\\.;?é名" IDENTIFIED BY '<password>';
CREATE DATABASE IF NOT EXISTS "group";
CREATE DATABASE IF NOT EXISTS "s_""`]['\\.;?é名";
GRANT SELECT, INSERT, ALTER, CREATE TABLE, DROP TABLE, TRUNCATE, SHOW ON "group".* TO "u""`]['\\.;?é名";
GRANT SELECT, INSERT, ALTER, CREATE TABLE, DROP TABLE, TRUNCATE, SHOW ON "s_""`]['\\.;?é名".* TO "u""`]['\\.;?é名";
-- Waybill's own schema
CREATE DATABASE IF NOT EXISTS "_waybill";
GRANT SELECT, INSERT, ALTER, CREATE TABLE, DROP TABLE, TRUNCATE, SHOW ON "_waybill".* TO "u""`]['\\.;?é名";

-- [create_table of shop.every]
CREATE TABLE "shop"."every" (
  "id" Int64,
  "c_text" Nullable(String),
  "c_boolean" Nullable(Bool),
  "c_integer" Nullable(Int32),
  "c_bigint" Nullable(Int64),
  "c_decimal" Nullable(Decimal(38,9)),
  "c_float" Nullable(Float64),
  "c_bytes" Nullable(String),
  "c_date" Nullable(Date32),
  "c_time" Nullable(String),
  "c_timestamp" Nullable(DateTime64(6,'UTC')),
  "c_datetime" Nullable(DateTime64(6)),
  "c_json" Nullable(String),
  "c_uuid" Nullable(UUID),
  "c_decimal_18_4" Nullable(Decimal(18,4)),
  "c_decimal_38_0" Nullable(Decimal(38,0))
) ENGINE = MergeTree ORDER BY ("id");

-- [create_staging of shop.every]
CREATE TABLE "_waybill_stg_1" (
  "id" Nullable(Int64),
  "c_text" Nullable(String),
  "c_boolean" Nullable(Bool),
  "c_integer" Nullable(Int32),
  "c_bigint" Nullable(Int64),
  "c_decimal" Nullable(Decimal(38,9)),
  "c_float" Nullable(Float64),
  "c_bytes" Nullable(String),
  "c_date" Nullable(Date32),
  "c_time" Nullable(String),
  "c_timestamp" Nullable(DateTime64(6,'UTC')),
  "c_datetime" Nullable(DateTime64(6)),
  "c_json" Nullable(String),
  "c_uuid" Nullable(UUID),
  "c_decimal_18_4" Nullable(Decimal(18,4)),
  "c_decimal_38_0" Nullable(Decimal(38,0))
) ENGINE = MergeTree ORDER BY tuple();

-- [insert_values of shop.every]
INSERT INTO "shop"."every" ("id", "c_text", "c_boolean", "c_integer", "c_bigint", "c_decimal", "c_float", "c_bytes", "c_date", "c_time", "c_timestamp", "c_datetime", "c_json", "c_uuid", "c_decimal_18_4", "c_decimal_38_0") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- [read of shop.every]
SELECT "id", "c_text", "c_boolean", "c_integer", "c_bigint", "c_decimal", "c_float", "c_bytes", "c_date", "c_time", "c_timestamp", "c_datetime", "c_json", "c_uuid", "c_decimal_18_4", "c_decimal_38_0"
FROM "shop"."every";

-- [add_key of shop.every]

-- [merge of shop.every]
DELETE FROM "shop"."every"
WHERE "id" IN (SELECT s."id" FROM "_waybill_stg_1" s
  JOIN "shop"."every" d ON s."id" = d."id"
  WHERE (s."c_text" <> d."c_text" OR (s."c_text" IS NULL) <> (d."c_text" IS NULL))
   OR (s."c_boolean" <> d."c_boolean" OR (s."c_boolean" IS NULL) <> (d."c_boolean" IS NULL))
   OR (s."c_integer" <> d."c_integer" OR (s."c_integer" IS NULL) <> (d."c_integer" IS NULL))
   OR (s."c_bigint" <> d."c_bigint" OR (s."c_bigint" IS NULL) <> (d."c_bigint" IS NULL))
   OR (s."c_decimal" <> d."c_decimal" OR (s."c_decimal" IS NULL) <> (d."c_decimal" IS NULL))
   OR (s."c_float" <> d."c_float" OR (s."c_float" IS NULL) <> (d."c_float" IS NULL))
   OR (s."c_bytes" <> d."c_bytes" OR (s."c_bytes" IS NULL) <> (d."c_bytes" IS NULL))
   OR (s."c_date" <> d."c_date" OR (s."c_date" IS NULL) <> (d."c_date" IS NULL))
   OR (s."c_time" <> d."c_time" OR (s."c_time" IS NULL) <> (d."c_time" IS NULL))
   OR (s."c_timestamp" <> d."c_timestamp" OR (s."c_timestamp" IS NULL) <> (d."c_timestamp" IS NULL))
   OR (s."c_datetime" <> d."c_datetime" OR (s."c_datetime" IS NULL) <> (d."c_datetime" IS NULL))
   OR (s."c_json" <> d."c_json" OR (s."c_json" IS NULL) <> (d."c_json" IS NULL))
   OR (s."c_uuid" <> d."c_uuid" OR (s."c_uuid" IS NULL) <> (d."c_uuid" IS NULL))
   OR (s."c_decimal_18_4" <> d."c_decimal_18_4" OR (s."c_decimal_18_4" IS NULL) <> (d."c_decimal_18_4" IS NULL))
   OR (s."c_decimal_38_0" <> d."c_decimal_38_0" OR (s."c_decimal_38_0" IS NULL) <> (d."c_decimal_38_0" IS NULL)));
INSERT INTO "shop"."every" ("id", "c_text", "c_boolean", "c_integer", "c_bigint", "c_decimal", "c_float", "c_bytes", "c_date", "c_time", "c_timestamp", "c_datetime", "c_json", "c_uuid", "c_decimal_18_4", "c_decimal_38_0")
SELECT s."id", s."c_text", s."c_boolean", s."c_integer", s."c_bigint", s."c_decimal", s."c_float", s."c_bytes", s."c_date", s."c_time", s."c_timestamp", s."c_datetime", s."c_json", s."c_uuid", s."c_decimal_18_4", s."c_decimal_38_0"
FROM "_waybill_stg_1" s
WHERE s."id" NOT IN (SELECT "id" FROM "shop"."every");

-- [delete_matched of shop.every]
DELETE FROM "shop"."every"
WHERE "every"."id" IN (SELECT "id" FROM "_waybill_stg_1");

-- [delete_duplicates of shop.every]
DELETE FROM "shop"."every"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "shop"."every" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of shop.every]
DROP TABLE IF EXISTS "shop"."every";

-- [create_table of shop.wide_decimals]
CREATE TABLE "shop"."wide_decimals" (
  "id" Int64,
  "d" Nullable(Decimal(65,30))
) ENGINE = MergeTree ORDER BY ("id");

-- [create_staging of shop.wide_decimals]
CREATE TABLE "_waybill_stg_1" (
  "id" Nullable(Int64),
  "d" Nullable(Decimal(65,30))
) ENGINE = MergeTree ORDER BY tuple();

-- [insert_values of shop.wide_decimals]
INSERT INTO "shop"."wide_decimals" ("id", "d") VALUES (?, ?);

-- [read of shop.wide_decimals]
SELECT "id", "d"
FROM "shop"."wide_decimals";

-- [add_key of shop.wide_decimals]

-- [merge of shop.wide_decimals]
DELETE FROM "shop"."wide_decimals"
WHERE "id" IN (SELECT s."id" FROM "_waybill_stg_1" s
  JOIN "shop"."wide_decimals" d ON s."id" = d."id"
  WHERE (s."d" <> d."d" OR (s."d" IS NULL) <> (d."d" IS NULL)));
INSERT INTO "shop"."wide_decimals" ("id", "d")
SELECT s."id", s."d"
FROM "_waybill_stg_1" s
WHERE s."id" NOT IN (SELECT "id" FROM "shop"."wide_decimals");

-- [delete_matched of shop.wide_decimals]
DELETE FROM "shop"."wide_decimals"
WHERE "wide_decimals"."id" IN (SELECT "id" FROM "_waybill_stg_1");

-- [delete_duplicates of shop.wide_decimals]
DELETE FROM "shop"."wide_decimals"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "shop"."wide_decimals" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of shop.wide_decimals]
DROP TABLE IF EXISTS "shop"."wide_decimals";

-- [create_table of shop.composite]
CREATE TABLE "shop"."composite" (
  "org" String,
  "id" UUID,
  "name" Nullable(String),
  "at" Nullable(DateTime64(6,'UTC'))
) ENGINE = MergeTree ORDER BY ("org", "id");

-- [create_staging of shop.composite]
CREATE TABLE "_waybill_stg_1" (
  "org" Nullable(String),
  "id" Nullable(UUID),
  "name" Nullable(String),
  "at" Nullable(DateTime64(6,'UTC'))
) ENGINE = MergeTree ORDER BY tuple();

-- [insert_values of shop.composite]
INSERT INTO "shop"."composite" ("org", "id", "name", "at") VALUES (?, ?, ?, ?);

-- [read of shop.composite]
SELECT "org", "id", "name", "at"
FROM "shop"."composite"
WHERE "org" = ?
  AND ("at" >= ? OR "at" IS NULL);
-- ? text acme
-- ? timestamp 2026-11-20T12:00:00.000000Z

-- [add_key of shop.composite]

-- [merge of shop.composite]
DELETE FROM "shop"."composite"
WHERE ("org", "id") IN (SELECT (s."org", s."id") FROM "_waybill_stg_1" s
  JOIN "shop"."composite" d ON s."org" = d."org" AND s."id" = d."id"
  WHERE (s."name" <> d."name" OR (s."name" IS NULL) <> (d."name" IS NULL))
   OR (s."at" <> d."at" OR (s."at" IS NULL) <> (d."at" IS NULL)));
INSERT INTO "shop"."composite" ("org", "id", "name", "at")
SELECT s."org", s."id", s."name", s."at"
FROM "_waybill_stg_1" s
WHERE (s."org", s."id") NOT IN (SELECT "org", "id" FROM "shop"."composite");

-- [delete_matched of shop.composite]
DELETE FROM "shop"."composite"
WHERE ("composite"."org", "composite"."id") IN (SELECT "org", "id" FROM "_waybill_stg_1");

-- [delete_duplicates of shop.composite]
DELETE FROM "shop"."composite"
WHERE "org" IS NULL OR "id" IS NULL OR ("org", "id") IN (SELECT "org", "id" FROM "shop"."composite" GROUP BY "org", "id" HAVING count(*) > 1);

-- [drop_table of shop.composite]
DROP TABLE IF EXISTS "shop"."composite";

-- [create_table of shop.key_only]
CREATE TABLE "shop"."key_only" (
  "org" String,
  "id" Int32
) ENGINE = MergeTree ORDER BY ("org", "id");

-- [create_staging of shop.key_only]
CREATE TABLE "_waybill_stg_1" (
  "org" Nullable(String),
  "id" Nullable(Int32)
) ENGINE = MergeTree ORDER BY tuple();

-- [insert_values of shop.key_only]
INSERT INTO "shop"."key_only" ("org", "id") VALUES (?, ?);

-- [read of shop.key_only]
SELECT "org", "id"
FROM "shop"."key_only";

-- [add_key of shop.key_only]

-- [merge of shop.key_only]
INSERT INTO "shop"."key_only" ("org", "id")
SELECT s."org", s."id"
FROM "_waybill_stg_1" s
WHERE (s."org", s."id") NOT IN (SELECT "org", "id" FROM "shop"."key_only");

-- [delete_matched of shop.key_only]
DELETE FROM "shop"."key_only"
WHERE ("key_only"."org", "key_only"."id") IN (SELECT "org", "id" FROM "_waybill_stg_1");

-- [delete_duplicates of shop.key_only]
DELETE FROM "shop"."key_only"
WHERE "org" IS NULL OR "id" IS NULL OR ("org", "id") IN (SELECT "org", "id" FROM "shop"."key_only" GROUP BY "org", "id" HAVING count(*) > 1);

-- [drop_table of shop.key_only]
DROP TABLE IF EXISTS "shop"."key_only";

-- [create_table of shop.no_key]
CREATE TABLE "shop"."no_key" (
  "name" Nullable(String),
  "n" Nullable(Int64)
) ENGINE = MergeTree ORDER BY tuple();

-- [create_staging of shop.no_key]
CREATE TABLE "_waybill_stg_1" (
  "name" Nullable(String),
  "n" Nullable(Int64)
) ENGINE = MergeTree ORDER BY tuple();

-- [insert_values of shop.no_key]
INSERT INTO "shop"."no_key" ("name", "n") VALUES (?, ?);

-- [read of shop.no_key]
SELECT "name", "n"
FROM "shop"."no_key";

-- [drop_table of shop.no_key]
DROP TABLE IF EXISTS "shop"."no_key";

-- [create_table of a"b]
CREATE TABLE "a""b" (
  "id" Int64,
  "a""b" Nullable(String)
) ENGINE = MergeTree ORDER BY ("id");

-- [create_staging of a"b]
CREATE TABLE "_waybill_stg_1" (
  "id" Nullable(Int64),
  "a""b" Nullable(String)
) ENGINE = MergeTree ORDER BY tuple();

-- [insert_values of a"b]
INSERT INTO "a""b" ("id", "a""b") VALUES (?, ?);

-- [read of a"b]
SELECT "id", "a""b"
FROM "a""b";

-- [add_key of a"b]

-- [merge of a"b]
DELETE FROM "a""b"
WHERE "id" IN (SELECT s."id" FROM "_waybill_stg_1" s
  JOIN "a""b" d ON s."id" = d."id"
  WHERE (s."a""b" <> d."a""b" OR (s."a""b" IS NULL) <> (d."a""b" IS NULL)));
INSERT INTO "a""b" ("id", "a""b")
SELECT s."id", s."a""b"
FROM "_waybill_stg_1" s
WHERE s."id" NOT IN (SELECT "id" FROM "a""b");

-- [delete_matched of a"b]
DELETE FROM "a""b"
WHERE "a""b"."id" IN (SELECT "id" FROM "_waybill_stg_1");

-- [delete_duplicates of a"b]
DELETE FROM "a""b"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a""b" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a"b]
DROP TABLE IF EXISTS "a""b";

-- [create_table of a`b]
CREATE TABLE "a`b" (
  "id" Int64,
  "a`b" Nullable(String)
) ENGINE = MergeTree ORDER BY ("id");

-- [create_staging of a`b]
CREATE TABLE "_waybill_stg_1" (
  "id" Nullable(Int64),
  "a`b" Nullable(String)
) ENGINE = MergeTree ORDER BY tuple();

-- [insert_values of a`b]
INSERT INTO "a`b" ("id", "a`b") VALUES (?, ?);

-- [read of a`b]
SELECT "id", "a`b"
FROM "a`b";

-- [add_key of a`b]

-- [merge of a`b]
DELETE FROM "a`b"
WHERE "id" IN (SELECT s."id" FROM "_waybill_stg_1" s
  JOIN "a`b" d ON s."id" = d."id"
  WHERE (s."a`b" <> d."a`b" OR (s."a`b" IS NULL) <> (d."a`b" IS NULL)));
INSERT INTO "a`b" ("id", "a`b")
SELECT s."id", s."a`b"
FROM "_waybill_stg_1" s
WHERE s."id" NOT IN (SELECT "id" FROM "a`b");

-- [delete_matched of a`b]
DELETE FROM "a`b"
WHERE "a`b"."id" IN (SELECT "id" FROM "_waybill_stg_1");

-- [delete_duplicates of a`b]
DELETE FROM "a`b"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a`b" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a`b]
DROP TABLE IF EXISTS "a`b";

-- [create_table of a]b]
CREATE TABLE "a]b" (
  "id" Int64,
  "a]b" Nullable(String)
) ENGINE = MergeTree ORDER BY ("id");

-- [create_staging of a]b]
CREATE TABLE "_waybill_stg_1" (
  "id" Nullable(Int64),
  "a]b" Nullable(String)
) ENGINE = MergeTree ORDER BY tuple();

-- [insert_values of a]b]
INSERT INTO "a]b" ("id", "a]b") VALUES (?, ?);

-- [read of a]b]
SELECT "id", "a]b"
FROM "a]b";

-- [add_key of a]b]

-- [merge of a]b]
DELETE FROM "a]b"
WHERE "id" IN (SELECT s."id" FROM "_waybill_stg_1" s
  JOIN "a]b" d ON s."id" = d."id"
  WHERE (s."a]b" <> d."a]b" OR (s."a]b" IS NULL) <> (d."a]b" IS NULL)));
INSERT INTO "a]b" ("id", "a]b")
SELECT s."id", s."a]b"
FROM "_waybill_stg_1" s
WHERE s."id" NOT IN (SELECT "id" FROM "a]b");

-- [delete_matched of a]b]
DELETE FROM "a]b"
WHERE "a]b"."id" IN (SELECT "id" FROM "_waybill_stg_1");

-- [delete_duplicates of a]b]
DELETE FROM "a]b"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a]b" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a]b]
DROP TABLE IF EXISTS "a]b";

-- [create_table of a[b]
CREATE TABLE "a[b" (
  "id" Int64,
  "a[b" Nullable(String)
) ENGINE = MergeTree ORDER BY ("id");

-- [create_staging of a[b]
CREATE TABLE "_waybill_stg_1" (
  "id" Nullable(Int64),
  "a[b" Nullable(String)
) ENGINE = MergeTree ORDER BY tuple();

-- [insert_values of a[b]
INSERT INTO "a[b" ("id", "a[b") VALUES (?, ?);

-- [read of a[b]
SELECT "id", "a[b"
FROM "a[b";

-- [add_key of a[b]

-- [merge of a[b]
DELETE FROM "a[b"
WHERE "id" IN (SELECT s."id" FROM "_waybill_stg_1" s
  JOIN "a[b" d ON s."id" = d."id"
  WHERE (s."a[b" <> d."a[b" OR (s."a[b" IS NULL) <> (d."a[b" IS NULL)));
INSERT INTO "a[b" ("id", "a[b")
SELECT s."id", s."a[b"
FROM "_waybill_stg_1" s
WHERE s."id" NOT IN (SELECT "id" FROM "a[b");

-- [delete_matched of a[b]
DELETE FROM "a[b"
WHERE "a[b"."id" IN (SELECT "id" FROM "_waybill_stg_1");

-- [delete_duplicates of a[b]
DELETE FROM "a[b"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a[b" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a[b]
DROP TABLE IF EXISTS "a[b";

-- [create_table of a'b]
CREATE TABLE "a'b" (
  "id" Int64,
  "a'b" Nullable(String)
) ENGINE = MergeTree ORDER BY ("id");

-- [create_staging of a'b]
CREATE TABLE "_waybill_stg_1" (
  "id" Nullable(Int64),
  "a'b" Nullable(String)
) ENGINE = MergeTree ORDER BY tuple();

-- [insert_values of a'b]
INSERT INTO "a'b" ("id", "a'b") VALUES (?, ?);

-- [read of a'b]
SELECT "id", "a'b"
FROM "a'b";

-- [add_key of a'b]

-- [merge of a'b]
DELETE FROM "a'b"
WHERE "id" IN (SELECT s."id" FROM "_waybill_stg_1" s
  JOIN "a'b" d ON s."id" = d."id"
  WHERE (s."a'b" <> d."a'b" OR (s."a'b" IS NULL) <> (d."a'b" IS NULL)));
INSERT INTO "a'b" ("id", "a'b")
SELECT s."id", s."a'b"
FROM "_waybill_stg_1" s
WHERE s."id" NOT IN (SELECT "id" FROM "a'b");

-- [delete_matched of a'b]
DELETE FROM "a'b"
WHERE "a'b"."id" IN (SELECT "id" FROM "_waybill_stg_1");

-- [delete_duplicates of a'b]
DELETE FROM "a'b"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a'b" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a'b]
DROP TABLE IF EXISTS "a'b";

-- [create_table of a\b]
CREATE TABLE "a\\b" (
  "id" Int64,
  "a\\b" Nullable(String)
) ENGINE = MergeTree ORDER BY ("id");

-- [create_staging of a\b]
CREATE TABLE "_waybill_stg_1" (
  "id" Nullable(Int64),
  "a\\b" Nullable(String)
) ENGINE = MergeTree ORDER BY tuple();

-- [insert_values of a\b]
INSERT INTO "a\\b" ("id", "a\\b") VALUES (?, ?);

-- [read of a\b]
SELECT "id", "a\\b"
FROM "a\\b";

-- [add_key of a\b]

-- [merge of a\b]
DELETE FROM "a\\b"
WHERE "id" IN (SELECT s."id" FROM "_waybill_stg_1" s
  JOIN "a\\b" d ON s."id" = d."id"
  WHERE (s."a\\b" <> d."a\\b" OR (s."a\\b" IS NULL) <> (d."a\\b" IS NULL)));
INSERT INTO "a\\b" ("id", "a\\b")
SELECT s."id", s."a\\b"
FROM "_waybill_stg_1" s
WHERE s."id" NOT IN (SELECT "id" FROM "a\\b");

-- [delete_matched of a\b]
DELETE FROM "a\\b"
WHERE "a\\b"."id" IN (SELECT "id" FROM "_waybill_stg_1");

-- [delete_duplicates of a\b]
DELETE FROM "a\\b"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a\\b" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a\b]
DROP TABLE IF EXISTS "a\\b";

-- [create_table of a b]
CREATE TABLE "a b" (
  "id" Int64,
  "a b" Nullable(String)
) ENGINE = MergeTree ORDER BY ("id");

-- [create_staging of a b]
CREATE TABLE "_waybill_stg_1" (
  "id" Nullable(Int64),
  "a b" Nullable(String)
) ENGINE = MergeTree ORDER BY tuple();

-- [insert_values of a b]
INSERT INTO "a b" ("id", "a b") VALUES (?, ?);

-- [read of a b]
SELECT "id", "a b"
FROM "a b";

-- [add_key of a b]

-- [merge of a b]
DELETE FROM "a b"
WHERE "id" IN (SELECT s."id" FROM "_waybill_stg_1" s
  JOIN "a b" d ON s."id" = d."id"
  WHERE (s."a b" <> d."a b" OR (s."a b" IS NULL) <> (d."a b" IS NULL)));
INSERT INTO "a b" ("id", "a b")
SELECT s."id", s."a b"
FROM "_waybill_stg_1" s
WHERE s."id" NOT IN (SELECT "id" FROM "a b");

-- [delete_matched of a b]
DELETE FROM "a b"
WHERE "a b"."id" IN (SELECT "id" FROM "_waybill_stg_1");

-- [delete_duplicates of a b]
DELETE FROM "a b"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a b" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a b]
DROP TABLE IF EXISTS "a b";

-- [create_table of a;b -- c]
CREATE TABLE "a;b -- c" (
  "id" Int64,
  "a;b -- c" Nullable(String)
) ENGINE = MergeTree ORDER BY ("id");

-- [create_staging of a;b -- c]
CREATE TABLE "_waybill_stg_1" (
  "id" Nullable(Int64),
  "a;b -- c" Nullable(String)
) ENGINE = MergeTree ORDER BY tuple();

-- [insert_values of a;b -- c]
INSERT INTO "a;b -- c" ("id", "a;b -- c") VALUES (?, ?);

-- [read of a;b -- c]
SELECT "id", "a;b -- c"
FROM "a;b -- c";

-- [add_key of a;b -- c]

-- [merge of a;b -- c]
DELETE FROM "a;b -- c"
WHERE "id" IN (SELECT s."id" FROM "_waybill_stg_1" s
  JOIN "a;b -- c" d ON s."id" = d."id"
  WHERE (s."a;b -- c" <> d."a;b -- c" OR (s."a;b -- c" IS NULL) <> (d."a;b -- c" IS NULL)));
INSERT INTO "a;b -- c" ("id", "a;b -- c")
SELECT s."id", s."a;b -- c"
FROM "_waybill_stg_1" s
WHERE s."id" NOT IN (SELECT "id" FROM "a;b -- c");

-- [delete_matched of a;b -- c]
DELETE FROM "a;b -- c"
WHERE "a;b -- c"."id" IN (SELECT "id" FROM "_waybill_stg_1");

-- [delete_duplicates of a;b -- c]
DELETE FROM "a;b -- c"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a;b -- c" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a;b -- c]
DROP TABLE IF EXISTS "a;b -- c";

-- [create_table of a.b]
CREATE TABLE "a.b" (
  "id" Int64,
  "a.b" Nullable(String)
) ENGINE = MergeTree ORDER BY ("id");

-- [create_staging of a.b]
CREATE TABLE "_waybill_stg_1" (
  "id" Nullable(Int64),
  "a.b" Nullable(String)
) ENGINE = MergeTree ORDER BY tuple();

-- [insert_values of a.b]
INSERT INTO "a.b" ("id", "a.b") VALUES (?, ?);

-- [read of a.b]
SELECT "id", "a.b"
FROM "a.b";

-- [add_key of a.b]

-- [merge of a.b]
DELETE FROM "a.b"
WHERE "id" IN (SELECT s."id" FROM "_waybill_stg_1" s
  JOIN "a.b" d ON s."id" = d."id"
  WHERE (s."a.b" <> d."a.b" OR (s."a.b" IS NULL) <> (d."a.b" IS NULL)));
INSERT INTO "a.b" ("id", "a.b")
SELECT s."id", s."a.b"
FROM "_waybill_stg_1" s
WHERE s."id" NOT IN (SELECT "id" FROM "a.b");

-- [delete_matched of a.b]
DELETE FROM "a.b"
WHERE "a.b"."id" IN (SELECT "id" FROM "_waybill_stg_1");

-- [delete_duplicates of a.b]
DELETE FROM "a.b"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a.b" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a.b]
DROP TABLE IF EXISTS "a.b";

-- [create_table of ${a}]
CREATE TABLE "${a}" (
  "id" Int64,
  "${a}" Nullable(String)
) ENGINE = MergeTree ORDER BY ("id");

-- [create_staging of ${a}]
CREATE TABLE "_waybill_stg_1" (
  "id" Nullable(Int64),
  "${a}" Nullable(String)
) ENGINE = MergeTree ORDER BY tuple();

-- [insert_values of ${a}]
INSERT INTO "${a}" ("id", "${a}") VALUES (?, ?);

-- [read of ${a}]
SELECT "id", "${a}"
FROM "${a}";

-- [add_key of ${a}]

-- [merge of ${a}]
DELETE FROM "${a}"
WHERE "id" IN (SELECT s."id" FROM "_waybill_stg_1" s
  JOIN "${a}" d ON s."id" = d."id"
  WHERE (s."${a}" <> d."${a}" OR (s."${a}" IS NULL) <> (d."${a}" IS NULL)));
INSERT INTO "${a}" ("id", "${a}")
SELECT s."id", s."${a}"
FROM "_waybill_stg_1" s
WHERE s."id" NOT IN (SELECT "id" FROM "${a}");

-- [delete_matched of ${a}]
DELETE FROM "${a}"
WHERE "${a}"."id" IN (SELECT "id" FROM "_waybill_stg_1");

-- [delete_duplicates of ${a}]
DELETE FROM "${a}"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "${a}" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of ${a}]
DROP TABLE IF EXISTS "${a}";

-- [create_table of {table}]
CREATE TABLE "{table}" (
  "id" Int64,
  "{table}" Nullable(String)
) ENGINE = MergeTree ORDER BY ("id");

-- [create_staging of {table}]
CREATE TABLE "_waybill_stg_1" (
  "id" Nullable(Int64),
  "{table}" Nullable(String)
) ENGINE = MergeTree ORDER BY tuple();

-- [insert_values of {table}]
INSERT INTO "{table}" ("id", "{table}") VALUES (?, ?);

-- [read of {table}]
SELECT "id", "{table}"
FROM "{table}";

-- [add_key of {table}]

-- [merge of {table}]
DELETE FROM "{table}"
WHERE "id" IN (SELECT s."id" FROM "_waybill_stg_1" s
  JOIN "{table}" d ON s."id" = d."id"
  WHERE (s."{table}" <> d."{table}" OR (s."{table}" IS NULL) <> (d."{table}" IS NULL)));
INSERT INTO "{table}" ("id", "{table}")
SELECT s."id", s."{table}"
FROM "_waybill_stg_1" s
WHERE s."id" NOT IN (SELECT "id" FROM "{table}");

-- [delete_matched of {table}]
DELETE FROM "{table}"
WHERE "{table}"."id" IN (SELECT "id" FROM "_waybill_stg_1");

-- [delete_duplicates of {table}]
DELETE FROM "{table}"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "{table}" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of {table}]
DROP TABLE IF EXISTS "{table}";

-- [create_table of /*a*/]
CREATE TABLE "/*a*/" (
  "id" Int64,
  "/*a*/" Nullable(String)
) ENGINE = MergeTree ORDER BY ("id");

-- [create_staging of /*a*/]
CREATE TABLE "_waybill_stg_1" (
  "id" Nullable(Int64),
  "/*a*/" Nullable(String)
) ENGINE = MergeTree ORDER BY tuple();

-- [insert_values of /*a*/]
INSERT INTO "/*a*/" ("id", "/*a*/") VALUES (?, ?);

-- [read of /*a*/]
SELECT "id", "/*a*/"
FROM "/*a*/";

-- [add_key of /*a*/]

-- [merge of /*a*/]
DELETE FROM "/*a*/"
WHERE "id" IN (SELECT s."id" FROM "_waybill_stg_1" s
  JOIN "/*a*/" d ON s."id" = d."id"
  WHERE (s."/*a*/" <> d."/*a*/" OR (s."/*a*/" IS NULL) <> (d."/*a*/" IS NULL)));
INSERT INTO "/*a*/" ("id", "/*a*/")
SELECT s."id", s."/*a*/"
FROM "_waybill_stg_1" s
WHERE s."id" NOT IN (SELECT "id" FROM "/*a*/");

-- [delete_matched of /*a*/]
DELETE FROM "/*a*/"
WHERE "/*a*/"."id" IN (SELECT "id" FROM "_waybill_stg_1");

-- [delete_duplicates of /*a*/]
DELETE FROM "/*a*/"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "/*a*/" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of /*a*/]
DROP TABLE IF EXISTS "/*a*/";

-- [create_table of select]
CREATE TABLE "select" (
  "id" Int64,
  "select" Nullable(String)
) ENGINE = MergeTree ORDER BY ("id");

-- [create_staging of select]
CREATE TABLE "_waybill_stg_1" (
  "id" Nullable(Int64),
  "select" Nullable(String)
) ENGINE = MergeTree ORDER BY tuple();

-- [insert_values of select]
INSERT INTO "select" ("id", "select") VALUES (?, ?);

-- [read of select]
SELECT "id", "select"
FROM "select";

-- [add_key of select]

-- [merge of select]
DELETE FROM "select"
WHERE "id" IN (SELECT s."id" FROM "_waybill_stg_1" s
  JOIN "select" d ON s."id" = d."id"
  WHERE (s."select" <> d."select" OR (s."select" IS NULL) <> (d."select" IS NULL)));
INSERT INTO "select" ("id", "select")
SELECT s."id", s."select"
FROM "_waybill_stg_1" s
WHERE s."id" NOT IN (SELECT "id" FROM "select");

-- [delete_matched of select]
DELETE FROM "select"
WHERE "select"."id" IN (SELECT "id" FROM "_waybill_stg_1");

-- [delete_duplicates of select]
DELETE FROM "select"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "select" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of select]
DROP TABLE IF EXISTS "select";

-- [create_table of ünï]
CREATE TABLE "ünï" (
  "id" Int64,
  "ünï" Nullable(String)
) ENGINE = MergeTree ORDER BY ("id");

-- [create_staging of ünï]
CREATE TABLE "_waybill_stg_1" (
  "id" Nullable(Int64),
  "ünï" Nullable(String)
) ENGINE = MergeTree ORDER BY tuple();

-- [insert_values of ünï]
INSERT INTO "ünï" ("id", "ünï") VALUES (?, ?);

-- [read of ünï]
SELECT "id", "ünï"
FROM "ünï";

-- [add_key of ünï]

-- [merge of ünï]
DELETE FROM "ünï"
WHERE "id" IN (SELECT s."id" FROM "_waybill_stg_1" s
  JOIN "ünï" d ON s."id" = d."id"
  WHERE (s."ünï" <> d."ünï" OR (s."ünï" IS NULL) <> (d."ünï" IS NULL)));
INSERT INTO "ünï" ("id", "ünï")
SELECT s."id", s."ünï"
FROM "_waybill_stg_1" s
WHERE s."id" NOT IN (SELECT "id" FROM "ünï");

-- [delete_matched of ünï]
DELETE FROM "ünï"
WHERE "ünï"."id" IN (SELECT "id" FROM "_waybill_stg_1");

-- [delete_duplicates of ünï]
DELETE FROM "ünï"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "ünï" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of ünï]
DROP TABLE IF EXISTS "ünï";

-- [create_table of 名前]
CREATE TABLE "名前" (
  "id" Int64,
  "名前" Nullable(String)
) ENGINE = MergeTree ORDER BY ("id");

-- [create_staging of 名前]
CREATE TABLE "_waybill_stg_1" (
  "id" Nullable(Int64),
  "名前" Nullable(String)
) ENGINE = MergeTree ORDER BY tuple();

-- [insert_values of 名前]
INSERT INTO "名前" ("id", "名前") VALUES (?, ?);

-- [read of 名前]
SELECT "id", "名前"
FROM "名前";

-- [add_key of 名前]

-- [merge of 名前]
DELETE FROM "名前"
WHERE "id" IN (SELECT s."id" FROM "_waybill_stg_1" s
  JOIN "名前" d ON s."id" = d."id"
  WHERE (s."名前" <> d."名前" OR (s."名前" IS NULL) <> (d."名前" IS NULL)));
INSERT INTO "名前" ("id", "名前")
SELECT s."id", s."名前"
FROM "_waybill_stg_1" s
WHERE s."id" NOT IN (SELECT "id" FROM "名前");

-- [delete_matched of 名前]
DELETE FROM "名前"
WHERE "名前"."id" IN (SELECT "id" FROM "_waybill_stg_1");

-- [delete_duplicates of 名前]
DELETE FROM "名前"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "名前" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of 名前]
DROP TABLE IF EXISTS "名前";

-- [create_table of a%sb]
CREATE TABLE "a%sb" (
  "id" Int64,
  "a%sb" Nullable(String)
) ENGINE = MergeTree ORDER BY ("id");

-- [create_staging of a%sb]
CREATE TABLE "_waybill_stg_1" (
  "id" Nullable(Int64),
  "a%sb" Nullable(String)
) ENGINE = MergeTree ORDER BY tuple();

-- [insert_values of a%sb]
INSERT INTO "a%sb" ("id", "a%sb") VALUES (?, ?);

-- [read of a%sb]
SELECT "id", "a%sb"
FROM "a%sb";

-- [add_key of a%sb]

-- [merge of a%sb]
DELETE FROM "a%sb"
WHERE "id" IN (SELECT s."id" FROM "_waybill_stg_1" s
  JOIN "a%sb" d ON s."id" = d."id"
  WHERE (s."a%sb" <> d."a%sb" OR (s."a%sb" IS NULL) <> (d."a%sb" IS NULL)));
INSERT INTO "a%sb" ("id", "a%sb")
SELECT s."id", s."a%sb"
FROM "_waybill_stg_1" s
WHERE s."id" NOT IN (SELECT "id" FROM "a%sb");

-- [delete_matched of a%sb]
DELETE FROM "a%sb"
WHERE "a%sb"."id" IN (SELECT "id" FROM "_waybill_stg_1");

-- [delete_duplicates of a%sb]
DELETE FROM "a%sb"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a%sb" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a%sb]
DROP TABLE IF EXISTS "a%sb";

-- [create_table of ?]
CREATE TABLE "?" (
  "id" Int64,
  "?" Nullable(String)
) ENGINE = MergeTree ORDER BY ("id");

-- [create_staging of ?]
CREATE TABLE "_waybill_stg_1" (
  "id" Nullable(Int64),
  "?" Nullable(String)
) ENGINE = MergeTree ORDER BY tuple();

-- [insert_values of ?]
INSERT INTO "?" ("id", "?") VALUES (?, ?);

-- [read of ?]
SELECT "id", "?"
FROM "?";

-- [add_key of ?]

-- [merge of ?]
DELETE FROM "?"
WHERE "id" IN (SELECT s."id" FROM "_waybill_stg_1" s
  JOIN "?" d ON s."id" = d."id"
  WHERE (s."?" <> d."?" OR (s."?" IS NULL) <> (d."?" IS NULL)));
INSERT INTO "?" ("id", "?")
SELECT s."id", s."?"
FROM "_waybill_stg_1" s
WHERE s."id" NOT IN (SELECT "id" FROM "?");

-- [delete_matched of ?]
DELETE FROM "?"
WHERE "?"."id" IN (SELECT "id" FROM "_waybill_stg_1");

-- [delete_duplicates of ?]
DELETE FROM "?"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "?" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of ?]
DROP TABLE IF EXISTS "?";

-- [create_table of A]
CREATE TABLE "A" (
  "id" Int64,
  "A" Nullable(String)
) ENGINE = MergeTree ORDER BY ("id");

-- [create_staging of A]
CREATE TABLE "_waybill_stg_1" (
  "id" Nullable(Int64),
  "A" Nullable(String)
) ENGINE = MergeTree ORDER BY tuple();

-- [insert_values of A]
INSERT INTO "A" ("id", "A") VALUES (?, ?);

-- [read of A]
SELECT "id", "A"
FROM "A";

-- [add_key of A]

-- [merge of A]
DELETE FROM "A"
WHERE "id" IN (SELECT s."id" FROM "_waybill_stg_1" s
  JOIN "A" d ON s."id" = d."id"
  WHERE (s."A" <> d."A" OR (s."A" IS NULL) <> (d."A" IS NULL)));
INSERT INTO "A" ("id", "A")
SELECT s."id", s."A"
FROM "_waybill_stg_1" s
WHERE s."id" NOT IN (SELECT "id" FROM "A");

-- [delete_matched of A]
DELETE FROM "A"
WHERE "A"."id" IN (SELECT "id" FROM "_waybill_stg_1");

-- [delete_duplicates of A]
DELETE FROM "A"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "A" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of A]
DROP TABLE IF EXISTS "A";

-- [create_table of a$b]
CREATE TABLE "a$b" (
  "id" Int64,
  "a$b" Nullable(String)
) ENGINE = MergeTree ORDER BY ("id");

-- [create_staging of a$b]
CREATE TABLE "_waybill_stg_1" (
  "id" Nullable(Int64),
  "a$b" Nullable(String)
) ENGINE = MergeTree ORDER BY tuple();

-- [insert_values of a$b]
INSERT INTO "a$b" ("id", "a$b") VALUES (?, ?);

-- [read of a$b]
SELECT "id", "a$b"
FROM "a$b";

-- [add_key of a$b]

-- [merge of a$b]
DELETE FROM "a$b"
WHERE "id" IN (SELECT s."id" FROM "_waybill_stg_1" s
  JOIN "a$b" d ON s."id" = d."id"
  WHERE (s."a$b" <> d."a$b" OR (s."a$b" IS NULL) <> (d."a$b" IS NULL)));
INSERT INTO "a$b" ("id", "a$b")
SELECT s."id", s."a$b"
FROM "_waybill_stg_1" s
WHERE s."id" NOT IN (SELECT "id" FROM "a$b");

-- [delete_matched of a$b]
DELETE FROM "a$b"
WHERE "a$b"."id" IN (SELECT "id" FROM "_waybill_stg_1");

-- [delete_duplicates of a$b]
DELETE FROM "a$b"
WHERE "id" IS NULL OR "id" IN (SELECT "id" FROM "a$b" GROUP BY "id" HAVING count(*) > 1);

-- [drop_table of a$b]
DROP TABLE IF EXISTS "a$b";

