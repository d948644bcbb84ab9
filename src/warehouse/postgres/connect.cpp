#include "warehouse/postgres/connect.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/error.hpp"
#include "base/secret.hpp"
#include "base/text.hpp"
#include "sql/statements.hpp"
#include "warehouse/postgres/certificate.hpp"
#include "warehouse/postgres/connection.hpp"
#include "warehouse/postgres/error.hpp"

namespace waybill::warehouse::postgres {
namespace {

constexpr const char* kSocketFolder = "/var/run/postgresql";
constexpr const char* kPort = "5432";
// Where distributions keep the authorities a machine trusts.
constexpr std::array kTrusted{"/etc/ssl/certs/ca-certificates.crt",
                              "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
                              "/etc/ssl/cert.pem"};
constexpr std::string_view kPassword = "password";
constexpr std::string_view kVerifyFailed = "certificate verify failed";

std::string option(const std::map<std::string, std::string>& options, const std::string& name,
                   std::string fallback = {}) {
  const auto found = options.find(name);
  return found != options.end() && !found->second.empty() ? found->second : fallback;
}

std::string host_of(const ConnectSpec& spec) {
  return option(spec.options, "host", kSocketFolder);
}

std::string target_of(const ConnectSpec& spec) {
  return fmt::format("{}:{}", host_of(spec), option(spec.options, "port", kPort));
}

std::string root_cert(const ConnectSpec& spec, const std::string& mode) {
  const std::string given = option(spec.ssl, "root_cert");
  if (!given.empty() || !mode.starts_with("verify")) return given;
  for (const char* file : kTrusted) {
    if (::access(file, R_OK) == 0) return file;
  }
  return {};
}

base::Secret password(const ConnectSpec& spec) {
  base::Secret found;
  for (const auto& [name, reference] : spec.secrets) {
    if (name != kPassword) {
      throw Error(
          codes::connect_failed,
          fmt::format("connection '{}': a PostgreSQL server has no secret '{}'", spec.name, name))
          .with_hint("it has one: password");
    }
    found = base::resolve_secret(
        reference, fmt::format("connection '{}': secret '{}'", spec.name, name), spec.host_secrets);
  }
  return found;
}

class Settings {
 public:
  void set(const char* name, std::string value) {
    names_.push_back(name);
    values_.push_back(std::move(value));
  }
  // As given, but for what is to be proved of the server. An empty value would not replace another.
  CertificateTrouble look_at_certificate(const Libpq& api, std::int64_t seconds) const {
    std::vector<const char*> names{"sslmode"};
    std::vector<const char*> values{"require"};
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const std::string_view name = names_[i];
      if (name == "sslmode" || name == "sslrootcert") continue;
      names.push_back(names_[i]);
      values.push_back(values_[i].c_str());
    }
    names.push_back(nullptr);
    values.push_back(nullptr);
    return certificate_trouble(api, names.data(), values.data(), seconds);
  }
  PGconn* connect(const Libpq& api, const base::Secret& password) {
    std::vector<const char*> names = names_;
    std::vector<const char*> values;
    for (const std::string& value : values_) values.push_back(value.c_str());
    if (!password.empty()) {
      names.push_back("password");
      values.push_back(password.reveal());
    }
    names.push_back(nullptr);
    values.push_back(nullptr);
    return api.connectdbParams(names.data(), values.data(), 0);
  }

 private:
  std::vector<const char*> names_;
  std::vector<std::string> values_;
};

// What the session must hold: name, value as the server answers it.
struct Setting {
  std::string name;
  std::string value;
};

std::vector<Setting> wanted_settings(const ConnectSpec& spec, Access access) {
  // A wait of 0 is "not at all" here and "for ever" there.
  const std::int64_t lock_ms = std::max<std::int64_t>(1, spec.lock_s * 1000);
  std::vector<Setting> settings{
      {"client_encoding", "UTF8"},
      {"TimeZone", "UTC"},
      {"DateStyle", "ISO, YMD"},
      {"IntervalStyle", "iso_8601"},
      {"extra_float_digits", "1"},
      {"bytea_output", "hex"},
      {"standard_conforming_strings", "on"},
      {"client_min_messages", "warning"},
      {"lock_timeout", fmt::format("{}ms", lock_ms)},
      {"statement_timeout", fmt::format("{}ms", spec.statement_s * 1000)},
      {"idle_in_transaction_session_timeout", "0ms"},
      {"default_transaction_isolation", "read committed"},
      {"default_transaction_read_only", access == Access::read_only ? "on" : "off"},
  };
  if (const std::string schema = option(spec.options, "schema"); !schema.empty()) {
    settings.push_back({"search_path", sql::quote(sql::postgres(), schema)});
  }
  return settings;
}

// Times are answered in the unit that suits them: 30s for 30000ms.
std::string current_values(const std::vector<Setting>& settings) {
  std::string text = "SELECT ";
  for (std::size_t i = 0; i < settings.size(); ++i) {
    const std::string name = sql::literal(sql::postgres(), settings[i].name);
    const bool is_time = settings[i].value.ends_with("ms");
    text += i == 0 ? "" : ", ";
    text += is_time ? fmt::format("(SELECT setting || unit FROM pg_settings WHERE name = {})", name)
                    : fmt::format("current_setting({})", name);
  }
  return text;
}

void require_tls(Connection& connection, const ConnectSpec& spec) {
  const Result result = connection.run(
      "SELECT ssl::int FROM pg_catalog.pg_stat_ssl WHERE pid = pg_catalog.pg_backend_pid()");
  if (connection.api().ntuples(result.get()) == 1 && connection.text_at(result, 0, 0) == "1") {
    return;
  }
  throw Error(
      codes::connect_failed,
      fmt::format("connection '{}': the session with {} is not encrypted, and ssl_mode asks "
                  "for it",
                  spec.name, target_of(spec)))
      .with_hint("switch TLS on at the server and at every proxy before it");
}

// The role's own limit may be too short even for the statement that replaces it.
void set_statement_timeout(Connection& connection, const ConnectSpec& spec) {
  constexpr int kTries = 50;
  constexpr std::string_view kTimedOut = "57014";
  const std::string text = fmt::format("SET statement_timeout = {}", spec.statement_s * 1000);
  for (int attempt = 1;; ++attempt) {
    try {
      connection.run(text);
      return;
    } catch (const Error& error) {
      if (error.sqlstate() != kTimedOut || attempt == kTries) throw;
    }
  }
}

}  // namespace

