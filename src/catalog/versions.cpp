#include "catalog/versions.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "base/text.hpp"
#include "catalog/page.hpp"
#include "catalog/store.hpp"

namespace waybill::catalog {

namespace {

constexpr std::string_view list_name = "versions";

constexpr std::pair<Action, std::string_view> actions[] = {
    {Action::create, "create"},
    {Action::update, "update"},
    {Action::remove, "remove"},
};

constexpr std::string_view select_version =
    "SELECT object_id, kind, name, number, action, body, actor, note, at FROM versions ";

Action read_action(const Database& database, std::string_view text) {
  for (const auto& [action, name] : actions) {
    if (name == text) return action;
  }
  unknown_value(database, "version");
}

Version read_version(const Database& database, Query& row) {
  Version version;
  version.object_id = row.text(0);
  version.kind = read_kind(database, row.view(1));
  version.name = row.text(2);
  version.number = row.integer(3);
  version.action = read_action(database, row.view(4));
  version.body = read_stored(database, row.view(5), "body of a version");
  version.author = {row.text(6), row.text(7)};
  version.at = row.integer(8);
  return version;
}

}  // namespace

std::string_view to_string(Action action) {
  return actions[static_cast<std::size_t>(action)].second;
}

model::Kind read_kind(const Database& database, std::string_view text) {
  const auto kind = model::parse_kind(text);
  if (!kind) unknown_value(database, "kind of object");
  return *kind;
}

std::int64_t add_version(Database& database, const Object& object, Action action,
                         const Author& author) {
  Query query(database,
              "INSERT INTO versions (object_id, number, kind, name, action, body, actor, note, at) "
              "SELECT ?1, 1 + coalesce(max(number), 0), ?2, ?3, ?4, ?5, ?6, ?7, ?8 "
              "FROM versions WHERE object_id = ?1 RETURNING number",
              object.id, model::to_string(object.kind), object.name, to_string(action),
              write_stored(object.body, "body of an object"), author.actor, author.note,
              object.updated_at);
  query.next();
  const std::int64_t number = query.integer(0);
  query.run();
  return number;
}

Listing<Version> Catalog::versions(std::string_view object_id, const Page& page) {
  const auto after = read_position(list_name, page);
  Conditions where;
  where.add("object_id = ?", {base::ascii_lower(object_id)});
  if (after) where.add("number < ?", {after->number});
  where.parameters.emplace_back(page.size + 1);
  Query query(impl_->database,
              fmt::format("{}{} ORDER BY number DESC LIMIT ?", select_version, where.sql),
              where.parameters);
  return read_page<Version>(
      query, list_name, page, [&](Query& row) { return read_version(impl_->database, row); },
      [](const Version& last) {
        return Position{last.number, ""};
      });
}

std::optional<Version> Catalog::find_removed(model::Kind kind, std::string_view name) {
  if (find(kind, name)) return std::nullopt;
  Query query(impl_->database,
              fmt::format("{}WHERE kind = ? AND action = 'remove' AND object_id NOT IN "
                          "(SELECT id FROM objects) ORDER BY at DESC, number DESC",
                          select_version),
              model::to_string(kind));
  const std::string folded = base::fold_name(name);
  while (query.next()) {
    if (base::fold_name(query.view(2)) == folded) return read_version(impl_->database, query);
  }
  return std::nullopt;
}

std::optional<Version> Catalog::version(std::string_view object_id, std::int64_t number) {
  Query query(impl_->database, fmt::format("{}WHERE object_id = ? AND number = ?", select_version),
              base::ascii_lower(object_id), number);
  if (!query.next()) return std::nullopt;
  return read_version(impl_->database, query);
}

}  // namespace waybill::catalog
