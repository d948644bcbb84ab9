-- [create_table]
CREATE TABLE `main`.`orders` (
  `c_text` string NOT NULL,
  `c_boolean` bool,
  `c_integer` int64,
  `c_bigint` int64,
  `c_decimal` bignumeric(38,9),
  `c_float` float64,
  `c_bytes` bytes,
  `c_date` date,
  `c_time` time,
  `c_timestamp` timestamp,
  `c_datetime` datetime,
  `c_json` json,
  `c_uuid` string NOT NULL,
  `c_decimal_18_4` numeric(18,4),
  `c_required` int64 NOT NULL,
  PRIMARY KEY (`c_text`, `c_uuid`) NOT ENFORCED
);

-- [create_table: without its key]
CREATE TABLE `main`.`orders` (
  `c_text` string NOT NULL,
  `c_boolean` bool,
  `c_integer` int64,
  `c_bigint` int64,
  `c_decimal` bignumeric(38,9),
  `c_float` float64,
  `c_bytes` bytes,
  `c_date` date,
  `c_time` time,
  `c_timestamp` timestamp,
  `c_datetime` datetime,
  `c_json` json,
  `c_uuid` string NOT NULL,
  `c_decimal_18_4` numeric(18,4),
  `c_required` int64 NOT NULL
);

-- [create_table: hostile names]
CREATE TABLE `group`.`t'é名` (
  `select` string NOT NULL,
  `k'é名` string NOT NULL,
  `n'é名` string,
  `o'é名` string,
  `c'é名` timestamp,
  PRIMARY KEY (`select`, `k'é名`) NOT ENFORCED
);

-- [create_staging]
CREATE TABLE `_waybill_stg_1` (
  `c_text` string,
  `c_boolean` bool,
  `c_integer` int64,
  `c_bigint` int64,
  `c_decimal` bignumeric(38,9),
  `c_float` float64,
  `c_bytes` bytes,
  `c_date` date,
  `c_time` time,
  `c_timestamp` timestamp,
  `c_datetime` datetime,
  `c_json` json,
  `c_uuid` string,
  `c_decimal_18_4` numeric(18,4),
  `c_required` int64
);

-- [create_staging: hostile names]
CREATE TABLE `_waybill_stg_1` (
  `select` string,
  `k'é名` string,
  `n'é名` string,
  `o'é名` string,
  `c'é名` timestamp
);

-- [create_table: with comments]
CREATE TABLE `main`.`orders` (
  `c_text` string NOT NULL,
  `c_boolean` bool,
  PRIMARY KEY (`c_text`) NOT ENFORCED
);

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
ALTER TABLE `main`.`orders` ADD COLUMN `note` string;

-- [add_column: with a comment]
ALTER TABLE `main`.`orders` ADD COLUMN `note` string;

-- [add_column: hostile names]
ALTER TABLE `group`.`t'é名` ADD COLUMN `n'é名` json;

-- [widen_column]

-- [widen_column: a decimal]

-- [widen_column: with a comment]

-- [widen_column: a column of the key]

-- [widen_column: hostile names]

-- [create_schema]
CREATE SCHEMA IF NOT EXISTS `_waybill`;

-- [create_schema: a hostile name]
CREATE SCHEMA IF NOT EXISTS `group'é名`;

-- [analyze]

-- [create_shared_staging]

-- [rename_table]

-- [drop_table]
DROP TABLE IF EXISTS `orders`;

-- [drop_table: a hostile name]
DROP TABLE IF EXISTS `group`.`t'é名`;

-- [drop_staging]
DROP TABLE IF EXISTS `_waybill_stg_1`;

-- [insert_values]
-- refused: WB9114 the name 'na"me' holds ", which no name of BigQuery can

-- [insert_values: two rows]
INSERT INTO `orders` (`id`, `name`) VALUES (?, ?), (?, ?);

-- [begin_write]

-- [begin_read]

-- [savepoint]

-- [rollback_to_savepoint]

-- [release_savepoint]

-- [check_constraints_now]

-- [lock_control]

-- [list_schemas]
SELECT schema_name FROM INFORMATION_SCHEMA.SCHEMATA ORDER BY schema_name;

-- [read]
SELECT `id`, `name`, `updated_at`
FROM `main`.`orders`;

-- [read: some rows]
SELECT `id`, `name`, `updated_at`
FROM `main`.`orders`
LIMIT 50;

-- [read: a tenant]
SELECT `id`, `name`, `updated_at`
FROM `main`.`orders`
WHERE `org` = ? AND COLLATE(`org`, '') = ?;
-- ? text acme
-- ? text acme

-- [read: a tenant that is a number]
SELECT `id`, `name`, `updated_at`
FROM `main`.`orders`
WHERE `org` = ?;
-- ? bigint 9223372036854775807

-- [read: a tenant that is a uuid]
SELECT `id`, `name`, `updated_at`
FROM `main`.`orders`
WHERE `org` = ?;
-- ? uuid 6f1c2d3e-4a5b-4c6d-8e7f-0123456789ab

-- [read: from a timestamp]
SELECT `id`, `name`, `updated_at`
FROM `main`.`orders`
WHERE (`updated_at` >= ? OR `updated_at` IS NULL);
-- ? timestamp 2026-11-20T12:00:00.000000Z

-- [read: until a timestamp]
SELECT `id`, `name`, `updated_at`
FROM `main`.`orders`
WHERE (`updated_at` < ? OR `updated_at` IS NULL);
-- ? timestamp 2026-11-20T12:00:00.000000Z

-- [read: a window of timestamps, a tenant]
SELECT `id`, `name`, `updated_at`
FROM `main`.`orders`
WHERE `org` = ? AND COLLATE(`org`, '') = ?
  AND (`updated_at` >= ? OR `updated_at` IS NULL)
  AND (`updated_at` < ? OR `updated_at` IS NULL);
-- ? text acme
-- ? text acme
-- ? timestamp 2026-11-20T12:00:00.000000Z
-- ? timestamp 2026-11-20T12:00:00.000001Z

-- [read: a window of datetimes]
SELECT `id`, `name`, `updated_at`
FROM `main`.`orders`
WHERE (`updated_at` >= ? OR `updated_at` IS NULL)
  AND (`updated_at` < ? OR `updated_at` IS NULL);
-- ? datetime 2026-11-20T12:00:00.000000
-- ? datetime 2026-11-20T12:00:00.000000

-- [read: a window of dates]
SELECT `id`, `name`, `updated_at`
FROM `main`.`orders`
WHERE (`updated_at` >= ? OR `updated_at` IS NULL)
  AND (`updated_at` < ? OR `updated_at` IS NULL);
-- ? date 2026-11-20
-- ? date 2026-11-21

-- [read: a window before 1970]
SELECT `id`, `name`, `updated_at`
FROM `main`.`orders`
WHERE (`updated_at` >= ? OR `updated_at` IS NULL)
  AND (`updated_at` < ? OR `updated_at` IS NULL);
-- ? timestamp 1969-12-31T23:59:59.999999Z
-- ? timestamp 1969-12-31T23:59:59.999999Z

-- [read: a window of all time]
SELECT `id`, `name`, `updated_at`
FROM `main`.`orders`
WHERE (`updated_at` >= ? OR `updated_at` IS NULL)
  AND (`updated_at` < ? OR `updated_at` IS NULL);
-- ? timestamp 0001-01-01T00:00:00.000000Z
-- ? timestamp 9999-12-31T23:59:59.999999Z

-- [read: from a bigint]
SELECT `id`, `name`, `updated_at`
FROM `main`.`orders`
WHERE (`updated_at` >= ? OR `updated_at` IS NULL);
-- ? bigint 7

-- [read: a window of integers, a tenant]
SELECT `id`, `name`, `updated_at`
FROM `main`.`orders`
WHERE `org` = ? AND COLLATE(`org`, '') = ?
  AND (`updated_at` >= ? OR `updated_at` IS NULL)
  AND (`updated_at` < ? OR `updated_at` IS NULL);
-- ? text acme
-- ? text acme
-- ? integer 7
-- ? integer 9

-- [read: rows of some keys]
SELECT `id`, `name`, `updated_at`
FROM `main`.`orders`
WHERE `org` = ? AND COLLATE(`org`, '') = ?
  AND ((`id` = ? AND `org` = ?) OR (`id` = ? AND `org` = ?));
-- ? text acme
-- ? text acme
-- ? bigint 7
-- ? text acme
-- ? bigint 8
-- ? text o'hara

