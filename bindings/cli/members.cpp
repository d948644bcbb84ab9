#include "members.hpp"

#include <boost/json.hpp>

namespace waybill::cli {

namespace json = boost::json;

std::string plain(const json::value& value) {
  if (value.is_null()) return "";
  if (value.is_string()) return std::string(value.as_string());
  return json::serialize(value);
}

const json::value* member(const json::value& value, const char* key) {
  return value.is_object() ? value.as_object().if_contains(key) : nullptr;
}

std::string text_at(const json::value& value, const char* key) {
  const json::value* found = member(value, key);
  return found == nullptr ? "" : plain(*found);
}

bool flag_at(const json::value& value, const char* key) {
  const json::value* found = member(value, key);
  return found != nullptr && found->is_bool() && found->as_bool();
}

long long number_at(const json::value& value, const char* key) {
  const json::value* found = member(value, key);
  return found != nullptr && found->is_int64() ? found->as_int64() : 0;
}

}  // namespace waybill::cli
