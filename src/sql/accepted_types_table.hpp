// The table behind accepted_types.hpp: a row is one family of warehouses and one logical type. Of
// the rows that hold a name the first one is what such a column is; later ones are exact
// widenings, or texts that are checked value by value.
#ifndef WAYBILL_SQL_ACCEPTED_TYPES_TABLE_HPP
#define WAYBILL_SQL_ACCEPTED_TYPES_TABLE_HPP

#include <array>
#include <string_view>
#include <utility>

#include "rows/type.hpp"

namespace waybill::sql {

struct TypeFamily {
  std::string_view vendor;
  std::string_view family;
};
inline constexpr std::string_view kGenericFamily = "generic";
inline constexpr auto kTypeFamilies = std::to_array<TypeFamily>({
    {"athena", "athena"},
    {"bigquery", "bigquery"},
    {"clickhouse", "clickhouse"},
    {"databricks", "databricks"},
    {"duckdb", "duckdb"},
    {"mariadb", "mysql"},
    {"mysql", "mysql"},
    {"oracle", "oracle"},
    {"postgres", "postgres"},
    {"redshift", "redshift"},
    {"snowflake", "snowflake"},
    {"sqlite", "sqlite"},
    {"sqlserver", "sqlserver"},
    {"trino", "athena"},
});

// An unsigned integer, and the name of what holds all its values.
inline constexpr auto kUnsigned = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"tinyint", "smallint"},
    {"smallint", "int"},
    {"mediumint", "int"},
    {"int", "bigint"},
    {"integer", "bigint"},
    {"bigint", "bigint unsigned"},
});

// Names that are affinity NUMERIC in SQLite, but say what their values are.
inline constexpr auto kSqliteNames = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"bool", "boolean"},
    {"boolean", "boolean"},
    {"date", "date"},
    {"datetime", "moment"},
    {"time", "time"},
    {"timestamp", "moment"},
    {"timestamptz", "moment"},
    {"json", "json"},
    {"uuid", "uuid"},
});

struct AcceptedTypes {
  std::string_view family;
  rows::Logical logical;
  std::string_view names;  // separated by |
};

