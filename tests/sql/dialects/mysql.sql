-- [create_table]
CREATE TABLE `main`.`orders` (
  `c_text` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL,
  `c_boolean` boolean,
  `c_integer` int,
  `c_bigint` bigint,
  `c_decimal` decimal(38,9),
  `c_float` double,
  `c_bytes` longblob,
  `c_date` date,
  `c_time` time(6),
  `c_timestamp` datetime(6),
  `c_datetime` datetime(6),
  `c_json` longtext CHARACTER SET utf8mb4 CHECK (json_valid(`c_json`)),
  `c_uuid` char(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL,
  `c_decimal_18_4` decimal(18,4),
  `c_required` bigint NOT NULL,
  PRIMARY KEY (`c_text`, `c_uuid`)
) ENGINE=InnoDB;

-- [create_table: without its key]
CREATE TABLE `main`.`orders` (
  `c_text` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL,
  `c_boolean` boolean,
  `c_integer` int,
  `c_bigint` bigint,
  `c_decimal` decimal(38,9),
  `c_float` double,
  `c_bytes` longblob,
  `c_date` date,
  `c_time` time(6),
  `c_timestamp` datetime(6),
  `c_datetime` datetime(6),
  `c_json` longtext CHARACTER SET utf8mb4 CHECK (json_valid(`c_json`)),
  `c_uuid` char(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL,
  `c_decimal_18_4` decimal(18,4),
  `c_required` bigint NOT NULL
) ENGINE=InnoDB;

-- [create_table: hostile names]
CREATE TABLE `group`.`t"``]['\.;?é名` (
  `select` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL,
  `k"``]['\.;?é名` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL,
  `n"``]['\.;?é名` longtext CHARACTER SET utf8mb4,
  `o"``]['\.;?é名` longtext CHARACTER SET utf8mb4,
  `c"``]['\.;?é名` datetime(6),
  PRIMARY KEY (`select`, `k"``]['\.;?é名`)
) ENGINE=InnoDB;

-- [create_staging]
CREATE TEMPORARY TABLE `_waybill_stg_1` (
  `c_text` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin,
  `c_boolean` boolean,
  `c_integer` int,
  `c_bigint` bigint,
  `c_decimal` decimal(38,9),
  `c_float` double,
  `c_bytes` longblob,
  `c_date` date,
  `c_time` time(6),
  `c_timestamp` datetime(6),
  `c_datetime` datetime(6),
  `c_json` longtext CHARACTER SET utf8mb4 CHECK (json_valid(`c_json`)),
  `c_uuid` char(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin,
  `c_decimal_18_4` decimal(18,4),
  `c_required` bigint
) ENGINE=InnoDB;

-- [create_staging: hostile names]
CREATE TEMPORARY TABLE `_waybill_stg_1` (
  `select` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin,
  `k"``]['\.;?é名` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin,
  `n"``]['\.;?é名` longtext CHARACTER SET utf8mb4,
  `o"``]['\.;?é名` longtext CHARACTER SET utf8mb4,
  `c"``]['\.;?é名` datetime(6)
) ENGINE=InnoDB;

-- [create_table: with comments]
CREATE TABLE `main`.`orders` (
  `c_text` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL COMMENT 'The key',
  `c_boolean` boolean,
  PRIMARY KEY (`c_text`)
) ENGINE=InnoDB COMMENT 'Orders, one''s \\ a row';

-- [comment_on]
ALTER TABLE `main`.`orders` COMMENT 'Orders, one''s \\ a row
of -- them?';

-- [comment_on: a table without one]
ALTER TABLE `main`.`orders` COMMENT '';

-- [comment_on: a column]
ALTER TABLE `main`.`orders` MODIFY COLUMN `note` longtext CHARACTER SET utf8mb4 COMMENT 'What''s said';

-- [comment_on: a column of the key]
ALTER TABLE `main`.`orders` MODIFY COLUMN `id` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL COMMENT 'The key';

-- [comment_on: hostile names]
ALTER TABLE `group`.`t"``]['\.;?é名` MODIFY COLUMN `n"``]['\.;?é名` longtext CHARACTER SET utf8mb4 COMMENT '';

-- [read_comments]
SELECT '', table_comment FROM information_schema.tables WHERE table_schema = coalesce(nullif('main', ''), database()) AND table_name = 'orders' UNION ALL SELECT column_name, CASE WHEN extra = '' AND coalesce(column_default, 'NULL') = 'NULL' AND is_nullable = CASE WHEN column_key = 'PRI' THEN 'NO' ELSE 'YES' END THEN column_comment END FROM information_schema.columns WHERE table_schema = coalesce(nullif('main', ''), database()) AND table_name = 'orders';

-- [read_comments: a hostile name]
SELECT '', table_comment FROM information_schema.tables WHERE table_schema = coalesce(nullif('', ''), database()) AND table_name = 't"`][''\\.;?é名' UNION ALL SELECT column_name, CASE WHEN extra = '' AND coalesce(column_default, 'NULL') = 'NULL' AND is_nullable = CASE WHEN column_key = 'PRI' THEN 'NO' ELSE 'YES' END THEN column_comment END FROM information_schema.columns WHERE table_schema = coalesce(nullif('', ''), database()) AND table_name = 't"`][''\\.;?é名';

-- [add_key]
ALTER TABLE `main`.`orders` ADD PRIMARY KEY (`c_text`, `c_uuid`);

-- [add_key: a long name]
ALTER TABLE `ooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo` ADD PRIMARY KEY (`c_text`, `c_uuid`);

-- [add_column]
ALTER TABLE `main`.`orders` ADD COLUMN `note` longtext CHARACTER SET utf8mb4;

-- [add_column: with a comment]
ALTER TABLE `main`.`orders` ADD COLUMN `note` longtext CHARACTER SET utf8mb4 COMMENT 'What''s said';

-- [add_column: hostile names]
ALTER TABLE `group`.`t"``]['\.;?é名` ADD COLUMN `n"``]['\.;?é名` longtext CHARACTER SET utf8mb4 CHECK (json_valid(`n"``]['\.;?é名`));

-- [widen_column]
ALTER TABLE `main`.`orders` MODIFY COLUMN `units` bigint;

-- [widen_column: a decimal]
ALTER TABLE `main`.`orders` MODIFY COLUMN `price` decimal(20,4);

-- [widen_column: with a comment]
ALTER TABLE `main`.`orders` MODIFY COLUMN `units` bigint COMMENT 'How many';

-- [widen_column: a column of the key]
ALTER TABLE `main`.`orders` MODIFY COLUMN `id` bigint NOT NULL;

-- [widen_column: hostile names]
ALTER TABLE `group`.`t"``]['\.;?é名` MODIFY COLUMN `n"``]['\.;?é名` longtext CHARACTER SET utf8mb4;

-- [create_schema]
CREATE DATABASE IF NOT EXISTS `_waybill`;

-- [create_schema: a hostile name]
CREATE DATABASE IF NOT EXISTS `group"``]['\.;?é名`;

-- [analyze]

-- [create_shared_staging]

-- [rename_table]

-- [drop_table]
DROP TABLE IF EXISTS `orders`;

-- [drop_table: a hostile name]
DROP TABLE IF EXISTS `group`.`t"``]['\.;?é名`;

-- [drop_staging]
DROP TEMPORARY TABLE IF EXISTS `_waybill_stg_1`;

-- [insert_values]
INSERT INTO `orders` (`id`, `na"me`) VALUES (?, ?);

-- [insert_values: two rows]
INSERT INTO `orders` (`id`, `name`) VALUES (?, ?), (?, ?);

-- [begin_write]
SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
START TRANSACTION READ WRITE;

-- [begin_read]
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ;
START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY;

-- [savepoint]
SAVEPOINT waybill_rows;

-- [rollback_to_savepoint]
ROLLBACK TO SAVEPOINT waybill_rows;

-- [release_savepoint]
RELEASE SAVEPOINT waybill_rows;

-- [check_constraints_now]

-- [lock_control]
INSERT INTO `_waybill_owners` (`table_name`) VALUES ('') ON DUPLICATE KEY UPDATE `table_name` = `table_name`;

-- [list_schemas]
SELECT schema_name FROM information_schema.schemata ORDER BY schema_name;

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
WHERE `org` = ? AND CONVERT(`org` USING utf8mb4) COLLATE utf8mb4_0900_bin = ?;
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
WHERE `org` = ? AND CONVERT(`org` USING utf8mb4) COLLATE utf8mb4_0900_bin = ?
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
WHERE `org` = ? AND CONVERT(`org` USING utf8mb4) COLLATE utf8mb4_0900_bin = ?
  AND (`updated_at` >= ? OR `updated_at` IS NULL)
  AND (`updated_at` < ? OR `updated_at` IS NULL);
-- ? text acme
-- ? text acme
-- ? integer 7
-- ? integer 9

-- [read: rows of some keys]
SELECT `id`, `name`, `updated_at`
FROM `main`.`orders`
WHERE `org` = ? AND CONVERT(`org` USING utf8mb4) COLLATE utf8mb4_0900_bin = ?
  AND ((`id` = ? AND `org` = ?) OR (`id` = ? AND `org` = ?));
-- ? text acme
-- ? text acme
-- ? bigint 7
-- ? text acme
-- ? bigint 8
-- ? text o'hara

-- [read: hostile names]
SELECT `select`, `n"``]['\.;?é名`
FROM `group`.`t"``]['\.;?é名`
WHERE `o"``]['\.;?é名` = ? AND CONVERT(`o"``]['\.;?é名` USING utf8mb4) COLLATE utf8mb4_0900_bin = ?
  AND (`c"``]['\.;?é名` >= ? OR `c"``]['\.;?é名` IS NULL)
  AND (`c"``]['\.;?é名` < ? OR `c"``]['\.;?é名` IS NULL);
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
WHERE `org` = ? AND CONVERT(`org` USING utf8mb4) COLLATE utf8mb4_0900_bin = ?
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
UPDATE `orders` d
JOIN `_waybill_stg_1` s ON s.`id` = d.`id`
SET
  d.`name` = s.`name`,
  d.`updated_at` = s.`updated_at`
WHERE NOT (CAST(s.`name` AS BINARY) <=> CAST(d.`name` AS BINARY))
   OR NOT (CAST(s.`updated_at` AS BINARY) <=> CAST(d.`updated_at` AS BINARY));
INSERT INTO `orders` (`id`, `name`, `updated_at`)
SELECT s.`id`, s.`name`, s.`updated_at`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `orders` d WHERE d.`id` = s.`id`);

-- [merge: two columns of the key]
UPDATE `orders` d
JOIN `_waybill_stg_1` s ON s.`id` = d.`id` AND s.`org` = d.`org`
SET
  d.`name` = s.`name`
WHERE NOT (CAST(s.`name` AS BINARY) <=> CAST(d.`name` AS BINARY));
INSERT INTO `orders` (`id`, `org`, `name`)
SELECT s.`id`, s.`org`, s.`name`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `orders` d WHERE d.`id` = s.`id` AND d.`org` = s.`org`);

-- [merge: nothing but the key]
INSERT INTO `orders` (`id`, `org`)
SELECT s.`id`, s.`org`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `orders` d WHERE d.`id` = s.`id` AND d.`org` = s.`org`);

-- [merge: a JSON]
UPDATE `orders` d
JOIN `_waybill_stg_1` s ON s.`id` = d.`id`
SET
  d.`body` = s.`body`
