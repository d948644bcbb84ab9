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

-- [create_table_without_key]
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

-- [add_key]
ALTER TABLE `main`.`orders` ADD PRIMARY KEY (`c_text`, `c_uuid`);

-- [add_key_long_name]
ALTER TABLE `ooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo` ADD PRIMARY KEY (`c_text`, `c_uuid`);

-- [add_column]
ALTER TABLE `main`.`orders` ADD COLUMN `note` longtext CHARACTER SET utf8mb4;

-- [drop_table]
DROP TABLE IF EXISTS `orders`;

-- [insert_values]
INSERT INTO `orders` (`id`, `na"me`) VALUES (?, ?);

-- [insert_two_rows]
INSERT INTO `orders` (`id`, `name`) VALUES (?, ?), (?, ?);

-- [drop_staging]
DROP TEMPORARY TABLE IF EXISTS `_waybill_stg_1`;

-- [begin_write]
SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
START TRANSACTION READ WRITE;

-- [begin_read]
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ;
START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY;

-- [lock_control]
INSERT INTO `_waybill_owners` (`table_name`) VALUES ('') ON DUPLICATE KEY UPDATE `table_name` = `table_name`;

-- [list_schemas]
SELECT schema_name FROM information_schema.schemata ORDER BY schema_name;

-- [read_all]
SELECT `id`, `name`, `updated_at`
FROM `main`.`orders`;

-- [read_limit]
SELECT `id`, `name`, `updated_at`
FROM `main`.`orders`
LIMIT 50;

-- [read_tenant]
SELECT `id`, `name`, `updated_at`
FROM `main`.`orders`
WHERE `org` = ? AND CONVERT(`org` USING utf8mb4) COLLATE utf8mb4_0900_bin = ?;
-- ? text acme
-- ? text acme

-- [read_from_timestamp]
SELECT `id`, `name`, `updated_at`
FROM `main`.`orders`
WHERE (`updated_at` >= ? OR `updated_at` IS NULL);
-- ? timestamp 2026-11-20T12:00:00.000000Z

-- [read_until_timestamp]
SELECT `id`, `name`, `updated_at`
FROM `main`.`orders`
WHERE (`updated_at` < ? OR `updated_at` IS NULL);
-- ? timestamp 2026-11-20T12:00:00.000000Z

-- [read_window_timestamp_tenant]
SELECT `id`, `name`, `updated_at`
FROM `main`.`orders`
WHERE `org` = ? AND CONVERT(`org` USING utf8mb4) COLLATE utf8mb4_0900_bin = ?
  AND (`updated_at` >= ? OR `updated_at` IS NULL)
  AND (`updated_at` < ? OR `updated_at` IS NULL);
-- ? text acme
-- ? text acme
-- ? timestamp 2026-11-20T12:00:00.000000Z
-- ? timestamp 2026-11-20T12:00:00.000001Z

-- [read_window_datetime]
SELECT `id`, `name`, `updated_at`
FROM `main`.`orders`
WHERE (`updated_at` >= ? OR `updated_at` IS NULL)
  AND (`updated_at` < ? OR `updated_at` IS NULL);
-- ? datetime 2026-11-20T12:00:00.000000
-- ? datetime 2026-11-20T12:00:00.000000

-- [read_window_date]
SELECT `id`, `name`, `updated_at`
FROM `main`.`orders`
WHERE (`updated_at` >= ? OR `updated_at` IS NULL)
  AND (`updated_at` < ? OR `updated_at` IS NULL);
-- ? date 2026-11-20
-- ? date 2026-11-21

-- [read_window_before_1970]
SELECT `id`, `name`, `updated_at`
FROM `main`.`orders`
WHERE (`updated_at` >= ? OR `updated_at` IS NULL)
  AND (`updated_at` < ? OR `updated_at` IS NULL);
-- ? timestamp 1969-12-31T23:59:59.999999Z
-- ? timestamp 1969-12-31T23:59:59.999999Z