bool is_local(const std::string& host) {
  return host.empty() || host.starts_with('/') || host.starts_with('@') || host == "localhost" ||
         host == "::1" || host.starts_with("127.");
}

std::string tls_mode(const ConnectSpec& spec) {
  if (spec.ssl_mode.empty()) return is_local(host_of(spec)) ? "disable" : "verify-full";
  std::string mode = spec.ssl_mode;
  std::ranges::replace(mode, '_', '-');
  return mode;
}

PGconn* connect_handle(const Libpq& api, const ConnectSpec& spec) {
  const std::string mode = tls_mode(spec);
  if (mode != "disable" && (host_of(spec).starts_with('/') || host_of(spec).starts_with('@'))) {
    throw Error(
        codes::connect_failed,
        fmt::format("connection '{}': a socket has no TLS, and ssl_mode asks for it", spec.name))
        .with_hint("connect to the server's host by TCP, or leave ssl_mode out");
  }
  Settings settings;
  // Everything is said, so that no environment variable of libpq's says something else.
  settings.set("host", host_of(spec));
  settings.set("port", option(spec.options, "port", kPort));
  settings.set("user", option(spec.options, "user"));
  settings.set("dbname", option(spec.options, "database", option(spec.options, "user")));
  settings.set("sslmode", mode);
  settings.set("sslrootcert", root_cert(spec, mode));
  settings.set("sslcert", option(spec.ssl, "cert"));
  settings.set("sslkey", option(spec.ssl, "key"));
  settings.set("gssencmode", "disable");
  settings.set("client_encoding", "UTF8");
  settings.set("application_name", "waybill");
  settings.set("target_session_attrs", "any");
  // Two seconds are libpq's least.
  settings.set("connect_timeout", std::to_string(spec.connect_s));
  settings.set("keepalives", "1");
  settings.set("keepalives_idle", "30");
  settings.set("keepalives_interval", "10");
  settings.set("keepalives_count", "3");
  settings.set("tcp_user_timeout", "60000");
  const base::Secret secret = password(spec);
  PGconn* const handle = settings.connect(api, secret);
  if (handle == nullptr) throw std::bad_alloc();
  if (api.status(handle) == ConnStatus::ok) return handle;
  const bool needs_password = api.connectionNeedsPassword(handle) != 0;
  std::string message = api.errorMessage(handle);
  api.finish(handle);
  if (message.find(kVerifyFailed) != std::string::npos) {
    message += certificate_words(settings.look_at_certificate(api, spec.connect_s));
  }
  throw connect_error(message, spec, target_of(spec), needs_password);
}

void set_up_session(Connection& connection, const ConnectSpec& spec, Access access) {
  set_statement_timeout(connection, spec);
  if (tls_mode(spec) != "disable") require_tls(connection, spec);
  const std::vector<Setting> settings = wanted_settings(spec, access);
  std::string text = "SELECT ";
  for (const Setting& setting : settings) {
    text += fmt::format("{}set_config({}, {}, false)", text.size() > 7 ? ", " : "",
                        sql::literal(sql::postgres(), setting.name),
                        sql::literal(sql::postgres(), setting.value));
  }
  connection.run(text);
  const Result answered = connection.run(current_values(settings));
  for (std::size_t i = 0; i < settings.size(); ++i) {
    const std::string value = connection.text_at(answered, 0, static_cast<int>(i));
    if (value == settings[i].value) continue;
    throw Error(codes::connect_failed,
                fmt::format("connection '{}': the server did not take the setting {} = {}",
                            spec.name, settings[i].name, settings[i].value))
        .with_hint("a proxy before the server may keep it back: connect to the server itself");
  }
  if (!option(spec.options, "schema").empty()) {
    const Result schema = connection.run("SELECT pg_catalog.current_schema() IS NULL");
    if (connection.text_at(schema, 0, 0) == "t") {
      throw Error(codes::connect_failed,
                  fmt::format("connection '{}': there is no schema '{}' that the user may use",
                              spec.name, option(spec.options, "schema")))
          .with_hint("correct options.schema, create it, or grant USAGE on it");
    }
  }
  // A server notices that we are gone in the middle of a statement, from version 14 on and where
  // its system can tell.
  connection.run(
      "SELECT pg_catalog.set_config(name, '2s', false) FROM pg_catalog.pg_settings "
      "WHERE name = 'client_connection_check_interval' AND max_val::bigint > 0");
}

}  // namespace waybill::warehouse::postgres
