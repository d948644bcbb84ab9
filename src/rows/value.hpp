// One typed value: parameters of statements, watermarks. Rows travel in batches instead.
#ifndef WAYBILL_ROWS_VALUE_HPP
#define WAYBILL_ROWS_VALUE_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "base/null.hpp"
#include "rows/type.hpp"

namespace waybill::rows {

// Bytes and text are told apart by the type beside them.
struct Value {
  Type type;
  // Null: NULL. int64: boolean (0, 1), integer, bigint, date, time, timestamp, datetime.
  // double: float. string: text, json, bytes, decimal (canonical text), uuid (36 characters).
  std::variant<base::Null, std::int64_t, double, std::string> data;

  bool is_null() const { return data.index() == 0; }
  bool operator==(const Value&) const = default;

  static Value null(Type type = {}) { return {type, {}}; }
  static Value text(std::string_view text) { return {{Logical::text}, std::string(text)}; }
  static Value bigint(std::int64_t number) { return {{Logical::bigint}, number}; }
  static Value timestamp(std::int64_t micros) { return {{Logical::timestamp}, micros}; }
};

}  // namespace waybill::rows

#endif
