// Values as parameters of a statement.
#include "warehouse/sqlite/bind.hpp"

#include <cmath>
#include <string_view>

#include "base/error.hpp"
#include "rows/codec.hpp"

namespace waybill::warehouse::sqlite {
namespace {

using rows::Logical;

int bind_text(sqlite3_stmt* statement, int position, std::string_view text) {
  return sqlite3_bind_text64(statement, position, text.data() == nullptr ? "" : text.data(),
                             text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

int bind_number(sqlite3_stmt* statement, int position, Logical logical, std::int64_t number) {
  char buffer[40];
  const char* end = nullptr;
  switch (logical) {
    case Logical::date:
      end = rows::format_date(buffer, static_cast<std::int32_t>(number));
      break;
    case Logical::time:
      end = rows::format_time(buffer, number);
      break;
    case Logical::timestamp:
      end = rows::format_timestamp(buffer, number);
      break;
    case Logical::datetime:
      end = rows::format_datetime(buffer, number);
      break;
    default:
      return sqlite3_bind_int64(statement, position, number);
  }
  return bind_text(statement, position, {buffer, static_cast<std::size_t>(end - buffer)});
}

}  // namespace

int bind_value(sqlite3_stmt* statement, int position, const rows::Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value.data)) {
    return bind_number(statement, position, value.type.logical, *number);
  }
  if (const auto* real = std::get_if<double>(&value.data)) {
    if (!std::isfinite(*real)) {
      throw Error(codes::unsupported, "SQLite cannot keep NaN or infinities")
          .with_hint("leave the value out, or write it as NULL");
    }
    return sqlite3_bind_double(statement, position, *real);
  }
  if (const auto* text = std::get_if<std::string>(&value.data)) {
    if (value.type.logical != Logical::bytes) return bind_text(statement, position, *text);
    return sqlite3_bind_blob64(statement, position, text->empty() ? "" : text->data(), text->size(),
                               SQLITE_TRANSIENT);
  }
  return sqlite3_bind_null(statement, position);
}

}  // namespace waybill::warehouse::sqlite
