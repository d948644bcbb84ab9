// The history of an object, of one that was deleted as well: versions, what they changed, and one
// of them again.
#include <fmt/format.h>

#include "base/error.hpp"
#include "base/time.hpp"
#include "service/handlers.hpp"
#include "service/json_diff.hpp"
#include "service/listing.hpp"
#include "service/params.hpp"
#include "service/references.hpp"
#include "service/save_documents.hpp"

namespace waybill::service {

using base::Json;
using model::Document;
using model::Kind;

namespace {

constexpr std::int64_t kMostVersions = std::int64_t{1} << 53;
constexpr std::string_view kTableKey = "destination_table_name";

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

struct Versioned {
  std::string id;
  Kind kind = Kind::model;
  std::string name;
  std::int64_t newest = 0;
  std::optional<catalog::Object> present;  // nullopt: it was deleted
};

Versioned versioned(Call& call) {
  const Kind kind = *model::parse_kind(text_param(call.params, "kind"));
  const std::string name = text_param(call.params, "name");
  if (const auto removed = call.catalog->find_removed(kind, name)) {
    return {removed->object_id, kind, removed->name, removed->number, std::nullopt};
  }
  catalog::Object object = find_object(*call.catalog, kind, name);
  return {object.id, kind, object.name, object.version, object};
}

catalog::Version version_of(Call& call, const Versioned& object, std::int64_t number,
                            std::string_view param) {
  if (auto version = call.catalog->version(object.id, number)) return *std::move(version);
  throw Error(codes::not_found,
              fmt::format("{} '{}' has no version {}", to_string(object.kind), object.name, number))
      .with_hint(fmt::format("its newest is {}", object.newest))
      .with_path(base::pointer_join("", param));
}

// What the object was from a version on; null: nothing.
Json state_of(const catalog::Version& version) {
  return version.action == catalog::Action::remove ? Json(nullptr) : version.body;
}

// The document of a version as it can be saved again: under the name that the object has now, and
// into the table that its rows are in.
Document document_again(catalog::Catalog& catalog, const Versioned& object,
                        const catalog::Version& version) {
  Document document{version.kind, version.name, version.object_id, version.body};
  if (document.name == object.name) return document;
  if (version.kind == Kind::model && object.present &&
      model::read_model(document).destination_table_name.empty()) {
    const std::string table = model::read_model(document_of(*object.present)).table();
    if (table != object.name || was_sent(catalog, *object.present)) {
      document.body.set(kTableKey, table);
    }
  }
  return renamed(std::move(document), object.name);
}

}  // namespace

Json version_list(Call& call) {
  return listing_json(call.catalog->versions(versioned(call).id, page_param(call.params)),
                      version_json);
}

Json version_get(Call& call) {
  const Versioned object = versioned(call);
  const std::int64_t number = integer_param(call.params, "version", 1, 1, kMostVersions);
  return version_json(version_of(call, object, number, "version"));
}

Json version_diff(Call& call) {
  const Versioned object = versioned(call);
  const std::int64_t to = integer_param(call.params, "to", object.newest, 1, kMostVersions);
  const std::int64_t from = call.params.find("from") == nullptr
                                ? to - 1
                                : integer_param(call.params, "from", 1, 1, kMostVersions);
  const Json after = state_of(version_of(call, object, to, "to"));
  const Json before = from == 0 ? Json(nullptr) : state_of(version_of(call, object, from, "from"));
  return Json::object({{"kind", to_string(object.kind)},
                       {"name", object.name},
                       {"from", from == 0 ? Json(nullptr) : Json(from)},
                       {"to", to},
                       {"diff", json_diff(before, after)}});
}

Json version_restore(Call& call) {
  const bool is_given = call.params.find("version") != nullptr;
  const Saved saved = save_documents(
      call,
      [&] {
        const Versioned object = versioned(call);
        if (object.present && !is_given) {
          throw Error(codes::bad_parameter, fmt::format("which version of {} '{}' is meant?",
                                                        to_string(object.kind), object.name))
              .with_hint(fmt::format("1 to {}: waybill version list shows them", object.newest))
              .with_path("/version");
        }
        const std::int64_t number =
            integer_param(call.params, "version", object.newest, 1, kMostVersions);
        const catalog::Version version = version_of(call, object, number, "version");
        // Who may not use a connection does not bring it back.
        check_may_change(call, {version.object_id, version.kind, version.name, version.number,
                                version.body, 0, 0});
        return std::vector{file_of(document_again(*call.catalog, object, version))};
      },
      Try::yes);
  return saved_one(saved);
}

}  // namespace waybill::service
