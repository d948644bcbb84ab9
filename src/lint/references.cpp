// The rules that look from one document to another: names that clash, and references.
#include "lint/references.hpp"

#include <fmt/format.h>

#include <unordered_map>

#include "base/text.hpp"
#include "lint/show.hpp"
#include "model/references.hpp"

namespace waybill::lint {
namespace {

using base::Json;
using model::Kind;
using model::Reference;

constexpr std::size_t kComparisons = 200'000;  // a tenth of a second or two

void check_reference(const References& on, const Reference& reference, const Json& value,
                     const Spot& at) {
  if (!value.is_string() || value.as_string().empty()) return;
  const std::string& name = value.as_string();
  if (reference.key == "enabled_models" && name == "*") return;
  if (!on.whole && on.registry.all(reference.to).empty()) {
    on.unchecked.add_no(reference.to, "WB7001");
    return;
  }
  if (on.registry.by_name(reference.to, name) != nullptr) return;
  on.findings.add(
      "WB7001", at,
      fmt::format("{}: no {} is named {}", reference.key, to_string(reference.to), shown(name)),
      near_name(on, reference.to, name));
}

void check_names(const References& on, Kind kind) {
  std::unordered_map<std::string, const Doc*> first;
  for (const Doc& doc : on.registry.all(kind)) {
    if (!doc.in_files() || doc.name.empty()) continue;
    const auto [other, is_new] = first.emplace(base::fold_name(doc.name), &doc);
    if (is_new) continue;
    on.findings.add("WB2009", spot(doc, model::name_key(kind)),
                    fmt::format("another {} has the name {}, in {}", to_string(kind),
                                shown(doc.name), escaped(*other->second->file)));
  }
}

// An id belongs to one document of whatever kind.
void check_ids(const References& on) {
  std::unordered_map<std::string, const Doc*> first;
  for (const Kind kind : model::all_kinds()) {
    for (const Doc& doc : on.registry.known(kind)) first.emplace(doc.id, &doc);
  }
  for (const Kind kind : model::all_kinds()) {
    for (const Doc& doc : on.registry.all(kind)) {
      if (!doc.in_files() || text_at(*doc.body, "id") == nullptr) continue;
      const auto [other, is_new] = first.emplace(doc.id, &doc);
      if (is_new) continue;
      const Doc& holder = *other->second;
      if (!holder.in_files() && holder.kind == kind) {
        other->second = &doc;  // this very document, as it is to become
        continue;
      }
      on.findings.add("WB2009", spot(doc, "id"),
                      fmt::format("another document has the id {}: {} {}{}", shown(doc.id),
                                  to_string(holder.kind), shown(holder.name),
                                  holder.in_files() ? ", in " + escaped(*holder.file)
                                                    : std::string(" of the catalog")),
                      "leave the id out of the copy");
    }
  }
}

// A name that the catalog holds under another id.
void check_taken_in_catalog(const References& on, Kind kind) {
  std::unordered_map<std::string, const Doc*> known;
  for (const Doc& doc : on.registry.known(kind)) known.emplace(base::fold_name(doc.name), &doc);
  for (const Doc& doc : on.registry.all(kind)) {
    if (!doc.in_files() || doc.name.empty() || doc.id.empty()) continue;
    const auto other = known.find(base::fold_name(doc.name));
    if (other == known.end() || other->second->id.empty()) continue;
    if (other->second->id == doc.id) continue;
    if (on.registry.by_id(kind, other->second->id) != nullptr) continue;  // renamed by a file
    on.findings.add("WB2009", spot(doc, model::name_key(kind)),
                    fmt::format("the catalog has another {} named {}, with the id {}",
                                to_string(kind), shown(doc.name), shown(other->second->id)),
                    "rename one of the two, or remove the id here to change that one");
  }
}

}  // namespace

void UncheckedRules::add_no(Kind missing, std::string_view code) {
  add(code, fmt::format("no {} is among the documents", to_string(missing)));
}

void UncheckedRules::add(std::string_view code, std::string why) {
  ++counts_[{std::string(code), std::move(why)}];
}

std::vector<Unchecked> UncheckedRules::list() const {
  std::vector<Unchecked> result;
  for (const auto& [rule, count] : counts_) {
    result.push_back(
        {rule.first, fmt::format("{} ({} place{})", rule.second, count, count == 1 ? "" : "s")});
  }
  return result;
}

std::string near_name(const References& on, Kind kind, std::string_view name) {
  const std::size_t count = on.registry.all(kind).size();
  if (count > on.comparisons_left) return "";
  on.comparisons_left -= count;
  return did_you_mean(name, on.registry.names(kind));
}

const Doc* first_in_files(std::initializer_list<const Doc*> documents) {
  for (const Doc* doc : documents) {
    if (doc != nullptr && doc->in_files()) return doc;
  }
  return nullptr;
}

void check_unique_names(const References& on) {
  for (const Kind kind : model::all_kinds()) {
    check_names(on, kind);
    check_taken_in_catalog(on, kind);
  }
  check_ids(on);
}

void check_existence(const References& on) {
  for (const Reference& reference : model::kReferences) {
    if (reference.from == Kind::model) continue;  // its source: check_sources
    for (const Doc& doc : on.registry.all(reference.from)) {
      const Json* value = doc.in_files() ? doc.body->find(reference.key) : nullptr;
      if (value == nullptr) continue;
      const Spot at = spot(doc, reference.key);
      if (!value->is_array()) {
        check_reference(on, reference, *value, at);
        continue;
      }
      for (std::size_t i = 0; i < value->as_array().size(); ++i) {
        const Json& item = value->as_array()[i];
        check_reference(on, reference, item,
                        {at.file, item.place(), base::pointer_join(at.pointer, i)});
      }
    }
  }
}

std::vector<Unchecked> check_references(Findings& findings, std::span<const Doc> documents,
                                        std::span<const Doc> known, const Known& all) {
  const Registry registry(documents, known);
  UncheckedRules unchecked;
  const Deliveries deliveries(registry);
  QueryColumns query_columns;
  std::size_t comparisons_left = kComparisons;
  const References on{findings,      registry,         unchecked, deliveries,
                      query_columns, comparisons_left, all.whole, all.sinks};
  check_unique_names(on);
  check_sources(on);
  check_existence(on);
  check_recipients(on);
  check_places(on);
  check_tenanted_models(on);
  check_queries(on);
  check_sync_models(on);
  check_sink_fields(on);
  check_sent_names(on);
  check_table_clashes(on);
  return unchecked.list();
}

}  // namespace waybill::lint