-- [read_window_all_time]
SELECT `id`, `name`, `updated_at`
FROM `main`.`orders`
WHERE (`updated_at` >= ? OR `updated_at` IS NULL)
  AND (`updated_at` < ? OR `updated_at` IS NULL);
-- ? timestamp 0001-01-01T00:00:00.000000Z
-- ? timestamp 9999-12-31T23:59:59.999999Z

-- [read_from_bigint]
SELECT `id`, `name`, `updated_at`
FROM `main`.`orders`
WHERE (`updated_at` >= ? OR `updated_at` IS NULL);
-- ? bigint 7

-- [read_window_integer_tenant]
SELECT `id`, `name`, `updated_at`
FROM `main`.`orders`
WHERE `org` = ? AND CONVERT(`org` USING utf8mb4) COLLATE utf8mb4_0900_bin = ?
  AND (`updated_at` >= ? OR `updated_at` IS NULL)
  AND (`updated_at` < ? OR `updated_at` IS NULL);
-- ? text acme
-- ? text acme
-- ? integer 7
-- ? integer 9

-- [read_query]
SELECT `id`, `name`, `updated_at`
FROM (
SELECT * FROM orders
) m;

-- [read_query_window_tenant]
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

-- [read_query_from]
SELECT `id`, `name`, `updated_at`
FROM (
SELECT * FROM orders
) m
WHERE (`updated_at` >= ? OR `updated_at` IS NULL);
-- ? timestamp 2026-11-20T12:00:00.000000Z

-- [read_query_with]
SELECT `id`, `name`, `updated_at`
FROM (
WITH m AS (SELECT * FROM orders) SELECT * FROM m
) m
LIMIT 5;

-- [read_query_ordered]
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

-- [merge_two_keys]
UPDATE `orders` d
JOIN `_waybill_stg_1` s ON s.`id` = d.`id` AND s.`org` = d.`org`
SET
  d.`name` = s.`name`
WHERE NOT (CAST(s.`name` AS BINARY) <=> CAST(d.`name` AS BINARY));
INSERT INTO `orders` (`id`, `org`, `name`)
SELECT s.`id`, s.`org`, s.`name`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `orders` d WHERE d.`id` = s.`id` AND d.`org` = s.`org`);

-- [merge_keys_only]
INSERT INTO `orders` (`id`, `org`)
SELECT s.`id`, s.`org`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `orders` d WHERE d.`id` = s.`id` AND d.`org` = s.`org`);

-- [merge_json]
UPDATE `orders` d
JOIN `_waybill_stg_1` s ON s.`id` = d.`id`
SET
  d.`body` = s.`body`
WHERE NOT (CAST(s.`body` AS BINARY) <=> CAST(d.`body` AS BINARY));
INSERT INTO `orders` (`id`, `body`)
SELECT s.`id`, s.`body`
FROM `_waybill_stg_1` s
WHERE NOT EXISTS (SELECT 1 FROM `orders` d WHERE d.`id` = s.`id`);

-- [delete_matched]
DELETE FROM `orders`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `orders`.`id` AND s.`org` = `orders`.`org`);

-- [delete_unmatched]
DELETE FROM `orders`
WHERE NOT EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `orders`.`id` AND s.`org` = `orders`.`org`);

-- [count_matched]
SELECT count(*) FROM `_waybill_stg_1` s
WHERE EXISTS (SELECT 1 FROM `orders` d WHERE d.`id` = s.`id` AND d.`org` = s.`org`);

-- [count_rows]
SELECT count(*) FROM `orders`;

-- [count_duplicates]
SELECT count(*) FROM (SELECT `id`, count(*) OVER (PARTITION BY `id`) AS `_waybill_times` FROM `orders`) m
WHERE `_waybill_times` > 1 OR `id` IS NULL;

