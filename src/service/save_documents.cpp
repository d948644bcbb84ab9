#include "service/save_documents.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/text.hpp"
#include "service/clean_documents.hpp"
#include "service/connections.hpp"
#include "service/live_models.hpp"
#include "service/params.hpp"
#include "service/references.hpp"
#include "service/resolve.hpp"

namespace waybill::service {

using base::Json;
using model::Document;
using model::Kind;

namespace {

struct Checked : CleanConfig {
  std::vector<std::string> unvalidated;  // models that ask for no validation, this once
};

Checked check(Call& call, const Proposal& propose) {
  Checked checked{clean_config(call, propose()), {}};
  checked.unvalidated = take_skipped_validations(checked.documents);
  return checked;
}

// A model that was sent has its table. Renaming it in a document alone would begin another one.
void refuse_moved_table(catalog::Catalog& catalog, const Change& change) {
  if (!change.before || change.before->kind != Kind::model) return;
  if (change.before->name == change.document.name) return;
  const std::string before = model::read_model(document_of(*change.before)).table();
  const model::Model after = model::read_model(change.document);
  if (!after.destination_table_name.empty() || after.table() == before) return;
  if (!was_sent(catalog, *change.before)) return;
  throw Error(codes::lint_failed,
              fmt::format("model '{}' was sent to the table '{}': as '{}' it would begin another "
                          "one; nothing was changed",
                          change.before->name, before, after.name))
      .with_hint(fmt::format("set destination_table_name: '{}' goes on into the table it has, "
                             "'{}' begins one",
                             before, after.name))
      .with_path("/model/destination_table_name");
}

// Lint looks at what the documents name; here it is the catalog that names what they renamed.
void refuse_dangling(catalog::Catalog& catalog, const std::vector<Change>& changes) {
  for (const Change& change : changes) {
    if (!change.before || catalog.find(change.before->kind, change.before->name)) continue;
    const std::vector<User> users = naming(catalog, change.before->kind, change.before->name);
    if (users.empty()) continue;
    throw Error(
        codes::catalog_in_use,
        fmt::format("{} '{}' is renamed to '{}', but still named by {}; nothing was changed",
                    to_string(change.before->kind), change.before->name, change.document.name,
                    users_text(users)))
        .with_hint(fmt::format("waybill {} rename changes them as well; or put them beside it",
                               to_string(change.before->kind)));
  }
}

// Users before what they use, so that only those who stay are in the way.
void prune(Call& call, const std::vector<catalog::Object>& objects, const catalog::Author& author) {
  for (const catalog::Object& object : objects) {
    check_may_change(call, object);
    if (const std::vector<User> users = users_of(*call.catalog, object); !users.empty()) {
      throw Error(
          codes::catalog_in_use,
          fmt::format("{} '{}' is not in the folder any more, but still used by {}; nothing "
                      "was changed",
                      to_string(object.kind), object.name, users_text(users)))
          .with_hint("change or delete these first, or put it back into the folder");
    }
    call.catalog->remove(object.kind, object.name, author);
  }
}

void check_changes(const Call& call, const std::vector<Change>& changes) {
  for (const Change& change : changes) {
    if (change.before) check_may_change(call, *change.before);
    refuse_moved_table(*call.catalog, change);
  }
}

}  // namespace

std::vector<Change> changes_of(catalog::Catalog& catalog, const std::vector<Document>& documents) {
  std::vector<Change> changes;
  for (const Document& document : documents) {
    auto present = document.id.empty() ? std::nullopt : catalog.find_by_id(document.id);
    if (!present) present = catalog.find(document.kind, document.name);
    if (present && present->name == document.name && present->body == document.body) continue;
    changes.push_back({document, std::move(present)});
  }
  return changes;
}

std::vector<catalog::Object> objects_of(catalog::Catalog& catalog,
                                        const std::vector<Document>& documents) {
  std::vector<catalog::Object> objects;
  for (const Document& document : documents) {
    if (auto object = catalog.find_by_id(document.id)) objects.push_back(*std::move(object));
  }
  return objects;
}

Saved save_documents(Call& call, const Proposal& propose, Try tries) {
  catalog::Catalog& catalog = *call.catalog;
  const catalog::Author author = author_of(call);
  const Checked checked = check(call, propose);
  const std::vector<Change> wanted = changes_of(catalog, checked.documents);
  check_changes(call, wanted);
  Saved saved;
  saved.findings = Json::array();
  if (tries == Try::yes) {
    std::vector<Document> changed;
    for (const Change& change : wanted) changed.push_back(change.document);
    const bool verifies = !flag_param(call.params, "skip_verification");
    if (verifies) verify_connections(call, changed, checked.documents);
    if (!flag_param(call.params, "skip_model_validation")) {
      saved.findings =
          validate_changed(call, changed, checked.documents, checked.unvalidated, verifies);
    }
  }
  catalog.in_transaction([&] {
    const Checked now = check(call, propose);
    saved.changes = changes_of(catalog, now.documents);
    check_changes(call, saved.changes);
    saved.pruned = objects_of(catalog, now.pruned);
    saved.file_of = now.file_of;
    saved.objects.clear();
    for (const Document& document : now.documents) {
      saved.objects.push_back(catalog.put(document, author));
    }
    prune(call, saved.pruned, author);
    refuse_dangling(catalog, saved.changes);
  });
  return saved;
}

lint::File file_of(const Document& document) {
  // A name that lint is about to refuse is not to break the line of its message.
  return {base::has_control(document.name)
              ? std::string(to_string(document.kind))
              : fmt::format("{} '{}'", to_string(document.kind), document.name),
          base::write_json_pretty(model::write_document(document)), false};
}

void check_may_change(const Call& call, const catalog::Object& present) {
  if (present.kind == Kind::connection) {
    check_roles(call, model::read_connection(document_of(present)));
  }
}

bool was_sent(catalog::Catalog& catalog, const catalog::Object& model) {
  using catalog::RunStatus;
  for (const RunStatus status :
       {RunStatus::success, RunStatus::partial_failure, RunStatus::running, RunStatus::orphaned}) {
    catalog::RunFilter filter;
    filter.model = model.name;
    filter.status = status;
    const auto newest = catalog.runs(filter, {.size = 1, .after = ""}).items;
    // An earlier model may have had the name.
    if (!newest.empty() && newest.front().started_at >= model.created_at) return true;
  }
  return false;
}

catalog::Author author_of(const Call& call) {
  return {call.actor.name, text_param(call.params, "note")};
}

}  // namespace waybill::service
