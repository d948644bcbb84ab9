// Objects of the catalog and their versions, as they are.
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

namespace {

Json version_json(const catalog::Version& version) {
  return Json::object({{"version", version.number},
                       {"kind", to_string(version.kind)},
                       {"name", version.name},
                       {"action", to_string(version.action)},
                       {"actor", version.author.actor},
                       {"note", version.author.note},
                       {"at", base::format_instant(version.at)},
                       {"document", model::write_document({version.kind, version.name,
                                                           version.object_id, version.body})}});
}

catalog::Object versioned_object(Call& call) {
  const Kind kind = *model::parse_kind(text_param(call.params, "kind"));
  return find_object(*call.catalog, kind, text_param(call.params, "name"));
}

}  // namespace

Json version_list(Call& call) {
  return listing_json(call.catalog->versions(versioned_object(call).id, page_param(call.params)),
                      version_json);
}

Json version_get(Call& call) {
  const catalog::Object object = versioned_object(call);
  const std::int64_t number = integer_param(call.params, "version", 1, 1, std::int64_t{1} << 53);
  if (const auto version = call.catalog->version(object.id, number)) return version_json(*version);
  throw Error(codes::not_found,
              fmt::format("{} '{}' has no version {}", to_string(object.kind), object.name, number))
      .with_hint(fmt::format("its newest is {}", object.version))
      .with_path("/version");
}

}  // namespace waybill::service
