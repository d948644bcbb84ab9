// What the rules share: where a finding stands, the collection of findings, a document under lint.
#ifndef WAYBILL_LINT_CHECK_HPP
#define WAYBILL_LINT_CHECK_HPP

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "lint/lint.hpp"
#include "model/document.hpp"

namespace waybill::lint {

struct Spot {
  std::string_view file;
  base::Place place;
  std::string pointer;
};

class Findings {
 public:
  // Severity is the rule's unless given. The hint falls back to the rule's fix.
  void add(std::string_view code, const Spot& spot, std::string message, std::string hint = "",
           std::optional<Severity> severity = {});
  std::vector<Finding> take_sorted() &&;

 private:
  std::vector<Finding> findings_;
};

// A document and where it stands. One of Known has no file, and no finding stands in it.
struct Doc {
  model::Kind kind = model::Kind::model;
  std::string name;  // empty: none that can be used
  std::string id;
  const base::Json* body = nullptr;
  std::string pointer;  // of the body
  const std::string* file = nullptr;

  bool in_files() const { return file != nullptr; }
};

Spot spot(const Doc& doc);                        // the object: for what is missing
Spot spot(const Doc& doc, std::string_view key);  // the key's value; the object when it is absent
// The value of a key when it is a text that is not empty.
const std::string* text_at(const base::Json& object, std::string_view key);

// Steps below a file, each by its own rules:
// WB1002 to WB1007 of a document's own keys.
void check_duplicates(Findings& findings, const base::Json& value, const Spot& at);
void check_keys(Findings& findings, const base::Json& object, const Spot& at,
                std::span<const model::Key> keys);
// The same of a whole document; a connection's options are those of its vendor.
void check_document_keys(Findings& findings, model::Kind kind, const base::Json& body,
                         const Spot& at);
// WB2xxx to WB4xxx of one model by itself, and the number of its columns.
void check_model(Findings& findings, const Doc& model);
// The rules over documents beside each other.
std::vector<Unchecked> check_references(Findings& findings, std::span<const Doc> documents,
                                        std::span<const Doc> known, const Known& all);

}  // namespace waybill::lint

#endif
