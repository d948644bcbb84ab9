#include "warehouse/odbc/vendors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"
#include "warehouse/place.hpp"

namespace waybill::warehouse::odbc {
namespace {

// https://docs.aws.amazon.com/athena/latest/ug/odbc-v2-driver.html
constexpr auto kAthena = std::to_array<Attribute>({
    {"catalog", "Catalog"},
    {"database", "Schema"},
    {"region", "AwsRegion"},
    {"s3_output_location", "S3OutputLocation"},
    {"workgroup", "Workgroup"},
});

// https://cloud.google.com/bigquery/docs/reference/odbc-jdbc-drivers
constexpr auto kBigquery = std::to_array<Attribute>({
    {"dataset", "DefaultDataset"},
    {"project", "Catalog"},
});

// https://github.com/ClickHouse/clickhouse-odbc
constexpr auto kClickhouse = std::to_array<Attribute>({
    {"database", "Database"},
    {"host", "Server"},
    {"port", "Port"},
    {"user", "UID"},
});
constexpr auto kClickhouseTls = std::to_array<TlsWords>({
    {"disable", "Proto=http"},
    {"require", "Proto=https;SSLMode=allow"},
    {"verify-full", "Proto=https;SSLMode=require"},
});

// https://docs.databricks.com/en/integrations/odbc/authentication.html
constexpr auto kDatabricks = std::to_array<Attribute>({
    {"catalog", "Catalog"},
    {"host", "Host"},
    {"http_path", "HTTPPath"},
    {"schema", "Schema"},
    {"user", "UID"},
});
constexpr auto kDatabricksAlways = std::to_array<Attribute>({
    {"Port", "443"},
    {"SSL", "1"},
    {"ThriftTransport", "2"},
    {"AuthMech", "3"},
    {"UID", "token"},
});

// https://dev.mysql.com/doc/connector-odbc/en/connector-odbc-configuration-connection-parameters.html
constexpr auto kMysql = std::to_array<Attribute>({
    {"database", "DATABASE"},
    {"host", "SERVER"},
    {"port", "PORT"},
    {"socket", "SOCKET"},
    {"user", "UID"},
});
constexpr auto kMysqlAlways = std::to_array<Attribute>({
    {"CHARSET", "utf8mb4"},
});
constexpr auto kMysqlTls = std::to_array<TlsWords>({
    {"disable", "SSLMODE=DISABLED"},
    {"require", "SSLMODE=REQUIRED"},
    {"verify-ca", "SSLMODE=VERIFY_CA"},
    {"verify-full", "SSLMODE=VERIFY_IDENTITY"},
});

// https://dev.mysql.com/doc/refman/8.4/en/performance-schema-status-variable-tables.html
constexpr std::string_view kMysqlAbout =
    "SELECT VERSION(), CURRENT_USER(), TRIM(CONCAT_WS(' ', "
    "(SELECT variable_value FROM performance_schema.session_status "
    "WHERE variable_name = 'Ssl_version'), "
    "(SELECT variable_value FROM performance_schema.session_status "
    "WHERE variable_name = 'Ssl_cipher')))";

constexpr auto kOracle = std::to_array<Attribute>({
    {"host", ""},
    {"port", ""},
    {"service_name", ""},
    {"sid", ""},
    {"user", "UID"},
});
constexpr auto kOracleTls = std::to_array<TlsWords>({{"disable", ""}});

// https://docs.aws.amazon.com/redshift/latest/mgmt/odbc20-configuration-options.html
constexpr auto kRedshift = std::to_array<Attribute>({
    {"database", "Database"},
    {"host", "Server"},
    {"port", "Port"},
    {"user", "UID"},
});
constexpr auto kRedshiftTls = std::to_array<TlsWords>({
    {"disable", "SSLMode=disable"},
    {"require", "SSLMode=require"},
    {"verify-ca", "SSLMode=verify-ca"},
    {"verify-full", "SSLMode=verify-full"},
});

// https://docs.snowflake.com/en/developer-guide/odbc/odbc-parameters
constexpr auto kSnowflake = std::to_array<Attribute>({
    {"account", ""},
    {"database", "Database"},
    {"role", "Role"},
    {"schema", "Schema"},
    {"user", "UID"},
    {"warehouse", "Warehouse"},
});

// https://learn.microsoft.com/sql/connect/odbc/dsn-connection-string-attribute
constexpr auto kSqlserver = std::to_array<Attribute>({
    {"database", "Database"},
    {"host", ""},
    {"port", ""},
    {"user", "UID"},
});
constexpr auto kSqlserverTls = std::to_array<TlsWords>({
    {"disable", "Encrypt=no"},
    {"require", "Encrypt=yes;TrustServerCertificate=yes"},
    {"verify-full", "Encrypt=yes;TrustServerCertificate=no"},
});

constexpr auto kTrino = std::to_array<Attribute>({
    {"catalog", "Catalog"},
    {"host", "Host"},
    {"port", "Port"},
    {"schema", "Schema"},
    {"user", "UID"},
});
constexpr auto kTrinoTls = std::to_array<TlsWords>({
    {"disable", "SSL=0"},
    {"require", "SSL=1;AllowSelfSignedServerCert=1;AllowHostNameCNMismatch=1"},
    {"verify-full", "SSL=1;AllowSelfSignedServerCert=0;AllowHostNameCNMismatch=0"},
});

void place_oracle(ConnectionString& text, const ConnectSpec& spec) {
  const std::string host = option(spec.options, "host");
  if (host.empty()) return;
  const std::string port = option(spec.options, "port", "1521");
  const std::string service = option(spec.options, "service_name");
  const std::string sid = option(spec.options, "sid");
  if (service.empty() == sid.empty()) {
    throw refused(spec, "names neither a service nor a system identifier, or both",
                  "set one of options.service_name and options.sid");
  }
  if (service.empty()) {
    text.set("DBQ", fmt::format("(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST={})(PORT={}))"
                                "(CONNECT_DATA=(SID={})))",
                                host, port, sid));
  } else {
    text.set("DBQ", fmt::format("//{}:{}/{}", host, port, service));
  }
}

void place_snowflake(ConnectionString& text, const ConnectSpec& spec) {
  const std::string account = option(spec.options, "account");
  if (account.empty()) return;
  text.set("Server", fmt::format("{}.snowflakecomputing.com", account));
}

void place_sqlserver(ConnectionString& text, const ConnectSpec& spec) {
  const std::string host = option(spec.options, "host");
  if (host.empty()) return;
  text.set("Server", fmt::format("tcp:{},{}", host, option(spec.options, "port", "1433")));
}

constexpr auto kVendors = std::to_array<Vendor>({
    {.name = "athena", .usual_driver = "Amazon Athena ODBC (x64)", .options = kAthena},
    {.name = "bigquery",
     .usual_driver = "Simba ODBC Driver for Google BigQuery 64-bit",
     .options = kBigquery},
    {.name = "clickhouse",
     .usual_driver = "ClickHouse ODBC Driver (Unicode)",
     .options = kClickhouse,
     .tls = kClickhouseTls,
     .root_cert = "CALocation"},
    {.name = "databricks",
     .usual_driver = "Simba Spark ODBC Driver",
     .options = kDatabricks,
     .always = kDatabricksAlways,
     .root_cert = "TrustedCerts"},
    {.name = "mysql",
     .usual_driver = "MySQL ODBC 8.0 Unicode Driver",
     .options = kMysql,
     .always = kMysqlAlways,
     .tls = kMysqlTls,
     .root_cert = "SSLCA",
     .session = "SET SESSION time_zone = '+00:00'",
     .now = "SELECT CAST(UNIX_TIMESTAMP(SYSDATE(6)) * 1000000 AS SIGNED)",
     .about = kMysqlAbout},
    {.name = "oracle",
     .usual_driver = "Oracle 21 ODBC driver",
     .options = kOracle,
     .place = place_oracle,
     .tls = kOracleTls},
    {.name = "redshift",
     .usual_driver = "Amazon Redshift ODBC Driver (x64)",
     .options = kRedshift,
     .tls = kRedshiftTls,
     .session = "SET timezone TO 'UTC'"},
    {.name = "snowflake",
     .usual_driver = "SnowflakeDSIIDriver",
     .options = kSnowflake,
     .place = place_snowflake},
    {.name = "sqlserver",
     .usual_driver = "ODBC Driver 18 for SQL Server",
     .options = kSqlserver,
     .place = place_sqlserver,
     .tls = kSqlserverTls},
    {.name = "trino",
     .usual_driver = "Starburst ODBC Driver",
     .options = kTrino,
     .tls = kTrinoTls,
     .root_cert = "TrustedCerts"},
});
static_assert(std::ranges::is_sorted(kVendors, {}, &Vendor::name));

std::string modes_of(const Vendor& vendor) {
  std::vector<std::string> modes;
  for (const TlsWords& row : vendor.tls) modes.emplace_back(row.mode);
  if (modes.empty()) modes.emplace_back("verify_full");
  std::string list = base::join(modes, ", ");
  std::ranges::replace(list, '-', '_');
  return list;
}

void set_all(ConnectionString& text, std::string_view attributes) {
  for (const std::string_view attribute : base::split(attributes, ';')) {
    const std::size_t equals = attribute.find('=');
    if (equals == std::string::npos) continue;
    text.set(attribute.substr(0, equals), attribute.substr(equals + 1));
  }
}

void fill_tls(ConnectionString& text, const Vendor& vendor, const ConnectSpec& spec) {
  const std::string root = option(spec.ssl, "root_cert");
  if (!root.empty() && vendor.root_cert.empty()) {
    throw refused(spec, fmt::format("no attribute is known for ssl.root_cert of {}", vendor.name),
                  "name the file by the driver's own attribute in options.connection_string");
  }
  if (!option(spec.ssl, "cert").empty() || !option(spec.ssl, "key").empty()) {
    throw refused(
        spec, fmt::format("no attribute is known for a client's certificate of {}", vendor.name),
        "name the files by the driver's own attributes in options.connection_string");
  }
  if (!root.empty()) text.set(vendor.root_cert, root);
  const bool always = vendor.tls.empty();
  const std::string mode = always && spec.ssl_mode.empty() ? "verify-full" : tls_mode(spec);
  if (always && mode == "verify-full") return;
  const auto row = std::ranges::find(vendor.tls, mode, &TlsWords::mode);
  if (row == vendor.tls.end()) {
    throw refused(spec,
                  fmt::format("ODBC drivers of {} cannot be asked for ssl_mode {}", vendor.name,
                              spec.ssl_mode.empty() ? "verify_full" : spec.ssl_mode),
                  fmt::format("set ssl_mode to one of: {}", modes_of(vendor)));
  }
  set_all(text, row->attributes);
}

}  // namespace

const Vendor* find_vendor(std::string_view name) {
  const auto found = std::ranges::find_if(
      kVendors, [&](const Vendor& vendor) { return base::ascii_iequals(vendor.name, name); });
  return found == kVendors.end() ? nullptr : &*found;
}

void fill_vendor(ConnectionString& text, const Vendor& vendor, const ConnectSpec& spec) {
  for (const Attribute& attribute : vendor.always) text.set(attribute.key, attribute.value);
  for (const auto& [name, value] : spec.options) {
    if (name == "connection_string" || value.empty()) continue;
    const auto row = std::ranges::find(vendor.options, name, &Attribute::key);
    if (row == vendor.options.end()) {
      throw refused(spec,
                    fmt::format("no attribute is known for options.{} of {}", name, vendor.name),
                    "write it as the driver's own attribute in options.connection_string; a schema "
                    "goes before the table's name in the model");
    }
    if (!row->value.empty()) text.set(row->value, value);
  }
  if (vendor.place != nullptr) vendor.place(text, spec);
  fill_tls(text, vendor, spec);
}

std::string place_of(const Vendor& vendor, const ConnectSpec& spec) {
  const std::string host = option(spec.options, "host");
  if (!host.empty()) {
    const std::string port = option(spec.options, "port");
    return port.empty() ? host : fmt::format("{}:{}", host, port);
  }
  for (const char* name : {"account", "project", "region", "socket"}) {
    const std::string value = option(spec.options, name);
    if (!value.empty()) return fmt::format("{} '{}'", name, value);
  }
  return says_place_elsewhere(spec) ? std::string(kSaidElsewhere)
                                    : fmt::format("{}'s default place", vendor.name);
}

}  // namespace waybill::warehouse::odbc
