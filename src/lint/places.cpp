// WB7004: when two destinations are the same place, as far as can be told without connecting.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "base/text.hpp"
#include "lint/references.hpp"
#include "lint/show.hpp"

namespace waybill::lint {
namespace {

using base::Json;
using model::Kind;

// Without empty and `.` parts, and `..` taken back. A relative path stays relative.
std::string normal_path(std::string_view path) {
  std::vector<std::string> parts;
  const bool is_absolute = path.starts_with('/');
  for (const std::string_view part : base::split(path, '/')) {
    if (part.empty() || part == ".") continue;
    const bool goes_up = part == "..";
    if (goes_up && !parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else if (!goes_up || !is_absolute) {
      parts.emplace_back(part);
    }
  }
  return (is_absolute ? "/" : "") + base::join(parts, "/");
}

// Options that say which database is meant, not who asks or how.
constexpr auto kPlaceOptions = std::to_array<std::string_view>(
    {"account", "catalog", "connection_string", "database", "host", "http_path", "path", "port",
     "project", "service_name", "sid", "socket"});

// The option that a destination's schema takes the place of, and the port that is meant when none
// is given.
struct VendorPlace {
  std::string_view vendor;
  std::string_view schema_option;
  std::string_view port;
};
constexpr auto kVendorPlaces = std::to_array<VendorPlace>({
    {"athena", "database", ""},
    {"bigquery", "dataset", ""},
    {"clickhouse", "database", ""},
    {"mariadb", "database", "3306"},
    {"mysql", "database", "3306"},
    {"oracle", "schema", "1521"},
    {"postgres", "schema", "5432"},
    {"redshift", "schema", "5439"},
    {"sqlserver", "schema", "1433"},
});

VendorPlace vendor_place(std::string_view vendor) {
  const auto row = std::ranges::find(kVendorPlaces, vendor, &VendorPlace::vendor);
  return row != kVendorPlaces.end() ? *row : VendorPlace{vendor, "schema", ""};
}

std::string option_text(const Json& options, std::string_view key) {
  const Json* value = options.find(key);
  if (value == nullptr) return "";
  if (value->is_number()) return value->number_text();
  return value->is_string() ? value->as_string() : "";
}

std::string normal_option(std::string_view key, const std::string& text) {
  if (key == "path" || key == "socket") return normal_path(text);
  if (key == "host" || key == "account") return base::ascii_lower(text);
  return text;
}

// Equal texts: the same place.
std::string place_of(const Registry& registry, const Doc& destination,
                     const std::string& connection) {
  const std::string* given = text_at(*destination.body, "schema");
  std::string schema = given != nullptr ? *given : "";
  const Doc* doc = registry.by_name(Kind::connection, connection);
  const std::string* vendor = doc != nullptr ? text_at(*doc->body, "vendor") : nullptr;
  const Json* options = doc != nullptr ? doc->body->find("options") : nullptr;
  std::string database;
  if (vendor != nullptr && options != nullptr && options->is_object()) {
    const VendorPlace rules = vendor_place(*vendor);
    if (schema.empty()) schema = option_text(*options, rules.schema_option);
    for (const std::string_view key : kPlaceOptions) {
      if (key == rules.schema_option) continue;
      std::string text = option_text(*options, key);
      if (key == "port" && text == rules.port) text.clear();
      if (!text.empty()) database += fmt::format("{}={}\n", key, normal_option(key, text));
    }
  }
  if (database.empty()) {
    return fmt::format("name {}\n{}", base::fold_name(connection), base::fold_name(schema));
  }
  return fmt::format("{}\n{}{}", *vendor, database, base::fold_name(schema));
}

}  // namespace

void check_places(const References& on) {
  struct First {
    const Doc* destination;
    std::string recipient;
  };
  std::unordered_map<std::string, First> first;
  std::unordered_set<std::string> recipients;
  for (const Doc* destination : known_first(on.registry.all(Kind::destination))) {
    const std::string* connection = text_at(*destination->body, "connection");
    const std::string* recipient = text_at(*destination->body, "recipient");
    if (connection == nullptr || recipient == nullptr) continue;
    const std::string folded = base::fold_name(*recipient);
    recipients.insert(folded);
    const auto [other, is_new] =
        first.emplace(place_of(on.registry, *destination, *connection), First{destination, folded});
    if (is_new || other->second.recipient == folded || !destination->in_files()) continue;
    const bool says_schema = destination->body->find("schema") != nullptr;
    on.findings.add("WB7004", spot(*destination, says_schema ? "schema" : "connection"),
                    fmt::format("destination {} of recipient {} is the same database{}",
                                shown(other->second.destination->name),
                                shown(*text_at(*other->second.destination->body, "recipient")),
                                says_schema ? " and schema" : ""));
  }
  if (recipients.size() > 1 && first.size() > 1 && on.registry.all(Kind::connection).empty()) {
    on.unchecked.add_no(Kind::connection, "WB7004");
  }
}

}  // namespace waybill::lint
