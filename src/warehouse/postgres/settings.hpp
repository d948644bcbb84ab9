// What must hold in every session, however the server is reached: set by one statement, then asked
// for by another.
#ifndef WAYBILL_WAREHOUSE_POSTGRES_SETTINGS_HPP
#define WAYBILL_WAREHOUSE_POSTGRES_SETTINGS_HPP

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "warehouse/open.hpp"

namespace waybill::warehouse::postgres {

struct Setting {
  std::string name;
  std::string value;  // as the server answers it
};
std::vector<Setting> wanted_settings(const ConnectSpec& spec, Access access);
std::string set_all(const std::vector<Setting>& settings);
// One row, a column a setting.
std::string current_values(const std::vector<Setting>& settings);

// The role's own limit, which may be too short even for the other statements; `run` may have to try
// again, since it may be too short for this one too.
std::string set_statement_timeout(const ConnectSpec& spec);
template <class Run>
void replace_statement_timeout(const ConnectSpec& spec, Run&& run) {
  constexpr int kTries = 50;
  constexpr std::string_view kTimedOut = "57014";
  const std::string text = set_statement_timeout(spec);
  for (int attempt = 1;; ++attempt) {
    try {
      run(text);
      return;
    } catch (const Error& error) {
      if (error.sqlstate() != kTimedOut || attempt == kTries) throw;
    }
  }
}

inline constexpr const char* kIsEncrypted =
    "SELECT ssl::int FROM pg_catalog.pg_stat_ssl WHERE pid = pg_catalog.pg_backend_pid()";
// A server notices that we are gone in the middle of a statement, from version 14 on and where its
// system can tell.
inline constexpr const char* kCheckConnection =
    "SELECT pg_catalog.set_config(name, '2s', false) FROM pg_catalog.pg_settings "
    "WHERE name = 'client_connection_check_interval' AND max_val::bigint > 0";

[[noreturn]] void refuse_setting(const ConnectSpec& spec, const Setting& setting);
[[noreturn]] void refuse_plaintext(const ConnectSpec& spec, const std::string& target);
[[noreturn]] void refuse_schema(const ConnectSpec& spec);

}  // namespace waybill::warehouse::postgres

#endif
