// What a folder remembers of its documents: ids for those that say none, and which of the
// catalog's it holds no more.
#ifndef WAYBILL_LINT_LOCKED_IDS_HPP
#define WAYBILL_LINT_LOCKED_IDS_HPP

#include <set>
#include <span>
#include <string>

#include "lint/check.hpp"

namespace waybill::lint {

// An id stays unused where the catalog knows the name by another one, the id by another kind, or
// another file claims it.
void adopt_ids(std::span<Doc> documents, const Known& known);

class Pruning {
 public:
  Pruning(std::span<const Doc> documents, const Known& known);
  // Whether a known document came from the folder and stands in no file of it now.
  bool takes(const model::Document& known) const;

 private:
  std::set<std::string> held_;  // ids the folder remembers; empty: nothing is pruned
  std::set<std::string> ids_;   // of the files
  std::set<model::KindAndName> names_;
};

}  // namespace waybill::lint

#endif