-- [read: hostile names]
SELECT `select`, `n'é名`
FROM `group`.`t'é名`
WHERE `o'é名` = ? AND COLLATE(`o'é名`, '') = ?
  AND (`c'é名` >= ? OR `c'é名` IS NULL)
  AND (`c'é名` < ? OR `c'é名` IS NULL);
-- ? text acme
-- ? text acme
-- ? timestamp 2026-11-20T12:00:00.000000Z
-- ? timestamp 2026-11-20T12:00:00.000000Z

-- [read: a query]
SELECT `id`, `name`, `updated_at`
FROM (
SELECT * FROM orders
) m;

-- [read: a query, a window, a tenant]
SELECT `id`, `name`, `updated_at`
FROM (
SELECT * FROM orders
) m
WHERE `org` = ? AND COLLATE(`org`, '') = ?
  AND (`updated_at` >= ? OR `updated_at` IS NULL)
  AND (`updated_at` < ? OR `updated_at` IS NULL);
-- ? text acme
-- ? text acme
-- ? timestamp 2026-11-20T12:00:00.000000Z
-- ? timestamp 2026-11-20T12:00:00.000000Z

-- [read: a query, from a timestamp]
SELECT `id`, `name`, `updated_at`
FROM (
SELECT * FROM orders
) m
WHERE (`updated_at` >= ? OR `updated_at` IS NULL);
-- ? timestamp 2026-11-20T12:00:00.000000Z

-- [read: a query, some keys]
SELECT `id`, `name`, `updated_at`
FROM (
SELECT * FROM orders
) m
WHERE ((`id` = ? AND `org` = ?) OR (`id` = ? AND `org` = ?));
-- ? bigint 7
-- ? text acme
-- ? bigint 8
-- ? text o'hara

-- [read: a query WITH, some rows]
SELECT `id`, `name`, `updated_at`
FROM (
WITH m AS (SELECT * FROM orders) SELECT * FROM m
) m
LIMIT 5;

-- [read: a query that is ordered]
SELECT `id`, `name`, `updated_at`
FROM (
SELECT * FROM orders ORDER BY id
) m;

-- [merge]
MERGE INTO `orders` d
USING `_waybill_stg_1` s
ON (d.`id` = s.`id`)
WHEN MATCHED AND (TO_JSON_STRING(s.`name`) <> TO_JSON_STRING(d.`name`)
   OR TO_JSON_STRING(s.`updated_at`) <> TO_JSON_STRING(d.`updated_at`)) THEN UPDATE SET
  `name` = s.`name`,
  `updated_at` = s.`updated_at`
WHEN NOT MATCHED THEN INSERT (`id`, `name`, `updated_at`) VALUES (s.`id`, s.`name`, s.`updated_at`);

-- [merge: two columns of the key]
MERGE INTO `orders` d
USING `_waybill_stg_1` s
ON (d.`id` = s.`id` AND d.`org` = s.`org`)
WHEN MATCHED AND (TO_JSON_STRING(s.`name`) <> TO_JSON_STRING(d.`name`)) THEN UPDATE SET
  `name` = s.`name`
WHEN NOT MATCHED THEN INSERT (`id`, `org`, `name`) VALUES (s.`id`, s.`org`, s.`name`);

-- [merge: nothing but the key]
MERGE INTO `orders` d
USING `_waybill_stg_1` s
ON (d.`id` = s.`id` AND d.`org` = s.`org`)
WHEN NOT MATCHED THEN INSERT (`id`, `org`) VALUES (s.`id`, s.`org`);

-- [merge: a JSON]
MERGE INTO `orders` d
USING `_waybill_stg_1` s
ON (d.`id` = s.`id`)
WHEN MATCHED AND (TO_JSON_STRING(s.`body`) <> TO_JSON_STRING(d.`body`)) THEN UPDATE SET
  `body` = s.`body`
WHEN NOT MATCHED THEN INSERT (`id`, `body`) VALUES (s.`id`, s.`body`);

-- [merge: bytes]
MERGE INTO `orders` d
USING `_waybill_stg_1` s
ON (d.`id` = s.`id`)
WHEN MATCHED AND (TO_JSON_STRING(s.`body`) <> TO_JSON_STRING(d.`body`)) THEN UPDATE SET
  `body` = s.`body`
WHEN NOT MATCHED THEN INSERT (`id`, `body`) VALUES (s.`id`, s.`body`);

-- [merge: only new rows]
MERGE INTO `orders` d
USING `_waybill_stg_1` s
ON (d.`id` = s.`id` AND d.`org` = s.`org`)
WHEN NOT MATCHED THEN INSERT (`id`, `org`, `name`) VALUES (s.`id`, s.`org`, s.`name`);

-- [merge: many rows]
MERGE INTO `orders` d
USING `_waybill_stg_1` s
ON (d.`id` = s.`id` AND d.`org` = s.`org`)
WHEN MATCHED AND (TO_JSON_STRING(s.`name`) <> TO_JSON_STRING(d.`name`)) THEN UPDATE SET
  `name` = s.`name`
WHEN NOT MATCHED THEN INSERT (`id`, `org`, `name`) VALUES (s.`id`, s.`org`, s.`name`);

-- [merge: many rows in one pass]

-- [one_pass_probe]

-- [one_pass_probe: hostile names]

-- [merge: many rows, only new ones]
MERGE INTO `orders` d
USING `_waybill_stg_1` s
ON (d.`id` = s.`id` AND d.`org` = s.`org`)
WHEN NOT MATCHED THEN INSERT (`id`, `org`, `name`) VALUES (s.`id`, s.`org`, s.`name`);

-- [merge: hostile names]
MERGE INTO `group`.`t'é名` d
USING `_waybill_stg_1` s
ON (d.`select` = s.`select` AND d.`k'é名` = s.`k'é名`)
WHEN MATCHED AND (TO_JSON_STRING(s.`n'é名`) <> TO_JSON_STRING(d.`n'é名`)) THEN UPDATE SET
  `n'é名` = s.`n'é名`
WHEN NOT MATCHED THEN INSERT (`select`, `k'é名`, `n'é名`) VALUES (s.`select`, s.`k'é名`, s.`n'é名`);

-- [delete_matched]
DELETE FROM `orders`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `orders`.`id` AND s.`org` = `orders`.`org`);

-- [delete_matched: hostile names]
DELETE FROM `group`.`t'é名`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`select` = `t'é名`.`select` AND s.`k'é名` = `t'é名`.`k'é名`);

-- [delete_unmatched]
DELETE FROM `orders`
WHERE NOT EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `orders`.`id` AND s.`org` = `orders`.`org`);

-- [delete_unmatched: hostile names]
DELETE FROM `group`.`t'é名`
WHERE NOT EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`select` = `t'é名`.`select` AND s.`k'é名` = `t'é名`.`k'é名`);

-- [count_matched]
SELECT count(*) FROM `_waybill_stg_1` s
WHERE EXISTS (SELECT 1 FROM `orders` d WHERE d.`id` = s.`id` AND d.`org` = s.`org`);

-- [count_matched: many rows]
SELECT count(*) FROM `_waybill_stg_1` s
WHERE EXISTS (SELECT 1 FROM `orders` d WHERE d.`id` = s.`id` AND d.`org` = s.`org`);

-- [count_matched: hostile names]
SELECT count(*) FROM `_waybill_stg_1` s
WHERE EXISTS (SELECT 1 FROM `group`.`t'é名` d WHERE d.`select` = s.`select` AND d.`k'é名` = s.`k'é名`);

-- [read_staged: found]
SELECT s.`id`, s.`org`, s.`name`
FROM `_waybill_stg_1` s
WHERE EXISTS (SELECT 1 FROM `orders` d WHERE d.`id` = s.`id` AND d.`org` = s.`org`);

-- [read_staged: not found]
SELECT s.`id`, s.`org`, s.`name`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `orders` d WHERE d.`id` = s.`id` AND d.`org` = s.`org`);

-- [read_staged: hostile names]
SELECT s.`select`, s.`k'é名`, s.`n'é名`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `group`.`t'é名` d WHERE d.`select` = s.`select` AND d.`k'é名` = s.`k'é名`);

-- [count_different]
SELECT count(*) FROM `_waybill_stg_1` s
JOIN `orders` d ON s.`id` = d.`id` AND s.`org` = d.`org`
WHERE TO_JSON_STRING(s.`name`) <> TO_JSON_STRING(d.`name`);

