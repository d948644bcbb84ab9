// Column names that warehouses or their loaders keep for themselves: Prequel's published list.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "lint/lint.hpp"

namespace waybill::lint {
namespace {

// clang-format off
constexpr auto kNames = std::to_array<std::string_view>({
    "ACCESSIBLE", "ACCOUNT", "ADD", "ALL", "ALTER", "ANALYSE", "ANALYZE", "AND", "ANTI", "ANY",
    "ARRAY", "AS", "ASC", "ASENSITIVE", "ASSERT_ROWS_MODIFIED", "ASYMMETRIC", "AT",
    "AUTHORIZATION", "BEFORE", "BETWEEN", "BIGINT", "BINARY", "BLOB", "BOTH", "BY", "CALL",
    "CASCADE", "CASE", "CAST", "CHANGE", "CHAR", "CHARACTER", "CHECK", "COLLATE", "COLLATION",
    "COLUMN", "CONCURRENTLY", "CONDITION", "CONNECT", "CONNECTION", "CONSTRAINT", "CONTAINS",
    "CONTINUE", "CONVERT", "CREATE", "CROSS", "CUBE", "CUME_DIST", "CURRENT", "CURRENT_CATALOG",
    "CURRENT_DATE", "CURRENT_ROLE", "CURRENT_SCHEMA", "CURRENT_TIME", "CURRENT_TIMESTAMP",
    "CURRENT_USER", "CURSOR", "DATABASE", "DATABASES", "DAY_HOUR", "DAY_MICROSECOND",
    "DAY_MINUTE", "DAY_SECOND", "DEC", "DECIMAL", "DECLARE", "DEFAULT", "DEFERRABLE", "DEFINE",
    "DELAYED", "DELETE", "DENSE_RANK", "DESC", "DESCRIBE", "DETERMINISTIC", "DISTINCT",
    "DISTINCTROW", "DIV", "DO", "DOUBLE", "DROP", "DUAL", "EACH", "ELSE", "ELSEIF", "EMPTY",
    "ENCLOSED", "END", "ENUM", "ESCAPE", "ESCAPED", "EXCEPT", "EXCLUDE", "EXISTS", "EXIT",
    "EXPLAIN", "EXTRACT", "FALSE", "FETCH", "FIRST_VALUE", "FLOAT", "FLOAT4", "FLOAT8",
    "FOLLOWING", "FOR", "FORCE", "FOREIGN", "FREEZE", "FROM", "FULL", "FULLTEXT", "FUNCTION",
    "GENERATED", "GET", "GRANT", "GROUP", "GROUPING", "GROUPS", "GSCLUSTER", "HASH", "HAVING",
    "HIGH_PRIORITY", "HOUR_MICROSECOND", "HOUR_MINUTE", "HOUR_SECOND", "IF", "IGNORE", "ILIKE",
    "IN", "INCREMENT", "INDEX", "INFILE", "INITIALLY", "INNER", "INOUT", "INSENSITIVE",
    "INSERT", "INT", "INT1", "INT2", "INT3", "INT4", "INT8", "INTEGER", "INTERSECT", "INTERVAL",
    "INTO", "IO_AFTER_GTIDS", "IO_BEFORE_GTIDS", "IS", "ISNULL", "ISSUE", "ITERATE", "JOIN",
    "JSON_TABLE", "KEY", "KEYS", "KILL", "LAG", "LAST_VALUE", "LATERAL", "LEAD", "LEADING",
    "LEAVE", "LEFT", "LIKE", "LIMIT", "LINEAR", "LINES", "LOAD", "LOCALTIME", "LOCALTIMESTAMP",
    "LOCK", "LONG", "LONGBLOB", "LONGTEXT", "LOOKUP", "LOOP", "LOW_PRIORITY", "MASTER_BIND",
    "MASTER_SSL_VERIFY_SERVER_CERT", "MATCH", "MAXVALUE", "MEDIUMBLOB", "MEDIUMINT",
    "MEDIUMTEXT", "MERGE", "MIDDLEINT", "MINUS", "MINUTE_MICROSECOND", "MINUTE_SECOND", "MOD",
    "MODIFIES", "NATURAL", "NEW", "NO", "NOT", "NOTNULL", "NO_WRITE_TO_BINLOG", "NTH_VALUE",
    "NTILE", "NULL", "NULLS", "NUMERIC", "OF", "OFFSET", "ON", "ONLY", "OPTIMIZE",
    "OPTIMIZER_COSTS", "OPTION", "OPTIONALLY", "OR", "ORDER", "ORGANIZATION", "OUT", "OUTER",
    "OUTFILE", "OVER", "OVERLAPS", "PARTITION", "PERCENT_RANK", "PLACING", "PRECEDING",
    "PRECISION", "PRIMARY", "PROCEDURE", "PROTO", "PURGE", "QUALIFY", "RANGE", "RANK", "READ",
    "READS", "READ_WRITE", "REAL", "RECURSIVE", "REFERENCES", "REGEXP", "RELEASE", "RENAME",
    "REPEAT", "REPLACE", "REQUIRE", "RESIGNAL", "RESTRICT", "RETURN", "RETURNING", "REVOKE",
    "RIGHT", "RLIKE", "ROLLUP", "ROW", "ROWS", "ROW_NUMBER", "SAMPLE", "SCHEMA", "SCHEMAS",
    "SECOND_MICROSECOND", "SELECT", "SEMI", "SENSITIVE", "SEPARATOR", "SESSION_USER", "SET",
    "SHOW", "SIGNAL", "SIMILAR", "SMALLINT", "SOME", "SPATIAL", "SPECIFIC", "SQL",
    "SQLEXCEPTION", "SQLSTATE", "SQLWARNING", "SQL_BIG_RESULT", "SQL_CALC_FOUND_ROWS",
    "SQL_SMALL_RESULT", "SSL", "START", "STARTING", "STORED", "STRAIGHT_JOIN", "STRUCT",
    "SYMMETRIC", "SYSTEM", "TABLE", "TABLESAMPLE", "TERMINATED", "THEN", "TINYBLOB", "TINYINT",
    "TINYTEXT", "TO", "TRAILING", "TREAT", "TRIGGER", "TRUE", "UNBOUNDED", "UNDO", "UNION",
    "UNIQUE", "UNLOCK", "UNNEST", "UNSIGNED", "UPDATE", "USAGE", "USE", "USER", "USING",
    "UTC_DATE", "UTC_TIME", "UTC_TIMESTAMP", "VALUES", "VARBINARY", "VARCHAR", "VARCHARACTER",
    "VARIADIC", "VARYING", "VERBOSE", "VIEW", "VIRTUAL", "WHEN", "WHENEVER", "WHERE", "WHILE",
    "WINDOW", "WITH", "WITHIN", "WRITE", "XOR", "YEAR_MONTH", "ZEROFILL"});

constexpr auto kPrefixes = std::to_array<std::string_view>({
    "PARGO_PREFIX_", "_CHANGE_SEQUENCE_NUMBER", "_CHANGE_TIMESTAMP", "_CHANGE_TYPE",
    "_COLIDENTIFIER", "_FILE_", "_PARTITION", "_ROW_TIMESTAMP", "_TABLE_", "__ROOT__"});
// clang-format on

static_assert(kNames.size() == 334);
static_assert(std::ranges::is_sorted(kNames));
static_assert(std::ranges::adjacent_find(kNames) == kNames.end());
static_assert(kPrefixes.size() == 10);
static_assert(std::ranges::is_sorted(kPrefixes));

}  // namespace

bool is_reserved_column_name(std::string_view name) {
  return std::ranges::binary_search(kNames, std::string_view(base::ascii_upper(name)));
}

std::optional<std::string_view> reserved_column_prefix(std::string_view name) {
  const auto prefix = std::ranges::find_if(
      kPrefixes, [&](std::string_view p) { return base::ascii_istarts_with(name, p); });
  if (prefix == kPrefixes.end()) return std::nullopt;
  return *prefix;
}

}  // namespace waybill::lint
