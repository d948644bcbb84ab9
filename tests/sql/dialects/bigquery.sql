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

-- [create_table_without_key]
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

-- [add_key]

-- [add_key_long_name]

-- [add_column]
ALTER TABLE `main`.`orders` ADD COLUMN `note` string;

-- [drop_table]
DROP TABLE IF EXISTS `orders`;

-- [insert_values]
-- refused: WB9114 the name 'na"me' holds ", which no name of BigQuery can

-- [insert_two_rows]
INSERT INTO `orders` (`id`, `name`) VALUES (?, ?), (?, ?);

-- [drop_staging]
DROP TABLE IF EXISTS `_waybill_stg_1`;

-- [begin_write]

-- [begin_read]

-- [lock_control]

-- [list_schemas]
SELECT schema_name FROM INFORMATION_SCHEMA.SCHEMATA ORDER BY schema_name;

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
WHERE `org` = ? AND COLLATE(`org`, '') = ?;
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
WHERE `org` = ? AND COLLATE(`org`, '') = ?
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
WHERE `org` = ? AND COLLATE(`org`, '') = ?
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
WHERE `org` = ? AND COLLATE(`org`, '') = ?
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
MERGE INTO `orders` d
USING `_waybill_stg_1` s
ON (d.`id` = s.`id`)
WHEN MATCHED AND (TO_JSON_STRING(s.`name`) <> TO_JSON_STRING(d.`name`)
   OR TO_JSON_STRING(s.`updated_at`) <> TO_JSON_STRING(d.`updated_at`)) THEN UPDATE SET
  `name` = s.`name`,
  `updated_at` = s.`updated_at`
WHEN NOT MATCHED THEN INSERT (`id`, `name`, `updated_at`) VALUES (s.`id`, s.`name`, s.`updated_at`);

-- [merge_two_keys]
MERGE INTO `orders` d
USING `_waybill_stg_1` s
ON (d.`id` = s.`id` AND d.`org` = s.`org`)
WHEN MATCHED AND (TO_JSON_STRING(s.`name`) <> TO_JSON_STRING(d.`name`)) THEN UPDATE SET
  `name` = s.`name`
WHEN NOT MATCHED THEN INSERT (`id`, `org`, `name`) VALUES (s.`id`, s.`org`, s.`name`);

-- [merge_keys_only]
MERGE INTO `orders` d
USING `_waybill_stg_1` s
ON (d.`id` = s.`id` AND d.`org` = s.`org`)
WHEN NOT MATCHED THEN INSERT (`id`, `org`) VALUES (s.`id`, s.`org`);

-- [merge_json]
MERGE INTO `orders` d
USING `_waybill_stg_1` s
ON (d.`id` = s.`id`)
WHEN MATCHED AND (TO_JSON_STRING(s.`body`) <> TO_JSON_STRING(d.`body`)) THEN UPDATE SET
  `body` = s.`body`
WHEN NOT MATCHED THEN INSERT (`id`, `body`) VALUES (s.`id`, s.`body`);

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
SELECT count(*) FROM `orders`
WHERE `id` IS NULL OR `id` IN (SELECT `id` FROM `orders` GROUP BY `id` HAVING count(*) > 1);

-- [read_duplicates]
SELECT `id`, `org`, `name`
FROM `orders`
WHERE `id` IS NULL OR `org` IS NULL OR EXISTS (SELECT 1 FROM (SELECT `id`, `org` FROM `orders` GROUP BY `id`, `org` HAVING count(*) > 1) r WHERE r.`id` = `orders`.`id` AND r.`org` = `orders`.`org`);

-- [delete_duplicates]
DELETE FROM `orders`
WHERE `id` IS NULL OR `org` IS NULL OR EXISTS (SELECT 1 FROM (SELECT `id`, `org` FROM `orders` GROUP BY `id`, `org` HAVING count(*) > 1) r WHERE r.`id` = `orders`.`id` AND r.`org` = `orders`.`org`);

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

-- [insert of shop.every]
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

-- [insert of shop.wide_decimals]
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

-- [insert of shop.composite]
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

-- [insert of shop.key_only]
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

-- [insert of shop.no_key]
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

-- [insert of a"b]
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

-- [insert of a`b]
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

-- [insert of a]b]
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

-- [insert of a[b]
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

-- [insert of a'b]
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

-- [insert of a\b]
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

-- [insert of a b]
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

-- [insert of a;b -- c]
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

-- [insert of a.b]
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

-- [insert of ${a}]
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

-- [insert of {table}]
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

-- [insert of /*a*/]
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

-- [insert of select]
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

-- [insert of ünï]
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

-- [insert of 名前]
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

-- [insert of a%sb]
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

-- [insert of ?]
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

-- [insert of A]
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

-- [insert of a$b]
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