-- [count_different: nothing but the key]
SELECT count(*) FROM `_waybill_stg_1` s
JOIN `orders` d ON s.`id` = d.`id` AND s.`org` = d.`org`
WHERE 1 = 0;

-- [count_different: hostile names]
SELECT count(*) FROM `_waybill_stg_1` s
JOIN `group`.`t'é名` d ON s.`select` = d.`select` AND s.`k'é名` = d.`k'é名`
WHERE TO_JSON_STRING(s.`n'é名`) <> TO_JSON_STRING(d.`n'é名`);

-- [read_different]
SELECT s.`id`, s.`org` FROM `_waybill_stg_1` s
JOIN `orders` d ON s.`id` = d.`id` AND s.`org` = d.`org`
WHERE TO_JSON_STRING(s.`name`) <> TO_JSON_STRING(d.`name`);

-- [read_different: nothing but the key]
SELECT s.`id`, s.`org` FROM `_waybill_stg_1` s
JOIN `orders` d ON s.`id` = d.`id` AND s.`org` = d.`org`
WHERE 1 = 0;

-- [read_different: hostile names]
SELECT s.`select`, s.`k'é名` FROM `_waybill_stg_1` s
JOIN `group`.`t'é名` d ON s.`select` = d.`select` AND s.`k'é名` = d.`k'é名`
WHERE TO_JSON_STRING(s.`n'é名`) <> TO_JSON_STRING(d.`n'é名`);

-- [read_rows]
SELECT `id`, `org`, `name`
FROM `_waybill_stg_1`;

-- [read_rows: hostile names]
SELECT `select`, `n'é名`
FROM `group`.`t'é名`;

-- [copy_rows]
INSERT INTO `_waybill_chg_1` (`id`, `org`, `name`)
SELECT s.`id`, s.`org`, s.`name`
FROM `_waybill_stg_1` s;

-- [copy_rows: unless in another]
INSERT INTO `_waybill_chg_1` (`id`, `org`, `name`)
SELECT s.`id`, s.`org`, s.`name`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `main`.`_waybill_ledger` d1 WHERE d1.`id` = s.`id` AND d1.`org` = s.`org`);

-- [copy_rows: unless in two others]
INSERT INTO `_waybill_chg_1` (`id`, `org`, `name`)
SELECT s.`id`, s.`org`, s.`name`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `_waybill_seen_1` d1 WHERE d1.`id` = s.`id` AND d1.`org` = s.`org`)
  AND NOT EXISTS (SELECT 1 FROM `main`.`_waybill_ledger` d2 WHERE d2.`id` = s.`id` AND d2.`org` = s.`org`);

-- [copy_rows: hostile names]
INSERT INTO `group`.`t'é名` (`select`, `k'é名`, `n'é名`)
SELECT s.`select`, s.`k'é名`, s.`n'é名`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `group`.`t'é名` d1 WHERE d1.`select` = s.`select` AND d1.`k'é名` = s.`k'é名`);

-- [copy_numbered]
INSERT INTO `_waybill_num_1` (`_waybill_n`, `id`, `org`, `name`)
SELECT row_number() OVER (ORDER BY s.`id`, s.`org`), s.`id`, s.`org`, s.`name`
FROM `_waybill_stg_1` s;

-- [copy_numbered: without a key]
INSERT INTO `_waybill_num_1` (`_waybill_n`, `id`, `org`, `name`)
SELECT row_number() OVER (ORDER BY (SELECT NULL)), s.`id`, s.`org`, s.`name`
FROM `_waybill_stg_1` s;

-- [copy_numbered: hostile names]
INSERT INTO `group`.`t'é名` (`_waybill_n`, `select`, `k'é名`, `n'é名`)
SELECT row_number() OVER (ORDER BY s.`select`, s.`k'é名`), s.`select`, s.`k'é名`, s.`n'é名`
FROM `_waybill_stg_1` s;

-- [copy_range]
INSERT INTO `_waybill_chg_1` (`id`, `org`, `name`)
SELECT s.`id`, s.`org`, s.`name`
FROM `_waybill_num_1` s
WHERE s.`_waybill_n` >= ? AND s.`_waybill_n` < ?;
-- ? bigint 1
-- ? bigint 500

-- [copy_range: hostile names]
INSERT INTO `group`.`t'é名` (`select`, `k'é名`, `n'é名`)
SELECT s.`select`, s.`k'é名`, s.`n'é名`
FROM `_waybill_stg_1` s
WHERE s.`_waybill_n` >= ? AND s.`_waybill_n` < ?;
-- ? bigint 1
-- ? bigint 500

-- [delete_numbered]
DELETE FROM `_waybill_num_1`
WHERE `_waybill_n` = ?;
-- ? bigint 7

-- [delete_rows]
DELETE FROM `_waybill_chg_1`
WHERE 1 = 1;

-- [delete_rows: a hostile name]
DELETE FROM `group`.`t'é名`
WHERE 1 = 1;

-- [delete_superseded]
DELETE FROM `_waybill_stg_1`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `_waybill_stg_1`.`id`
  AND (s.`updated_at` > `_waybill_stg_1`.`updated_at` OR (`_waybill_stg_1`.`updated_at` IS NULL AND s.`updated_at` IS NOT NULL)));

-- [delete_superseded: two columns of the key]
DELETE FROM `_waybill_stg_1`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `_waybill_stg_1`.`id` AND s.`org` = `_waybill_stg_1`.`org`
  AND (s.`updated_at` > `_waybill_stg_1`.`updated_at` OR (`_waybill_stg_1`.`updated_at` IS NULL AND s.`updated_at` IS NOT NULL)));

-- [delete_superseded: hostile names]
DELETE FROM `_waybill_stg_1`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`select` = `_waybill_stg_1`.`select` AND s.`k'é名` = `_waybill_stg_1`.`k'é名`
  AND (s.`c'é名` > `_waybill_stg_1`.`c'é名` OR (`_waybill_stg_1`.`c'é名` IS NULL AND s.`c'é名` IS NOT NULL)));

-- [count_rows]
SELECT count(*) FROM `orders`;

-- [count_rows: a hostile name]
SELECT count(*) FROM `group`.`t'é名`;

-- [count_duplicates]
SELECT count(*) FROM `orders`
WHERE `id` IS NULL OR `id` IN (SELECT `id` FROM `orders` GROUP BY `id` HAVING count(*) > 1);

-- [read_duplicates]
SELECT `id`, `org`, `name`
FROM `orders`
WHERE `id` IS NULL OR `org` IS NULL OR EXISTS (SELECT 1 FROM (SELECT `id`, `org` FROM `orders` GROUP BY `id`, `org` HAVING count(*) > 1) r WHERE r.`id` = `orders`.`id` AND r.`org` = `orders`.`org`);

-- [read_duplicates: hostile names]
SELECT `select`, `k'é名`, `n'é名`
FROM `group`.`t'é名`
WHERE `select` IS NULL OR `k'é名` IS NULL OR EXISTS (SELECT 1 FROM (SELECT `select`, `k'é名` FROM `group`.`t'é名` GROUP BY `select`, `k'é名` HAVING count(*) > 1) r WHERE r.`select` = `t'é名`.`select` AND r.`k'é名` = `t'é名`.`k'é名`);

-- [delete_duplicates]
DELETE FROM `orders`
WHERE `id` IS NULL OR `org` IS NULL OR EXISTS (SELECT 1 FROM (SELECT `id`, `org` FROM `orders` GROUP BY `id`, `org` HAVING count(*) > 1) r WHERE r.`id` = `orders`.`id` AND r.`org` = `orders`.`org`);

-- [page]
SELECT p.`id`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`name`)) > 4096 THEN NULL ELSE p.`name` END AS `name`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CAST(CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`name`)) > 4096 THEN 1 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 2 ELSE 0 END AS int64)
FROM (
SELECT `id`, `name`, `body`
FROM `main`.`orders`
WHERE `org` = ? AND COLLATE(`org`, '') = ?
) p
ORDER BY p.`id`
LIMIT 51;
-- ? text acme
-- ? text acme

-- [page: the second, from behind]
SELECT p.`id`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`name`)) > 4096 THEN NULL ELSE p.`name` END AS `name`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CAST(CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`name`)) > 4096 THEN 1 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 2 ELSE 0 END AS int64)
FROM (
SELECT `id`, `name`, `body`
FROM `main`.`orders`
WHERE `org` = ? AND COLLATE(`org`, '') = ?
) p
ORDER BY p.`name` DESC, p.`id` DESC
LIMIT 51 OFFSET 50;
-- ? text acme
-- ? text acme