-- [read_duplicates]
SELECT `id`, `org`, `name`
FROM (SELECT `id`, `org`, `name`, count(*) OVER (PARTITION BY `id`, `org`) AS `_waybill_times` FROM `orders`) m
WHERE `_waybill_times` > 1 OR `id` IS NULL OR `org` IS NULL;

-- [delete_duplicates]
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;
CREATE TEMPORARY TABLE `_waybill_repeated` ENGINE=InnoDB AS
SELECT `id`, `org` FROM `orders` GROUP BY `id`, `org` HAVING count(*) > 1;
DELETE FROM `orders`
WHERE `id` IS NULL OR `org` IS NULL OR EXISTS (SELECT 1 FROM `_waybill_repeated` r WHERE r.`id` = `orders`.`id` AND r.`org` = `orders`.`org`);
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;

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

-- [insert of shop.every]
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
DELETE FROM `shop`.`every`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `every`.`id`);

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

-- [insert of shop.wide_decimals]
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
DELETE FROM `shop`.`wide_decimals`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `wide_decimals`.`id`);

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

-- [insert of shop.composite]
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
DELETE FROM `shop`.`composite`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`org` = `composite`.`org` AND s.`id` = `composite`.`id`);

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

-- [insert of shop.key_only]
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
DELETE FROM `shop`.`key_only`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`org` = `key_only`.`org` AND s.`id` = `key_only`.`id`);

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

-- [insert of shop.no_key]
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

-- [insert of a"b]
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
DELETE FROM `a"b`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `a"b`.`id`);

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

-- [insert of a`b]
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
DELETE FROM `a``b`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `a``b`.`id`);

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

-- [insert of a]b]
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
DELETE FROM `a]b`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `a]b`.`id`);

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

-- [insert of a[b]
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
DELETE FROM `a[b`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `a[b`.`id`);

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

-- [insert of a'b]
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
DELETE FROM `a'b`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `a'b`.`id`);

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

-- [insert of a\b]
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
DELETE FROM `a\b`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `a\b`.`id`);

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

-- [insert of a b]
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
DELETE FROM `a b`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `a b`.`id`);

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

-- [insert of a;b -- c]
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
DELETE FROM `a;b -- c`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `a;b -- c`.`id`);

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

-- [insert of a.b]
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
DELETE FROM `a.b`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `a.b`.`id`);

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

-- [insert of ${a}]
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
DELETE FROM `${a}`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `${a}`.`id`);

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

-- [insert of {table}]
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
DELETE FROM `{table}`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `{table}`.`id`);

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

-- [insert of /*a*/]
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
DELETE FROM `/*a*/`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `/*a*/`.`id`);

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

-- [insert of select]
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
DELETE FROM `select`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `select`.`id`);

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

-- [insert of ünï]
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
DELETE FROM `ünï`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `ünï`.`id`);

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

-- [insert of 名前]
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
DELETE FROM `名前`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `名前`.`id`);

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

-- [insert of a%sb]
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
DELETE FROM `a%sb`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `a%sb`.`id`);

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

-- [insert of ?]
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
DELETE FROM `?`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `?`.`id`);

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

-- [insert of A]
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
DELETE FROM `A`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `A`.`id`);

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

-- [insert of a$b]
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
DELETE FROM `a$b`
WHERE EXISTS (SELECT 1 FROM `_waybill_stg_1` s WHERE s.`id` = `a$b`.`id`);

-- [delete_duplicates of a$b]
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;
CREATE TEMPORARY TABLE `_waybill_repeated` ENGINE=InnoDB AS
SELECT `id` FROM `a$b` GROUP BY `id` HAVING count(*) > 1;
DELETE FROM `a$b`
WHERE `id` IS NULL OR EXISTS (SELECT 1 FROM `_waybill_repeated` r WHERE r.`id` = `a$b`.`id`);
DROP TEMPORARY TABLE IF EXISTS `_waybill_repeated`;

-- [drop_table of a$b]
DROP TABLE IF EXISTS `a$b`;

