// Single values as JSON, for a person's page of rows and for dead letters. Exact: what a JSON
// number cannot carry everywhere (bigint, decimal, dates, times, uuid) is text, bytes are base64.
#ifndef WAYBILL_ROWS_JSON_HPP
#define WAYBILL_ROWS_JSON_HPP

#include <cstdint>

#include "base/json.hpp"
#include "rows/batch.hpp"

namespace waybill::rows {

base::Json cell_json(const Column& column, std::int64_t row);

}  // namespace waybill::rows

#endif