-- [page: in no order]
SELECT p.`id`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`name`)) > 4096 THEN NULL ELSE p.`name` END AS `name`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CAST(CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`name`)) > 4096 THEN 1 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 2 ELSE 0 END AS int64)
FROM (
SELECT `id`, `name`, `body`
FROM `main`.`orders`
WHERE `org` = ? AND COLLATE(`org`, '') = ?
) p
LIMIT 51;
-- ? text acme
-- ? text acme

-- [page: the second, in no order]
SELECT p.`id`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`name`)) > 4096 THEN NULL ELSE p.`name` END AS `name`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CAST(CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`name`)) > 4096 THEN 1 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 2 ELSE 0 END AS int64)
FROM (
SELECT `id`, `name`, `body`
FROM `main`.`orders`
WHERE `org` = ? AND COLLATE(`org`, '') = ?
) p
LIMIT 51 OFFSET 50;
-- ? text acme
-- ? text acme

-- [page: hostile names]
SELECT p.`select`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`n'é名`)) > 4096 THEN NULL ELSE p.`n'é名` END AS `n'é名`, CAST(CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`n'é名`)) > 4096 THEN 1 ELSE 0 END AS int64)
FROM (
SELECT `select`, `n'é名`
FROM `group`.`t'é名`
) p
ORDER BY p.`select` DESC
LIMIT 51 OFFSET 50;

-- [page: wide]
SELECT CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN NULL ELSE p.`body` END AS `body`, CAST(CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 1 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 2 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 4 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 8 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 16 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 32 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 64 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 128 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 256 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 512 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 1024 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 2048 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 4096 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 8192 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 16384 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 32768 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 65536 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 131072 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 262144 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 524288 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 1048576 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 2097152 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 4194304 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 8388608 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 16777216 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 33554432 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 67108864 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 134217728 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 268435456 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 536870912 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 1073741824 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 2147483648 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 4294967296 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 8589934592 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 17179869184 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 34359738368 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 68719476736 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 137438953472 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 274877906944 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 549755813888 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 1099511627776 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 2199023255552 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 4398046511104 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 8796093022208 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 17592186044416 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 35184372088832 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 70368744177664 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 140737488355328 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 281474976710656 ELSE 0 END + CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 562949953421312 ELSE 0 END AS int64), CAST(CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`body`)) > 4096 THEN 1 ELSE 0 END AS int64)
FROM (
SELECT `id`, `name`, `body`
FROM `main`.`orders`
WHERE `org` = ? AND COLLATE(`org`, '') = ?
) p
ORDER BY p.`id`
LIMIT 51;
-- ? text acme
-- ? text acme

-- [count_of]
SELECT count(*) FROM (
SELECT `id`, `name`, `body`
FROM `main`.`orders`
WHERE `org` = ? AND COLLATE(`org`, '') = ?
) p;
-- ? text acme
-- ? text acme

-- [storage_probe]

-- [cells_as_text]
SELECT CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`name`)) > 4096 THEN NULL ELSE IF(p.`name` IS NULL, NULL, FORMAT('%t', p.`name`)) END, NULL
FROM (
SELECT `id`, `name`, `body`
FROM `main`.`orders`
WHERE `org` = ? AND COLLATE(`org`, '') = ?
) p
ORDER BY p.`id`
LIMIT 51;
-- ? text acme
-- ? text acme

-- [cells_as_text: hostile names]
SELECT CASE WHEN BYTE_LENGTH(FORMAT('%t', p.`n'é名`)) > 4096 THEN NULL ELSE IF(p.`n'é名` IS NULL, NULL, FORMAT('%t', p.`n'é名`)) END, NULL
FROM (
SELECT `select`, `n'é名`
FROM `group`.`t'é名`
) p
ORDER BY p.`select` DESC
LIMIT 51 OFFSET 50;

-- [comparison_probe]
SELECT CASE WHEN o = 'ACMÉ' THEN 1 ELSE 0 END + CASE WHEN o = 'acme' THEN 2 ELSE 0 END + CASE WHEN o = 'acmé ' THEN 4 ELSE 0 END + CASE WHEN o = 'acmé' THEN 8 ELSE 0 END
FROM (SELECT `name` AS o FROM (
SELECT `id`, `name`, `body`
FROM `main`.`orders`
WHERE `org` = ? AND COLLATE(`org`, '') = ?
) p WHERE 1 = 0
UNION ALL SELECT 'acmé') q;
-- ? text acme
-- ? text acme

-- [comparison_probe: of ASCII]
SELECT CASE WHEN o = 'ACME' THEN 1 ELSE 0 END + CASE WHEN o = 'acme ' THEN 4 ELSE 0 END
FROM (SELECT `name` AS o FROM (
SELECT `id`, `name`, `body`
FROM `main`.`orders`
WHERE `org` = ? AND COLLATE(`org`, '') = ?
) p WHERE 1 = 0
UNION ALL SELECT 'acme') q;
-- ? text acme
-- ? text acme

-- [comparison_probe: a hostile name]
SELECT CASE WHEN o = 'ACMÉ' THEN 1 ELSE 0 END + CASE WHEN o = 'acme' THEN 2 ELSE 0 END + CASE WHEN o = 'acmé ' THEN 4 ELSE 0 END + CASE WHEN o = 'acmé' THEN 8 ELSE 0 END
FROM (SELECT `n'é名` AS o FROM (
SELECT `select`, `n'é名`
FROM `group`.`t'é名`
) p WHERE 1 = 0
UNION ALL SELECT 'acmé') q;

-- [select_values]
-- refused: WB9113 BigQuery takes no given rows

-- [select_values: of no rows]
-- refused: WB9113 BigQuery takes no given rows

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
-- running queries is a right on the project, which SQL does not give: gcloud projects add-iam-policy-binding PROJECT --member=MEMBER --role=roles/bigquery.jobUser
GRANT `roles/bigquery.dataViewer` ON SCHEMA `my-project`.`my_dataset` TO 'waybill_reader';

-- [grants_script: a destination]
-- running queries is a right on the project, which SQL does not give: gcloud projects add-iam-policy-binding PROJECT --member=MEMBER --role=roles/bigquery.jobUser
CREATE SCHEMA IF NOT EXISTS `my-project`.`my_dataset`;
GRANT `roles/bigquery.dataEditor` ON SCHEMA `my-project`.`my_dataset` TO 'waybill_writer';
-- Waybill's own schema
CREATE SCHEMA IF NOT EXISTS `my-project`.`_waybill`;
GRANT `roles/bigquery.dataEditor` ON SCHEMA `my-project`.`_waybill` TO 'waybill_writer';

-- [grants_script: a source, hostile names]
-- running queries is a right on the project, which SQL does not give: gcloud projects add-iam-policy-binding PROJECT --member=MEMBER --role=roles/bigquery.jobUser
GRANT `roles/bigquery.dataViewer` ON SCHEMA `d'é名`.`group` TO 'u\'é名';
GRANT `roles/bigquery.dataViewer` ON SCHEMA `d'é名`.`s_'é名` TO 'u\'é名';

-- [grants_script: a destination, hostile names]
-- running queries is a right on the project, which SQL does not give: gcloud projects add-iam-policy-binding PROJECT --member=MEMBER --role=roles/bigquery.jobUser
CREATE SCHEMA IF NOT EXISTS `d'é名`.`group`;
CREATE SCHEMA IF NOT EXISTS `d'é名`.`s_'é名`;
GRANT `roles/bigquery.dataEditor` ON SCHEMA `d'é名`.`group` TO 'u\'é名';
GRANT `roles/bigquery.dataEditor` ON SCHEMA `d'é名`.`s_'é名` TO 'u\'é名';
-- Waybill's own schema
CREATE SCHEMA IF NOT EXISTS `d'é名`.`_waybill`;
GRANT `roles/bigquery.dataEditor` ON SCHEMA `d'é名`.`_waybill` TO 'u\'é名';

