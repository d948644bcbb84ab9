// How names and values of a document stand in a message: one line, never long.
#ifndef WAYBILL_LINT_SHOW_HPP
#define WAYBILL_LINT_SHOW_HPP

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "model/shown.hpp"

namespace waybill::lint {

using model::escaped;
using model::shown;
// `"a", "b" or "c"`; `last` stands between the last two.
std::string shown_list(std::span<const std::string_view> words, std::string_view last = " or ");
// "a list", "true or false"
std::string_view shown_kind(const base::Json& value);
// `did you mean "x"?`, or empty when no candidate is near.
std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace waybill::lint

#endif
