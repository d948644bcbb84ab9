#include "service/json_diff.hpp"

#include <algorithm>
#include <string>

namespace waybill::service {

using base::Json;

namespace {

void compare(const Json& before, const Json& after, const std::string& pointer, Json& diff) {
  if (before == after) return;
  if (before.is_object() && after.is_object()) {
    const Json absent;
    for (const auto& member : before.as_object()) {
      const Json* other = after.find(member.key);
      compare(member.value, other == nullptr ? absent : *other,
              base::pointer_join(pointer, member.key), diff);
    }
    for (const auto& member : after.as_object()) {
      if (before.find(member.key) == nullptr) {
        compare(absent, member.value, base::pointer_join(pointer, member.key), diff);
      }
    }
    return;
  }
  if (before.is_array() && after.is_array() &&
      before.as_array().size() == after.as_array().size()) {
    for (std::size_t i = 0; i < before.as_array().size(); ++i) {
      compare(before.as_array()[i], after.as_array()[i], base::pointer_join(pointer, i), diff);
    }
    return;
  }
  diff.push(Json::object({{"pointer", pointer}, {"before", before}, {"after", after}}));
}

}  // namespace

Json json_diff(const Json& before, const Json& after) {
  Json diff = Json::array();
  compare(before, after, "", diff);
  return diff;
}

}  // namespace waybill::service