-- [create_table of shop.every]
CREATE TABLE `shop`.`every` (
  `id` int64 NOT NULL,
  `c_text` string,
  `c_boolean` bool,
  `c_integer` int64,
  `c_bigint` int64,
  `c_decimal` bignumeric(38,9),
  `c_float` float64,
  `c_bytes` bytes,
  `c_date` date,
  `c_time` time,
  `c_timestamp` timestamp,
  `c_datetime` datetime,
  `c_json` json,
  `c_uuid` string,
  `c_decimal_18_4` numeric(18,4),
  `c_decimal_38_0` bignumeric(38,0),
  PRIMARY KEY (`id`) NOT ENFORCED
);

-- [create_staging of shop.every]
CREATE TABLE `_waybill_stg_1` (
  `id` int64,
  `c_text` string,
  `c_boolean` bool,
  `c_integer` int64,
  `c_bigint` int64,
  `c_decimal` bignumeric(38,9),
  `c_float` float64,
  `c_bytes` bytes,
  `c_date` date,
  `c_time` time,
  `c_timestamp` timestamp,
  `c_datetime` datetime,
  `c_json` json,
  `c_uuid` string,
  `c_decimal_18_4` numeric(18,4),
  `c_decimal_38_0` bignumeric(38,0)
);

-- [insert_values of shop.every]
INSERT INTO `shop`.`every` (`id`, `c_text`, `c_boolean`, `c_integer`, `c_bigint`, `c_decimal`, `c_float`, `c_bytes`, `c_date`, `c_time`, `c_timestamp`, `c_datetime`, `c_json`, `c_uuid`, `c_decimal_18_4`, `c_decimal_38_0`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- [read of shop.every]
SELECT `id`, `c_text`, `c_boolean`, `c_integer`, `c_bigint`, `c_decimal`, `c_float`, `c_bytes`, `c_date`, `c_time`, `c_timestamp`, `c_datetime`, `c_json`, `c_uuid`, `c_decimal_18_4`, `c_decimal_38_0`
FROM `shop`.`every`;

-- [add_key of shop.every]

-- [merge of shop.every]
MERGE INTO `shop`.`every` d
USING `_waybill_stg_1` s
ON (d.`id` = s.`id`)
WHEN MATCHED AND (TO_JSON_STRING(s.`c_text`) <> TO_JSON_STRING(d.`c_text`)
   OR TO_JSON_STRING(s.`c_boolean`) <> TO_JSON_STRING(d.`c_boolean`)
   OR TO_JSON_STRING(s.`c_integer`) <> TO_JSON_STRING(d.`c_integer`)
   OR TO_JSON_STRING(s.`c_bigint`) <> TO_JSON_STRING(d.`c_bigint`)
   OR TO_JSON_STRING(s.`c_decimal`) <> TO_JSON_STRING(d.`c_decimal`)
   OR TO_JSON_STRING(s.`c_float`) <> TO_JSON_STRING(d.`c_float`)
   OR TO_JSON_STRING(s.`c_bytes`) <> TO_JSON_STRING(d.`c_bytes`)
   OR TO_JSON_STRING(s.`c_date`) <> TO_JSON_STRING(d.`c_date`)
   OR TO_JSON_STRING(s.`c_time`) <> TO_JSON_STRING(d.`c_time`)
   OR TO_JSON_STRING(s.`c_timestamp`) <> TO_JSON_STRING(d.`c_timestamp`)
   OR TO_JSON_STRING(s.`c_datetime`) <> TO_JSON_STRING(d.`c_datetime`)
   OR TO_JSON_STRING(s.`c_json`) <> TO_JSON_STRING(d.`c_json`)
   OR TO_JSON_STRING(s.`c_uuid`) <> TO_JSON_STRING(d.`c_uuid`)
   OR TO_JSON_STRING(s.`c_decimal_18_4`) <> TO_JSON_STRING(d.`c_decimal_18_4`)
   OR TO_JSON_STRING(s.`c_decimal_38_0`) <> TO_JSON_STRING(d.`c_decimal_38_0`)) THEN UPDATE SET
  `c_text` = s.`c_text`,
  `c_boolean` = s.`c_boolean`,
  `c_integer` = s.`c_integer`,
  `c_bigint` = s.`c_bigint`,
  `c_decimal` = s.`c_decimal`,
  `c_float` = s.`c_float`,
  `c_bytes` = s.`c_bytes`,
  `c_date` = s.`c_date`,
  `c_time` = s.`c_time`,
  `c_timestamp` = s.`c_timestamp`,
  `c_datetime` = s.`c_datetime`,
  `c_json` = s.`c_json`,
  `c_uuid` = s.`c_uuid`,
  `c_decimal_18_4` = s.`c_decimal_18_4`,
  `c_decimal_38_0` = s.`c_decimal_38_0`
WHEN NOT MATCHED THEN INSERT (`id`, `c_text`, `c_boolean`, `c_integer`, `c_bigint`, `c_decimal`, `c_float`, `c_bytes`, `c_date`, `c_time`, `c_timestamp`, `c_datetime`, `c_json`, `c_uuid`, `c_decimal_18_4`, `c_decimal_38_0`) VALUES (s.`id`, s.`c_text`, s.`c_boolean`, s.`c_integer`, s.`c_bigint`, s.`c_decimal`, s.`c_float`, s.`c_bytes`, s.`c_date`, s.`c_time`, s.`c_timestamp`, s.`c_datetime`, s.`c_json`, s.`c_uuid`, s.`c_decimal_18_4`, s.`c_decimal_38_0`);

-- [delete_matched of shop.every]
DELETE FROM `shop`.`every`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `every`.`id`);

-- [delete_duplicates of shop.every]
DELETE FROM `shop`.`every`
WHERE `id` IS NULL OR `id` IN (SELECT `id` FROM `shop`.`every` GROUP BY `id` HAVING count(*) > 1);

-- [drop_table of shop.every]
DROP TABLE IF EXISTS `shop`.`every`;

-- [create_table of shop.wide_decimals]
CREATE TABLE `shop`.`wide_decimals` (
  `id` int64 NOT NULL,
  `d` bignumeric(65,30),
  PRIMARY KEY (`id`) NOT ENFORCED
);

-- [create_staging of shop.wide_decimals]
CREATE TABLE `_waybill_stg_1` (
  `id` int64,
  `d` bignumeric(65,30)
);

-- [insert_values of shop.wide_decimals]
INSERT INTO `shop`.`wide_decimals` (`id`, `d`) VALUES (?, ?);

-- [read of shop.wide_decimals]
SELECT `id`, `d`
FROM `shop`.`wide_decimals`;

-- [add_key of shop.wide_decimals]

-- [merge of shop.wide_decimals]
MERGE INTO `shop`.`wide_decimals` d
USING `_waybill_stg_1` s
ON (d.`id` = s.`id`)
WHEN MATCHED AND (TO_JSON_STRING(s.`d`) <> TO_JSON_STRING(d.`d`)) THEN UPDATE SET
  `d` = s.`d`
WHEN NOT MATCHED THEN INSERT (`id`, `d`) VALUES (s.`id`, s.`d`);

-- [delete_matched of shop.wide_decimals]
DELETE FROM `shop`.`wide_decimals`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `wide_decimals`.`id`);

-- [delete_duplicates of shop.wide_decimals]
DELETE FROM `shop`.`wide_decimals`
WHERE `id` IS NULL OR `id` IN (SELECT `id` FROM `shop`.`wide_decimals` GROUP BY `id` HAVING count(*) > 1);

-- [drop_table of shop.wide_decimals]
DROP TABLE IF EXISTS `shop`.`wide_decimals`;

-- [create_table of shop.composite]
CREATE TABLE `shop`.`composite` (
  `org` string NOT NULL,
  `id` string NOT NULL,
  `name` string,
  `at` timestamp,
  PRIMARY KEY (`org`, `id`) NOT ENFORCED
);

-- [create_staging of shop.composite]
CREATE TABLE `_waybill_stg_1` (
  `org` string,
  `id` string,
  `name` string,
  `at` timestamp
);

-- [insert_values of shop.composite]
INSERT INTO `shop`.`composite` (`org`, `id`, `name`, `at`) VALUES (?, ?, ?, ?);

-- [read of shop.composite]
SELECT `org`, `id`, `name`, `at`
FROM `shop`.`composite`
WHERE `org` = ? AND COLLATE(`org`, '') = ?
  AND (`at` >= ? OR `at` IS NULL);
-- ? text acme
-- ? text acme
-- ? timestamp 2026-11-20T12:00:00.000000Z

-- [add_key of shop.composite]

