#include "warehouse/odbc/driver.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.hpp"
#include "warehouse/odbc/sqlite_text.hpp"

namespace waybill::warehouse::odbc {
namespace {

constexpr auto kPsqlNames =
    std::to_array<std::string_view>({"PostgreSQL Unicode", "PostgreSQL ANSI", "PostgreSQL"});
constexpr auto kPsqlFiles = std::to_array<std::string_view>({"psqlodbcw", "psqlodbca", "psqlodbc"});
// https://odbc.postgresql.org/docs/config.html
constexpr auto kPsqlAlways = std::to_array<Attribute>({
    {"CommLog", "0"},  // else a file everybody may read, with the password in it
    {"Debug", "0"},
    {"UseDeclareFetch", "1"},  // else the driver keeps the whole result
    {"Fetch", "1000"},
    {"UseServerSidePrepare", "1"},
    {"Protocol", "7.4-0"},  // savepoints are ours
    {"BoolsAsChar", "0"},
    {"TrueIsMinus1", "0"},
    {"ByteaAsLongVarBinary", "1"},
    {"TextAsLongVarchar", "1"},
    {"UnknownsAsLongVarchar", "1"},
    {"UnknownSizes", "1"},  // none where the type has none
    {"MaxVarcharSize", "255"},
    {"MaxLongVarcharSize", "8190"},
    {"LFConversion", "0"},
    {"UpdatableCursors", "0"},
    {"DisallowPremature", "0"},
    {"Parse", "0"},
    {"ReadOnly", "0"},  // the session asks the server for that
    {"RowVersioning", "0"},
    {"ShowSystemTables", "0"},
    {"FakeOidIndex", "0"},
    {"LowerCaseIdentifier", "0"},
    {"OptionalErrors", "0"},
    {"FetchRefcursors", "0"},
    {"XaOpt", "0"},
    {"KeepaliveTime", "30"},
    {"KeepaliveInterval", "10"},
    {"ConnSettings", ""},
});

constexpr auto kMariadbNames =
    std::to_array<std::string_view>({"MariaDB Unicode", "MariaDB ODBC 3.1 Driver",
                                     "MariaDB ODBC 3.2 Driver", "MariaDB ODBC", "MariaDB"});
constexpr auto kMariadbFiles = std::to_array<std::string_view>({"libmaodbc", "maodbc"});
// https://mariadb.com/kb/en/about-mariadb-connector-odbc/
constexpr auto kMariadbAlways = std::to_array<Attribute>({
    {"CHARSET", "utf8mb4"},
    {"OPTION", "0"},  // no FOUND_ROWS, no several statements in one, no log
    {"INITSTMT", ""},
});

constexpr auto kSqliteNames = std::to_array<std::string_view>({"SQLite3", "SQLite 3"});
constexpr auto kSqliteFiles = std::to_array<std::string_view>({"libsqlite3odbc", "sqlite3odbc"});
// http://www.ch-werner.de/sqliteodbc/html/index.html
constexpr auto kSqliteAlways = std::to_array<Attribute>({
    {"StepAPI", "1"},  // else the driver keeps the whole result
    {"Timeout", "1"},  // ms; 0 is 1000 s
    {"SyncPragma", "FULL"},
    {"NoTXN", "0"},
    {"ShortNames", "1"},
    {"LongNames", "1"},  // else a name is cut before its last dot
    {"NoCreat", "0"},
    {"NoWCHAR", "1"},
    {"FKSupport", "0"},
    {"OEMCP", "0"},
    {"BigInt", "1"},
    {"JDConv", "0"},
});

constexpr auto kDrivers = std::to_array<Driver>({
    {.family = Family::psqlodbc,
     .title = "psqlODBC",
     .package = "odbc-postgresql",
     .names = kPsqlNames,
     .files = kPsqlFiles,
     .always = kPsqlAlways,
     .streaming = Streaming::cursor,
     .write = WritePath::unnest,
     .not_a_query = ";",
     .cancels_fetch = true,
     .packs = Packs::concat},
    {.family = Family::mariadb,
     .title = "MariaDB Connector/ODBC",
     .package = "odbc-mariadb",
     .names = kMariadbNames,
     .files = kMariadbFiles,
     .always = kMariadbAlways,
     .streaming = Streaming::whole_result,
     .write = WritePath::parameter_array,
     .carries_outer_blanks = false,
     .scrolls = true,
     .fetches_beside = "03.01."},
    {.family = Family::sqlite,
     .title = "SQLite ODBC driver",
     .package = "libsqliteodbc",
     .names = kSqliteNames,
     .files = kSqliteFiles,
     .always = kSqliteAlways,
     .streaming = Streaming::cursor,
     .write = WritePath::rows,
     .cancels_fetch = true,
     .reads_braces = false,
     .steps = true,
     .waits_for_locks = false,
     .cancels_by_another = true,
     .spell = spell_for_sqlite,
     .packs = Packs::json_array,
     .has_storage_classes = true},
    {.family = Family::generic, .title = "ODBC driver"},
});
static_assert(kDrivers.back().family == Family::generic);

}  // namespace

std::span<const Driver> drivers() {
  return kDrivers;
}

const Driver& driver_of(std::string_view name_or_path) {
  const std::size_t slash = name_or_path.rfind('/');
  const std::string file = base::ascii_lower(
      slash == std::string_view::npos ? name_or_path : name_or_path.substr(slash + 1));
  for (const Driver& driver : kDrivers) {
    const auto named = [&](std::string_view name) {
      return base::ascii_iequals(name, name_or_path);
    };
    const auto in_file = [&](std::string_view part) { return file.starts_with(part); };
    if (std::ranges::any_of(driver.names, named) || std::ranges::any_of(driver.files, in_file)) {
      return driver;
    }
  }
  return kDrivers.back();
}

const Driver& driver_of(Family family) {
  for (const Driver& driver : kDrivers) {
    if (driver.family == family) return driver;
  }
  return kDrivers.back();
}

}  // namespace waybill::warehouse::odbc
