// Documents on their way into the catalog: linted beside what it holds, tried against their
// warehouses, linted once more when nobody else can write, and saved in one transaction.
#ifndef WAYBILL_SERVICE_SAVE_DOCUMENTS_HPP
#define WAYBILL_SERVICE_SAVE_DOCUMENTS_HPP

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "lint/lint.hpp"
#include "model/document.hpp"
#include "service/operation.hpp"

namespace waybill::service {

struct Change {
  model::Document document;
  std::optional<catalog::Object> before;  // nullopt: it is created
};

// Those of `documents` that are not in the catalog as they are.
std::vector<Change> changes_of(catalog::Catalog& catalog,
                               const std::vector<model::Document>& documents);

// The catalog's objects of these ids.
std::vector<catalog::Object> objects_of(catalog::Catalog& catalog,
                                        const std::vector<model::Document>& documents);

// What is to be saved, made from what the catalog holds: asked for twice, the second time under the
// catalog's write lock. Throws when it may not be.
using Proposal = std::function<std::vector<lint::File>()>;

enum class Try { yes, no };
struct Saved {
  std::vector<catalog::Object> objects;  // all that were proposed, those unchanged as well
  std::vector<std::size_t> file_of;      // which of the proposed files each came from
  std::vector<Change> changes;           // those that got a version
  std::vector<catalog::Object> pruned;   // those that went, as they were
  base::Json findings;                   // of the models' validation; no errors among them
};

// `tries`: connections that change are verified and models validated, as far as the parameters
// skip_verification and skip_model_validation let it. The parameter `note` goes to each version.
Saved save_documents(Call& call, const Proposal& propose, Try tries);

// A document as a file for lint.
lint::File file_of(const model::Document& document);

// Throws Error(forbidden) for a connection of the catalog that the actor may not use: neither may
// it be changed or taken away.
void check_may_change(const Call& call, const catalog::Object& present);

// Whether rows of this model went, or go just now, to a table of its name.
bool was_sent(catalog::Catalog& catalog, const catalog::Object& model);

catalog::Author author_of(const Call& call);

// The answer of an operation that saved one document: the object, `changed` and `findings`.
base::Json saved_one(const Saved& saved);

}  // namespace waybill::service

#endif
