// The exception type and the words for its classes.
#include "base/error.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace waybill {
namespace {

constexpr std::array kCodes{
#define WAYBILL_CODE(name, id, error_class, retryable, title) codes::name,
#include "base/codes.inc"
#undef WAYBILL_CODE
};
static_assert(std::ranges::is_sorted(kCodes, {}, &Code::id) &&
                  std::ranges::adjacent_find(kCodes, {}, &Code::id) == kCodes.end(),
              "codes.inc is ordered by id, each id once");

constexpr std::array<std::string_view, 13> kClassNames{
    "usage",     "config", "not_found", "conflict",  "permission", "schema",  "data",
    "transient", "io",     "busy",      "cancelled", "memory",     "internal"};
constexpr std::array<std::string_view, 4> kBlameNames{"host", "source", "destination", "waybill"};

}  // namespace

std::string_view to_string(ErrorClass value) {
  return kClassNames.at(static_cast<std::size_t>(value));
}

std::string_view to_string(Blame value) {
  return kBlameNames.at(static_cast<std::size_t>(value));
}

std::span<const Code> all_codes() {
  return kCodes;
}

Error::Error(const Code& code, std::string message) : code_(&code), message_(std::move(message)) {}

Error&& Error::with_hint(std::string hint) && {
  hint_ = std::move(hint);
  return std::move(*this);
}

Error&& Error::with_path(std::string json_pointer) && {
  path_ = std::move(json_pointer);
  return std::move(*this);
}

Error&& Error::with_blame(Blame blame) && {
  blame_ = blame;
  return std::move(*this);
}

Error&& Error::with_sqlstate(std::string sqlstate) && {
  sqlstate_ = std::move(sqlstate);
  return std::move(*this);
}

Error&& Error::with_native(int native_code) && {
  native_code_ = native_code;
  return std::move(*this);
}

}  // namespace waybill
