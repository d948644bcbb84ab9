// Config documents as they are applied: read, linted beside the catalog's, refused when anything in
// them is wrong or would be ignored.
#ifndef WAYBILL_SERVICE_CLEAN_DOCUMENTS_HPP
#define WAYBILL_SERVICE_CLEAN_DOCUMENTS_HPP

#include <vector>

#include "lint/lint.hpp"
#include "model/document.hpp"
#include "service/operation.hpp"

namespace waybill::service {

// The catalog's documents, for references to them.
lint::Known known_documents(catalog::Catalog& catalog);

// What `paths` or `documents` of the call hold, in the order in which they depend on each other.
// Throws Error(lint_failed) or Error(beyond_this_version).
std::vector<model::Document> clean_documents(Call& call);
// The same of files that are there already.
std::vector<model::Document> clean_documents(const Call& call,
                                             const std::vector<lint::File>& files);

}  // namespace waybill::service

#endif
