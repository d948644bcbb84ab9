#include "warehouse/postgres/settings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "sql/statements.hpp"

namespace waybill::warehouse::postgres {

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
  const auto schema = spec.options.find("schema");
  if (schema != spec.options.end() && !schema->second.empty()) {
    settings.push_back({"search_path", sql::quote(sql::postgres(), schema->second)});
  }
  return settings;
}

std::string set_all(const std::vector<Setting>& settings) {
  std::string text = "SELECT ";
  for (std::size_t i = 0; i < settings.size(); ++i) {
    text += fmt::format("{}set_config({}, {}, false)", i == 0 ? "" : ", ",
                        sql::literal(sql::postgres(), settings[i].name),
                        sql::literal(sql::postgres(), settings[i].value));
  }
  return text;
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

std::string set_statement_timeout(const ConnectSpec& spec) {
  return fmt::format("SET statement_timeout = {}", spec.statement_s * 1000);
}

void refuse_setting(const ConnectSpec& spec, const Setting& setting) {
  throw Error(codes::connect_failed,
              fmt::format("connection '{}': the server did not take the setting {} = {}", spec.name,
                          setting.name, setting.value))
      .with_hint("a proxy before the server may keep it back: connect to the server itself");
}

void refuse_plaintext(const ConnectSpec& spec, const std::string& target) {
  throw Error(codes::connect_failed,
              fmt::format("connection '{}': the session with {} is not encrypted, and ssl_mode "
                          "asks for it",
                          spec.name, target))
      .with_hint("switch TLS on at the server and at every proxy before it");
}

void refuse_schema(const ConnectSpec& spec) {
  throw Error(codes::connect_failed,
              fmt::format("connection '{}': there is no schema '{}' that the user may use",
                          spec.name, spec.options.at("schema")))
      .with_hint("correct options.schema, create it, or grant USAGE on it");
}

}  // namespace waybill::warehouse::postgres
