#include "warehouse/odbc/connect.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <vector>

#include "base/error.hpp"
#include "base/secret.hpp"
#include "base/text.hpp"
#include "warehouse/odbc/vendors.hpp"
#include "warehouse/place.hpp"
#include "warehouse/sqlite/error.hpp"

namespace waybill::warehouse::odbc {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPassword = "password";

using ListFunction = decltype(&::SQLDrivers);

// Names with the driver manager's description of each, by SQLDrivers or SQLDataSources.
std::vector<Pair> list_of(const Environment& environment, ListFunction list) {
  std::vector<Pair> found;
  SQLUSMALLINT direction = SQL_FETCH_FIRST;
  for (;;) {
    std::array<char, 256> name{};
    std::array<char, 1024> about{};
    SQLSMALLINT name_size = 0;
    SQLSMALLINT about_size = 0;
    const SQLRETURN result = list(
        environment.get(), direction, reinterpret_cast<SQLCHAR*>(name.data()),
        static_cast<SQLSMALLINT>(name.size()), &name_size, reinterpret_cast<SQLCHAR*>(about.data()),
        static_cast<SQLSMALLINT>(about.size()), &about_size);
    if (!SQL_SUCCEEDED(result)) return found;
    found.push_back({name.data(), about.data()});
    direction = SQL_FETCH_NEXT;
  }
}

std::string names_of(const std::vector<Pair>& found) {
  std::vector<std::string> names;
  for (const Pair& pair : found) names.push_back(fmt::format("'{}'", pair.key));
  std::ranges::sort(names);
  return names.empty() ? "none" : base::join(names, ", ");
}

Selected select_data_source(const Environment& environment, const ConnectSpec& spec) {
  const std::vector<Pair> sources = list_of(environment, environment.raw().DataSources);
  const auto found = std::ranges::find_if(
      sources, [&](const Pair& pair) { return base::ascii_iequals(pair.key, spec.dsn); });
  if (found == sources.end()) {
    throw refused(spec, fmt::format("there is no ODBC data source '{}'", spec.dsn),
                  fmt::format("set dsn to one of odbc.ini: {}", names_of(sources)));
  }
  return {&driver_of(found->value), {}, found->key};
}

Selected select_named(const std::vector<Pair>& installed, const ConnectSpec& spec) {
  if (spec.driver.starts_with('/')) {
    std::error_code failure;
    if (!fs::is_regular_file(spec.driver, failure)) {
      throw refused(spec, fmt::format("there is no ODBC driver at '{}'", spec.driver),
                    "correct the path in driver, or name a registered driver");
    }
    return {&driver_of(spec.driver), spec.driver, {}};
  }
  const auto found = std::ranges::find_if(
      installed, [&](const Pair& pair) { return base::ascii_iequals(pair.key, spec.driver); });
  if (found == installed.end()) {
    throw refused(spec, fmt::format("there is no ODBC driver '{}'", spec.driver),
                  fmt::format("set driver to a path, or to one of those in odbcinst.ini: {}",
                              names_of(installed)));
  }
  return {&driver_of(found->key), found->key, {}};
}

Selected select_best(const std::vector<Pair>& installed, const ConnectSpec& spec,
                     const Manners& manners) {
  const Driver& driver = driver_of(manners.family);
  for (const std::string_view name : driver.names) {
    for (const Pair& pair : installed) {
      if (base::ascii_iequals(pair.key, name)) return {&driver, pair.key, {}};
    }
  }
  throw refused(
      spec, fmt::format("{} is not installed", driver.title),
      fmt::format("install it: package {} on Debian and Ubuntu; or set driver to a path, or to one "
                  "of those in odbcinst.ini: {}",
                  driver.package, names_of(installed)));
}

// Empty: it is said elsewhere.
std::string host_of(const ConnectSpec& spec, const Manners& manners) {
  if (says_place_elsewhere(spec)) return option(spec.options, "host");
  return option(spec.options, "host",
                manners.family == Family::psqlodbc ? "/var/run/postgresql" : "127.0.0.1");
}

std::string port_of(const ConnectSpec& spec, const Manners& manners) {
  if (says_place_elsewhere(spec)) return option(spec.options, "port");
  return option(spec.options, "port", manners.family == Family::psqlodbc ? "5432" : "3306");
}

bool by_socket(const ConnectSpec& spec, const Manners& manners) {
  if (manners.family == Family::mariadb) {
    return !option(spec.options, "socket").empty();
  }
  const std::string host = host_of(spec, manners);
  return host.starts_with('/') || host.starts_with('@');
}

void set_given(ConnectionString& text, std::string_view key, const std::string& value) {
  if (!value.empty()) text.set(key, value);
}

// As libpq reads a list of its own settings.
std::string libpq_setting(std::string_view name, std::string_view value) {
  std::string quoted;
  for (const char c : value) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return fmt::format("{}='{}' ", name, quoted);
}

void fill_psqlodbc(ConnectionString& text, const ConnectSpec& spec, const Manners& manners) {
  const std::string mode = tls_mode(spec);
  const std::string user = option(spec.options, "user");
  std::string settings;
  // The driver keeps the braces around these: what needs some goes to libpq past it.
  const auto place = [&](std::string_view key, std::string_view name, const std::string& value) {
    if (is_plain(value)) {
      set_given(text, key, value);
    } else {
      settings += libpq_setting(name, value);
    }
  };
  place("Servername", "host", host_of(spec, manners));
  place("Port", "port", port_of(spec, manners));
  place("Database", "dbname",
        option(spec.options, "database", says_place_elsewhere(spec) ? "" : user));
  place("UID", "user", user);
  text.set("SSLmode", mode);
  settings += libpq_setting("application_name", "waybill");
  settings += libpq_setting("gssencmode", "disable");
  settings += libpq_setting("keepalives_count", "3");
  settings += libpq_setting("tcp_user_timeout", "60000");
  settings += libpq_setting("connect_timeout", std::to_string(spec.connect_s));
  if (mode != "disable") {
    settings += libpq_setting("sslrootcert", root_cert(spec, mode));
    settings += libpq_setting("sslcert", option(spec.ssl, "cert"));
    settings += libpq_setting("sslkey", option(spec.ssl, "key"));
  }
  text.set("pqopt", settings);
}

void fill_mariadb(ConnectionString& text, const ConnectSpec& spec, const Manners& manners) {
  const std::string mode = tls_mode(spec);
  if (by_socket(spec, manners)) {
    text.set("SOCKET", option(spec.options, "socket"));
  } else if (!host_of(spec, manners).empty()) {
    text.set("SERVER", host_of(spec, manners));
    set_given(text, "PORT", port_of(spec, manners));
    // Else the name localhost means a socket.
    text.set("TCPIP", "1");
  }
  set_given(text, "UID", option(spec.options, "user"));
  set_given(text, "DATABASE", option(spec.options, "database"));
  if (mode == "disable") return;
  const std::string authority = root_cert(spec, mode);
  if (mode.starts_with("verify") && authority.empty()) {
    throw refused(spec,
                  "there is no file of trusted certificates, and MariaDB Connector/ODBC checks no "
                  "certificate without one",
                  "set ssl.root_cert to the authority's certificate");
  }
  text.set("FORCETLS", "1");
  // With it the driver checks who signed the certificate, whatever SSLVERIFY says of its name.
  set_given(text, "SSLCA", authority);
  set_given(text, "SSLCERT", option(spec.ssl, "cert"));
  set_given(text, "SSLKEY", option(spec.ssl, "key"));
  text.set("SSLVERIFY", mode == "verify-full" ? "1" : "0");
}

// A path as an address: the mode with which the file is opened can be said in no other way, and the
// driver takes a ; for the value's end.
std::string file_address(std::string_view path, std::string_view mode) {
  std::string address = "file:";
  for (const char c : path) {
    if (is_plain({&c, 1}) && c != ':') {
      address += c;
    } else {
      address += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return address += fmt::format("?mode={}", mode);
}

void fill_sqlite(ConnectionString& text, const ConnectSpec& spec, Access access) {
  constexpr std::size_t kLongest = 511;  // the driver cuts what is longer
  const bool reads = access == Access::read_only;
  const std::string path = option(spec.options, "path");
  if (path.empty() && says_place_elsewhere(spec)) {
    throw refused(spec, "options.path is missing",
                  "set it: a data source's own file could not be opened for reading only");
  }
  sqlite::check_path(path, reads, spec.name);
  const std::string address = file_address(path, reads ? "ro" : "rwc");
  if (address.size() > kLongest) {
    throw refused(spec, "the file's path is longer than the driver takes",
                  "name a shorter path, or connect with via: native");
  }
  text.set("Database", address);
}

void fill_generic(ConnectionString& text, const ConnectSpec& spec) {
  // Nor is it known which of the attributes says where the server is.
  if (spec.ssl_mode != "disable") {
    throw refused(spec, "Waybill cannot ask a driver it does not know for TLS",
                  "switch it on by the driver's own attributes, and set ssl_mode to disable: what "
                  "the driver makes of it is not proved");
  }
  // The others are the driver's own attributes.
  constexpr auto kOurs = std::to_array<std::string_view>({"connection_string", "user"});
  std::vector<Pair> attributes;
  for (const auto& [key, value] : spec.options) {
    if (std::ranges::find(kOurs, key) == kOurs.end()) attributes.push_back({key, value});
  }
  refuse_keys(attributes, spec.name, "options");
  for (const Pair& attribute : attributes) set_given(text, attribute.key, attribute.value);
  set_given(text, "UID", option(spec.options, "user"));
}

}  // namespace

Selected select_driver(const Environment& environment, const ConnectSpec& spec,
                       const Manners& manners) {
  if (!spec.dsn.empty() && !spec.driver.empty()) {
    throw refused(spec, "driver and dsn are both set",
                  "a data source names its driver: remove one");
  }
  if (!spec.dsn.empty()) return select_data_source(environment, spec);
  if (spec.driver.empty() && manners.family == Family::generic) {
    const Vendor* const vendor = find_vendor(spec.vendor);
    throw refused(
        spec, "names no ODBC driver",
        fmt::format("set driver to the path of one or to its name in odbcinst.ini{}, or "
                    "set dsn",
                    vendor == nullptr ? "" : fmt::format(", such as '{}'", vendor->usual_driver)));
  }
  const std::vector<Pair> installed = list_of(environment, environment.raw().Drivers);
  const Selected selected =
      spec.driver.empty() ? select_best(installed, spec, manners) : select_named(installed, spec);
  return selected;
}

std::string target_of(const ConnectSpec& spec, const Manners& manners) {
  if (const std::string path = option(spec.options, "path"); !path.empty()) return path;
  if (!spec.dsn.empty()) return fmt::format("data source '{}'", spec.dsn);
  if (const Vendor* const vendor = find_vendor(spec.vendor)) return place_of(*vendor, spec);
  if (!by_socket(spec, manners) && host_of(spec, manners).empty()) {
    return std::string(kSaidElsewhere);
  }
  switch (manners.family) {
    case Family::psqlodbc:
      return fmt::format("{}:{}", host_of(spec, manners), port_of(spec, manners));
    case Family::mariadb:
      return by_socket(spec, manners)
                 ? option(spec.options, "socket")
                 : fmt::format("{}:{}", host_of(spec, manners), port_of(spec, manners));
    default:
      return "the database";
  }
}

void fill(ConnectionString& text, const Selected& selected, const ConnectSpec& spec,
          const Manners& manners, Access access) {
  if (tls_mode(spec) != "disable" && by_socket(spec, manners)) {
    throw refused(spec, "a socket has no TLS, and ssl_mode asks for it",
                  "connect to the server's host by TCP, or leave ssl_mode out");
  }
  if (!selected.dsn.empty()) {
    text.set("DSN", selected.dsn);
  } else {
    text.set("Driver", selected.name);
  }
  const std::vector<Pair> own =
      parse_connection_string(option(spec.options, "connection_string"), spec.name);
  refuse_keys(own, spec.name);
  for (const Pair& pair : own) text.set(pair.key, pair.value);
  for (const Attribute& attribute : selected.driver->always) {
    if (attribute.value.empty()) continue;
    text.set(attribute.key, attribute.value);
  }
  switch (manners.family) {
    case Family::psqlodbc:
      fill_psqlodbc(text, spec, manners);
      break;
    case Family::mariadb:
      fill_mariadb(text, spec, manners);
      break;
    case Family::sqlite:
      fill_sqlite(text, spec, access);
      break;
    case Family::generic:
      if (const Vendor* const vendor = find_vendor(spec.vendor)) {
        fill_vendor(text, *vendor, spec);
      } else {
        fill_generic(text, spec);
      }
      break;
  }
}

void fill_secrets(ConnectionString& text, const ConnectSpec& spec, const Driver& driver) {
  for (const auto& [name, reference] : spec.secrets) {
    if (name != kPassword || driver.family == Family::sqlite) {
      throw refused(spec, fmt::format("{} has no secret '{}'", driver.title, name),
                    driver.family == Family::sqlite ? "a file has none" : "it has one: password");
    }
    const base::Secret secret = base::resolve_secret(
        reference, fmt::format("connection '{}': secret '{}'", spec.name, name), spec.host_secrets);
    text.set_secret("PWD", secret);
  }
}

}  // namespace waybill::warehouse::odbc
