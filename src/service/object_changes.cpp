// create, update, rename and delete: the same for every kind of document.
#include <fmt/format.h>

#include "base/error.hpp"
#include "base/text.hpp"
#include "service/given_document.hpp"
#include "service/handlers.hpp"
#include "service/listing.hpp"
#include "service/model_users.hpp"
#include "service/params.hpp"
#include "service/references.hpp"
#include "service/save_documents.hpp"

namespace waybill::service {

using base::Json;
using model::Document;
using model::Kind;

namespace {

constexpr std::string_view kTableKey = "destination_table_name";

Error taken(const catalog::Object& other) {
  return Error(codes::catalog_conflict,
               fmt::format("there is a {} '{}' already", to_string(other.kind), other.name))
      .with_hint(fmt::format("choose another name, or change it with waybill {} update",
                             to_string(other.kind)));
}

catalog::Object object_of(Call& call, Kind kind, const GivenDocument& given) {
  if (!given.id.empty()) {
    auto known = call.catalog->find_by_id(given.id);
    if (known && known->kind == kind) return *std::move(known);
  }
  return find_object(*call.catalog, kind, given.name);
}

void check_version(const Call& call, const catalog::Object& present) {
  if (call.params.find("version") == nullptr) return;
  const std::int64_t seen = integer_param(call.params, "version", 1, 1, std::int64_t{1} << 53);
  if (seen == present.version) return;
  throw Error(codes::saved_since,
              fmt::format("{} '{}' is at version {}, not {}; nothing was changed",
                          to_string(present.kind), present.name, present.version, seen))
      .with_hint(fmt::format("waybill version diff {} shows what was changed since; make the "
                             "change again from the newest version",
                             to_string(present.kind)))
      .with_path("/version");
}

// Which of the objects that were saved the call was about.
Json saved_json(const Saved& saved, const catalog::Object& object) {
  bool changed = false;
  for (const Change& change : saved.changes) {
    changed = changed || (change.document.kind == object.kind &&
                          base::same_name(change.document.name, object.name));
  }
  Json result = object_json(object);
  result.set("changed", changed);
  result.set("findings", saved.findings);
  return result;
}

void require_one(const Saved& saved) {
  if (saved.objects.size() == 1) return;
  throw Error(codes::bad_parameter, "'document' holds no document").with_path("/document");
}

// Where the rows of a model that was sent already stay.
void pin_table(catalog::Catalog& catalog, const catalog::Object& model, Document& document) {
  if (!model::read_model(document).destination_table_name.empty()) return;
  if (was_sent(catalog, model)) {
    document.body.set(kTableKey, model::read_model(document_of(model)).table());
  }
}

void refuse_default_in_use(Call& call, const catalog::Object& object, const std::string& new_name) {
  constexpr std::string_view kDefault = "default";
  if (object.kind != Kind::product || base::fold_name(object.name) != kDefault) return;
  if (base::fold_name(new_name) == kDefault) return;
  std::vector<User> users = users_of(*call.catalog, object);
  // Keys follow a rename; who takes the default product does not.
  std::erase_if(users, [](const User& user) { return user.by == "products"; });
  if (users.empty()) return;
  throw Error(codes::catalog_in_use, fmt::format("product '{}' cannot be renamed, it is used by {}",
                                                 object.name, users_text(users)))
      .with_hint("name it in their products first");
}

}  // namespace

Json saved_one(const Saved& saved) {
  require_one(saved);
  return saved_json(saved, saved.objects.front());
}

template <Kind kind>
Json object_create(Call& call) {
  const GivenDocument given = given_document(call, kind);
  return saved_one(save_documents(
      call,
      [&] {
        if (auto other = call.catalog->find(kind, given.name)) throw taken(*other);
        if (auto other = given.id.empty() ? std::nullopt : call.catalog->find_by_id(given.id)) {
          throw taken(*other).with_hint("leave the id out: a new object gets one");
        }
        return std::vector{given.file};
      },
      Try::yes));
}

template <Kind kind>
Json object_update(Call& call) {
  const GivenDocument given = given_document(call, kind);
  return saved_one(save_documents(
      call,
      [&] {
        if (given.name.empty() || base::has_control(given.name)) {
          return std::vector{given.file};  // lint says what is wrong
        }
        const catalog::Object present = object_of(call, kind, given);
        if (present.name != given.name) {
          throw Error(codes::bad_parameter,
                      fmt::format("the document names {} '{}' '{}': an update changes all but the "
                                  "name",
                                  to_string(kind), present.name, given.name))
              .with_hint(fmt::format("waybill {} rename changes it, and what refers to it",
                                     to_string(kind)))
              .with_path("/document");
        }
        check_version(call, present);
        return std::vector{given.file};
      },
      Try::yes));
}

template <Kind kind>
Json object_rename(Call& call) {
  const std::string name = text_param(call.params, "name");
  const std::string new_name = text_param(call.params, "new_name");
  std::string id;
  const Saved saved = save_documents(
      call,
      [&] {
        const catalog::Object present = find_object(*call.catalog, kind, name);
        id = present.id;
        if (const auto other = call.catalog->find(kind, new_name); other && other->id != id) {
          throw taken(*other).with_hint("choose another name").with_path("/new_name");
        }
        refuse_default_in_use(call, present, new_name);
        Document document = renamed(document_of(present), new_name);
        if (kind == Kind::model && new_name != present.name) {
          pin_table(*call.catalog, present, document);
        }
        std::vector<lint::File> files{file_of(document)};
        for (const Document& follower : followers(*call.catalog, present, new_name)) {
          files.push_back(file_of(follower));
        }
        return files;
      },
      Try::no);
  for (const catalog::Object& object : saved.objects) {
    if (object.id != id) continue;
    Json result = saved_json(saved, object);
    Json followed = Json::array();
    for (const Change& change : saved.changes) {
      if (change.before && change.before->id == id) continue;
      followed.push(Json::object(
          {{"kind", to_string(change.document.kind)}, {"name", change.document.name}}));
    }
    result.set("followed", std::move(followed));
    return result;
  }
  throw Error(codes::internal, fmt::format("{} '{}' was not renamed", to_string(kind), name));
}

template <Kind kind>
Json object_delete(Call& call) {
  const std::string name = text_param(call.params, "name");
  Json result;
  call.catalog->in_transaction([&] {
    const catalog::Object object = find_object(*call.catalog, kind, name);
    check_may_change(call, object);
    if (const std::vector<User> users = users_of(*call.catalog, object); !users.empty()) {
      throw Error(codes::catalog_in_use, fmt::format("{} '{}' is used by {}", to_string(kind),
                                                     object.name, users_text(users)))
          .with_hint("change or delete these first")
          .with_path("/name");
    }
    call.catalog->remove(kind, object.name, author_of(call));
    result = Json::object({{"id", object.id},
                           {"name", object.name},
                           {"version", object.version + 1},
                           {"deleted", true}});
  });
  return result;
}

Json model_usage(Call& call) {
  const catalog::Object model =
      find_object(*call.catalog, Kind::model, text_param(call.params, "model"));
  Json items = Json::array();
  const auto add = [&](Kind kind, const std::string& name, const std::string& by) {
    items.push(Json::object({{"kind", to_string(kind)}, {"name", name}, {"by", by}}));
  };
  for (const User& user : users_of(*call.catalog, model)) add(user.kind, user.name, user.by);
  for (const ModelUser& user : users_of_model(Documents(call.catalog, {}), model.name)) {
    if (user.implicit) add(Kind::sync, user.sync, "comes with its destination");
  }
  return Json::object({{"items", std::move(items)}, {"next", nullptr}});
}

#define WAYBILL_CHANGES_OF(kind)            \
  template Json object_create<kind>(Call&); \
  template Json object_update<kind>(Call&); \
  template Json object_rename<kind>(Call&); \
  template Json object_delete<kind>(Call&);
WAYBILL_CHANGES_OF(Kind::connection)
WAYBILL_CHANGES_OF(Kind::source)
WAYBILL_CHANGES_OF(Kind::model)
WAYBILL_CHANGES_OF(Kind::product)
WAYBILL_CHANGES_OF(Kind::recipient)
WAYBILL_CHANGES_OF(Kind::destination)
WAYBILL_CHANGES_OF(Kind::sync)
#undef WAYBILL_CHANGES_OF

}  // namespace waybill::service
