// What a document asks for that no run obeys: it would otherwise be ignored in silence.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "model/document.hpp"
#include "model/words.hpp"

namespace waybill::model {
namespace {

using base::Json;

bool is_default(const Key& key, const Json& value) {
  if (key.default_text.empty()) return false;
  if (value.is_string()) return value.as_string() == key.default_text;
  const base::ParsedJson parsed = base::parse_json(std::string(key.default_text));
  return !parsed.error && parsed.value == value;
}

// What says nothing for a connection of one vendor, though it does for another.
struct NotOfVendor {
  std::string_view vendor;
  std::string_view pointer;
};
constexpr auto kNotOfVendor = std::to_array<NotOfVendor>({
    {"bigquery", "/options/location"},
    {"duckdb", "/dsn"},
    {"duckdb", "/secrets"},
    {"duckdb", "/ssl"},
    {"duckdb", "/timeouts/connect_s"},
    {"generic", "/ssl"},
    {"oracle", "/options/schema"},
    {"redshift", "/options/schema"},
    {"sqlite", "/secrets"},
    {"sqlite", "/ssl"},
    {"sqlite", "/timeouts/connect_s"},
    {"sqlserver", "/options/schema"},
});
constexpr std::string_view kNoTls = "disable";
// What only a driver can obey.
constexpr auto kOfDriver =
    std::to_array<std::string_view>({"/driver", "/dsn", "/options/connection_string"});
constexpr auto kOfOdbc = std::to_array<std::string_view>({"/dsn", "/options/connection_string"});
constexpr std::string_view kOfAdbc = "/options/entry_point";
// What Waybill says to drivers that it knows.
constexpr auto kOfKnownDriver =
    std::to_array<std::string_view>({"/timeouts/lock_s", "/timeouts/statement_s"});

// How a connection reaches its warehouse; empty for documents of other kinds.
struct Reach {
  std::string vendor;
  std::string via;
};

bool not_of_vendor(const Reach& reach, const std::string& pointer, const Json& value) {
  const std::string_view vendor = reach.vendor;
  if (reach.via == "native" && std::ranges::find(kOfDriver, pointer) != kOfDriver.end()) {
    return true;
  }
  if (reach.via == "adbc" && std::ranges::find(kOfOdbc, pointer) != kOfOdbc.end()) return true;
  if (pointer == kOfAdbc && reach.via != "adbc" && vendor != "duckdb") return true;
  if (vendor == "sqlite" && reach.via == "odbc" && pointer == "/timeouts/statement_s") return true;
  if (words::goes_by_any_driver(vendor) &&
      std::ranges::find(kOfKnownDriver, pointer) != kOfKnownDriver.end()) {
    return true;
  }
  if (words::is_one_file(vendor) && pointer == "/ssl_mode") {
    return !value.is_string() || value.as_string() != kNoTls;
  }
  return std::ranges::any_of(kNotOfVendor, [&](const NotOfVendor& row) {
    return row.vendor == vendor && row.pointer == pointer;
  });
}

void collect_options(const Json& object, const std::string& pointer, const Reach& reach,
                     std::vector<Unobeyed>& found) {
  for (const Json::Member& member : object.as_object()) {
    const std::string at = base::pointer_join(pointer, member.key);
    if (not_of_vendor(reach, at, member.value)) found.push_back({at, member.key});
  }
}

void collect(std::span<const Key> keys, const Json& object, const std::string& pointer,
             const Reach& reach, std::vector<Unobeyed>& found) {
  for (const Json::Member& member : object.as_object()) {
    const Key* key = find_key(keys, member.key);
    if (key == nullptr || is_default(*key, member.value)) continue;
    const std::string at = base::pointer_join(pointer, member.key);
    const bool is_value = !key->obeyed_values.empty() && member.value.is_string();
    if (is_value && std::ranges::find(key->obeyed_values, member.value.as_string()) ==
                        key->obeyed_values.end()) {
      found.push_back({at, fmt::format("{} \"{}\"", key->name, member.value.as_string())});
    } else if (key->obeyed == Obeyed::no || not_of_vendor(reach, at, member.value)) {
      found.push_back({at, std::string(key->name)});
    } else if (key->type == KeyType::object && member.value.is_object()) {
      collect(key->children, member.value, at, reach, found);
    } else if (key->type == KeyType::map && member.value.is_object() && !reach.vendor.empty()) {
      collect_options(member.value, at, reach, found);
    }
  }
}

}  // namespace

std::vector<Unobeyed> unobeyed(const Document& document) {
  std::vector<Unobeyed> found;
  if (!document.body.is_object()) return found;
  Reach reach;
  if (document.kind == Kind::connection) {
    const Connection connection = read_connection(document);
    reach = {connection.vendor, connection.via};
    // What names a driver goes by it.
    const bool named = !connection.driver.empty() || !connection.dsn.empty();
    if (named && (reach.via.empty() || reach.via == "auto")) reach.via = "odbc";
  }
  collect(keys_of(document.kind), document.body, "", reach, found);
  return found;
}

}  // namespace waybill::model
