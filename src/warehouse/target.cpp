#include "warehouse/target.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"
#include "rows/codec.hpp"

namespace waybill::warehouse {
namespace {

[[noreturn]] void refuse(const Target& target, std::string_view why, std::string hint) {
  throw Error(codes::unsupported, fmt::format("column '{}': {}", target.name, why))
      .with_hint(std::move(hint));
}

}  // namespace

void require_text(const Target& target, std::string_view text) {
  if (!target.nul && text.find('\0') != std::string_view::npos) {
    refuse(target, "the warehouse cannot keep a NUL character in a text",
           "take the character out, or declare the column as bytes");
  }
  // Servers cut blanks off the end of a longer text without a word.
  if (target.limit >= 0 && text.size() > static_cast<std::size_t>(target.limit) &&
      base::code_points(text) > static_cast<std::size_t>(target.limit)) {
    refuse(target,
           fmt::format("a text is longer than the {} characters of the column", target.limit),
           "make the column a text");
  }
  if (target.trims && text.ends_with(' ')) {
    refuse(target, "a text ends with a blank, which a char column drops", "make the column a text");
  }
}

void require_json(const Target& target, std::string_view json) {
  if (target.nul || !rows::json_has_nul(json)) return;
  refuse(target, "the warehouse cannot keep a NUL character in a text within JSON",
         "take the character out, or declare the column as text");
}

void require_places(const Target& target, std::string_view digits) {
  if (target.limit < 0) return;
  const std::size_t point = digits.find('.');
  if (point == std::string_view::npos) return;
  const std::size_t last = digits.find_last_not_of('0');
  if (last > point && last - point > static_cast<std::size_t>(target.limit)) {
    refuse(target, fmt::format("a value has more than the {} places of the column", target.limit),
           "widen the column");
  }
}

void require_fraction(const Target& target, std::int64_t micros) {
  constexpr std::array<std::int64_t, 7> kMicros{1'000'000, 100'000, 10'000, 1'000, 100, 10, 1};
  if (target.limit < 0 || target.limit > 5 ||
      micros % kMicros[static_cast<std::size_t>(target.limit)] == 0) {
    return;
  }
  refuse(target,
         fmt::format("a value has more than the {} fraction digits of the column", target.limit),
         "widen the column");
}

void require_finite(const Target& target, double value, std::string_view server) {
  if (std::isfinite(value)) return;
  refuse(target, fmt::format("{} cannot keep NaN or infinities", server),
         "refuse such rows before they are loaded");
}

void refuse_absent(const std::string& connection, const std::string& table,
                   const rows::Field& field) {
  throw Error(codes::no_such_column, fmt::format("connection '{}': table {} has no column '{}'",
                                                 connection, table, field.name));
}

void refuse_target_type(const std::string& connection, const std::string& table,
                        const rows::Field& field) {
  throw Error(codes::unsupported,
              fmt::format("connection '{}': column '{}' of table {} is of a type that cannot keep "
                          "a {}",
                          connection, field.name, table, rows::to_string(field.type)))
      .with_hint("change the column's type at the destination, or data_type in the model");
}

}  // namespace waybill::warehouse
