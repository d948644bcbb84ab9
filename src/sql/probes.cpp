#include "sql/probes.hpp"

#include <algorithm>
#include <array>

namespace waybill::sql {
namespace {

// ---- PostgreSQL: https://www.postgresql.org/docs/current/functions-info.html

#define WAYBILL_OWN_SCHEMAS "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' "

constexpr std::string_view kPostgresExcess =
    "SELECT pg_catalog.string_agg(what, ', ' ORDER BY n) FROM ("
    "SELECT 1 AS n, 'is a superuser' AS what FROM pg_catalog.pg_roles "
    "WHERE rolname = current_user AND rolsuper "
    "UNION ALL SELECT 2, 'may create roles' FROM pg_catalog.pg_roles "
    "WHERE rolname = current_user AND rolcreaterole "
    "UNION ALL SELECT 3, 'may create databases' FROM pg_catalog.pg_roles "
    "WHERE rolname = current_user AND rolcreatedb "
    "UNION ALL SELECT 4, 'may replicate' FROM pg_catalog.pg_roles "
    "WHERE rolname = current_user AND rolreplication "
    "UNION ALL SELECT 5, 'passes by row-level security' FROM pg_catalog.pg_roles "
    "WHERE rolname = current_user AND rolbypassrls "
    "UNION ALL SELECT 6, 'owns the database' FROM pg_catalog.pg_database d, pg_catalog.pg_roles r "
    "WHERE d.datname = pg_catalog.current_database() AND r.rolname = current_user "
    "AND NOT r.rolsuper AND pg_catalog.pg_has_role(d.datdba, 'MEMBER') "
    "UNION ALL SELECT 7, 'is a member of ' || g.rolname FROM pg_catalog.pg_roles g, "
    "pg_catalog.pg_roles r WHERE r.rolname = current_user AND NOT r.rolsuper AND g.rolname IN "
    "('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program') "
    "AND pg_catalog.pg_has_role(g.oid, 'MEMBER')) AS found";

constexpr std::string_view kPostgresExcessSource =
    "SELECT pg_catalog.string_agg(what, ', ' ORDER BY place) FROM ("
    "SELECT 1 AS place, 'may write ' || count(*) || ' of its tables, such as ' || "
    "min(pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname)) AS what "
    "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
    "WHERE c.relkind IN ('r', 'p', 'v', 'f') AND " WAYBILL_OWN_SCHEMAS
    "AND pg_catalog.has_schema_privilege(n.oid, 'USAGE') "
    "AND (pg_catalog.has_any_column_privilege(c.oid, 'INSERT, UPDATE') "
    "OR pg_catalog.has_table_privilege(c.oid, 'DELETE, TRUNCATE')) HAVING count(*) > 0 "
    "UNION ALL SELECT 2, 'may create tables in ' || "
    "pg_catalog.string_agg(pg_catalog.quote_ident(n.nspname), ', ' ORDER BY n.nspname) "
    "FROM pg_catalog.pg_namespace n WHERE " WAYBILL_OWN_SCHEMAS
    "AND pg_catalog.has_schema_privilege(n.oid, 'CREATE') HAVING count(*) > 0 "
    "UNION ALL SELECT 3, 'may create schemas' "
    "WHERE pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE')) AS found";

constexpr std::string_view kPostgresReadable =
    "SELECT count(*) FROM pg_catalog.pg_class c "
    "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
    "WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND " WAYBILL_OWN_SCHEMAS
    "AND pg_catalog.has_schema_privilege(n.oid, 'USAGE') "
    "AND pg_catalog.has_any_column_privilege(c.oid, 'SELECT')";

#define WAYBILL_CONTROL_TABLES                                                           \
  "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace " \
  "WHERE n.nspname = pg_catalog.current_schema() AND c.relkind IN ('r', 'p') "           \
  "AND c.relname LIKE '\\_waybill\\_%' "

constexpr std::string_view kPostgresControlTables = "SELECT count(*) " WAYBILL_CONTROL_TABLES;

constexpr std::string_view kPostgresControlMissing =
    "SELECT pg_catalog.string_agg(needed, '; ' ORDER BY needed) FROM ("
    "SELECT pg_catalog.format('GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE %I.%I TO %I', "
    "n.nspname, c.relname, current_user) AS needed " WAYBILL_CONTROL_TABLES
    "AND NOT (pg_catalog.has_table_privilege(c.oid, 'SELECT') "
    "AND pg_catalog.has_table_privilege(c.oid, 'INSERT') "
    "AND pg_catalog.has_table_privilege(c.oid, 'UPDATE') "
    "AND pg_catalog.has_table_privilege(c.oid, 'DELETE')) "
    "UNION ALL SELECT pg_catalog.format('GRANT USAGE, CREATE ON SCHEMA %I TO %I', "
    "coalesce(pg_catalog.current_schema(), 'public'), current_user) "
    "WHERE NOT coalesce(pg_catalog.has_schema_privilege(pg_catalog.current_schema(), 'CREATE'), "
    "false) AND NOT EXISTS (SELECT 1 " WAYBILL_CONTROL_TABLES ")) AS found";

constexpr std::string_view kPostgresMissing =
    "SELECT pg_catalog.string_agg(needed, '; ' ORDER BY needed) FROM ("
    "SELECT pg_catalog.format('GRANT USAGE, CREATE ON SCHEMA %I TO %I', "
    "coalesce(pg_catalog.current_schema(), 'public'), current_user) AS needed "
    "WHERE NOT coalesce(pg_catalog.has_schema_privilege(pg_catalog.current_schema(), 'CREATE'), "
    "false) "
    "UNION ALL SELECT pg_catalog.format('GRANT TEMPORARY ON DATABASE %I TO %I', "
    "pg_catalog.current_database(), current_user) "
    "WHERE NOT pg_catalog.has_database_privilege(pg_catalog.current_database(), 'TEMPORARY')"
    ") AS found";

#undef WAYBILL_CONTROL_TABLES
#undef WAYBILL_OWN_SCHEMAS

// ---- MariaDB and MySQL: the privilege tables of information_schema show a user its own rights.

#define WAYBILL_GRANTEE                                                            \
  "grantee = concat('''', left(current_user(), char_length(current_user()) - 1 - " \
  "char_length(substring_index(current_user(), '@', -1))), '''@''', "              \
  "substring_index(current_user(), '@', -1), '''')"

constexpr std::string_view kMysqlExcess =
    "SELECT group_concat(concat('holds ', privilege_type) ORDER BY privilege_type SEPARATOR ', ') "
    "FROM information_schema.user_privileges WHERE " WAYBILL_GRANTEE
    " AND privilege_type NOT IN ('USAGE', 'SELECT', 'INSERT', 'UPDATE', 'DELETE', 'CREATE', "
    "'DROP', 'ALTER', 'INDEX', 'CREATE TEMPORARY TABLES', 'REFERENCES', 'SHOW DATABASES', "
    "'SHOW VIEW', 'LOCK TABLES', 'EXECUTE')";

#define WAYBILL_WRITES                                                                         \
  "privilege_type IN ('INSERT', 'UPDATE', 'DELETE', 'CREATE', 'DROP', 'ALTER', 'INDEX', "      \
  "'CREATE VIEW', 'CREATE ROUTINE', 'TRIGGER', 'EVENT', 'DELETE HISTORY', 'DELETE VERSIONING " \
  "ROWS')"

constexpr std::string_view kMysqlExcessSource =
    "SELECT group_concat(DISTINCT what ORDER BY what SEPARATOR ', ') FROM ("
    "SELECT concat('may ', privilege_type, ' everywhere') AS what "
    "FROM information_schema.user_privileges WHERE " WAYBILL_GRANTEE " AND " WAYBILL_WRITES
    " UNION ALL SELECT concat('may ', privilege_type, ' in ', table_schema) "
    "FROM information_schema.schema_privileges WHERE " WAYBILL_GRANTEE " AND " WAYBILL_WRITES
    " UNION ALL SELECT concat('may ', privilege_type, ' in ', table_schema, '.', table_name) "
    "FROM information_schema.table_privileges WHERE " WAYBILL_GRANTEE " AND " WAYBILL_WRITES
    ") AS found";

constexpr std::string_view kMysqlReadable =
    "SELECT count(*) FROM information_schema.tables WHERE table_schema NOT IN "
    "('information_schema', 'mysql', 'performance_schema', 'sys')";

constexpr std::string_view kMysqlControlTables =
    "SELECT count(*) FROM information_schema.tables "
    "WHERE table_schema = database() AND table_name LIKE '|_waybill|_%' ESCAPE '|'";

#define WAYBILL_LACKS(list)                                                                        \
  "SELECT CASE WHEN database() IS NULL THEN 'set options.database' ELSE concat('GRANT ', "         \
  "group_concat(needed.p ORDER BY needed.p SEPARATOR ', '), ' ON ', "                              \
  "concat('`', replace(database(), '`', '``'), '`'), '.* TO ', concat('''', left(current_user(), " \
  "char_length(current_user()) - 1 - char_length(substring_index(current_user(), '@', -1))), "     \
  "'''@''', substring_index(current_user(), '@', -1), '''')) END FROM (" list                      \
  ") AS needed WHERE NOT EXISTS (SELECT 1 FROM information_schema.user_privileges u WHERE "        \
  "u.privilege_type = needed.p AND u." WAYBILL_GRANTEE                                             \
  ") AND NOT EXISTS (SELECT 1 FROM information_schema.schema_privileges s WHERE "                  \
  "s.privilege_type = needed.p AND database() LIKE replace(s.table_schema, char(92), '|') ESCAPE " \
  "'|' AND s." WAYBILL_GRANTEE ")"

constexpr std::string_view kMysqlControlMissing = WAYBILL_LACKS(
    "SELECT 'SELECT' AS p UNION SELECT 'INSERT' UNION SELECT 'UPDATE' "
    "UNION SELECT 'DELETE' UNION SELECT 'CREATE'");

constexpr std::string_view kMysqlMissing = WAYBILL_LACKS(
    "SELECT 'SELECT' AS p UNION SELECT 'INSERT' UNION SELECT 'UPDATE' "
    "UNION SELECT 'DELETE' UNION SELECT 'CREATE' UNION SELECT 'DROP' "
    "UNION SELECT 'ALTER' UNION SELECT 'INDEX' "
    "UNION SELECT 'CREATE TEMPORARY TABLES'");

#undef WAYBILL_LACKS
#undef WAYBILL_WRITES
#undef WAYBILL_GRANTEE

constexpr std::string_view kMysqlTimeZone = "SELECT @@session.time_zone";
constexpr std::string_view kMysqlTakeAway =
    "REVOKE them, or use a user made by `waybill connection grants mariadb`";

constexpr auto kTable = std::to_array<Probes>({
    {.vendor = "duckdb",
     .is_file = true,
     .in_memory = true,
     .time_zone = "SELECT current_setting('TimeZone')",
     .utc = "UTC",
     .excess = {},
     .excess_source = {},
     .readable = {},
     .control_tables = "SELECT count(*) FROM duckdb_tables() "
                       "WHERE starts_with(table_name, '_waybill_')",
     .control_missing = {},
     .missing = {},
     .how_to_take_away = {}},
    {.vendor = "mariadb",
     .is_file = false,
     .time_zone = kMysqlTimeZone,
     .utc = "+00:00",
     .excess = kMysqlExcess,
     .excess_source = kMysqlExcessSource,
     .readable = kMysqlReadable,
     .control_tables = kMysqlControlTables,
     .control_missing = kMysqlControlMissing,
     .missing = kMysqlMissing,
     .how_to_take_away = kMysqlTakeAway},
    {.vendor = "mysql",
     .is_file = false,
     .time_zone = kMysqlTimeZone,
     .utc = "+00:00",
     .excess = kMysqlExcess,
     .excess_source = kMysqlExcessSource,
     .readable = kMysqlReadable,
     .control_tables = kMysqlControlTables,
     .control_missing = kMysqlControlMissing,
     .missing = kMysqlMissing,
     .how_to_take_away = "REVOKE them, or use a user made by `waybill connection grants mysql`"},
    {.vendor = "postgres",
     .is_file = false,
     .time_zone = "SELECT pg_catalog.current_setting('TimeZone')",
     .utc = "UTC",
     .excess = kPostgresExcess,
     .excess_source = kPostgresExcessSource,
     .readable = kPostgresReadable,
     .control_tables = kPostgresControlTables,
     .control_missing = kPostgresControlMissing,
     .missing = kPostgresMissing,
     .how_to_take_away = "REVOKE them, or use a role made by `waybill connection grants postgres`"},
    {.vendor = "sqlite",
     .is_file = true,
     .time_zone = {},
     .utc = {},
     .excess = {},
     .excess_source = {},
     .readable = {},
     .control_tables = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' "
                       "AND substr(name, 1, 9) = '_waybill_'",
     .control_missing = {},
     .missing = {},
     .how_to_take_away = {}},
});
static_assert(std::ranges::is_sorted(kTable, {}, &Probes::vendor));

}  // namespace

const Probes* find_probes(std::string_view vendor) {
  const auto found = std::ranges::lower_bound(kTable, vendor, {}, &Probes::vendor);
  return found != kTable.end() && found->vendor == vendor ? &*found : nullptr;
}

}  // namespace waybill::sql
