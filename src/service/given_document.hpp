// The parameter `document` of a call: one document of a kind that the operation's name says.
#ifndef WAYBILL_SERVICE_GIVEN_DOCUMENT_HPP
#define WAYBILL_SERVICE_GIVEN_DOCUMENT_HPP

#include <string>

#include "lint/lint.hpp"
#include "model/document.hpp"
#include "service/operation.hpp"

namespace waybill::service {

struct GivenDocument {
  lint::File file;
  std::string name;  // empty, as the id, when lint has something to say before
  std::string id;
};

// {"model": {...}} or what stands within, as an object or as text with comments. Throws
// Error(bad_parameter) for a document of another kind and for one without a name.
GivenDocument given_document(const Call& call, model::Kind kind);

}  // namespace waybill::service

#endif