WHERE NOT (CAST(s.`body` AS BINARY) <=> CAST(d.`body` AS BINARY));
INSERT INTO `orders` (`id`, `body`)
SELECT s.`id`, s.`body`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `orders` d WHERE d.`id` = s.`id`);

-- [merge: bytes]
UPDATE `orders` d
JOIN `_waybill_stg_1` s ON s.`id` = d.`id`
SET
  d.`body` = s.`body`
WHERE NOT (CAST(s.`body` AS BINARY) <=> CAST(d.`body` AS BINARY));
INSERT INTO `orders` (`id`, `body`)
SELECT s.`id`, s.`body`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `orders` d WHERE d.`id` = s.`id`);

-- [merge: only new rows]
INSERT INTO `orders` (`id`, `org`, `name`)
SELECT s.`id`, s.`org`, s.`name`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `orders` d WHERE d.`id` = s.`id` AND d.`org` = s.`org`);

-- [merge: many rows]
UPDATE `orders` d
JOIN `_waybill_stg_1` s ON s.`id` = d.`id` AND s.`org` = d.`org`
SET
  d.`name` = s.`name`
WHERE NOT (CAST(s.`name` AS BINARY) <=> CAST(d.`name` AS BINARY));
INSERT INTO `orders` (`id`, `org`, `name`)
SELECT s.`id`, s.`org`, s.`name`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `orders` d WHERE d.`id` = s.`id` AND d.`org` = s.`org`);

-- [merge: many rows in one pass]

-- [one_pass_probe]

-- [one_pass_probe: hostile names]

-- [merge: many rows, only new ones]
INSERT INTO `orders` (`id`, `org`, `name`)
SELECT s.`id`, s.`org`, s.`name`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `orders` d WHERE d.`id` = s.`id` AND d.`org` = s.`org`);

-- [merge: hostile names]
UPDATE `group`.`t"``]['\.;?é名` d
JOIN `_waybill_stg_1` s ON s.`select` = d.`select` AND s.`k"``]['\.;?é名` = d.`k"``]['\.;?é名`
SET
  d.`n"``]['\.;?é名` = s.`n"``]['\.;?é名`
WHERE NOT (CAST(s.`n"``]['\.;?é名` AS BINARY) <=> CAST(d.`n"``]['\.;?é名` AS BINARY));
INSERT INTO `group`.`t"``]['\.;?é名` (`select`, `k"``]['\.;?é名`, `n"``]['\.;?é名`)
SELECT s.`select`, s.`k"``]['\.;?é名`, s.`n"``]['\.;?é名`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `group`.`t"``]['\.;?é名` d WHERE d.`select` = s.`select` AND d.`k"``]['\.;?é名` = s.`k"``]['\.;?é名`);

-- [delete_matched]
DELETE d FROM `orders` d JOIN `_waybill_stg_1` s ON d.`id` = s.`id` AND d.`org` = s.`org`;

-- [delete_matched: hostile names]
DELETE d FROM `group`.`t"``]['\.;?é名` d JOIN `_waybill_stg_1` s ON d.`select` = s.`select` AND d.`k"``]['\.;?é名` = s.`k"``]['\.;?é名`;

-- [delete_unmatched]
DELETE FROM `orders`
WHERE NOT EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `orders`.`id` AND s.`org` = `orders`.`org`);

-- [delete_unmatched: hostile names]
DELETE FROM `group`.`t"``]['\.;?é名`
WHERE NOT EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`select` = `t"``]['\.;?é名`.`select` AND s.`k"``]['\.;?é名` = `t"``]['\.;?é名`.`k"``]['\.;?é名`);

-- [count_matched]
SELECT count(*) FROM `_waybill_stg_1` s
WHERE EXISTS (SELECT 1 FROM `orders` d WHERE d.`id` = s.`id` AND d.`org` = s.`org`);

-- [count_matched: many rows]
SELECT count(*) FROM `_waybill_stg_1` s
WHERE EXISTS (SELECT 1 FROM `orders` d WHERE d.`id` = s.`id` AND d.`org` = s.`org`);

-- [count_matched: hostile names]
SELECT count(*) FROM `_waybill_stg_1` s
WHERE EXISTS (SELECT 1 FROM `group`.`t"``]['\.;?é名` d WHERE d.`select` = s.`select` AND d.`k"``]['\.;?é名` = s.`k"``]['\.;?é名`);

-- [read_staged: found]
SELECT s.`id`, s.`org`, s.`name`
FROM `_waybill_stg_1` s
WHERE EXISTS (SELECT 1 FROM `orders` d WHERE d.`id` = s.`id` AND d.`org` = s.`org`);

-- [read_staged: not found]
SELECT s.`id`, s.`org`, s.`name`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `orders` d WHERE d.`id` = s.`id` AND d.`org` = s.`org`);

-- [read_staged: hostile names]
SELECT s.`select`, s.`k"``]['\.;?é名`, s.`n"``]['\.;?é名`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `group`.`t"``]['\.;?é名` d WHERE d.`select` = s.`select` AND d.`k"``]['\.;?é名` = s.`k"``]['\.;?é名`);

-- [count_different]
SELECT count(*) FROM `_waybill_stg_1` s
JOIN `orders` d ON s.`id` = d.`id` AND s.`org` = d.`org`
WHERE NOT (CAST(s.`name` AS BINARY) <=> CAST(d.`name` AS BINARY));

-- [count_different: nothing but the key]
SELECT count(*) FROM `_waybill_stg_1` s
JOIN `orders` d ON s.`id` = d.`id` AND s.`org` = d.`org`
WHERE 1 = 0;

-- [count_different: hostile names]
SELECT count(*) FROM `_waybill_stg_1` s
JOIN `group`.`t"``]['\.;?é名` d ON s.`select` = d.`select` AND s.`k"``]['\.;?é名` = d.`k"``]['\.;?é名`
WHERE NOT (CAST(s.`n"``]['\.;?é名` AS BINARY) <=> CAST(d.`n"``]['\.;?é名` AS BINARY));

-- [read_different]
SELECT s.`id`, s.`org` FROM `_waybill_stg_1` s
JOIN `orders` d ON s.`id` = d.`id` AND s.`org` = d.`org`
WHERE NOT (CAST(s.`name` AS BINARY) <=> CAST(d.`name` AS BINARY));

-- [read_different: nothing but the key]
SELECT s.`id`, s.`org` FROM `_waybill_stg_1` s
JOIN `orders` d ON s.`id` = d.`id` AND s.`org` = d.`org`
WHERE 1 = 0;

-- [read_different: hostile names]
SELECT s.`select`, s.`k"``]['\.;?é名` FROM `_waybill_stg_1` s
JOIN `group`.`t"``]['\.;?é名` d ON s.`select` = d.`select` AND s.`k"``]['\.;?é名` = d.`k"``]['\.;?é名`
WHERE NOT (CAST(s.`n"``]['\.;?é名` AS BINARY) <=> CAST(d.`n"``]['\.;?é名` AS BINARY));

-- [read_rows]
SELECT `id`, `org`, `name`
FROM `_waybill_stg_1`;

-- [read_rows: hostile names]
SELECT `select`, `n"``]['\.;?é名`
FROM `group`.`t"``]['\.;?é名`;

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
INSERT INTO `group`.`t"``]['\.;?é名` (`select`, `k"``]['\.;?é名`, `n"``]['\.;?é名`)
SELECT s.`select`, s.`k"``]['\.;?é名`, s.`n"``]['\.;?é名`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `group`.`t"``]['\.;?é名` d1 WHERE d1.`select` = s.`select` AND d1.`k"``]['\.;?é名` = s.`k"``]['\.;?é名`);

-- [copy_numbered]
INSERT INTO `_waybill_num_1` (`_waybill_n`, `id`, `org`, `name`)
SELECT row_number() OVER (ORDER BY s.`id`, s.`org`), s.`id`, s.`org`, s.`name`
FROM `_waybill_stg_1` s;

-- [copy_numbered: without a key]
INSERT INTO `_waybill_num_1` (`_waybill_n`, `id`, `org`, `name`)
SELECT row_number() OVER (ORDER BY (SELECT NULL)), s.`id`, s.`org`, s.`name`
FROM `_waybill_stg_1` s;

-- [copy_numbered: hostile names]
INSERT INTO `group`.`t"``]['\.;?é名` (`_waybill_n`, `select`, `k"``]['\.;?é名`, `n"``]['\.;?é名`)
SELECT row_number() OVER (ORDER BY s.`select`, s.`k"``]['\.;?é名`), s.`select`, s.`k"``]['\.;?é名`, s.`n"``]['\.;?é名`
FROM `_waybill_stg_1` s;

-- [copy_range]
INSERT INTO `_waybill_chg_1` (`id`, `org`, `name`)
SELECT s.`id`, s.`org`, s.`name`
FROM `_waybill_num_1` s
WHERE s.`_waybill_n` >= ? AND s.`_waybill_n` < ?;
-- ? bigint 1
-- ? bigint 500

-- [copy_range: hostile names]
INSERT INTO `group`.`t"``]['\.;?é名` (`select`, `k"``]['\.;?é名`, `n"``]['\.;?é名`)
SELECT s.`select`, s.`k"``]['\.;?é名`, s.`n"``]['\.;?é名`
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
DELETE FROM `group`.`t"``]['\.;?é名`
WHERE 1 = 1;

-- [delete_superseded]
DROP TEMPORARY TABLE IF EXISTS `_waybill_latest`;
CREATE TEMPORARY TABLE `_waybill_latest` ENGINE=InnoDB AS
SELECT `id`, max(`updated_at`) AS `updated_at` FROM `_waybill_stg_1` GROUP BY `id`;
DELETE FROM `_waybill_stg_1`
WHERE EXISTS (SELECT 1 FROM `_waybill_latest` s WHERE s.`id` = `_waybill_stg_1`.`id`
  AND (s.`updated_at` > `_waybill_stg_1`.`updated_at` OR (`_waybill_stg_1`.`updated_at` IS NULL AND s.`updated_at` IS NOT NULL)));
DROP TEMPORARY TABLE IF EXISTS `_waybill_latest`;

-- [delete_superseded: two columns of the key]
DROP TEMPORARY TABLE IF EXISTS `_waybill_latest`;
CREATE TEMPORARY TABLE `_waybill_latest` ENGINE=InnoDB AS
SELECT `id`, `org`, max(`updated_at`) AS `updated_at` FROM `_waybill_stg_1` GROUP BY `id`, `org`;
DELETE FROM `_waybill_stg_1`
WHERE EXISTS (SELECT 1 FROM `_waybill_latest` s WHERE s.`id` = `_waybill_stg_1`.`id` AND s.`org` = `_waybill_stg_1`.`org`
  AND (s.`updated_at` > `_waybill_stg_1`.`updated_at` OR (`_waybill_stg_1`.`updated_at` IS NULL AND s.`updated_at` IS NOT NULL)));
DROP TEMPORARY TABLE IF EXISTS `_waybill_latest`;