-- [merge of shop.composite]
MERGE INTO `shop`.`composite` d
USING `_waybill_stg_1` s
ON (d.`org` = s.`org` AND d.`id` = s.`id`)
WHEN MATCHED AND (TO_JSON_STRING(s.`name`) <> TO_JSON_STRING(d.`name`)
   OR TO_JSON_STRING(s.`at`) <> TO_JSON_STRING(d.`at`)) THEN UPDATE SET
  `name` = s.`name`,
  `at` = s.`at`
WHEN NOT MATCHED THEN INSERT (`org`, `id`, `name`, `at`) VALUES (s.`org`, s.`id`, s.`name`, s.`at`);

-- [delete_matched of shop.composite]
DELETE FROM `shop`.`composite`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`org` = `composite`.`org` AND s.`id` = `composite`.`id`);

-- [delete_duplicates of shop.composite]
DELETE FROM `shop`.`composite`
WHERE `org` IS NULL OR `id` IS NULL OR EXISTS (SELECT 1 FROM (SELECT `org`, `id` FROM `shop`.`composite` GROUP BY `org`, `id` HAVING count(*) > 1) r WHERE r.`org` = `composite`.`org` AND r.`id` = `composite`.`id`);

-- [drop_table of shop.composite]
DROP TABLE IF EXISTS `shop`.`composite`;

-- [create_table of shop.key_only]
CREATE TABLE `shop`.`key_only` (
  `org` string NOT NULL,
  `id` int64 NOT NULL,
  PRIMARY KEY (`org`, `id`) NOT ENFORCED
);

-- [create_staging of shop.key_only]
CREATE TABLE `_waybill_stg_1` (
  `org` string,
  `id` int64
);

-- [insert_values of shop.key_only]
INSERT INTO `shop`.`key_only` (`org`, `id`) VALUES (?, ?);

-- [read of shop.key_only]
SELECT `org`, `id`
FROM `shop`.`key_only`;

-- [add_key of shop.key_only]

-- [merge of shop.key_only]
MERGE INTO `shop`.`key_only` d
USING `_waybill_stg_1` s
ON (d.`org` = s.`org` AND d.`id` = s.`id`)
WHEN NOT MATCHED THEN INSERT (`org`, `id`) VALUES (s.`org`, s.`id`);

-- [delete_matched of shop.key_only]
DELETE FROM `shop`.`key_only`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`org` = `key_only`.`org` AND s.`id` = `key_only`.`id`);

-- [delete_duplicates of shop.key_only]
DELETE FROM `shop`.`key_only`
WHERE `org` IS NULL OR `id` IS NULL OR EXISTS (SELECT 1 FROM (SELECT `org`, `id` FROM `shop`.`key_only` GROUP BY `org`, `id` HAVING count(*) > 1) r WHERE r.`org` = `key_only`.`org` AND r.`id` = `key_only`.`id`);

-- [drop_table of shop.key_only]
DROP TABLE IF EXISTS `shop`.`key_only`;

-- [create_table of shop.no_key]
CREATE TABLE `shop`.`no_key` (
  `name` string,
  `n` int64
);

-- [create_staging of shop.no_key]
CREATE TABLE `_waybill_stg_1` (
  `name` string,
  `n` int64
);

-- [insert_values of shop.no_key]
INSERT INTO `shop`.`no_key` (`name`, `n`) VALUES (?, ?);

-- [read of shop.no_key]
SELECT `name`, `n`
FROM `shop`.`no_key`;

-- [drop_table of shop.no_key]
DROP TABLE IF EXISTS `shop`.`no_key`;

-- [create_table of a"b]
-- refused: WB9114 the name 'a"b' holds ", which no name of BigQuery can

-- [create_staging of a"b]
-- refused: WB9114 the name 'a"b' holds ", which no name of BigQuery can

-- [insert_values of a"b]
-- refused: WB9114 the name 'a"b' holds ", which no name of BigQuery can

-- [read of a"b]
-- refused: WB9114 the name 'a"b' holds ", which no name of BigQuery can

-- [add_key of a"b]
-- refused: WB9114 the name 'a"b' holds ", which no name of BigQuery can

-- [merge of a"b]
-- refused: WB9114 the name 'a"b' holds ", which no name of BigQuery can

-- [delete_matched of a"b]
-- refused: WB9114 the name 'a"b' holds ", which no name of BigQuery can

-- [delete_duplicates of a"b]
-- refused: WB9114 the name 'a"b' holds ", which no name of BigQuery can

-- [drop_table of a"b]
-- refused: WB9114 the name 'a"b' holds ", which no name of BigQuery can

-- [create_table of a`b]
-- refused: WB9114 the name 'a`b' holds `, which no name of BigQuery can

-- [create_staging of a`b]
-- refused: WB9114 the name 'a`b' holds `, which no name of BigQuery can

-- [insert_values of a`b]
-- refused: WB9114 the name 'a`b' holds `, which no name of BigQuery can

-- [read of a`b]
-- refused: WB9114 the name 'a`b' holds `, which no name of BigQuery can

-- [add_key of a`b]
-- refused: WB9114 the name 'a`b' holds `, which no name of BigQuery can

-- [merge of a`b]
-- refused: WB9114 the name 'a`b' holds `, which no name of BigQuery can

-- [delete_matched of a`b]
-- refused: WB9114 the name 'a`b' holds `, which no name of BigQuery can

-- [delete_duplicates of a`b]
-- refused: WB9114 the name 'a`b' holds `, which no name of BigQuery can

-- [drop_table of a`b]
-- refused: WB9114 the name 'a`b' holds `, which no name of BigQuery can

-- [create_table of a]b]
-- refused: WB9114 the name 'a]b' holds ], which no name of BigQuery can

-- [create_staging of a]b]
-- refused: WB9114 the name 'a]b' holds ], which no name of BigQuery can

-- [insert_values of a]b]
-- refused: WB9114 the name 'a]b' holds ], which no name of BigQuery can

-- [read of a]b]
-- refused: WB9114 the name 'a]b' holds ], which no name of BigQuery can

-- [add_key of a]b]
-- refused: WB9114 the name 'a]b' holds ], which no name of BigQuery can

-- [merge of a]b]
-- refused: WB9114 the name 'a]b' holds ], which no name of BigQuery can

-- [delete_matched of a]b]
-- refused: WB9114 the name 'a]b' holds ], which no name of BigQuery can

-- [delete_duplicates of a]b]
-- refused: WB9114 the name 'a]b' holds ], which no name of BigQuery can

-- [drop_table of a]b]
-- refused: WB9114 the name 'a]b' holds ], which no name of BigQuery can

