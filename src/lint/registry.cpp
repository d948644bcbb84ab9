// Shelves by kind; what a file replaces of what is known.
#include "lint/registry.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace waybill::lint {

Registry::Registry(std::span<const Doc> documents, std::span<const Doc> known) {
  for (const Doc& doc : documents) {
    shelves_[static_cast<std::size_t>(doc.kind)].documents.push_back(doc);
  }
  for (const Doc& doc : known) {
    shelves_[static_cast<std::size_t>(doc.kind)].known.push_back(doc);
  }
  for (Shelf& shelf : shelves_) fill(shelf);
}

void Registry::fill(Shelf& shelf) {
  const auto index = [&](std::size_t i) {
    const Doc& doc = shelf.documents[i];
    if (!doc.name.empty()) shelf.by_name.emplace(base::fold_name(doc.name), i);
    if (!doc.id.empty()) shelf.by_id.emplace(doc.id, i);
  };
  for (std::size_t i = 0; i < shelf.documents.size(); ++i) index(i);
  const std::size_t in_files = shelf.documents.size();
  for (const Doc& doc : shelf.known) {
    if (shelf.by_id.contains(doc.id)) continue;
    const auto same_name = shelf.by_name.find(base::fold_name(doc.name));
    if (same_name == shelf.by_name.end()) {
      shelf.documents.push_back(doc);
      index(shelf.documents.size() - 1);
    } else if (same_name->second < in_files && shelf.documents[same_name->second].id.empty()) {
      // The file's document is the known one, changed: it keeps its id.
      shelf.documents[same_name->second].id = doc.id;
      index(same_name->second);
    }
  }
}

const std::vector<Doc>& Registry::all(model::Kind kind) const {
  return shelf(kind).documents;
}

const std::vector<Doc>& Registry::known(model::Kind kind) const {
  return shelf(kind).known;
}

const Doc* Registry::by_name(model::Kind kind, std::string_view name) const {
  const Shelf& on = shelf(kind);
  const auto found = on.by_name.find(base::fold_name(name));
  return found == on.by_name.end() ? nullptr : &on.documents[found->second];
}

const Doc* Registry::by_id(model::Kind kind, std::string_view id) const {
  const Shelf& on = shelf(kind);
  const auto found = on.by_id.find(std::string(id));
  return found == on.by_id.end() ? nullptr : &on.documents[found->second];
}

bool Registry::every_id_known(model::Kind kind) const {
  return std::ranges::none_of(all(kind), [](const Doc& doc) { return doc.id.empty(); });
}

std::vector<std::string_view> Registry::names(model::Kind kind) const {
  std::vector<std::string_view> result;
  for (const Doc& doc : all(kind)) {
    if (!doc.name.empty()) result.push_back(doc.name);
  }
  return result;
}

}  // namespace waybill::lint