inline constexpr auto kAcceptedTypes = std::to_array<AcceptedTypes>({
    // Athena and Trino
    {"athena", rows::Logical::boolean, "boolean"},
    {"athena", rows::Logical::integer, "tinyint|smallint|integer|int"},
    {"athena", rows::Logical::bigint, "bigint|tinyint|smallint|integer|int"},
    {"athena", rows::Logical::decimal, "decimal|numeric|tinyint|smallint|integer|int|bigint"},
    {"athena", rows::Logical::floating, "double|float|real|double precision"},
    {"athena", rows::Logical::bytes, "binary|varbinary"},
    {"athena", rows::Logical::date, "date"},
    {"athena", rows::Logical::time, "time"},
    {"athena", rows::Logical::timestamp, "timestamp with time zone|timestamp"},
    {"athena", rows::Logical::datetime, "timestamp"},
    {"athena", rows::Logical::uuid, "uuid"},
    {"athena", rows::Logical::text, "char|varchar|string|uuid"},
    {"athena", rows::Logical::json, "json|varchar|string"},
    {"athena", rows::Logical::uuid, "varchar|string|char"},
    {"athena", rows::Logical::time, "string|varchar"},

    // BigQuery
    {"bigquery", rows::Logical::boolean, "bool|boolean"},
    {"bigquery", rows::Logical::bigint, "int64|int|smallint|integer|bigint|tinyint|byteint"},
    // Its only whole numbers, and what an integer is created as: the values decide.
    {"bigquery", rows::Logical::integer, "int64|int|smallint|integer|bigint|tinyint|byteint"},
    {"bigquery", rows::Logical::decimal,
     "numeric|decimal|bignumeric|bigdecimal|int64|int|smallint|integer|bigint|tinyint|byteint"},
    {"bigquery", rows::Logical::floating, "float64|float"},
    {"bigquery", rows::Logical::text, "string"},
    {"bigquery", rows::Logical::bytes, "bytes"},
    {"bigquery", rows::Logical::date, "date"},
    {"bigquery", rows::Logical::time, "time"},
    {"bigquery", rows::Logical::timestamp, "timestamp"},
    {"bigquery", rows::Logical::datetime, "datetime"},
    {"bigquery", rows::Logical::json, "json|string"},
    {"bigquery", rows::Logical::uuid, "string"},

    // ClickHouse
    {"clickhouse", rows::Logical::boolean, "bool|boolean"},
    {"clickhouse", rows::Logical::integer,
     "int32|int|integer|int8|int16|smallint|tinyint|uint8|uint16"},
    {"clickhouse", rows::Logical::bigint,
     "int64|bigint|uint32|int8|int16|int32|int|integer|smallint|tinyint|uint8|uint16"},
    {"clickhouse", rows::Logical::decimal,
     "decimal|dec|numeric|decimal32|decimal64|decimal128|decimal256|uint64|int128|uint128|int64|"
     "bigint|int32|int|integer|int16|smallint|int8|tinyint|uint8|uint16|uint32"},
    {"clickhouse", rows::Logical::floating, "float64|double|float32|float|real|double precision"},
    {"clickhouse", rows::Logical::text, "string|fixedstring|text|mediumtext|longtext|varchar"},
    {"clickhouse", rows::Logical::bytes, "blob|mediumblob|longblob|tinyblob|string|fixedstring"},
    {"clickhouse", rows::Logical::date, "date|date32"},
    {"clickhouse", rows::Logical::timestamp, "datetime64|datetime|timestamp"},
    {"clickhouse", rows::Logical::datetime, "datetime64|datetime"},
    {"clickhouse", rows::Logical::time, "time|time64|string"},
    {"clickhouse", rows::Logical::uuid, "uuid|string"},
    {"clickhouse", rows::Logical::json, "json|string"},

    // Databricks
    {"databricks", rows::Logical::boolean, "boolean|bool"},
    {"databricks", rows::Logical::integer, "int|integer|smallint|short|tinyint|byte"},
    {"databricks", rows::Logical::bigint, "bigint|long|int|integer|smallint|short|tinyint|byte"},
    {"databricks", rows::Logical::decimal,
     "decimal|dec|numeric|bigint|long|int|integer|smallint|short|tinyint|byte"},
    {"databricks", rows::Logical::floating, "double|float|real"},
    {"databricks", rows::Logical::text, "string|varchar|char"},
    {"databricks", rows::Logical::bytes, "binary"},
    {"databricks", rows::Logical::date, "date"},
    {"databricks", rows::Logical::timestamp, "timestamp|timestamp_ltz"},
    {"databricks", rows::Logical::datetime, "timestamp_ntz"},
    {"databricks", rows::Logical::time, "string"},
    {"databricks", rows::Logical::json, "variant|string"},
    {"databricks", rows::Logical::uuid, "string"},

    // DuckDB
    {"duckdb", rows::Logical::boolean, "bool|boolean|logical"},
    {"duckdb", rows::Logical::integer,
     "int|integer|int4|signed|smallint|int2|short|tinyint|int1|utinyint|usmallint"},
    {"duckdb", rows::Logical::bigint,
     "bigint|int8|long|uinteger|int|integer|int4|signed|smallint|int2|short|tinyint|int1|utinyint|"
     "usmallint"},
    {"duckdb", rows::Logical::decimal,
     "decimal|numeric|dec|hugeint|uhugeint|ubigint|bigint|int8|integer|int|int4|smallint|int2|"
     "tinyint"},
    {"duckdb", rows::Logical::floating, "double|float8|real|float4|float"},
    {"duckdb", rows::Logical::uuid, "uuid"},
    {"duckdb", rows::Logical::json, "json"},
    {"duckdb", rows::Logical::text, "text|varchar|string|char|bpchar|nvarchar|enum"},
    {"duckdb", rows::Logical::bytes, "blob|binary|bytea|varbinary"},
    {"duckdb", rows::Logical::date, "date"},
    {"duckdb", rows::Logical::time, "time|time without time zone"},
    {"duckdb", rows::Logical::timestamp, "timestamptz|timestamp with time zone"},
    {"duckdb", rows::Logical::datetime,
     "timestamp|datetime|timestamp without time zone|timestamp_s|timestamp_ms|timestamp_ns|"
     "timestamp_us"},
    {"duckdb", rows::Logical::json, "text|varchar|string"},
    {"duckdb", rows::Logical::uuid, "text|varchar|string"},

    // ANSI SQL
    {"generic", rows::Logical::boolean, "boolean|bool|bit"},
    {"generic", rows::Logical::integer, "integer|int|int4|smallint|int2|tinyint"},
    {"generic", rows::Logical::bigint, "bigint|int8|integer|int|int4|smallint|int2|tinyint"},
    {"generic", rows::Logical::decimal,
     "decimal|dec|numeric|bigint|int8|integer|int|int4|smallint|int2|tinyint"},
    {"generic", rows::Logical::floating, "double precision|double|float|float8|real|float4"},
    {"generic", rows::Logical::text,
     "varchar|char|character|character varying|text|clob|character large object|nchar|nvarchar|"
     "national character|national character varying|string"},
    {"generic", rows::Logical::bytes,
     "varbinary|binary|binary varying|blob|binary large object|bytea|bytes"},
    {"generic", rows::Logical::date, "date"},
    {"generic", rows::Logical::time, "time|time without time zone"},
    {"generic", rows::Logical::timestamp, "timestamp with time zone|timestamptz"},
    {"generic", rows::Logical::datetime, "timestamp|timestamp without time zone|datetime"},
    {"generic", rows::Logical::uuid, "uuid|char|character|varchar|character varying|text"},
    {"generic", rows::Logical::json, "json|varchar|character varying|text|clob"},

    // MySQL and MariaDB
    {"mysql", rows::Logical::boolean, "tinyint(1)|bool|boolean"},
    {"mysql", rows::Logical::integer,
     "int|integer|mediumint|smallint|tinyint|tinyint(1)|year|bool|boolean"},
    {"mysql", rows::Logical::bigint,
     "bigint|int|integer|mediumint|smallint|tinyint|tinyint(1)|year"},
    {"mysql", rows::Logical::decimal,
     "decimal|dec|numeric|fixed|bigint unsigned|bigint|int|integer|mediumint|smallint|tinyint"},
    {"mysql", rows::Logical::floating, "double|double precision|float|real"},
    {"mysql", rows::Logical::boolean, "tinyint|bit"},
    {"mysql", rows::Logical::json, "json"},
    {"mysql", rows::Logical::uuid, "uuid"},
    {"mysql", rows::Logical::text,
     "string|char|text|longtext|varchar|mediumtext|tinytext|long varchar|enum|set|inet4|inet6|"
     "uuid"},
    {"mysql", rows::Logical::bytes,
     "binary|varbinary|blob|mediumblob|longblob|tinyblob|long varbinary"},
    {"mysql", rows::Logical::date, "date"},
    {"mysql", rows::Logical::time, "time"},
    {"mysql", rows::Logical::timestamp, "timestamp"},
    {"mysql", rows::Logical::datetime, "datetime"},
    {"mysql", rows::Logical::timestamp, "datetime"},
    {"mysql", rows::Logical::json, "longtext|text|mediumtext|varchar|long varchar"},
    {"mysql", rows::Logical::uuid, "char|varchar|text|longtext|mediumtext|long varchar"},

    // Oracle
    {"oracle", rows::Logical::decimal, "number|numeric|decimal|dec"},
    {"oracle", rows::Logical::boolean, "number|boolean"},
    {"oracle", rows::Logical::integer, "int|integer|smallint|number"},
    {"oracle", rows::Logical::bigint, "int|integer|smallint|number"},
    {"oracle", rows::Logical::floating, "binary_double|binary_float|float|real|double precision"},
    {"oracle", rows::Logical::text,
     "varchar2|char|nchar|nvarchar2|varchar|clob|nclob|character|character varying"},
    {"oracle", rows::Logical::bytes, "blob|raw|long raw"},
    {"oracle", rows::Logical::datetime, "timestamp|date"},
    {"oracle", rows::Logical::date, "date"},
    {"oracle", rows::Logical::time, "interval day to second"},
    {"oracle", rows::Logical::timestamp, "timestamp with time zone|timestamp with local time zone"},
    {"oracle", rows::Logical::json, "json|clob|varchar2|nclob"},
    {"oracle", rows::Logical::uuid, "varchar2|char|varchar"},

    // PostgreSQL
    {"postgres", rows::Logical::boolean, "boolean|bool"},
    {"postgres", rows::Logical::integer, "integer|int|int4|smallint|int2|serial|smallserial"},
    {"postgres", rows::Logical::bigint,
     "bigint|int8|bigserial|oid|integer|int|int4|smallint|int2|serial|smallserial"},
    {"postgres", rows::Logical::decimal,
     "numeric|decimal|dec|bigint|int8|integer|int|int4|smallint|int2"},
    {"postgres", rows::Logical::floating,
     "double precision|float8|real|float4|float|integer|int|int4|smallint|int2"},
    {"postgres", rows::Logical::bytes, "bytea"},
    {"postgres", rows::Logical::date, "date"},
    {"postgres", rows::Logical::time, "time without time zone|time"},
    {"postgres", rows::Logical::timestamp, "timestamp with time zone|timestamptz"},
    {"postgres", rows::Logical::datetime, "timestamp without time zone|timestamp"},
    {"postgres", rows::Logical::json, "jsonb|json"},
    {"postgres", rows::Logical::uuid, "uuid"},
    {"postgres", rows::Logical::text,
     "text|char|character|character varying|varchar|uuid|bpchar|name|\"char\"|citext|interval|"
     "time with time zone|timetz|inet|cidr|macaddr|macaddr8|bit|bit varying|varbit|xml|pg_lsn|"
     "tsvector|tsquery|point|line|lseg|box|path|polygon|circle"},
    {"postgres", rows::Logical::json, "text|character varying|varchar"},
    {"postgres", rows::Logical::uuid, "text|character varying|varchar|character|char|bpchar"},

    // Redshift
    {"redshift", rows::Logical::boolean, "boolean|bool"},
    {"redshift", rows::Logical::integer, "integer|int|int4|smallint|int2"},
    {"redshift", rows::Logical::bigint, "bigint|int8|integer|int|int4|smallint|int2"},
    {"redshift", rows::Logical::decimal,
     "decimal|numeric|dec|bigint|int8|integer|int|int4|smallint|int2"},
    {"redshift", rows::Logical::floating, "double precision|float8|float|real|float4|double"},
    {"redshift", rows::Logical::text,
     "char|character|nchar|bpchar|character varying|nvarchar|text|varchar"},
    {"redshift", rows::Logical::bytes, "varbyte|varbinary|binary varying|binary"},
    {"redshift", rows::Logical::date, "date"},
    {"redshift", rows::Logical::time, "time|time without time zone"},
    {"redshift", rows::Logical::timestamp, "timestamptz|timestamp with time zone"},
    {"redshift", rows::Logical::datetime, "timestamp|timestamp without time zone"},
    {"redshift", rows::Logical::json, "super|varchar|character varying|text"},
    {"redshift", rows::Logical::uuid, "varchar|character varying|char|character|text"},

    // Snowflake
    {"snowflake", rows::Logical::boolean, "boolean"},
    {"snowflake", rows::Logical::decimal, "number|decimal|dec|numeric|fixed"},
    {"snowflake", rows::Logical::integer, "smallint|integer|int|tinyint|byteint|number|fixed"},
    {"snowflake", rows::Logical::bigint,
     "bigint|smallint|integer|int|tinyint|byteint|number|fixed"},
    {"snowflake", rows::Logical::floating, "float|float4|float8|double|double precision|real"},
    {"snowflake", rows::Logical::text,
     "varchar|char|character|nchar|bpchar|character varying|nvarchar|text|string|nvarchar2|"
     "char varying|nchar varying"},
    {"snowflake", rows::Logical::bytes, "varbyte|varbinary|binary varying|binary"},
    {"snowflake", rows::Logical::date, "date"},
    {"snowflake", rows::Logical::time, "time"},
    {"snowflake", rows::Logical::timestamp, "timestamp_tz|timestamp_ltz"},
    {"snowflake", rows::Logical::datetime, "timestamp_ntz|datetime|timestamp"},
    {"snowflake", rows::Logical::json, "variant|object|varchar|text|string"},
    {"snowflake", rows::Logical::uuid, "varchar|text|string|char|character"},

    // SQLite: affinities, and the few names that say more
    {"sqlite", rows::Logical::bigint, "integer"},
    {"sqlite", rows::Logical::integer, "integer"},
    {"sqlite", rows::Logical::boolean, "integer|boolean|numeric"},
    {"sqlite", rows::Logical::floating, "real|numeric|integer"},
    {"sqlite", rows::Logical::decimal, "numeric|integer|real"},
    {"sqlite", rows::Logical::text, "text"},
    {"sqlite", rows::Logical::bytes, "blob"},
    {"sqlite", rows::Logical::date, "date"},
    {"sqlite", rows::Logical::time, "time"},
    {"sqlite", rows::Logical::timestamp, "moment|date|text|numeric"},
    {"sqlite", rows::Logical::datetime, "moment|date|text|numeric"},
    {"sqlite", rows::Logical::date, "moment|text|numeric"},
    {"sqlite", rows::Logical::time, "moment|text|numeric"},
    {"sqlite", rows::Logical::json, "json|text"},
    {"sqlite", rows::Logical::uuid, "uuid|text|blob"},
    {"sqlite", rows::Logical::decimal, "text"},
    {"sqlite", rows::Logical::text, "moment|date|time|json|uuid|numeric"},
    {"sqlite", rows::Logical::bigint, "numeric|boolean"},
    {"sqlite", rows::Logical::integer, "numeric|boolean"},

    // SQL Server
    {"sqlserver", rows::Logical::boolean, "bit"},
    {"sqlserver", rows::Logical::integer, "int|integer|smallint|tinyint"},
    {"sqlserver", rows::Logical::bigint, "bigint|int|integer|smallint|tinyint"},
    {"sqlserver", rows::Logical::decimal,
     "decimal|numeric|dec|money|smallmoney|bigint|int|integer|smallint|tinyint"},
    {"sqlserver", rows::Logical::floating, "float|real|double precision"},
    {"sqlserver", rows::Logical::uuid, "uniqueidentifier"},
    {"sqlserver", rows::Logical::text, "nvarchar|varchar|char|nchar|text|ntext|xml|sysname"},
    {"sqlserver", rows::Logical::bytes, "varbinary|binary|image"},
    {"sqlserver", rows::Logical::date, "date"},
    {"sqlserver", rows::Logical::time, "time"},
    {"sqlserver", rows::Logical::timestamp, "datetimeoffset"},
    {"sqlserver", rows::Logical::datetime, "datetime2|datetime|smalldatetime"},
    {"sqlserver", rows::Logical::json, "json|nvarchar|varchar"},
    {"sqlserver", rows::Logical::uuid, "nvarchar|varchar|char|nchar"},
});

}  // namespace waybill::sql

#endif
