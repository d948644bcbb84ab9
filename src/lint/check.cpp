// Findings are collected with their places and put in order.
#include "lint/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/error.hpp"

namespace waybill::lint {

void Findings::add(std::string_view code, const Spot& at, std::string message, std::string hint,
                   std::optional<Severity> severity) {
  const Rule* rule = find_rule(code);
  if (rule == nullptr) throw Error(codes::internal, fmt::format("no rule {}", code));
  if (hint.empty()) hint = rule->fix;
  findings_.push_back({std::string(code), severity.value_or(rule->severity), std::string(at.file),
                       at.place, at.pointer, std::move(message), std::move(hint)});
}

std::vector<Finding> Findings::take_sorted() && {
  std::ranges::stable_sort(findings_, [](const Finding& a, const Finding& b) {
    return std::tie(a.file, a.place.line, a.place.column, a.code, a.pointer, a.message) <
           std::tie(b.file, b.place.line, b.place.column, b.code, b.pointer, b.message);
  });
  return std::move(findings_);
}

Spot spot(const Doc& doc) {
  if (!doc.in_files()) throw Error(codes::internal, "a finding in a document without a file");
  return {*doc.file, doc.body->place(), doc.pointer};
}

Spot spot(const Doc& doc, std::string_view key) {
  Spot at = spot(doc);
  const base::Json* value = doc.body->find(key);
  if (value == nullptr) return at;
  return {at.file, value->place(), base::pointer_join(at.pointer, key)};
}

const std::string* text_at(const base::Json& object, std::string_view key) {
  const base::Json* value = object.find(key);
  if (value == nullptr || !value->is_string() || value->as_string().empty()) return nullptr;
  return &value->as_string();
}

}  // namespace waybill::lint
