// Definitions: the newest version of each object, by kind and name or by id.
#include <fmt/format.h>

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/uuid.hpp"
#include "catalog/catalog.hpp"
#include "catalog/page.hpp"
#include "catalog/store.hpp"
#include "catalog/transaction.hpp"
#include "catalog/versions.hpp"

namespace waybill::catalog {

namespace {

constexpr std::string_view list_name = "objects";
constexpr CommitPoints put_points{"catalog.put.before", "catalog.put.after"};
constexpr CommitPoints remove_points{"catalog.remove.before", "catalog.remove.after"};

constexpr std::string_view select_object =
    "SELECT id, kind, name, version, body, created_at, updated_at FROM objects ";

Object read_object(const Database& database, Query& row) {
  Object object;
  object.id = row.text(0);
  object.kind = read_kind(database, row.view(1));
  object.name = row.text(2);
  object.version = row.integer(3);
  object.body = read_stored(database, row.view(4), "body of an object");
  object.created_at = row.integer(5);
  object.updated_at = row.integer(6);
  return object;
}

std::optional<Object> find_one(Database& database, Query& query) {
  if (!query.next()) return std::nullopt;
  return read_object(database, query);
}

std::optional<Object> find_named(Database& database, model::Kind kind, std::string_view name) {
  Query query(database, fmt::format("{}WHERE kind = ? AND folded = ?", select_object),
              model::to_string(kind), base::fold_name(name));
  return find_one(database, query);
}

std::optional<Object> find_known(Database& database, std::string_view id) {
  Query query(database, fmt::format("{}WHERE id = ?", select_object), base::ascii_lower(id));
  return find_one(database, query);
}

void require_name(const model::Document& document) {
  const std::string_view name = document.name;
  if (!name.empty() && base::is_utf8(name) && !base::has_control(name)) return;
  throw Error(codes::bad_parameter,
              fmt::format("A {} has a name that is empty, not UTF-8, or has control characters",
                          model::to_string(document.kind)))
      .with_hint("give it a name of visible characters");
}

void require_id(const model::Document& document) {
  if (document.id.empty() || base::is_uuid(document.id)) return;
  throw Error(codes::bad_parameter, fmt::format("The id of {} {} is not a UUID",
                                                model::to_string(document.kind), document.name))
      .with_hint("leave the id out: a new object gets one");
}

Error conflict(const model::Document& document, const Object& other) {
  return Error(codes::catalog_conflict,
               fmt::format("The {} {} cannot be saved: its id or name belongs to the {} {} ({})",
                           model::to_string(document.kind), document.name,
                           model::to_string(other.kind), other.name, other.id))
      .with_hint("choose another name, or leave the id out");
}

// The object that the document is about: by its id if that is known, else by its name.
std::optional<Object> find_target(Database& database, const model::Document& document) {
  auto named = find_named(database, document.kind, document.name);
  if (document.id.empty()) return named;
  auto known = find_known(database, document.id);
  if (!known) return named;
  if (known->kind != document.kind) throw conflict(document, *known);
  if (named && named->id != known->id) throw conflict(document, *named);
  return known;
}

Object save(Database& database, const model::Document& document, const Author& author,
            base::Micros now) {
  const auto present = find_target(database, document);
  if (present && present->name == document.name && present->body == document.body) {
    return *present;
  }
  Object object;
  object.id = present
                  ? present->id
                  : (document.id.empty() ? base::new_uuid(now) : base::ascii_lower(document.id));
  object.kind = document.kind;
  object.name = document.name;
  object.body = document.body;
  object.created_at = present ? present->created_at : now;
  object.updated_at = now;
  object.version = add_version(database, object, present ? Action::update : Action::create, author);
  Query(database,
        "INSERT INTO objects (id, kind, name, folded, version, body, created_at, updated_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, "
        "folded = excluded.folded, version = excluded.version, body = excluded.body, "
        "updated_at = excluded.updated_at",
        object.id, model::to_string(object.kind), object.name, base::fold_name(object.name),
        object.version, write_stored(object.body, "body of an object"), object.created_at,
        object.updated_at)
      .run();
  return object;
}

}  // namespace

std::optional<Object> Catalog::find(model::Kind kind, std::string_view name) {
  return find_named(impl_->database, kind, name);
}

std::optional<Object> Catalog::find_by_id(std::string_view id) {
  return find_known(impl_->database, id);
}

std::vector<Object> Catalog::all(model::Kind kind) {
  Query query(impl_->database, fmt::format("{}WHERE kind = ? ORDER BY folded", select_object),
              model::to_string(kind));
  std::vector<Object> objects;
  while (query.next()) objects.push_back(read_object(impl_->database, query));
  return objects;
}

Listing<Object> Catalog::list(model::Kind kind, const Page& page) {
  const auto after = read_position(list_name, page);
  Query query(impl_->database,
              fmt::format("{}WHERE kind = ? AND folded > ? ORDER BY folded LIMIT ?", select_object),
              model::to_string(kind), after ? after->text : std::string(), page.size + 1);
  return read_page<Object>(
      query, list_name, page, [&](Query& row) { return read_object(impl_->database, row); },
      [](const Object& last) {
        return Position{0, base::fold_name(last.name)};
      });
}

Object Catalog::put(const model::Document& document, const Author& author) {
  require_name(document);
  require_id(document);
  Object saved;
  catalog::in_transaction(
      impl_->database, [&] { saved = save(impl_->database, document, author, impl_->clock()); },
      put_points);
  return saved;
}

void Catalog::remove(model::Kind kind, std::string_view name, const Author& author) {
  catalog::in_transaction(
      impl_->database,
      [&] {
        auto object = find_named(impl_->database, kind, name);
        if (!object) {
          throw Error(codes::not_found,
                      fmt::format("There is no {} named {}", model::to_string(kind), name))
              .with_hint("list the objects of this kind to see their names");
        }
        object->updated_at = impl_->clock();
        Query(impl_->database, "DELETE FROM objects WHERE id = ?", object->id).run();
        add_version(impl_->database, *object, Action::remove, author);
      },
      remove_points);
}

}  // namespace waybill::catalog
