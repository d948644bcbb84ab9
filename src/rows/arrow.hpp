// Batches as Arrow C structs. The moved batch lives until the array is released.
#ifndef WAYBILL_ROWS_ARROW_HPP
#define WAYBILL_ROWS_ARROW_HPP

#include "rows/batch.hpp"
#include "waybill/arrow_abi.h"

namespace waybill::rows {

// Format strings by spec: text and json "u", bytes "z", boolean "b", integer "i", bigint "l",
// decimal(p,s) "d:p,s" or "d:p,s,256", plain decimal "u", float "g", date "tdD", time "ttu",
// timestamp "tsu:UTC", datetime "tsu:", uuid "w:16". Field metadata holds "waybill.type" with the
// logical type's text, so that json, uuid and plain decimal are not lost.
void export_schema(const Schema& schema, ArrowSchema* out);
void export_batch(Batch batch, ArrowArray* out);

}  // namespace waybill::rows

#endif
