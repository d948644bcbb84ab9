// Config documents as they are applied: read, linted beside the catalog's, refused when anything in
// them is wrong or would be ignored.
#ifndef WAYBILL_SERVICE_CLEAN_DOCUMENTS_HPP
#define WAYBILL_SERVICE_CLEAN_DOCUMENTS_HPP

#include <vector>

#include "lint/lint.hpp"
#include "model/document.hpp"
#include "service/operation.hpp"

namespace waybill::service {

// What lint is to know beside the call's files: the catalog's documents, the ids that the folders
// among its `paths` remember, and whether `prune` is asked for.
lint::Known known_documents(const Call& call);

struct CleanConfig {
  std::vector<model::Document> documents;  // in the order in which they depend on each other
  std::vector<std::size_t> file_of;        // index into the files of each
  std::vector<model::Document> pruned;     // of the catalog's, in the opposite order
};
// Throws Error(lint_failed) or Error(beyond_this_version).
CleanConfig clean_config(const Call& call, const std::vector<lint::File>& files);

// The documents alone: of what `paths` or `documents` of the call hold, or of files.
std::vector<model::Document> clean_documents(const Call& call);
std::vector<model::Document> clean_documents(const Call& call,
                                             const std::vector<lint::File>& files);

}  // namespace waybill::service

#endif
