// One cell of a column as JSON.
#include "rows/json.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "rows/codec.hpp"

namespace waybill::rows {

base::Json cell_json(const Column& column, std::int64_t row) {
  if (column.is_null(row)) return nullptr;
  switch (column.type().logical) {
    case Logical::boolean:
      return column.bit(row);
    case Logical::integer:
      return static_cast<std::int64_t>(column.int32(row));
    case Logical::floating:
      return column.float64(row);
    case Logical::bytes:
      return base::to_base64(column.variable(row));
    case Logical::text:
    case Logical::json:
      return column.variable(row);
    default:
      return value_text(column.value(row));
  }
}

std::optional<Value> value_from_json(const Type& type, const base::Json& json) {
  switch (type.logical) {
    case Logical::boolean:
      if (!json.is_bool()) return std::nullopt;
      return Value{type, static_cast<std::int64_t>(json.as_bool() ? 1 : 0)};
    case Logical::integer: {
      const auto number = json.as_int64();
      if (!number || *number != static_cast<std::int32_t>(*number)) return std::nullopt;
      return Value{type, *number};
    }
    case Logical::floating:
    case Logical::bytes:
    case Logical::json:
      return std::nullopt;
    default:
      break;
  }
  if (!json.is_string()) return std::nullopt;
  try {
    return value_from_text(type, json.as_string());
  } catch (const Error&) {
    return std::nullopt;
  }
}

std::optional<Value> any_value_from_json(const Type& type, const base::Json& json) {
  if (json.is_null()) return Value{type, {}};
  switch (type.logical) {
    case Logical::floating: {
      const auto number = json.as_double();
      if (!number) return std::nullopt;
      return Value{type, *number};
    }
    case Logical::json:
      if (!json.is_string()) return std::nullopt;
      return Value{type, json.as_string()};
    case Logical::bytes: {
      auto bytes = json.is_string() ? base::from_base64(json.as_string()) : std::nullopt;
      if (!bytes) return std::nullopt;
      return Value{type, std::move(*bytes)};
    }
    default:
      return value_from_json(type, json);
  }
}

namespace {

std::optional<Value> text_as_written(const Type& type, const std::string& text) {
  if (type.logical == Logical::timestamp) {
    std::int64_t at = 0;
    if (parse_timestamp(text, NoZone::utc, at) != Misfit::none) return std::nullopt;
    return Value{type, at};
  }
  try {
    return value_from_text(type, text);
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace

std::optional<Value> value_as_written(const Type& type, const base::Json& json) {
  if (json.is_null()) return Value{type, {}};
  switch (type.logical) {
    case Logical::boolean:
    case Logical::bytes:
      return any_value_from_json(type, json);
    case Logical::json: {
      const bool is_document = json.is_string() && check_json(json.as_string()) == Misfit::none;
      return Value{type, is_document ? json.as_string() : base::write_json(json)};
    }
    case Logical::integer:
    case Logical::bigint:
      if (const auto whole = json.as_int64()) return text_as_written(type, std::to_string(*whole));
      break;
    case Logical::decimal:
      if (json.is_number()) return text_as_written(type, json.number_text());
      break;
    case Logical::floating:
      if (const auto number = json.as_double()) return Value{type, *number};
      break;
    default:
      break;
  }
  return json.is_string() ? text_as_written(type, json.as_string()) : std::nullopt;
}

}  // namespace waybill::rows