-- [delete_superseded: hostile names]
DROP TEMPORARY TABLE IF EXISTS `_waybill_latest`;
CREATE TEMPORARY TABLE `_waybill_latest` ENGINE=InnoDB AS
SELECT `select`, `k"``]['\.;?é名`, max(`c"``]['\.;?é名`) AS `c"``]['\.;?é名` FROM `_waybill_stg_1` GROUP BY `select`, `k"``]['\.;?é名`;
DELETE FROM `_waybill_stg_1`
WHERE EXISTS (SELECT 1 FROM `_waybill_latest` s WHERE s.`select` = `_waybill_stg_1`.`select` AND s.`k"``]['\.;?é名` = `_waybill_stg_1`.`k"``]['\.;?é名`
  AND (s.`c"``]['\.;?é名` > `_waybill_stg_1`.`c"``]['\.;?é名` OR (`_waybill_stg_1`.`c"``]['\.;?é名` IS NULL AND s.`c"``]['\.;?é名` IS NOT NULL)));
DROP TEMPORARY TABLE IF EXISTS `_waybill_latest`;

-- [count_rows]
SELECT count(*) FROM `orders`;

-- [count_rows: a hostile name]
SELECT count(*) FROM `group`.`t"``]['\.;?é名`;

-- [count_duplicates]
SELECT count(*) FROM (SELECT `id`, count(*) OVER (PARTITION BY `id`) AS `_waybill_times` FROM `orders`) m
WHERE `_waybill_times` > 1 OR `id` IS NULL;

-- [read_duplicates]
SELECT `id`, `org`, `name`
FROM (SELECT `id`, `org`, `name`, count(*) OVER (PARTITION BY `id`, `org`) AS `_waybill_times` FROM `orders`) m
WHERE `_waybill_times` > 1 OR `id` IS NULL OR `org` IS NULL;

-- [read_duplicates: hostile names]
SELECT `select`, `k"``]['\.;?é名`, `n"``]['\.;?é名`
FROM (SELECT `select`, `k"``]['\.;?é名`, `n"``]['\.;?é名`, count(*) OVER (PARTITION BY `select`, `k"``]['\.;?é名`) AS `_waybill_times` FROM `group`.`t"``]['\.;?é名`) m
WHERE `_waybill_times` > 1 OR `select` IS NULL OR `k"``]['\.;?é名` IS NULL;

-- [delete_duplicates]
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;
CREATE TEMPORARY TABLE `_waybill_repeated` ENGINE=InnoDB AS
SELECT `id`, `org` FROM `orders` GROUP BY `id`, `org` HAVING count(*) > 1;
DELETE FROM `orders`
WHERE `id` IS NULL OR `org` IS NULL OR EXISTS (SELECT 1 FROM `_waybill_repeated` r WHERE r.`id` = `orders`.`id` AND r.`org` = `orders`.`org`);
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;

-- [page]
SELECT p.`id`, CASE WHEN OCTET_LENGTH(p.`name`) > 4096 THEN NULL ELSE p.`name` END AS `name`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CAST(CASE WHEN OCTET_LENGTH(p.`name`) > 4096 THEN 1 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 2 ELSE 0 END AS SIGNED)
FROM (
SELECT `id`, `name`, `body`
FROM `main`.`orders`
WHERE `org` = ? AND CONVERT(`org` USING utf8mb4) COLLATE utf8mb4_0900_bin = ?
) p
ORDER BY p.`id`
LIMIT 51;
-- ? text acme
-- ? text acme

-- [page: the second, from behind]
SELECT p.`id`, CASE WHEN OCTET_LENGTH(p.`name`) > 4096 THEN NULL ELSE p.`name` END AS `name`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CAST(CASE WHEN OCTET_LENGTH(p.`name`) > 4096 THEN 1 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 2 ELSE 0 END AS SIGNED)
FROM (
SELECT `id`, `name`, `body`
FROM `main`.`orders`
WHERE `org` = ? AND CONVERT(`org` USING utf8mb4) COLLATE utf8mb4_0900_bin = ?
) p
ORDER BY p.`name` DESC, p.`id` DESC
LIMIT 51 OFFSET 50;
-- ? text acme
-- ? text acme

-- [page: in no order]
SELECT p.`id`, CASE WHEN OCTET_LENGTH(p.`name`) > 4096 THEN NULL ELSE p.`name` END AS `name`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CAST(CASE WHEN OCTET_LENGTH(p.`name`) > 4096 THEN 1 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 2 ELSE 0 END AS SIGNED)
FROM (
SELECT `id`, `name`, `body`
FROM `main`.`orders`
WHERE `org` = ? AND CONVERT(`org` USING utf8mb4) COLLATE utf8mb4_0900_bin = ?
) p
LIMIT 51;
-- ? text acme
-- ? text acme

-- [page: the second, in no order]
SELECT p.`id`, CASE WHEN OCTET_LENGTH(p.`name`) > 4096 THEN NULL ELSE p.`name` END AS `name`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CAST(CASE WHEN OCTET_LENGTH(p.`name`) > 4096 THEN 1 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 2 ELSE 0 END AS SIGNED)
FROM (
SELECT `id`, `name`, `body`
FROM `main`.`orders`
WHERE `org` = ? AND CONVERT(`org` USING utf8mb4) COLLATE utf8mb4_0900_bin = ?
) p
LIMIT 51 OFFSET 50;
-- ? text acme
-- ? text acme

-- [page: hostile names]
SELECT p.`select`, CASE WHEN OCTET_LENGTH(p.`n"``]['\.;?é名`) > 4096 THEN NULL ELSE p.`n"``]['\.;?é名` END AS `n"``]['\.;?é名`, CAST(CASE WHEN OCTET_LENGTH(p.`n"``]['\.;?é名`) > 4096 THEN 1 ELSE 0 END AS SIGNED)
FROM (
SELECT `select`, `n"``]['\.;?é名`
FROM `group`.`t"``]['\.;?é名`
) p
ORDER BY p.`select` DESC
LIMIT 51 OFFSET 50;

-- [page: wide]
SELECT CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN NULL ELSE p.`body` END AS `body`, CAST(CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 1 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 2 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 4 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 8 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 16 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 32 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 64 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 128 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 256 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 512 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 1024 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 2048 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 4096 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 8192 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 16384 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 32768 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 65536 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 131072 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 262144 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 524288 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 1048576 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 2097152 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 4194304 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 8388608 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 16777216 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 33554432 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 67108864 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 134217728 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 268435456 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 536870912 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 1073741824 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 2147483648 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 4294967296 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 8589934592 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 17179869184 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 34359738368 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 68719476736 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 137438953472 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 274877906944 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 549755813888 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 1099511627776 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 2199023255552 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 4398046511104 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 8796093022208 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 17592186044416 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 35184372088832 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 70368744177664 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 140737488355328 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 281474976710656 ELSE 0 END + CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 562949953421312 ELSE 0 END AS SIGNED), CAST(CASE WHEN OCTET_LENGTH(p.`body`) > 4096 THEN 1 ELSE 0 END AS SIGNED)
FROM (
SELECT `id`, `name`, `body`
FROM `main`.`orders`
WHERE `org` = ? AND CONVERT(`org` USING utf8mb4) COLLATE utf8mb4_0900_bin = ?
) p
ORDER BY p.`id`
LIMIT 51;
-- ? text acme
-- ? text acme

-- [count_of]
SELECT count(*) FROM (
SELECT `id`, `name`, `body`
FROM `main`.`orders`
WHERE `org` = ? AND CONVERT(`org` USING utf8mb4) COLLATE utf8mb4_0900_bin = ?
) p;
-- ? text acme
-- ? text acme

-- [storage_probe]

-- [cells_as_text]
SELECT CASE WHEN OCTET_LENGTH(p.`name`) > 4096 THEN NULL ELSE CAST(p.`name` AS CHAR) END, NULL
FROM (
SELECT `id`, `name`, `body`
FROM `main`.`orders`
WHERE `org` = ? AND CONVERT(`org` USING utf8mb4) COLLATE utf8mb4_0900_bin = ?
) p
ORDER BY p.`id`
LIMIT 51;
-- ? text acme
-- ? text acme

-- [cells_as_text: hostile names]
SELECT CASE WHEN OCTET_LENGTH(p.`n"``]['\.;?é名`) > 4096 THEN NULL ELSE CAST(p.`n"``]['\.;?é名` AS CHAR) END, NULL
FROM (
SELECT `select`, `n"``]['\.;?é名`
FROM `group`.`t"``]['\.;?é名`
) p
ORDER BY p.`select` DESC
LIMIT 51 OFFSET 50;

-- [comparison_probe]
SELECT CASE WHEN o = 'ACMÉ' THEN 1 ELSE 0 END + CASE WHEN o = 'acme' THEN 2 ELSE 0 END + CASE WHEN o = 'acmé ' THEN 4 ELSE 0 END + CASE WHEN o = 'acmé' THEN 8 ELSE 0 END
FROM (SELECT `name` AS o FROM (
SELECT `id`, `name`, `body`
FROM `main`.`orders`
WHERE `org` = ? AND CONVERT(`org` USING utf8mb4) COLLATE utf8mb4_0900_bin = ?
) p WHERE 1 = 0
UNION ALL SELECT 'acmé') q;
-- ? text acme
-- ? text acme

-- [comparison_probe: of ASCII]
SELECT CASE WHEN o = 'ACME' THEN 1 ELSE 0 END + CASE WHEN o = 'acme ' THEN 4 ELSE 0 END
FROM (SELECT `name` AS o FROM (
SELECT `id`, `name`, `body`
FROM `main`.`orders`
WHERE `org` = ? AND CONVERT(`org` USING utf8mb4) COLLATE utf8mb4_0900_bin = ?
) p WHERE 1 = 0
UNION ALL SELECT 'acme') q;
-- ? text acme
-- ? text acme

-- [comparison_probe: a hostile name]
SELECT CASE WHEN o = 'ACMÉ' THEN 1 ELSE 0 END + CASE WHEN o = 'acme' THEN 2 ELSE 0 END + CASE WHEN o = 'acmé ' THEN 4 ELSE 0 END + CASE WHEN o = 'acmé' THEN 8 ELSE 0 END
FROM (SELECT `n"``]['\.;?é名` AS o FROM (
SELECT `select`, `n"``]['\.;?é名`
FROM `group`.`t"``]['\.;?é名`
) p WHERE 1 = 0
UNION ALL SELECT 'acmé') q;

-- [select_values]
-- refused: WB9113 MySQL takes no given rows

-- [select_values: of no rows]
-- refused: WB9113 MySQL takes no given rows

-- [index_probe]
SELECT CASE WHEN t.table_type <> 'BASE TABLE' THEN -1 WHEN EXISTS (SELECT 1 FROM information_schema.statistics s LEFT JOIN information_schema.statistics n ON n.table_schema = s.table_schema AND n.table_name = s.table_name AND n.index_name = s.index_name AND n.seq_in_index = 2 WHERE s.table_schema = t.table_schema AND s.table_name = t.table_name AND s.seq_in_index = 1 AND (s.column_name = ? OR (s.column_name = ? AND n.column_name = ?))) THEN 1 ELSE 0 END FROM information_schema.tables t WHERE t.table_name = ? AND t.table_schema = COALESCE(NULLIF(?, ''), DATABASE());
-- ? text updated_at
-- ? text org
-- ? text updated_at
-- ? text orders
-- ? text main

