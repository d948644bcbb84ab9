#include "warehouse/postgres/connect.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <vector>

#include "base/error.hpp"
#include "base/secret.hpp"
#include "base/text.hpp"
#include "warehouse/place.hpp"
#include "warehouse/postgres/connection.hpp"
#include "warehouse/postgres/error.hpp"
#include "warehouse/postgres/settings.hpp"

namespace waybill::warehouse::postgres {
namespace {

constexpr const char* kSocketFolder = "/var/run/postgresql";
constexpr const char* kPort = "5432";
constexpr std::string_view kPassword = "password";

std::string host_of(const ConnectSpec& spec) {
  return option(spec.options, "host", kSocketFolder);
}

}  // namespace

std::string target_of(const ConnectSpec& spec) {
  return fmt::format("{}:{}", host_of(spec), option(spec.options, "port", kPort));
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

namespace {

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
  std::vector<std::pair<std::string, std::string>> pairs() const {
    std::vector<std::pair<std::string, std::string>> all;
    for (std::size_t i = 0; i < names_.size(); ++i) all.emplace_back(names_[i], values_[i]);
    return all;
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

void require_tls(Connection& connection, const ConnectSpec& spec) {
  const Result result = connection.run(kIsEncrypted);
  if (connection.api().ntuples(result.get()) == 1 && connection.text_at(result, 0, 0) == "1") {
    return;
  }
  refuse_plaintext(spec, target_of(spec));
}

Settings settings_of(const ConnectSpec& spec, const std::string& mode) {
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
  return settings;
}

}  // namespace

CertificateTrouble look_at_certificate(const ConnectSpec& spec) {
  try {
    const std::string mode = tls_mode(spec);
    return settings_of(spec, mode).look_at_certificate(load_libpq(spec.name), spec.connect_s);
  } catch (const Error&) {
    return CertificateTrouble::unknown;  // without libpq nothing more is known
  }
}

void check_tls(const ConnectSpec& spec) {
  const std::string mode = tls_mode(spec);
  if (mode != "disable" && (host_of(spec).starts_with('/') || host_of(spec).starts_with('@'))) {
    throw Error(
        codes::connect_failed,
        fmt::format("connection '{}': a socket has no TLS, and ssl_mode asks for it", spec.name))
        .with_hint("connect to the server's host by TCP, or leave ssl_mode out");
  }
  // libpq takes an absent file for none.
  for (const char* file : {"cert", "key"}) {
    const std::string path = option(spec.ssl, file);
    if (path.empty() || ::access(path.c_str(), R_OK) == 0) continue;
    throw Error(
        codes::connect_failed,
        fmt::format("connection '{}': the file '{}' of ssl.{} cannot be read: {}", spec.name, path,
                    file, std::generic_category().default_error_condition(errno).message()))
        .with_hint(fmt::format("correct ssl.{}, or the rights of this user", file));
  }
}

std::vector<std::pair<std::string, std::string>> connection_settings(const ConnectSpec& spec) {
  return settings_of(spec, tls_mode(spec)).pairs();
}

PGconn* connect_handle(const Libpq& api, const ConnectSpec& spec) {
  check_tls(spec);
  const std::string mode = tls_mode(spec);
  Settings settings = settings_of(spec, mode);
  const base::Secret secret = password(spec);
  PGconn* const handle = settings.connect(api, secret);
  if (handle == nullptr) throw std::bad_alloc();
  if (api.status(handle) == ConnStatus::ok) return handle;
  const bool needs_password = api.connectionNeedsPassword(handle) != 0;
  const std::string message = api.errorMessage(handle);
  api.finish(handle);
  throw connect_error(message, spec, target_of(spec), needs_password);
}

void set_up_session(Connection& connection, const ConnectSpec& spec, Access access) {
  replace_statement_timeout(spec, [&](const std::string& text) { connection.run(text); });
  if (tls_mode(spec) != "disable") require_tls(connection, spec);
  const std::vector<Setting> settings = wanted_settings(spec, access);
  connection.run(set_all(settings));
  const Result answered = connection.run(current_values(settings));
  for (std::size_t i = 0; i < settings.size(); ++i) {
    const std::string value = connection.text_at(answered, 0, static_cast<int>(i));
    if (value != settings[i].value) refuse_setting(spec, settings[i]);
  }
  if (!option(spec.options, "schema").empty()) {
    const Result schema = connection.run("SELECT pg_catalog.current_schema() IS NULL");
    if (connection.text_at(schema, 0, 0) == "t") refuse_schema(spec);
  }
  connection.run(kCheckConnection);
}

}  // namespace waybill::warehouse::postgres
