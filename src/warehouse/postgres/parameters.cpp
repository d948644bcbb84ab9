#include "warehouse/postgres/parameters.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "rows/codec.hpp"
#include "warehouse/postgres/types.hpp"

namespace waybill::warehouse::postgres {
namespace {

using rows::Logical;

std::string text_of(const rows::Value& value) {
  switch (value.type.logical) {
    case Logical::boolean:
      return std::get<std::int64_t>(value.data) != 0 ? "t" : "f";
    case Logical::bytes:
      return "\\x" + base::to_hex(std::get<std::string>(value.data));
    default:
      break;
  }
  if (const auto* text = std::get_if<std::string>(&value.data)) {
    if (text->find('\0') != std::string::npos) {
      throw Error(codes::unsupported, "PostgreSQL cannot keep a NUL character in a text")
          .with_hint("take the character out, or declare the value as bytes");
    }
    return *text;
  }
  return rows::value_text(value);
}

}  // namespace

Parameters::Parameters(const std::vector<rows::Value>& values) {
  texts_.reserve(values.size());
  for (const rows::Value& value : values) {
    if (value.is_null()) {
      types_.push_back(0);  // whatever stands beside it
      values_.push_back(nullptr);
      continue;
    }
    types_.push_back(kCreatedTypes[static_cast<std::size_t>(value.type.logical)]);
    values_.push_back(texts_.emplace_back(text_of(value)).c_str());
  }
}

}  // namespace waybill::warehouse::postgres
