#include "lint/locked_ids.hpp"

#include <map>

#include "base/text.hpp"

namespace waybill::lint {

using model::Kind;
using model::kind_and_name;

void adopt_ids(std::span<Doc> documents, const Known& known) {
  if (known.ids.empty()) return;
  std::map<model::KindAndName, std::string> ids;
  for (const LockedId& locked : known.ids) {
    ids.emplace(kind_and_name(locked.kind, locked.name), base::ascii_lower(locked.id));
  }
  std::set<std::string> taken;
  for (const Doc& doc : documents) {
    if (!doc.id.empty()) taken.insert(base::ascii_lower(doc.id));
  }
  std::map<std::string, Kind> kinds;
  for (const model::Document& document : known.documents) {
    ids.erase(kind_and_name(document.kind, document.name));
    kinds.emplace(document.id, document.kind);
  }
  for (Doc& doc : documents) {
    if (!doc.id.empty() || doc.name.empty()) continue;
    const auto found = ids.find(kind_and_name(doc.kind, doc.name));
    if (found == ids.end()) continue;
    const auto kind = kinds.find(found->second);
    if (kind != kinds.end() && kind->second != doc.kind) continue;
    if (taken.insert(found->second).second) doc.id = found->second;
  }
}

Pruning::Pruning(std::span<const Doc> documents, const Known& known) {
  if (!known.prunes) return;
  for (const LockedId& locked : known.ids) held_.insert(base::ascii_lower(locked.id));
  for (const Doc& doc : documents) {
    if (!doc.id.empty()) ids_.insert(base::ascii_lower(doc.id));
    if (!doc.name.empty()) names_.insert(kind_and_name(doc.kind, doc.name));
  }
}

bool Pruning::takes(const model::Document& known) const {
  return held_.contains(known.id) && !ids_.contains(known.id) &&
         !names_.contains(kind_and_name(known.kind, known.name));
}

}  // namespace waybill::lint
