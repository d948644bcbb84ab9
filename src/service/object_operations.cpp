// Objects of the catalog, as they are.
#include <fmt/format.h>

#include "base/error.hpp"
#include "base/time.hpp"
#include "service/handlers.hpp"
#include "service/listing.hpp"
#include "service/params.hpp"

namespace waybill::service {

using base::Json;
using model::Kind;

Json object_json(const catalog::Object& object) {
  return Json::object(
      {{"id", object.id},
       {"name", object.name},
       {"version", object.version},
       {"created_at", base::format_instant(object.created_at)},
       {"updated_at", base::format_instant(object.updated_at)},
       {"document", model::write_document({object.kind, object.name, object.id, object.body})}});
}

catalog::Object find_object(catalog::Catalog& catalog, Kind kind, std::string_view name) {
  if (auto object = catalog.find(kind, name)) return std::move(*object);
  std::vector<std::string> names;
  for (const catalog::Object& object : catalog.all(kind)) names.push_back(object.name);
  throw not_found(to_string(kind), name, names);
}

template <Kind kind>
Json object_get(Call& call) {
  return object_json(find_object(*call.catalog, kind, text_param(call.params, "name")));
}

template <Kind kind>
Json object_list(Call& call) {
  return listing_json(call.catalog->list(kind, page_param(call.params)), object_json);
}

template Json object_get<Kind::connection>(Call&);
template Json object_get<Kind::source>(Call&);
template Json object_get<Kind::model>(Call&);
template Json object_get<Kind::product>(Call&);
template Json object_get<Kind::recipient>(Call&);
template Json object_get<Kind::destination>(Call&);
template Json object_list<Kind::connection>(Call&);
template Json object_list<Kind::source>(Call&);
template Json object_list<Kind::model>(Call&);
template Json object_list<Kind::product>(Call&);
template Json object_list<Kind::recipient>(Call&);
template Json object_list<Kind::destination>(Call&);

}  // namespace waybill::service
