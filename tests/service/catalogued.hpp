// A catalog with a shop in it, whose objects tests create, change, rename and delete by name.
#ifndef WAYBILL_TESTS_SERVICE_CATALOGUED_HPP
#define WAYBILL_TESTS_SERVICE_CATALOGUED_HPP

#include <string>
#include <string_view>

#include "service/bench.hpp"

namespace waybill::tests {

struct Catalogued : Bench {
  Catalogued() { set_up(); }

  std::string create(const std::string& kind, const std::string& document) {
    return failure(kind + ".create", fmt::format(R"({{"document": {}}})", document));
  }
  base::Json update(const std::string& kind, const std::string& document,
                    const std::string& more = "") {
    return call(kind + ".update", fmt::format(R"({{"document": {}{}}})", document, more));
  }
  std::string at(const std::string& kind, const std::string& name, const std::string& pointer) {
    return text_at(call(kind + ".get", base::write_json(base::Json::object({{"name", name}}))),
                   pointer);
  }
  std::string rename(const std::string& kind, const std::string& name, const std::string& to) {
    return failure(kind + ".rename",
                   base::write_json(base::Json::object({{"name", name}, {"new_name", to}})));
  }
  std::string remove(const std::string& kind, const std::string& name) {
    return failure(kind + ".delete", base::write_json(base::Json::object({{"name", name}})));
  }
  std::int64_t versions_in_all() {
    std::int64_t sum = 0;
    for (const model::Kind kind : model::all_kinds()) {
      for (const catalog::Object& object : catalog->all(kind)) sum += object.version;
    }
    return sum;
  }
  std::string inserted() {
    const base::Json transfer = call("destination.transfer", R"({"destination": "acme"})");
    return text_at(transfer, "/runs/0/report/counts/inserted");
  }
};

inline bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace waybill::tests

#endif