-- [index_probe: hostile names]
SELECT CASE WHEN t.table_type <> 'BASE TABLE' THEN -1 WHEN EXISTS (SELECT 1 FROM information_schema.statistics s LEFT JOIN information_schema.statistics n ON n.table_schema = s.table_schema AND n.table_name = s.table_name AND n.index_name = s.index_name AND n.seq_in_index = 2 WHERE s.table_schema = t.table_schema AND s.table_name = t.table_name AND s.seq_in_index = 1 AND (s.column_name = ? OR (s.column_name = ? AND n.column_name = ?))) THEN 1 ELSE 0 END FROM information_schema.tables t WHERE t.table_name = ? AND t.table_schema = COALESCE(NULLIF(?, ''), DATABASE());
-- ? text c"`]['\.;?é名
-- ? text o"`]['\.;?é名
-- ? text c"`]['\.;?é名
-- ? text t"`]['\.;?é名
-- ? text group

-- [clock]

-- [fitness]

-- [in_flight]

-- [prepared]

-- [time_zone]
SELECT @@session.time_zone;

-- [excess]
SELECT group_concat(concat('holds ', privilege_type) ORDER BY privilege_type SEPARATOR ', ') FROM information_schema.user_privileges WHERE grantee = concat('''', left(current_user(), char_length(current_user()) - 1 - char_length(substring_index(current_user(), '@', -1))), '''@''', substring_index(current_user(), '@', -1), '''') AND privilege_type NOT IN ('USAGE', 'SELECT', 'INSERT', 'UPDATE', 'DELETE', 'CREATE', 'DROP', 'ALTER', 'INDEX', 'CREATE TEMPORARY TABLES', 'REFERENCES', 'SHOW DATABASES', 'SHOW VIEW', 'LOCK TABLES', 'EXECUTE');

-- [excess_source]
SELECT group_concat(DISTINCT what ORDER BY what SEPARATOR ', ') FROM (SELECT concat('may ', privilege_type, ' everywhere') AS what FROM information_schema.user_privileges WHERE grantee = concat('''', left(current_user(), char_length(current_user()) - 1 - char_length(substring_index(current_user(), '@', -1))), '''@''', substring_index(current_user(), '@', -1), '''') AND privilege_type IN ('INSERT', 'UPDATE', 'DELETE', 'CREATE', 'DROP', 'ALTER', 'INDEX', 'CREATE VIEW', 'CREATE ROUTINE', 'TRIGGER', 'EVENT', 'DELETE HISTORY', 'DELETE VERSIONING ROWS') UNION ALL SELECT concat('may ', privilege_type, ' in ', table_schema) FROM information_schema.schema_privileges WHERE grantee = concat('''', left(current_user(), char_length(current_user()) - 1 - char_length(substring_index(current_user(), '@', -1))), '''@''', substring_index(current_user(), '@', -1), '''') AND privilege_type IN ('INSERT', 'UPDATE', 'DELETE', 'CREATE', 'DROP', 'ALTER', 'INDEX', 'CREATE VIEW', 'CREATE ROUTINE', 'TRIGGER', 'EVENT', 'DELETE HISTORY', 'DELETE VERSIONING ROWS') UNION ALL SELECT concat('may ', privilege_type, ' in ', table_schema, '.', table_name) FROM information_schema.table_privileges WHERE grantee = concat('''', left(current_user(), char_length(current_user()) - 1 - char_length(substring_index(current_user(), '@', -1))), '''@''', substring_index(current_user(), '@', -1), '''') AND privilege_type IN ('INSERT', 'UPDATE', 'DELETE', 'CREATE', 'DROP', 'ALTER', 'INDEX', 'CREATE VIEW', 'CREATE ROUTINE', 'TRIGGER', 'EVENT', 'DELETE HISTORY', 'DELETE VERSIONING ROWS')) AS found;

-- [readable]
SELECT count(*) FROM information_schema.tables WHERE table_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys');

-- [control_tables]
SELECT count(*) FROM information_schema.tables WHERE table_schema = database() AND table_name LIKE '|_waybill|_%' ESCAPE '|';

-- [control_missing]
SELECT CASE WHEN database() IS NULL THEN 'set options.database' ELSE concat('GRANT ', group_concat(needed.p ORDER BY needed.p SEPARATOR ', '), ' ON ', concat('`', replace(database(), '`', '``'), '`'), '.* TO ', concat('''', left(current_user(), char_length(current_user()) - 1 - char_length(substring_index(current_user(), '@', -1))), '''@''', substring_index(current_user(), '@', -1), '''')) END FROM (SELECT 'SELECT' AS p UNION SELECT 'INSERT' UNION SELECT 'UPDATE' UNION SELECT 'DELETE' UNION SELECT 'CREATE') AS needed WHERE NOT EXISTS (SELECT 1 FROM information_schema.user_privileges u WHERE u.privilege_type = needed.p AND u.grantee = concat('''', left(current_user(), char_length(current_user()) - 1 - char_length(substring_index(current_user(), '@', -1))), '''@''', substring_index(current_user(), '@', -1), '''')) AND NOT EXISTS (SELECT 1 FROM information_schema.schema_privileges s WHERE s.privilege_type = needed.p AND database() LIKE replace(s.table_schema, char(92), '|') ESCAPE '|' AND s.grantee = concat('''', left(current_user(), char_length(current_user()) - 1 - char_length(substring_index(current_user(), '@', -1))), '''@''', substring_index(current_user(), '@', -1), ''''));

-- [missing]
SELECT CASE WHEN database() IS NULL THEN 'set options.database' ELSE concat('GRANT ', group_concat(needed.p ORDER BY needed.p SEPARATOR ', '), ' ON ', concat('`', replace(database(), '`', '``'), '`'), '.* TO ', concat('''', left(current_user(), char_length(current_user()) - 1 - char_length(substring_index(current_user(), '@', -1))), '''@''', substring_index(current_user(), '@', -1), '''')) END FROM (SELECT 'SELECT' AS p UNION SELECT 'INSERT' UNION SELECT 'UPDATE' UNION SELECT 'DELETE' UNION SELECT 'CREATE' UNION SELECT 'DROP' UNION SELECT 'ALTER' UNION SELECT 'INDEX' UNION SELECT 'CREATE TEMPORARY TABLES') AS needed WHERE NOT EXISTS (SELECT 1 FROM information_schema.user_privileges u WHERE u.privilege_type = needed.p AND u.grantee = concat('''', left(current_user(), char_length(current_user()) - 1 - char_length(substring_index(current_user(), '@', -1))), '''@''', substring_index(current_user(), '@', -1), '''')) AND NOT EXISTS (SELECT 1 FROM information_schema.schema_privileges s WHERE s.privilege_type = needed.p AND database() LIKE replace(s.table_schema, char(92), '|') ESCAPE '|' AND s.grantee = concat('''', left(current_user(), char_length(current_user()) - 1 - char_length(substring_index(current_user(), '@', -1))), '''@''', substring_index(current_user(), '@', -1), ''''));

-- [grants_script: a source]
CREATE USER 'waybill_reader'@'%' IDENTIFIED BY '<password>';
-- its present and its future tables
GRANT SELECT, SHOW VIEW ON `my\_database`.* TO 'waybill_reader'@'%';

-- [grants_script: a destination]
CREATE USER 'waybill_writer'@'%' IDENTIFIED BY '<password>';
CREATE DATABASE IF NOT EXISTS `my_database`;
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, INDEX, CREATE TEMPORARY TABLES ON `my\_database`.* TO 'waybill_writer'@'%';
-- Waybill's own schema
CREATE DATABASE IF NOT EXISTS `_waybill`;
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, INDEX ON `\_waybill`.* TO 'waybill_writer'@'%';

-- [grants_script: a source, hostile names]
CREATE USER 'u"`][''\\.;?é名'@'%' IDENTIFIED BY '<password>';
-- its present and its future tables
GRANT SELECT, SHOW VIEW ON `group`.* TO 'u"`][''\\.;?é名'@'%';
GRANT SELECT, SHOW VIEW ON `s\_"``]['\\.;?é名`.* TO 'u"`][''\\.;?é名'@'%';

-- [grants_script: a destination, hostile names]
CREATE USER 'u"`][''\\.;?é名'@'%' IDENTIFIED BY '<password>';
CREATE DATABASE IF NOT EXISTS `group`;
CREATE DATABASE IF NOT EXISTS `s_"``]['\.;?é名`;
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, INDEX, CREATE TEMPORARY TABLES ON `group`.* TO 'u"`][''\\.;?é名'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, INDEX, CREATE TEMPORARY TABLES ON `s\_"``]['\\.;?é名`.* TO 'u"`][''\\.;?é名'@'%';
-- Waybill's own schema
CREATE DATABASE IF NOT EXISTS `_waybill`;
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, INDEX ON `\_waybill`.* TO 'u"`][''\\.;?é名'@'%';

-- [create_table of shop.every]
CREATE TABLE `shop`.`every` (
  `id` bigint NOT NULL,
  `c_text` longtext CHARACTER SET utf8mb4,
  `c_boolean` boolean,
  `c_integer` int,
  `c_bigint` bigint,
  `c_decimal` decimal(38,9),
  `c_float` double,
  `c_bytes` longblob,
  `c_date` date,
  `c_time` time(6),
  `c_timestamp` datetime(6),
  `c_datetime` datetime(6),
  `c_json` longtext CHARACTER SET utf8mb4 CHECK (json_valid(`c_json`)),
  `c_uuid` char(36),
  `c_decimal_18_4` decimal(18,4),
  `c_decimal_38_0` decimal(38,0),
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;

-- [create_staging of shop.every]
CREATE TEMPORARY TABLE `_waybill_stg_1` (
  `id` bigint,
  `c_text` longtext CHARACTER SET utf8mb4,
  `c_boolean` boolean,
  `c_integer` int,
  `c_bigint` bigint,
  `c_decimal` decimal(38,9),
  `c_float` double,
  `c_bytes` longblob,
  `c_date` date,
  `c_time` time(6),
  `c_timestamp` datetime(6),
  `c_datetime` datetime(6),
  `c_json` longtext CHARACTER SET utf8mb4 CHECK (json_valid(`c_json`)),
  `c_uuid` char(36),
  `c_decimal_18_4` decimal(18,4),
  `c_decimal_38_0` decimal(38,0)
) ENGINE=InnoDB;

-- [insert_values of shop.every]
INSERT INTO `shop`.`every` (`id`, `c_text`, `c_boolean`, `c_integer`, `c_bigint`, `c_decimal`, `c_float`, `c_bytes`, `c_date`, `c_time`, `c_timestamp`, `c_datetime`, `c_json`, `c_uuid`, `c_decimal_18_4`, `c_decimal_38_0`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- [read of shop.every]
SELECT `id`, `c_text`, `c_boolean`, `c_integer`, `c_bigint`, `c_decimal`, `c_float`, `c_bytes`, `c_date`, `c_time`, `c_timestamp`, `c_datetime`, `c_json`, `c_uuid`, `c_decimal_18_4`, `c_decimal_38_0`
FROM `shop`.`every`;

-- [add_key of shop.every]
ALTER TABLE `shop`.`every` ADD PRIMARY KEY (`id`);

-- [merge of shop.every]
UPDATE `shop`.`every` d
JOIN `_waybill_stg_1` s ON s.`id` = d.`id`
SET
  d.`c_text` = s.`c_text`,
  d.`c_boolean` = s.`c_boolean`,
  d.`c_integer` = s.`c_integer`,
  d.`c_bigint` = s.`c_bigint`,
  d.`c_decimal` = s.`c_decimal`,
  d.`c_float` = s.`c_float`,
  d.`c_bytes` = s.`c_bytes`,
  d.`c_date` = s.`c_date`,
  d.`c_time` = s.`c_time`,
  d.`c_timestamp` = s.`c_timestamp`,
  d.`c_datetime` = s.`c_datetime`,
  d.`c_json` = s.`c_json`,
  d.`c_uuid` = s.`c_uuid`,
  d.`c_decimal_18_4` = s.`c_decimal_18_4`,
  d.`c_decimal_38_0` = s.`c_decimal_38_0`
WHERE NOT (CAST(s.`c_text` AS BINARY) <=> CAST(d.`c_text` AS BINARY))
   OR NOT (CAST(s.`c_boolean` AS BINARY) <=> CAST(d.`c_boolean` AS BINARY))
   OR NOT (CAST(s.`c_integer` AS BINARY) <=> CAST(d.`c_integer` AS BINARY))
   OR NOT (CAST(s.`c_bigint` AS BINARY) <=> CAST(d.`c_bigint` AS BINARY))
   OR NOT (CAST(s.`c_decimal` AS BINARY) <=> CAST(d.`c_decimal` AS BINARY))
   OR NOT (CAST(s.`c_float` AS BINARY) <=> CAST(d.`c_float` AS BINARY))
   OR NOT (CAST(s.`c_bytes` AS BINARY) <=> CAST(d.`c_bytes` AS BINARY))
   OR NOT (CAST(s.`c_date` AS BINARY) <=> CAST(d.`c_date` AS BINARY))
   OR NOT (CAST(s.`c_time` AS BINARY) <=> CAST(d.`c_time` AS BINARY))
   OR NOT (CAST(s.`c_timestamp` AS BINARY) <=> CAST(d.`c_timestamp` AS BINARY))
   OR NOT (CAST(s.`c_datetime` AS BINARY) <=> CAST(d.`c_datetime` AS BINARY))
   OR NOT (CAST(s.`c_json` AS BINARY) <=> CAST(d.`c_json` AS BINARY))
   OR NOT (CAST(s.`c_uuid` AS BINARY) <=> CAST(d.`c_uuid` AS BINARY))
   OR NOT (CAST(s.`c_decimal_18_4` AS BINARY) <=> CAST(d.`c_decimal_18_4` AS BINARY))
   OR NOT (CAST(s.`c_decimal_38_0` AS BINARY) <=> CAST(d.`c_decimal_38_0` AS BINARY));
INSERT INTO `shop`.`every` (`id`, `c_text`, `c_boolean`, `c_integer`, `c_bigint`, `c_decimal`, `c_float`, `c_bytes`, `c_date`, `c_time`, `c_timestamp`, `c_datetime`, `c_json`, `c_uuid`, `c_decimal_18_4`, `c_decimal_38_0`)
SELECT s.`id`, s.`c_text`, s.`c_boolean`, s.`c_integer`, s.`c_bigint`, s.`c_decimal`, s.`c_float`, s.`c_bytes`, s.`c_date`, s.`c_time`, s.`c_timestamp`, s.`c_datetime`, s.`c_json`, s.`c_uuid`, s.`c_decimal_18_4`, s.`c_decimal_38_0`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `shop`.`every` d WHERE d.`id` = s.`id`);

-- [delete_matched of shop.every]
DELETE d FROM `shop`.`every` d JOIN `_waybill_stg_1` s ON d.`id` = s.`id`;

-- [delete_duplicates of shop.every]
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;
CREATE TEMPORARY TABLE `_waybill_repeated` ENGINE=InnoDB AS
SELECT `id` FROM `shop`.`every` GROUP BY `id` HAVING count(*) > 1;
DELETE FROM `shop`.`every`
WHERE `id` IS NULL OR EXISTS (SELECT 1 FROM `_waybill_repeated` r WHERE r.`id` = `every`.`id`);
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;

-- [drop_table of shop.every]
DROP TABLE IF EXISTS `shop`.`every`;

-- [create_table of shop.wide_decimals]
CREATE TABLE `shop`.`wide_decimals` (
  `id` bigint NOT NULL,
  `d` decimal(65,30),
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;

-- [create_staging of shop.wide_decimals]
CREATE TEMPORARY TABLE `_waybill_stg_1` (
  `id` bigint,
  `d` decimal(65,30)
) ENGINE=InnoDB;

-- [insert_values of shop.wide_decimals]
INSERT INTO `shop`.`wide_decimals` (`id`, `d`) VALUES (?, ?);

-- [read of shop.wide_decimals]
SELECT `id`, `d`
FROM `shop`.`wide_decimals`;

-- [add_key of shop.wide_decimals]
ALTER TABLE `shop`.`wide_decimals` ADD PRIMARY KEY (`id`);

-- [merge of shop.wide_decimals]
UPDATE `shop`.`wide_decimals` d
JOIN `_waybill_stg_1` s ON s.`id` = d.`id`
SET
  d.`d` = s.`d`
WHERE NOT (CAST(s.`d` AS BINARY) <=> CAST(d.`d` AS BINARY));
INSERT INTO `shop`.`wide_decimals` (`id`, `d`)
SELECT s.`id`, s.`d`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `shop`.`wide_decimals` d WHERE d.`id` = s.`id`);

-- [delete_matched of shop.wide_decimals]
DELETE d FROM `shop`.`wide_decimals` d JOIN `_waybill_stg_1` s ON d.`id` = s.`id`;

-- [delete_duplicates of shop.wide_decimals]
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;
CREATE TEMPORARY TABLE `_waybill_repeated` ENGINE=InnoDB AS
SELECT `id` FROM `shop`.`wide_decimals` GROUP BY `id` HAVING count(*) > 1;
DELETE FROM `shop`.`wide_decimals`
WHERE `id` IS NULL OR EXISTS (SELECT 1 FROM `_waybill_repeated` r WHERE r.`id` = `wide_decimals`.`id`);
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;

-- [drop_table of shop.wide_decimals]
DROP TABLE IF EXISTS `shop`.`wide_decimals`;

-- [create_table of shop.composite]
CREATE TABLE `shop`.`composite` (
  `org` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL,
  `id` char(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL,
  `name` longtext CHARACTER SET utf8mb4,
  `at` datetime(6),
  PRIMARY KEY (`org`, `id`)
) ENGINE=InnoDB;

-- [create_staging of shop.composite]
CREATE TEMPORARY TABLE `_waybill_stg_1` (
  `org` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin,
  `id` char(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin,
  `name` longtext CHARACTER SET utf8mb4,
  `at` datetime(6)
) ENGINE=InnoDB;

-- [insert_values of shop.composite]
INSERT INTO `shop`.`composite` (`org`, `id`, `name`, `at`) VALUES (?, ?, ?, ?);

-- [read of shop.composite]
SELECT `org`, `id`, `name`, `at`
FROM `shop`.`composite`
WHERE `org` = ? AND CONVERT(`org` USING utf8mb4) COLLATE utf8mb4_0900_bin = ?
  AND (`at` >= ? OR `at` IS NULL);
-- ? text acme
-- ? text acme
-- ? timestamp 2026-11-20T12:00:00.000000Z

-- [add_key of shop.composite]
ALTER TABLE `shop`.`composite` ADD PRIMARY KEY (`org`, `id`);

-- [merge of shop.composite]
UPDATE `shop`.`composite` d
JOIN `_waybill_stg_1` s ON s.`org` = d.`org` AND s.`id` = d.`id`
SET
  d.`name` = s.`name`,
  d.`at` = s.`at`
WHERE NOT (CAST(s.`name` AS BINARY) <=> CAST(d.`name` AS BINARY))
   OR NOT (CAST(s.`at` AS BINARY) <=> CAST(d.`at` AS BINARY));
INSERT INTO `shop`.`composite` (`org`, `id`, `name`, `at`)
SELECT s.`org`, s.`id`, s.`name`, s.`at`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `shop`.`composite` d WHERE d.`org` = s.`org` AND d.`id` = s.`id`);

-- [delete_matched of shop.composite]
DELETE d FROM `shop`.`composite` d JOIN `_waybill_stg_1` s ON d.`org` = s.`org` AND d.`id` = s.`id`;

-- [delete_duplicates of shop.composite]
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;
CREATE TEMPORARY TABLE `_waybill_repeated` ENGINE=InnoDB AS
SELECT `org`, `id` FROM `shop`.`composite` GROUP BY `org`, `id` HAVING count(*) > 1;
DELETE FROM `shop`.`composite`
WHERE `org` IS NULL OR `id` IS NULL OR EXISTS (SELECT 1 FROM `_waybill_repeated` r WHERE r.`org` = `composite`.`org` AND r.`id` = `composite`.`id`);
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;

-- [drop_table of shop.composite]
DROP TABLE IF EXISTS `shop`.`composite`;

-- [create_table of shop.key_only]
CREATE TABLE `shop`.`key_only` (
  `org` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL,
  `id` int NOT NULL,
  PRIMARY KEY (`org`, `id`)
) ENGINE=InnoDB;

-- [create_staging of shop.key_only]
CREATE TEMPORARY TABLE `_waybill_stg_1` (
  `org` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin,
  `id` int
) ENGINE=InnoDB;

-- [insert_values of shop.key_only]
INSERT INTO `shop`.`key_only` (`org`, `id`) VALUES (?, ?);

-- [read of shop.key_only]
SELECT `org`, `id`
FROM `shop`.`key_only`;

-- [add_key of shop.key_only]
ALTER TABLE `shop`.`key_only` ADD PRIMARY KEY (`org`, `id`);

-- [merge of shop.key_only]
INSERT INTO `shop`.`key_only` (`org`, `id`)
SELECT s.`org`, s.`id`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `shop`.`key_only` d WHERE d.`org` = s.`org` AND d.`id` = s.`id`);

-- [delete_matched of shop.key_only]
DELETE d FROM `shop`.`key_only` d JOIN `_waybill_stg_1` s ON d.`org` = s.`org` AND d.`id` = s.`id`;

-- [delete_duplicates of shop.key_only]
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;
CREATE TEMPORARY TABLE `_waybill_repeated` ENGINE=InnoDB AS
SELECT `org`, `id` FROM `shop`.`key_only` GROUP BY `org`, `id` HAVING count(*) > 1;
DELETE FROM `shop`.`key_only`
WHERE `org` IS NULL OR `id` IS NULL OR EXISTS (SELECT 1 FROM `_waybill_repeated` r WHERE r.`org` = `key_only`.`org` AND r.`id` = `key_only`.`id`);
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;

-- [drop_table of shop.key_only]
DROP TABLE IF EXISTS `shop`.`key_only`;

-- [create_table of shop.no_key]
CREATE TABLE `shop`.`no_key` (
  `name` longtext CHARACTER SET utf8mb4,
  `n` bigint
) ENGINE=InnoDB;

-- [create_staging of shop.no_key]
CREATE TEMPORARY TABLE `_waybill_stg_1` (
  `name` longtext CHARACTER SET utf8mb4,
  `n` bigint
) ENGINE=InnoDB;

-- [insert_values of shop.no_key]
INSERT INTO `shop`.`no_key` (`name`, `n`) VALUES (?, ?);

-- [read of shop.no_key]
SELECT `name`, `n`
FROM `shop`.`no_key`;

-- [drop_table of shop.no_key]
DROP TABLE IF EXISTS `shop`.`no_key`;

-- [create_table of a"b]
CREATE TABLE `a"b` (
  `id` bigint NOT NULL,
  `a"b` longtext CHARACTER SET utf8mb4,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;

-- [create_staging of a"b]
CREATE TEMPORARY TABLE `_waybill_stg_1` (
  `id` bigint,
  `a"b` longtext CHARACTER SET utf8mb4
) ENGINE=InnoDB;

-- [insert_values of a"b]
INSERT INTO `a"b` (`id`, `a"b`) VALUES (?, ?);

-- [read of a"b]
SELECT `id`, `a"b`
FROM `a"b`;

-- [add_key of a"b]
ALTER TABLE `a"b` ADD PRIMARY KEY (`id`);

-- [merge of a"b]
UPDATE `a"b` d
JOIN `_waybill_stg_1` s ON s.`id` = d.`id`
SET
  d.`a"b` = s.`a"b`
WHERE NOT (CAST(s.`a"b` AS BINARY) <=> CAST(d.`a"b` AS BINARY));
INSERT INTO `a"b` (`id`, `a"b`)
SELECT s.`id`, s.`a"b`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `a"b` d WHERE d.`id` = s.`id`);

-- [delete_matched of a"b]
DELETE d FROM `a"b` d JOIN `_waybill_stg_1` s ON d.`id` = s.`id`;

-- [delete_duplicates of a"b]
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;
CREATE TEMPORARY TABLE `_waybill_repeated` ENGINE=InnoDB AS
SELECT `id` FROM `a"b` GROUP BY `id` HAVING count(*) > 1;
DELETE FROM `a"b`
WHERE `id` IS NULL OR EXISTS (SELECT 1 FROM `_waybill_repeated` r WHERE r.`id` = `a"b`.`id`);
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;

-- [drop_table of a"b]
DROP TABLE IF EXISTS `a"b`;

-- [create_table of a`b]
CREATE TABLE `a``b` (
  `id` bigint NOT NULL,
  `a``b` longtext CHARACTER SET utf8mb4,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;

-- [create_staging of a`b]
CREATE TEMPORARY TABLE `_waybill_stg_1` (
  `id` bigint,
  `a``b` longtext CHARACTER SET utf8mb4
) ENGINE=InnoDB;

-- [insert_values of a`b]
INSERT INTO `a``b` (`id`, `a``b`) VALUES (?, ?);

-- [read of a`b]
SELECT `id`, `a``b`
FROM `a``b`;

-- [add_key of a`b]
ALTER TABLE `a``b` ADD PRIMARY KEY (`id`);

-- [merge of a`b]
UPDATE `a``b` d
JOIN `_waybill_stg_1` s ON s.`id` = d.`id`
SET
  d.`a``b` = s.`a``b`
WHERE NOT (CAST(s.`a``b` AS BINARY) <=> CAST(d.`a``b` AS BINARY));
INSERT INTO `a``b` (`id`, `a``b`)
SELECT s.`id`, s.`a``b`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `a``b` d WHERE d.`id` = s.`id`);

-- [delete_matched of a`b]
DELETE d FROM `a``b` d JOIN `_waybill_stg_1` s ON d.`id` = s.`id`;

-- [delete_duplicates of a`b]
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;
CREATE TEMPORARY TABLE `_waybill_repeated` ENGINE=InnoDB AS
SELECT `id` FROM `a``b` GROUP BY `id` HAVING count(*) > 1;
DELETE FROM `a``b`
WHERE `id` IS NULL OR EXISTS (SELECT 1 FROM `_waybill_repeated` r WHERE r.`id` = `a``b`.`id`);
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;

-- [drop_table of a`b]
DROP TABLE IF EXISTS `a``b`;

-- [create_table of a]b]
CREATE TABLE `a]b` (
  `id` bigint NOT NULL,
  `a]b` longtext CHARACTER SET utf8mb4,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;

-- [create_staging of a]b]
CREATE TEMPORARY TABLE `_waybill_stg_1` (
  `id` bigint,
  `a]b` longtext CHARACTER SET utf8mb4
) ENGINE=InnoDB;

-- [insert_values of a]b]
INSERT INTO `a]b` (`id`, `a]b`) VALUES (?, ?);

-- [read of a]b]
SELECT `id`, `a]b`
FROM `a]b`;

-- [add_key of a]b]
ALTER TABLE `a]b` ADD PRIMARY KEY (`id`);

-- [merge of a]b]
UPDATE `a]b` d
JOIN `_waybill_stg_1` s ON s.`id` = d.`id`
SET
  d.`a]b` = s.`a]b`
WHERE NOT (CAST(s.`a]b` AS BINARY) <=> CAST(d.`a]b` AS BINARY));
INSERT INTO `a]b` (`id`, `a]b`)
SELECT s.`id`, s.`a]b`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `a]b` d WHERE d.`id` = s.`id`);

-- [delete_matched of a]b]
DELETE d FROM `a]b` d JOIN `_waybill_stg_1` s ON d.`id` = s.`id`;

-- [delete_duplicates of a]b]
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;
CREATE TEMPORARY TABLE `_waybill_repeated` ENGINE=InnoDB AS
SELECT `id` FROM `a]b` GROUP BY `id` HAVING count(*) > 1;
DELETE FROM `a]b`
WHERE `id` IS NULL OR EXISTS (SELECT 1 FROM `_waybill_repeated` r WHERE r.`id` = `a]b`.`id`);
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;

-- [drop_table of a]b]
DROP TABLE IF EXISTS `a]b`;

-- [create_table of a[b]
CREATE TABLE `a[b` (
  `id` bigint NOT NULL,
  `a[b` longtext CHARACTER SET utf8mb4,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;

-- [create_staging of a[b]
CREATE TEMPORARY TABLE `_waybill_stg_1` (
  `id` bigint,
  `a[b` longtext CHARACTER SET utf8mb4
) ENGINE=InnoDB;

-- [insert_values of a[b]
INSERT INTO `a[b` (`id`, `a[b`) VALUES (?, ?);

-- [read of a[b]
SELECT `id`, `a[b`
FROM `a[b`;

-- [add_key of a[b]
ALTER TABLE `a[b` ADD PRIMARY KEY (`id`);

-- [merge of a[b]
UPDATE `a[b` d
JOIN `_waybill_stg_1` s ON s.`id` = d.`id`
SET
  d.`a[b` = s.`a[b`
WHERE NOT (CAST(s.`a[b` AS BINARY) <=> CAST(d.`a[b` AS BINARY));
INSERT INTO `a[b` (`id`, `a[b`)
SELECT s.`id`, s.`a[b`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `a[b` d WHERE d.`id` = s.`id`);

-- [delete_matched of a[b]
DELETE d FROM `a[b` d JOIN `_waybill_stg_1` s ON d.`id` = s.`id`;

-- [delete_duplicates of a[b]
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;
CREATE TEMPORARY TABLE `_waybill_repeated` ENGINE=InnoDB AS
SELECT `id` FROM `a[b` GROUP BY `id` HAVING count(*) > 1;
DELETE FROM `a[b`
WHERE `id` IS NULL OR EXISTS (SELECT 1 FROM `_waybill_repeated` r WHERE r.`id` = `a[b`.`id`);
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;

-- [drop_table of a[b]
DROP TABLE IF EXISTS `a[b`;

-- [create_table of a'b]
CREATE TABLE `a'b` (
  `id` bigint NOT NULL,
  `a'b` longtext CHARACTER SET utf8mb4,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;

-- [create_staging of a'b]
CREATE TEMPORARY TABLE `_waybill_stg_1` (
  `id` bigint,
  `a'b` longtext CHARACTER SET utf8mb4
) ENGINE=InnoDB;

-- [insert_values of a'b]
INSERT INTO `a'b` (`id`, `a'b`) VALUES (?, ?);

-- [read of a'b]
SELECT `id`, `a'b`
FROM `a'b`;

-- [add_key of a'b]
ALTER TABLE `a'b` ADD PRIMARY KEY (`id`);

-- [merge of a'b]
UPDATE `a'b` d
JOIN `_waybill_stg_1` s ON s.`id` = d.`id`
SET
  d.`a'b` = s.`a'b`
WHERE NOT (CAST(s.`a'b` AS BINARY) <=> CAST(d.`a'b` AS BINARY));
INSERT INTO `a'b` (`id`, `a'b`)
SELECT s.`id`, s.`a'b`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `a'b` d WHERE d.`id` = s.`id`);

-- [delete_matched of a'b]
DELETE d FROM `a'b` d JOIN `_waybill_stg_1` s ON d.`id` = s.`id`;

-- [delete_duplicates of a'b]
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;
CREATE TEMPORARY TABLE `_waybill_repeated` ENGINE=InnoDB AS
SELECT `id` FROM `a'b` GROUP BY `id` HAVING count(*) > 1;
DELETE FROM `a'b`
WHERE `id` IS NULL OR EXISTS (SELECT 1 FROM `_waybill_repeated` r WHERE r.`id` = `a'b`.`id`);
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;

-- [drop_table of a'b]
DROP TABLE IF EXISTS `a'b`;

-- [create_table of a\b]
CREATE TABLE `a\b` (
  `id` bigint NOT NULL,
  `a\b` longtext CHARACTER SET utf8mb4,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;

-- [create_staging of a\b]
CREATE TEMPORARY TABLE `_waybill_stg_1` (
  `id` bigint,
  `a\b` longtext CHARACTER SET utf8mb4
) ENGINE=InnoDB;

-- [insert_values of a\b]
INSERT INTO `a\b` (`id`, `a\b`) VALUES (?, ?);

-- [read of a\b]
SELECT `id`, `a\b`
FROM `a\b`;

-- [add_key of a\b]
ALTER TABLE `a\b` ADD PRIMARY KEY (`id`);

-- [merge of a\b]
UPDATE `a\b` d
JOIN `_waybill_stg_1` s ON s.`id` = d.`id`
SET
  d.`a\b` = s.`a\b`
WHERE NOT (CAST(s.`a\b` AS BINARY) <=> CAST(d.`a\b` AS BINARY));
INSERT INTO `a\b` (`id`, `a\b`)
SELECT s.`id`, s.`a\b`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `a\b` d WHERE d.`id` = s.`id`);

-- [delete_matched of a\b]
DELETE d FROM `a\b` d JOIN `_waybill_stg_1` s ON d.`id` = s.`id`;

-- [delete_duplicates of a\b]
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;
CREATE TEMPORARY TABLE `_waybill_repeated` ENGINE=InnoDB AS
SELECT `id` FROM `a\b` GROUP BY `id` HAVING count(*) > 1;
DELETE FROM `a\b`
WHERE `id` IS NULL OR EXISTS (SELECT 1 FROM `_waybill_repeated` r WHERE r.`id` = `a\b`.`id`);
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;

-- [drop_table of a\b]
DROP TABLE IF EXISTS `a\b`;

-- [create_table of a b]
CREATE TABLE `a b` (
  `id` bigint NOT NULL,
  `a b` longtext CHARACTER SET utf8mb4,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;

-- [create_staging of a b]
CREATE TEMPORARY TABLE `_waybill_stg_1` (
  `id` bigint,
  `a b` longtext CHARACTER SET utf8mb4
) ENGINE=InnoDB;

-- [insert_values of a b]
INSERT INTO `a b` (`id`, `a b`) VALUES (?, ?);

-- [read of a b]
SELECT `id`, `a b`
FROM `a b`;

-- [add_key of a b]
ALTER TABLE `a b` ADD PRIMARY KEY (`id`);

-- [merge of a b]
UPDATE `a b` d
JOIN `_waybill_stg_1` s ON s.`id` = d.`id`
SET
  d.`a b` = s.`a b`
WHERE NOT (CAST(s.`a b` AS BINARY) <=> CAST(d.`a b` AS BINARY));
INSERT INTO `a b` (`id`, `a b`)
SELECT s.`id`, s.`a b`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `a b` d WHERE d.`id` = s.`id`);

-- [delete_matched of a b]
DELETE d FROM `a b` d JOIN `_waybill_stg_1` s ON d.`id` = s.`id`;

-- [delete_duplicates of a b]
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;
CREATE TEMPORARY TABLE `_waybill_repeated` ENGINE=InnoDB AS
SELECT `id` FROM `a b` GROUP BY `id` HAVING count(*) > 1;
DELETE FROM `a b`
WHERE `id` IS NULL OR EXISTS (SELECT 1 FROM `_waybill_repeated` r WHERE r.`id` = `a b`.`id`);
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;

-- [drop_table of a b]
DROP TABLE IF EXISTS `a b`;

-- [create_table of a;b -- c]
CREATE TABLE `a;b -- c` (
  `id` bigint NOT NULL,
  `a;b -- c` longtext CHARACTER SET utf8mb4,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;

-- [create_staging of a;b -- c]
CREATE TEMPORARY TABLE `_waybill_stg_1` (
  `id` bigint,
  `a;b -- c` longtext CHARACTER SET utf8mb4
) ENGINE=InnoDB;

-- [insert_values of a;b -- c]
INSERT INTO `a;b -- c` (`id`, `a;b -- c`) VALUES (?, ?);

-- [read of a;b -- c]
SELECT `id`, `a;b -- c`
FROM `a;b -- c`;

-- [add_key of a;b -- c]
ALTER TABLE `a;b -- c` ADD PRIMARY KEY (`id`);

-- [merge of a;b -- c]
UPDATE `a;b -- c` d
JOIN `_waybill_stg_1` s ON s.`id` = d.`id`
SET
  d.`a;b -- c` = s.`a;b -- c`
WHERE NOT (CAST(s.`a;b -- c` AS BINARY) <=> CAST(d.`a;b -- c` AS BINARY));
INSERT INTO `a;b -- c` (`id`, `a;b -- c`)
SELECT s.`id`, s.`a;b -- c`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `a;b -- c` d WHERE d.`id` = s.`id`);

-- [delete_matched of a;b -- c]
DELETE d FROM `a;b -- c` d JOIN `_waybill_stg_1` s ON d.`id` = s.`id`;

-- [delete_duplicates of a;b -- c]
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;
CREATE TEMPORARY TABLE `_waybill_repeated` ENGINE=InnoDB AS
SELECT `id` FROM `a;b -- c` GROUP BY `id` HAVING count(*) > 1;
DELETE FROM `a;b -- c`
WHERE `id` IS NULL OR EXISTS (SELECT 1 FROM `_waybill_repeated` r WHERE r.`id` = `a;b -- c`.`id`);
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;

-- [drop_table of a;b -- c]
DROP TABLE IF EXISTS `a;b -- c`;

-- [create_table of a.b]
CREATE TABLE `a.b` (
  `id` bigint NOT NULL,
  `a.b` longtext CHARACTER SET utf8mb4,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;

-- [create_staging of a.b]
CREATE TEMPORARY TABLE `_waybill_stg_1` (
  `id` bigint,
  `a.b` longtext CHARACTER SET utf8mb4
) ENGINE=InnoDB;

-- [insert_values of a.b]
INSERT INTO `a.b` (`id`, `a.b`) VALUES (?, ?);

-- [read of a.b]
SELECT `id`, `a.b`
FROM `a.b`;

-- [add_key of a.b]
ALTER TABLE `a.b` ADD PRIMARY KEY (`id`);

-- [merge of a.b]
UPDATE `a.b` d
JOIN `_waybill_stg_1` s ON s.`id` = d.`id`
SET
  d.`a.b` = s.`a.b`
WHERE NOT (CAST(s.`a.b` AS BINARY) <=> CAST(d.`a.b` AS BINARY));
INSERT INTO `a.b` (`id`, `a.b`)
SELECT s.`id`, s.`a.b`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `a.b` d WHERE d.`id` = s.`id`);

-- [delete_matched of a.b]
DELETE d FROM `a.b` d JOIN `_waybill_stg_1` s ON d.`id` = s.`id`;

-- [delete_duplicates of a.b]
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;
CREATE TEMPORARY TABLE `_waybill_repeated` ENGINE=InnoDB AS
SELECT `id` FROM `a.b` GROUP BY `id` HAVING count(*) > 1;
DELETE FROM `a.b`
WHERE `id` IS NULL OR EXISTS (SELECT 1 FROM `_waybill_repeated` r WHERE r.`id` = `a.b`.`id`);
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;

-- [drop_table of a.b]
DROP TABLE IF EXISTS `a.b`;

-- [create_table of ${a}]
CREATE TABLE `${a}` (
  `id` bigint NOT NULL,
  `${a}` longtext CHARACTER SET utf8mb4,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;

-- [create_staging of ${a}]
CREATE TEMPORARY TABLE `_waybill_stg_1` (
  `id` bigint,
  `${a}` longtext CHARACTER SET utf8mb4
) ENGINE=InnoDB;

-- [insert_values of ${a}]
INSERT INTO `${a}` (`id`, `${a}`) VALUES (?, ?);

-- [read of ${a}]
SELECT `id`, `${a}`
FROM `${a}`;

-- [add_key of ${a}]
ALTER TABLE `${a}` ADD PRIMARY KEY (`id`);

-- [merge of ${a}]
UPDATE `${a}` d
JOIN `_waybill_stg_1` s ON s.`id` = d.`id`
SET
  d.`${a}` = s.`${a}`
WHERE NOT (CAST(s.`${a}` AS BINARY) <=> CAST(d.`${a}` AS BINARY));
INSERT INTO `${a}` (`id`, `${a}`)
SELECT s.`id`, s.`${a}`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `${a}` d WHERE d.`id` = s.`id`);

-- [delete_matched of ${a}]
DELETE d FROM `${a}` d JOIN `_waybill_stg_1` s ON d.`id` = s.`id`;

-- [delete_duplicates of ${a}]
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;
CREATE TEMPORARY TABLE `_waybill_repeated` ENGINE=InnoDB AS
SELECT `id` FROM `${a}` GROUP BY `id` HAVING count(*) > 1;
DELETE FROM `${a}`
WHERE `id` IS NULL OR EXISTS (SELECT 1 FROM `_waybill_repeated` r WHERE r.`id` = `${a}`.`id`);
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;

-- [drop_table of ${a}]
DROP TABLE IF EXISTS `${a}`;

-- [create_table of {table}]
CREATE TABLE `{table}` (
  `id` bigint NOT NULL,
  `{table}` longtext CHARACTER SET utf8mb4,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;

-- [create_staging of {table}]
CREATE TEMPORARY TABLE `_waybill_stg_1` (
  `id` bigint,
  `{table}` longtext CHARACTER SET utf8mb4
) ENGINE=InnoDB;

-- [insert_values of {table}]
INSERT INTO `{table}` (`id`, `{table}`) VALUES (?, ?);

-- [read of {table}]
SELECT `id`, `{table}`
FROM `{table}`;

-- [add_key of {table}]
ALTER TABLE `{table}` ADD PRIMARY KEY (`id`);

-- [merge of {table}]
UPDATE `{table}` d
JOIN `_waybill_stg_1` s ON s.`id` = d.`id`
SET
  d.`{table}` = s.`{table}`
WHERE NOT (CAST(s.`{table}` AS BINARY) <=> CAST(d.`{table}` AS BINARY));
INSERT INTO `{table}` (`id`, `{table}`)
SELECT s.`id`, s.`{table}`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `{table}` d WHERE d.`id` = s.`id`);

-- [delete_matched of {table}]
DELETE d FROM `{table}` d JOIN `_waybill_stg_1` s ON d.`id` = s.`id`;

-- [delete_duplicates of {table}]
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;
CREATE TEMPORARY TABLE `_waybill_repeated` ENGINE=InnoDB AS
SELECT `id` FROM `{table}` GROUP BY `id` HAVING count(*) > 1;
DELETE FROM `{table}`
WHERE `id` IS NULL OR EXISTS (SELECT 1 FROM `_waybill_repeated` r WHERE r.`id` = `{table}`.`id`);
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;

-- [drop_table of {table}]
DROP TABLE IF EXISTS `{table}`;

-- [create_table of /*a*/]
CREATE TABLE `/*a*/` (
  `id` bigint NOT NULL,
  `/*a*/` longtext CHARACTER SET utf8mb4,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;

-- [create_staging of /*a*/]
CREATE TEMPORARY TABLE `_waybill_stg_1` (
  `id` bigint,
  `/*a*/` longtext CHARACTER SET utf8mb4
) ENGINE=InnoDB;

-- [insert_values of /*a*/]
INSERT INTO `/*a*/` (`id`, `/*a*/`) VALUES (?, ?);

-- [read of /*a*/]
SELECT `id`, `/*a*/`
FROM `/*a*/`;

-- [add_key of /*a*/]
ALTER TABLE `/*a*/` ADD PRIMARY KEY (`id`);

-- [merge of /*a*/]
UPDATE `/*a*/` d
JOIN `_waybill_stg_1` s ON s.`id` = d.`id`
SET
  d.`/*a*/` = s.`/*a*/`
WHERE NOT (CAST(s.`/*a*/` AS BINARY) <=> CAST(d.`/*a*/` AS BINARY));
INSERT INTO `/*a*/` (`id`, `/*a*/`)
SELECT s.`id`, s.`/*a*/`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `/*a*/` d WHERE d.`id` = s.`id`);

-- [delete_matched of /*a*/]
DELETE d FROM `/*a*/` d JOIN `_waybill_stg_1` s ON d.`id` = s.`id`;

-- [delete_duplicates of /*a*/]
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;
CREATE TEMPORARY TABLE `_waybill_repeated` ENGINE=InnoDB AS
SELECT `id` FROM `/*a*/` GROUP BY `id` HAVING count(*) > 1;
DELETE FROM `/*a*/`
WHERE `id` IS NULL OR EXISTS (SELECT 1 FROM `_waybill_repeated` r WHERE r.`id` = `/*a*/`.`id`);
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;

-- [drop_table of /*a*/]
DROP TABLE IF EXISTS `/*a*/`;

-- [create_table of select]
CREATE TABLE `select` (
  `id` bigint NOT NULL,
  `select` longtext CHARACTER SET utf8mb4,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;

-- [create_staging of select]
CREATE TEMPORARY TABLE `_waybill_stg_1` (
  `id` bigint,
  `select` longtext CHARACTER SET utf8mb4
) ENGINE=InnoDB;

-- [insert_values of select]
INSERT INTO `select` (`id`, `select`) VALUES (?, ?);

-- [read of select]
SELECT `id`, `select`
FROM `select`;

-- [add_key of select]
ALTER TABLE `select` ADD PRIMARY KEY (`id`);

-- [merge of select]
UPDATE `select` d
JOIN `_waybill_stg_1` s ON s.`id` = d.`id`
SET
  d.`select` = s.`select`
WHERE NOT (CAST(s.`select` AS BINARY) <=> CAST(d.`select` AS BINARY));
INSERT INTO `select` (`id`, `select`)
SELECT s.`id`, s.`select`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `select` d WHERE d.`id` = s.`id`);

-- [delete_matched of select]
DELETE d FROM `select` d JOIN `_waybill_stg_1` s ON d.`id` = s.`id`;

-- [delete_duplicates of select]
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;
CREATE TEMPORARY TABLE `_waybill_repeated` ENGINE=InnoDB AS
SELECT `id` FROM `select` GROUP BY `id` HAVING count(*) > 1;
DELETE FROM `select`
WHERE `id` IS NULL OR EXISTS (SELECT 1 FROM `_waybill_repeated` r WHERE r.`id` = `select`.`id`);
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;

-- [drop_table of select]
DROP TABLE IF EXISTS `select`;

-- [create_table of ünï]
CREATE TABLE `ünï` (
  `id` bigint NOT NULL,
  `ünï` longtext CHARACTER SET utf8mb4,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;

-- [create_staging of ünï]
CREATE TEMPORARY TABLE `_waybill_stg_1` (
  `id` bigint,
  `ünï` longtext CHARACTER SET utf8mb4
) ENGINE=InnoDB;

-- [insert_values of ünï]
INSERT INTO `ünï` (`id`, `ünï`) VALUES (?, ?);

-- [read of ünï]
SELECT `id`, `ünï`
FROM `ünï`;

-- [add_key of ünï]
ALTER TABLE `ünï` ADD PRIMARY KEY (`id`);

-- [merge of ünï]
UPDATE `ünï` d
JOIN `_waybill_stg_1` s ON s.`id` = d.`id`
SET
  d.`ünï` = s.`ünï`
WHERE NOT (CAST(s.`ünï` AS BINARY) <=> CAST(d.`ünï` AS BINARY));
INSERT INTO `ünï` (`id`, `ünï`)
SELECT s.`id`, s.`ünï`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `ünï` d WHERE d.`id` = s.`id`);

-- [delete_matched of ünï]
DELETE d FROM `ünï` d JOIN `_waybill_stg_1` s ON d.`id` = s.`id`;

-- [delete_duplicates of ünï]
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;
CREATE TEMPORARY TABLE `_waybill_repeated` ENGINE=InnoDB AS
SELECT `id` FROM `ünï` GROUP BY `id` HAVING count(*) > 1;
DELETE FROM `ünï`
WHERE `id` IS NULL OR EXISTS (SELECT 1 FROM `_waybill_repeated` r WHERE r.`id` = `ünï`.`id`);
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;

-- [drop_table of ünï]
DROP TABLE IF EXISTS `ünï`;

-- [create_table of 名前]
CREATE TABLE `名前` (
  `id` bigint NOT NULL,
  `名前` longtext CHARACTER SET utf8mb4,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;

-- [create_staging of 名前]
CREATE TEMPORARY TABLE `_waybill_stg_1` (
  `id` bigint,
  `名前` longtext CHARACTER SET utf8mb4
) ENGINE=InnoDB;

-- [insert_values of 名前]
INSERT INTO `名前` (`id`, `名前`) VALUES (?, ?);

-- [read of 名前]
SELECT `id`, `名前`
FROM `名前`;

-- [add_key of 名前]
ALTER TABLE `名前` ADD PRIMARY KEY (`id`);

-- [merge of 名前]
UPDATE `名前` d
JOIN `_waybill_stg_1` s ON s.`id` = d.`id`
SET
  d.`名前` = s.`名前`
WHERE NOT (CAST(s.`名前` AS BINARY) <=> CAST(d.`名前` AS BINARY));
INSERT INTO `名前` (`id`, `名前`)
SELECT s.`id`, s.`名前`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `名前` d WHERE d.`id` = s.`id`);

-- [delete_matched of 名前]
DELETE d FROM `名前` d JOIN `_waybill_stg_1` s ON d.`id` = s.`id`;

-- [delete_duplicates of 名前]
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;
CREATE TEMPORARY TABLE `_waybill_repeated` ENGINE=InnoDB AS
SELECT `id` FROM `名前` GROUP BY `id` HAVING count(*) > 1;
DELETE FROM `名前`
WHERE `id` IS NULL OR EXISTS (SELECT 1 FROM `_waybill_repeated` r WHERE r.`id` = `名前`.`id`);
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;

-- [drop_table of 名前]
DROP TABLE IF EXISTS `名前`;

-- [create_table of a%sb]
CREATE TABLE `a%sb` (
  `id` bigint NOT NULL,
  `a%sb` longtext CHARACTER SET utf8mb4,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;

-- [create_staging of a%sb]
CREATE TEMPORARY TABLE `_waybill_stg_1` (
  `id` bigint,
  `a%sb` longtext CHARACTER SET utf8mb4
) ENGINE=InnoDB;

-- [insert_values of a%sb]
INSERT INTO `a%sb` (`id`, `a%sb`) VALUES (?, ?);

-- [read of a%sb]
SELECT `id`, `a%sb`
FROM `a%sb`;

-- [add_key of a%sb]
ALTER TABLE `a%sb` ADD PRIMARY KEY (`id`);

-- [merge of a%sb]
UPDATE `a%sb` d
JOIN `_waybill_stg_1` s ON s.`id` = d.`id`
SET
  d.`a%sb` = s.`a%sb`
WHERE NOT (CAST(s.`a%sb` AS BINARY) <=> CAST(d.`a%sb` AS BINARY));
INSERT INTO `a%sb` (`id`, `a%sb`)
SELECT s.`id`, s.`a%sb`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `a%sb` d WHERE d.`id` = s.`id`);

-- [delete_matched of a%sb]
DELETE d FROM `a%sb` d JOIN `_waybill_stg_1` s ON d.`id` = s.`id`;

-- [delete_duplicates of a%sb]
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;
CREATE TEMPORARY TABLE `_waybill_repeated` ENGINE=InnoDB AS
SELECT `id` FROM `a%sb` GROUP BY `id` HAVING count(*) > 1;
DELETE FROM `a%sb`
WHERE `id` IS NULL OR EXISTS (SELECT 1 FROM `_waybill_repeated` r WHERE r.`id` = `a%sb`.`id`);
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;

-- [drop_table of a%sb]
DROP TABLE IF EXISTS `a%sb`;

-- [create_table of ?]
CREATE TABLE `?` (
  `id` bigint NOT NULL,
  `?` longtext CHARACTER SET utf8mb4,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;

-- [create_staging of ?]
CREATE TEMPORARY TABLE `_waybill_stg_1` (
  `id` bigint,
  `?` longtext CHARACTER SET utf8mb4
) ENGINE=InnoDB;

-- [insert_values of ?]
INSERT INTO `?` (`id`, `?`) VALUES (?, ?);

-- [read of ?]
SELECT `id`, `?`
FROM `?`;

-- [add_key of ?]
ALTER TABLE `?` ADD PRIMARY KEY (`id`);

-- [merge of ?]
UPDATE `?` d
JOIN `_waybill_stg_1` s ON s.`id` = d.`id`
SET
  d.`?` = s.`?`
WHERE NOT (CAST(s.`?` AS BINARY) <=> CAST(d.`?` AS BINARY));
INSERT INTO `?` (`id`, `?`)
SELECT s.`id`, s.`?`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `?` d WHERE d.`id` = s.`id`);

-- [delete_matched of ?]
DELETE d FROM `?` d JOIN `_waybill_stg_1` s ON d.`id` = s.`id`;

-- [delete_duplicates of ?]
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;
CREATE TEMPORARY TABLE `_waybill_repeated` ENGINE=InnoDB AS
SELECT `id` FROM `?` GROUP BY `id` HAVING count(*) > 1;
DELETE FROM `?`
WHERE `id` IS NULL OR EXISTS (SELECT 1 FROM `_waybill_repeated` r WHERE r.`id` = `?`.`id`);
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;

-- [drop_table of ?]
DROP TABLE IF EXISTS `?`;

-- [create_table of A]
CREATE TABLE `A` (
  `id` bigint NOT NULL,
  `A` longtext CHARACTER SET utf8mb4,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;

-- [create_staging of A]
CREATE TEMPORARY TABLE `_waybill_stg_1` (
  `id` bigint,
  `A` longtext CHARACTER SET utf8mb4
) ENGINE=InnoDB;

-- [insert_values of A]
INSERT INTO `A` (`id`, `A`) VALUES (?, ?);

-- [read of A]
SELECT `id`, `A`
FROM `A`;

-- [add_key of A]
ALTER TABLE `A` ADD PRIMARY KEY (`id`);

-- [merge of A]
UPDATE `A` d
JOIN `_waybill_stg_1` s ON s.`id` = d.`id`
SET
  d.`A` = s.`A`
WHERE NOT (CAST(s.`A` AS BINARY) <=> CAST(d.`A` AS BINARY));
INSERT INTO `A` (`id`, `A`)
SELECT s.`id`, s.`A`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `A` d WHERE d.`id` = s.`id`);

-- [delete_matched of A]
DELETE d FROM `A` d JOIN `_waybill_stg_1` s ON d.`id` = s.`id`;

-- [delete_duplicates of A]
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;
CREATE TEMPORARY TABLE `_waybill_repeated` ENGINE=InnoDB AS
SELECT `id` FROM `A` GROUP BY `id` HAVING count(*) > 1;
DELETE FROM `A`
WHERE `id` IS NULL OR EXISTS (SELECT 1 FROM `_waybill_repeated` r WHERE r.`id` = `A`.`id`);
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;

-- [drop_table of A]
DROP TABLE IF EXISTS `A`;

-- [create_table of a$b]
CREATE TABLE `a$b` (
  `id` bigint NOT NULL,
  `a$b` longtext CHARACTER SET utf8mb4,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;

-- [create_staging of a$b]
CREATE TEMPORARY TABLE `_waybill_stg_1` (
  `id` bigint,
  `a$b` longtext CHARACTER SET utf8mb4
) ENGINE=InnoDB;

-- [insert_values of a$b]
INSERT INTO `a$b` (`id`, `a$b`) VALUES (?, ?);

-- [read of a$b]
SELECT `id`, `a$b`
FROM `a$b`;

-- [add_key of a$b]
ALTER TABLE `a$b` ADD PRIMARY KEY (`id`);

-- [merge of a$b]
UPDATE `a$b` d
JOIN `_waybill_stg_1` s ON s.`id` = d.`id`
SET
  d.`a$b` = s.`a$b`
WHERE NOT (CAST(s.`a$b` AS BINARY) <=> CAST(d.`a$b` AS BINARY));
INSERT INTO `a$b` (`id`, `a$b`)
SELECT s.`id`, s.`a$b`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `a$b` d WHERE d.`id` = s.`id`);

-- [delete_matched of a$b]
DELETE d FROM `a$b` d JOIN `_waybill_stg_1` s ON d.`id` = s.`id`;

-- [delete_duplicates of a$b]
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;
CREATE TEMPORARY TABLE `_waybill_repeated` ENGINE=InnoDB AS
SELECT `id` FROM `a$b` GROUP BY `id` HAVING count(*) > 1;
DELETE FROM `a$b`
WHERE `id` IS NULL OR EXISTS (SELECT 1 FROM `_waybill_repeated` r WHERE r.`id` = `a$b`.`id`);
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;

-- [drop_table of a$b]
DROP TABLE IF EXISTS `a$b`;

