#include "rows/host_source.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

namespace waybill::rows {
namespace {

using base::Json;

Error refused(std::string message, std::string path) {
  return Error(codes::bad_parameter, std::move(message))
      .with_hint(R"(write {"tables": [{"name": "t", "columns": [{"name": "a", "type": "text"}]}]})")
      .with_path(std::move(path));
}

void known_keys(const Json& object, std::initializer_list<std::string_view> known,
                const std::string& path) {
  if (!object.is_object()) throw refused("a host source has objects here", path);
  const std::span<const std::string_view> keys(known.begin(), known.size());
  if (const Json::Member* const member = base::unknown_member(object, keys)) {
    throw refused(fmt::format("a host source has no key '{}'", member->key),
                  base::pointer_join(path, member->key));
  }
}

const std::string& text_at(const Json& object, std::string_view key, const std::string& path) {
  const Json* value = object.find(key);
  if (value == nullptr || !value->is_string() || value->as_string().empty()) {
    throw refused(fmt::format("'{}' of a host source must be a text", key), path);
  }
  return value->as_string();
}

const Json::Array& list_at(const Json& object, std::string_view key, const std::string& path) {
  const Json* value = object.find(key);
  if (value == nullptr || !value->is_array()) {
    throw refused(fmt::format("'{}' of a host source must be a list", key), path);
  }
  return value->as_array();
}

Field read_column(const Json& column, const std::string& path) {
  known_keys(column, {"name", "type"}, path);
  const ParsedType type = parse_type(text_at(column, "type", path));
  if (type.problem) {
    throw refused(fmt::format("'{}' is no type{}{}", text_at(column, "type", path),
                              type.reason.empty() ? "" : ": ", type.reason),
                  path);
  }
  return {text_at(column, "name", path), type.type};
}

}  // namespace

std::vector<HostTable> read_host_tables(std::string_view json) {
  std::vector<HostTable> tables;
  const Json described = base::parse_json_or_throw(json, "the description of a host source");
  known_keys(described, {"tables"}, "");
  for (const Json& item : list_at(described, "tables", "")) {
    const std::string path = fmt::format("/tables/{}", tables.size());
    known_keys(item, {"name", "columns"}, path);
    HostTable table;
    table.name = text_at(item, "name", path);
    for (const Json& column : list_at(item, "columns", path)) {
      const std::string at = fmt::format("{}/columns/{}", path, table.columns.size());
      Field field = read_column(column, at);
      const auto same = [&](const Field& other) {
        return base::ascii_iequals(other.name, field.name);
      };
      if (std::ranges::any_of(table.columns, same)) {
        throw refused(fmt::format("the column '{}' is there twice", field.name), at);
      }
      table.columns.push_back(std::move(field));
    }
    if (table.columns.empty()) throw refused("a table needs a column", path);
    tables.push_back(std::move(table));
  }
  return tables;
}

}  // namespace waybill::rows
