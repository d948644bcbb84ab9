// sync.pause, resume and clone: changes of a sync's document that have a verb of their own.
#include <fmt/format.h>

#include "base/error.hpp"
#include "service/handlers.hpp"
#include "service/listing.hpp"
#include "service/params.hpp"
#include "service/references.hpp"
#include "service/resolve.hpp"
#include "service/save_documents.hpp"

namespace waybill::service {

using base::Json;
using model::Document;
using model::Kind;

namespace {

constexpr std::string_view kPaused = "paused";

// The document of the sync that the call names. One that comes with its destination has none.
Document own_document(Call& call) {
  const std::string name = text_param(call.params, "sync");
  if (auto object = call.catalog->find(Kind::sync, name)) return document_of(*std::move(object));
  const ResolvedSync sync = find_sync(*call.catalog, name);
  throw Error(codes::wrong_call,
              fmt::format("sync '{}' has no document: it comes with its destination and its model",
                          sync.name))
      .with_hint(fmt::format("leave the model out of enabled_models of destination '{}', or "
                             "disable the destination",
                             sync.destination.name))
      .with_path("/sync");
}

Json save_paused(Call& call, bool paused) {
  return saved_one(save_documents(
      call,
      [&] {
        Document document = own_document(call);
        std::erase_if(document.body.as_object(),
                      [](const Json::Member& member) { return member.key == kPaused; });
        if (paused) document.body.set(kPaused, true);
        return std::vector{file_of(document)};
      },
      Try::no));
}

}  // namespace

Json sync_pause(Call& call) {
  return save_paused(call, true);
}

Json sync_resume(Call& call) {
  return save_paused(call, false);
}

Json sync_clone(Call& call) {
  const std::string name = text_param(call.params, "name");
  const std::string destination = text_param(call.params, "destination");
  return saved_one(save_documents(
      call,
      [&] {
        if (call.catalog->find(Kind::sync, name)) {
          throw Error(codes::catalog_conflict, fmt::format("there is a sync '{}' already", name))
              .with_hint("choose another name")
              .with_path("/name");
        }
        const std::string place = find_object(*call.catalog, Kind::destination, destination).name;
        const ResolvedSync sync = find_sync(*call.catalog, text_param(call.params, "sync"));
        Document document{Kind::sync, name, "", Json::object({{"name", name}})};
        if (const auto own = call.catalog->find(Kind::sync, sync.name)) {
          document.body = own->body;
        } else {
          document.body.set("model", sync.model.name);
        }
        document.body.set("name", name);
        document.body.set("destination", place);
        document.body.set(kPaused, true);
        return std::vector{file_of(document)};
      },
      Try::no));
}

}  // namespace waybill::service
