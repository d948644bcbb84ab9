// The options of a connection, by vendor, named as each ecosystem names them.
#include "model/key_tables.hpp"
#include "model/words.hpp"

namespace waybill::model {
namespace {

using tables::name_text;
using tables::whole_number;

constexpr Key kHost =
    name_text("host", false, "name or address of the server, or a socket's folder");
constexpr Key kPort = whole_number("port", "the vendor's", "TCP port", 1, 65'535);
constexpr Key kUser = name_text("user", false, "who logs in; the password is a secret");
constexpr Key kDatabase = name_text("database", false, "database that is opened");
constexpr Key kSchema = name_text("schema", false, "schema of names that have none");
constexpr Key kCatalog = name_text("catalog", false, "catalog of names that have none");
constexpr Key kConnectionString =
    name_text("connection_string", false, "an ODBC connection string, secrets left out");

constexpr auto kSqlite = std::to_array<Key>({
    name_text("path", true, "the SQLite file; of a destination, created when absent"),
});
constexpr auto kDuckdb = std::to_array<Key>({
    name_text("path", false,
              "the database file, absolute; of a destination, created when absent; without one, "
              "in memory"),
    kSchema,
    name_text("entry_point", false, "the driver's function that is called first",
              "duckdb_adbc_init"),
    whole_number("threads", "2", "threads DuckDB may use", 1, 1024),
    name_text("memory_limit", false, "memory DuckDB may use before it writes temporary files",
              "1GiB"),
});
constexpr auto kServer =
    std::to_array<Key>({kHost, kPort, kDatabase, kSchema, kUser, kConnectionString});
constexpr auto kPostgres = std::to_array<Key>({
    kHost,
    kPort,
    kDatabase,
    kSchema,
    kUser,
    kConnectionString,
    name_text("entry_point", false, "of an ADBC driver, its function that is called first",
              "AdbcDriverInit"),
});
constexpr auto kMysql = std::to_array<Key>({
    kHost,
    kPort,
    kDatabase,
    kUser,
    name_text("socket", false, "unix socket, in place of host and port"),
    kConnectionString,
});
constexpr auto kSnowflake = std::to_array<Key>({
    name_text("account", false, "account identifier, such as myorg-account"),
    name_text("warehouse", false, "virtual warehouse that runs the statements"),
    name_text("role", false, "role that is used"),
    kDatabase,
    kSchema,
    kUser,
    kConnectionString,
});
constexpr auto kBigquery = std::to_array<Key>({
    name_text("project", false, "project of names that have none"),
    name_text("dataset", false, "dataset of names that have none"),
    name_text("location", false, "where jobs run, such as EU"),
    kConnectionString,
});
constexpr auto kDatabricks = std::to_array<Key>({
    kHost,
    name_text("http_path", false, "HTTP path of the SQL warehouse or cluster"),
    kCatalog,
    kSchema,
    kUser,
    kConnectionString,
});
constexpr auto kClickhouse =
    std::to_array<Key>({kHost, kPort, kDatabase, kUser, kConnectionString});
constexpr auto kTrino =
    std::to_array<Key>({kHost, kPort, kCatalog, kSchema, kUser, kConnectionString});
constexpr auto kAthena = std::to_array<Key>({
    name_text("region", false, "AWS region"),
    name_text("workgroup", false, "workgroup that runs the statements"),
    name_text("s3_output_location", false, "where results are put"),
    kCatalog,
    kDatabase,
    kConnectionString,
});
constexpr auto kOracle = std::to_array<Key>({
    kHost,
    kPort,
    name_text("service_name", false, "service of the listener"),
    name_text("sid", false, "system identifier, in place of service_name"),
    kSchema,
    kUser,
    kConnectionString,
});

struct Vendor {
  std::string_view name;
  std::optional<std::span<const Key>> options;
};
constexpr auto kTable = std::to_array<Vendor>({
    {"athena", kAthena},
    {"bigquery", kBigquery},
    {"clickhouse", kClickhouse},
    {"databricks", kDatabricks},
    {"duckdb", kDuckdb},
    {"generic", std::nullopt},
    {"mariadb", kMysql},
    {"mysql", kMysql},
    {"oracle", kOracle},
    {"postgres", kPostgres},
    {"redshift", kServer},
    {"snowflake", kSnowflake},
    {"sqlite", kSqlite},
    {"sqlserver", kServer},
    {"trino", kTrino},
});
constexpr bool names_every_vendor() {
  if (kTable.size() != words::kVendors.size()) return false;
  for (std::size_t i = 0; i < kTable.size(); ++i) {
    if (kTable[i].name != words::kVendors[i]) return false;
  }
  return true;
}
static_assert(names_every_vendor());

}  // namespace

std::optional<std::span<const Key>> options_of(std::string_view vendor) {
  for (const Vendor& row : kTable) {
    if (row.name == vendor) return row.options;
  }
  return std::nullopt;
}

}  // namespace waybill::model