-- [create_table of a[b]
-- refused: WB9114 the name 'a[b' holds [, which no name of BigQuery can

-- [create_staging of a[b]
-- refused: WB9114 the name 'a[b' holds [, which no name of BigQuery can

-- [insert_values of a[b]
-- refused: WB9114 the name 'a[b' holds [, which no name of BigQuery can

-- [read of a[b]
-- refused: WB9114 the name 'a[b' holds [, which no name of BigQuery can

-- [add_key of a[b]
-- refused: WB9114 the name 'a[b' holds [, which no name of BigQuery can

-- [merge of a[b]
-- refused: WB9114 the name 'a[b' holds [, which no name of BigQuery can

-- [delete_matched of a[b]
-- refused: WB9114 the name 'a[b' holds [, which no name of BigQuery can

-- [delete_duplicates of a[b]
-- refused: WB9114 the name 'a[b' holds [, which no name of BigQuery can

-- [drop_table of a[b]
-- refused: WB9114 the name 'a[b' holds [, which no name of BigQuery can

-- [create_table of a'b]
CREATE TABLE `a'b` (
  `id` int64 NOT NULL,
  `a'b` string,
  PRIMARY KEY (`id`) NOT ENFORCED
);

-- [create_staging of a'b]
CREATE TABLE `_waybill_stg_1` (
  `id` int64,
  `a'b` string
);

-- [insert_values of a'b]
INSERT INTO `a'b` (`id`, `a'b`) VALUES (?, ?);

-- [read of a'b]
SELECT `id`, `a'b`
FROM `a'b`;

-- [add_key of a'b]

-- [merge of a'b]
MERGE INTO `a'b` d
USING `_waybill_stg_1` s
ON (d.`id` = s.`id`)
WHEN MATCHED AND (TO_JSON_STRING(s.`a'b`) <> TO_JSON_STRING(d.`a'b`)) THEN UPDATE SET
  `a'b` = s.`a'b`
WHEN NOT MATCHED THEN INSERT (`id`, `a'b`) VALUES (s.`id`, s.`a'b`);

-- [delete_matched of a'b]
DELETE FROM `a'b`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `a'b`.`id`);

-- [delete_duplicates of a'b]
DELETE FROM `a'b`
WHERE `id` IS NULL OR `id` IN (SELECT `id` FROM `a'b` GROUP BY `id` HAVING count(*) > 1);

-- [drop_table of a'b]
DROP TABLE IF EXISTS `a'b`;

-- [create_table of a\b]
-- refused: WB9114 the name 'a\b' holds \, which no name of BigQuery can

-- [create_staging of a\b]
-- refused: WB9114 the name 'a\b' holds \, which no name of BigQuery can

-- [insert_values of a\b]
-- refused: WB9114 the name 'a\b' holds \, which no name of BigQuery can

-- [read of a\b]
-- refused: WB9114 the name 'a\b' holds \, which no name of BigQuery can

-- [add_key of a\b]
-- refused: WB9114 the name 'a\b' holds \, which no name of BigQuery can

-- [merge of a\b]
-- refused: WB9114 the name 'a\b' holds \, which no name of BigQuery can

-- [delete_matched of a\b]
-- refused: WB9114 the name 'a\b' holds \, which no name of BigQuery can

-- [delete_duplicates of a\b]
-- refused: WB9114 the name 'a\b' holds \, which no name of BigQuery can

-- [drop_table of a\b]
-- refused: WB9114 the name 'a\b' holds \, which no name of BigQuery can

-- [create_table of a b]
CREATE TABLE `a b` (
  `id` int64 NOT NULL,
  `a b` string,
  PRIMARY KEY (`id`) NOT ENFORCED
);

-- [create_staging of a b]
CREATE TABLE `_waybill_stg_1` (
  `id` int64,
  `a b` string
);

-- [insert_values of a b]
INSERT INTO `a b` (`id`, `a b`) VALUES (?, ?);

-- [read of a b]
SELECT `id`, `a b`
FROM `a b`;

-- [add_key of a b]

-- [merge of a b]
MERGE INTO `a b` d
USING `_waybill_stg_1` s
ON (d.`id` = s.`id`)
WHEN MATCHED AND (TO_JSON_STRING(s.`a b`) <> TO_JSON_STRING(d.`a b`)) THEN UPDATE SET
  `a b` = s.`a b`
WHEN NOT MATCHED THEN INSERT (`id`, `a b`) VALUES (s.`id`, s.`a b`);

-- [delete_matched of a b]
DELETE FROM `a b`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `a b`.`id`);

-- [delete_duplicates of a b]
DELETE FROM `a b`
WHERE `id` IS NULL OR `id` IN (SELECT `id` FROM `a b` GROUP BY `id` HAVING count(*) > 1);

-- [drop_table of a b]
DROP TABLE IF EXISTS `a b`;

-- [create_table of a;b -- c]
-- refused: WB9114 the name 'a;b -- c' holds ;, which no name of BigQuery can

-- [create_staging of a;b -- c]
-- refused: WB9114 the name 'a;b -- c' holds ;, which no name of BigQuery can

-- [insert_values of a;b -- c]
-- refused: WB9114 the name 'a;b -- c' holds ;, which no name of BigQuery can

-- [read of a;b -- c]
-- refused: WB9114 the name 'a;b -- c' holds ;, which no name of BigQuery can

-- [add_key of a;b -- c]
-- refused: WB9114 the name 'a;b -- c' holds ;, which no name of BigQuery can

-- [merge of a;b -- c]
-- refused: WB9114 the name 'a;b -- c' holds ;, which no name of BigQuery can

-- [delete_matched of a;b -- c]
-- refused: WB9114 the name 'a;b -- c' holds ;, which no name of BigQuery can

-- [delete_duplicates of a;b -- c]
-- refused: WB9114 the name 'a;b -- c' holds ;, which no name of BigQuery can

-- [drop_table of a;b -- c]
-- refused: WB9114 the name 'a;b -- c' holds ;, which no name of BigQuery can

-- [create_table of a.b]
-- refused: WB9114 the name 'a.b' holds ., which no name of BigQuery can

-- [create_staging of a.b]
-- refused: WB9114 the name 'a.b' holds ., which no name of BigQuery can

-- [insert_values of a.b]
-- refused: WB9114 the name 'a.b' holds ., which no name of BigQuery can

-- [read of a.b]
-- refused: WB9114 the name 'a.b' holds ., which no name of BigQuery can

-- [add_key of a.b]
-- refused: WB9114 the name 'a.b' holds ., which no name of BigQuery can

-- [merge of a.b]
-- refused: WB9114 the name 'a.b' holds ., which no name of BigQuery can

-- [delete_matched of a.b]
-- refused: WB9114 the name 'a.b' holds ., which no name of BigQuery can

-- [delete_duplicates of a.b]
-- refused: WB9114 the name 'a.b' holds ., which no name of BigQuery can

-- [drop_table of a.b]
-- refused: WB9114 the name 'a.b' holds ., which no name of BigQuery can

-- [create_table of ${a}]
-- refused: WB9114 the name '${a}' holds $, which no name of BigQuery can

-- [create_staging of ${a}]
-- refused: WB9114 the name '${a}' holds $, which no name of BigQuery can

-- [insert_values of ${a}]
-- refused: WB9114 the name '${a}' holds $, which no name of BigQuery can

-- [read of ${a}]
-- refused: WB9114 the name '${a}' holds $, which no name of BigQuery can

-- [add_key of ${a}]
-- refused: WB9114 the name '${a}' holds $, which no name of BigQuery can

-- [merge of ${a}]
-- refused: WB9114 the name '${a}' holds $, which no name of BigQuery can

-- [delete_matched of ${a}]
-- refused: WB9114 the name '${a}' holds $, which no name of BigQuery can

-- [delete_duplicates of ${a}]
-- refused: WB9114 the name '${a}' holds $, which no name of BigQuery can

-- [drop_table of ${a}]
-- refused: WB9114 the name '${a}' holds $, which no name of BigQuery can

-- [create_table of {table}]
-- refused: WB9114 the name '{table}' holds {, which no name of BigQuery can

-- [create_staging of {table}]
-- refused: WB9114 the name '{table}' holds {, which no name of BigQuery can

-- [insert_values of {table}]
-- refused: WB9114 the name '{table}' holds {, which no name of BigQuery can

-- [read of {table}]
-- refused: WB9114 the name '{table}' holds {, which no name of BigQuery can

-- [add_key of {table}]
-- refused: WB9114 the name '{table}' holds {, which no name of BigQuery can

-- [merge of {table}]
-- refused: WB9114 the name '{table}' holds {, which no name of BigQuery can

-- [delete_matched of {table}]
-- refused: WB9114 the name '{table}' holds {, which no name of BigQuery can

-- [delete_duplicates of {table}]
-- refused: WB9114 the name '{table}' holds {, which no name of BigQuery can

-- [drop_table of {table}]
-- refused: WB9114 the name '{table}' holds {, which no name of BigQuery can

-- [create_table of /*a*/]
-- refused: WB9114 the name '/*a*/' holds /, which no name of BigQuery can

-- [create_staging of /*a*/]
-- refused: WB9114 the name '/*a*/' holds /, which no name of BigQuery can

-- [insert_values of /*a*/]
-- refused: WB9114 the name '/*a*/' holds /, which no name of BigQuery can

-- [read of /*a*/]
-- refused: WB9114 the name '/*a*/' holds /, which no name of BigQuery can

-- [add_key of /*a*/]
-- refused: WB9114 the name '/*a*/' holds /, which no name of BigQuery can

-- [merge of /*a*/]
-- refused: WB9114 the name '/*a*/' holds /, which no name of BigQuery can

-- [delete_matched of /*a*/]
-- refused: WB9114 the name '/*a*/' holds /, which no name of BigQuery can

-- [delete_duplicates of /*a*/]
-- refused: WB9114 the name '/*a*/' holds /, which no name of BigQuery can

-- [drop_table of /*a*/]
-- refused: WB9114 the name '/*a*/' holds /, which no name of BigQuery can

-- [create_table of select]
CREATE TABLE `select` (
  `id` int64 NOT NULL,
  `select` string,
  PRIMARY KEY (`id`) NOT ENFORCED
);

-- [create_staging of select]
CREATE TABLE `_waybill_stg_1` (
  `id` int64,
  `select` string
);

-- [insert_values of select]
INSERT INTO `select` (`id`, `select`) VALUES (?, ?);

-- [read of select]
SELECT `id`, `select`
FROM `select`;

-- [add_key of select]

-- [merge of select]
MERGE INTO `select` d
USING `_waybill_stg_1` s
ON (d.`id` = s.`id`)
WHEN MATCHED AND (TO_JSON_STRING(s.`select`) <> TO_JSON_STRING(d.`select`)) THEN UPDATE SET
  `select` = s.`select`
WHEN NOT MATCHED THEN INSERT (`id`, `select`) VALUES (s.`id`, s.`select`);

-- [delete_matched of select]
DELETE FROM `select`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `select`.`id`);

-- [delete_duplicates of select]
DELETE FROM `select`
WHERE `id` IS NULL OR `id` IN (SELECT `id` FROM `select` GROUP BY `id` HAVING count(*) > 1);

-- [drop_table of select]
DROP TABLE IF EXISTS `select`;

-- [create_table of ünï]
CREATE TABLE `ünï` (
  `id` int64 NOT NULL,
  `ünï` string,
  PRIMARY KEY (`id`) NOT ENFORCED
);

-- [create_staging of ünï]
CREATE TABLE `_waybill_stg_1` (
  `id` int64,
  `ünï` string
);

-- [insert_values of ünï]
INSERT INTO `ünï` (`id`, `ünï`) VALUES (?, ?);

-- [read of ünï]
SELECT `id`, `ünï`
FROM `ünï`;

-- [add_key of ünï]

-- [merge of ünï]
MERGE INTO `ünï` d
USING `_waybill_stg_1` s
ON (d.`id` = s.`id`)
WHEN MATCHED AND (TO_JSON_STRING(s.`ünï`) <> TO_JSON_STRING(d.`ünï`)) THEN UPDATE SET
  `ünï` = s.`ünï`
WHEN NOT MATCHED THEN INSERT (`id`, `ünï`) VALUES (s.`id`, s.`ünï`);

-- [delete_matched of ünï]
DELETE FROM `ünï`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `ünï`.`id`);

-- [delete_duplicates of ünï]
DELETE FROM `ünï`
WHERE `id` IS NULL OR `id` IN (SELECT `id` FROM `ünï` GROUP BY `id` HAVING count(*) > 1);

-- [drop_table of ünï]
DROP TABLE IF EXISTS `ünï`;

-- [create_table of 名前]
CREATE TABLE `名前` (
  `id` int64 NOT NULL,
  `名前` string,
  PRIMARY KEY (`id`) NOT ENFORCED
);

-- [create_staging of 名前]
CREATE TABLE `_waybill_stg_1` (
  `id` int64,
  `名前` string
);

-- [insert_values of 名前]
INSERT INTO `名前` (`id`, `名前`) VALUES (?, ?);

-- [read of 名前]
SELECT `id`, `名前`
FROM `名前`;

-- [add_key of 名前]

-- [merge of 名前]
MERGE INTO `名前` d
USING `_waybill_stg_1` s
ON (d.`id` = s.`id`)
WHEN MATCHED AND (TO_JSON_STRING(s.`名前`) <> TO_JSON_STRING(d.`名前`)) THEN UPDATE SET
  `名前` = s.`名前`
WHEN NOT MATCHED THEN INSERT (`id`, `名前`) VALUES (s.`id`, s.`名前`);

-- [delete_matched of 名前]
DELETE FROM `名前`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `名前`.`id`);

-- [delete_duplicates of 名前]
DELETE FROM `名前`
WHERE `id` IS NULL OR `id` IN (SELECT `id` FROM `名前` GROUP BY `id` HAVING count(*) > 1);

-- [drop_table of 名前]
DROP TABLE IF EXISTS `名前`;

-- [create_table of a%sb]
CREATE TABLE `a%sb` (
  `id` int64 NOT NULL,
  `a%sb` string,
  PRIMARY KEY (`id`) NOT ENFORCED
);

-- [create_staging of a%sb]
CREATE TABLE `_waybill_stg_1` (
  `id` int64,
  `a%sb` string
);

-- [insert_values of a%sb]
INSERT INTO `a%sb` (`id`, `a%sb`) VALUES (?, ?);

-- [read of a%sb]
SELECT `id`, `a%sb`
FROM `a%sb`;

-- [add_key of a%sb]

-- [merge of a%sb]
MERGE INTO `a%sb` d
USING `_waybill_stg_1` s
ON (d.`id` = s.`id`)
WHEN MATCHED AND (TO_JSON_STRING(s.`a%sb`) <> TO_JSON_STRING(d.`a%sb`)) THEN UPDATE SET
  `a%sb` = s.`a%sb`
WHEN NOT MATCHED THEN INSERT (`id`, `a%sb`) VALUES (s.`id`, s.`a%sb`);

-- [delete_matched of a%sb]
DELETE FROM `a%sb`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `a%sb`.`id`);

-- [delete_duplicates of a%sb]
DELETE FROM `a%sb`
WHERE `id` IS NULL OR `id` IN (SELECT `id` FROM `a%sb` GROUP BY `id` HAVING count(*) > 1);

-- [drop_table of a%sb]
DROP TABLE IF EXISTS `a%sb`;

-- [create_table of ?]
-- refused: WB9114 the name '?' holds ?, which no name of BigQuery can

-- [create_staging of ?]
-- refused: WB9114 the name '?' holds ?, which no name of BigQuery can

-- [insert_values of ?]
-- refused: WB9114 the name '?' holds ?, which no name of BigQuery can

-- [read of ?]
-- refused: WB9114 the name '?' holds ?, which no name of BigQuery can

-- [add_key of ?]
-- refused: WB9114 the name '?' holds ?, which no name of BigQuery can

-- [merge of ?]
-- refused: WB9114 the name '?' holds ?, which no name of BigQuery can

-- [delete_matched of ?]
-- refused: WB9114 the name '?' holds ?, which no name of BigQuery can

-- [delete_duplicates of ?]
-- refused: WB9114 the name '?' holds ?, which no name of BigQuery can

-- [drop_table of ?]
-- refused: WB9114 the name '?' holds ?, which no name of BigQuery can

-- [create_table of A]
CREATE TABLE `A` (
  `id` int64 NOT NULL,
  `A` string,
  PRIMARY KEY (`id`) NOT ENFORCED
);

-- [create_staging of A]
CREATE TABLE `_waybill_stg_1` (
  `id` int64,
  `A` string
);

-- [insert_values of A]
INSERT INTO `A` (`id`, `A`) VALUES (?, ?);

-- [read of A]
SELECT `id`, `A`
FROM `A`;

-- [add_key of A]

-- [merge of A]
MERGE INTO `A` d
USING `_waybill_stg_1` s
ON (d.`id` = s.`id`)
WHEN MATCHED AND (TO_JSON_STRING(s.`A`) <> TO_JSON_STRING(d.`A`)) THEN UPDATE SET
  `A` = s.`A`
WHEN NOT MATCHED THEN INSERT (`id`, `A`) VALUES (s.`id`, s.`A`);

-- [delete_matched of A]
DELETE FROM `A`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `A`.`id`);

-- [delete_duplicates of A]
DELETE FROM `A`
WHERE `id` IS NULL OR `id` IN (SELECT `id` FROM `A` GROUP BY `id` HAVING count(*) > 1);

-- [drop_table of A]
DROP TABLE IF EXISTS `A`;

-- [create_table of a$b]
-- refused: WB9114 the name 'a$b' holds $, which no name of BigQuery can

-- [create_staging of a$b]
-- refused: WB9114 the name 'a$b' holds $, which no name of BigQuery can

-- [insert_values of a$b]
-- refused: WB9114 the name 'a$b' holds $, which no name of BigQuery can

-- [read of a$b]
-- refused: WB9114 the name 'a$b' holds $, which no name of BigQuery can

-- [add_key of a$b]
-- refused: WB9114 the name 'a$b' holds $, which no name of BigQuery can

-- [merge of a$b]
-- refused: WB9114 the name 'a$b' holds $, which no name of BigQuery can

-- [delete_matched of a$b]
-- refused: WB9114 the name 'a$b' holds $, which no name of BigQuery can

-- [delete_duplicates of a$b]
-- refused: WB9114 the name 'a$b' holds $, which no name of BigQuery can

-- [drop_table of a$b]
-- refused: WB9114 the name 'a$b' holds $, which no name of BigQuery can

