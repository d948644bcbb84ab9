// sink.list: what a destination can name.
#include <map>

#include "service/handlers.hpp"
#include "service/sinks.hpp"
#include "sink/open.hpp"

namespace waybill::service {

using base::Json;

namespace {

Json list_of(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const std::string& text : texts) list.push(text);
  return list;
}

Json sink_json(std::string_view name, bool registered, const sink::Description& description) {
  Json objects = Json::array();
  for (const sink::DescribedObject& object : description.objects) objects.push(object.name);
  const auto rows = description.batch_rows;
  return Json::object({{"name", name},
                       {"registered", registered},
                       {"objects", std::move(objects)},
                       {"modes", list_of(description.modes)},
                       {"batch_rows", rows == 0 ? Json(nullptr) : Json(rows)}});
}

}  // namespace

Json sink_list(Call& call) {
  std::map<std::string, Json, std::less<>> by_name;
  for (const std::string_view name : sink::names()) {
    by_name.emplace(name, sink_json(name, false, {}));
  }
  for (const auto& [name, sink] : registered_sinks(call.environment)) {
    by_name.emplace(name, sink_json(name, true, sink->description()));
  }
  Json items = Json::array();
  for (auto& [name, item] : by_name) items.push(std::move(item));
  return Json::object({{"items", std::move(items)}, {"next", nullptr}});
}

}  // namespace waybill::service
