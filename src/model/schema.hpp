// The key tables as JSON Schemas (draft 2020-12), for editors and other people's checks.
#ifndef WAYBILL_MODEL_SCHEMA_HPP
#define WAYBILL_MODEL_SCHEMA_HPP

#include "base/json.hpp"
#include "model/document.hpp"

namespace waybill::model {

// A file with a document of this kind. A model may be bare, as in a folder named models.
base::Json json_schema(Kind kind);
// A file with a document of any kind.
base::Json document_schema();

}  // namespace waybill::model

#endif
