// Single values as JSON, for a person's page of rows and for dead letters. Exact: what a JSON
// number cannot carry everywhere (bigint, decimal, dates, times, uuid) is text, bytes are base64.
#ifndef WAYBILL_ROWS_JSON_HPP
#define WAYBILL_ROWS_JSON_HPP

#include <cstdint>
#include <optional>

#include "base/json.hpp"
#include "rows/batch.hpp"

namespace waybill::rows {

base::Json cell_json(const Column& column, std::int64_t row);
// Back from that, of the types a key may have; nullopt: it is no value of the type, or NULL.
std::optional<Value> value_from_json(const Type& type, const base::Json& json);
// The same of every type and of NULL; nullopt: it is no value of the type.
std::optional<Value> any_value_from_json(const Type& type, const base::Json& json);
// The same as people write them: numbers in place of texts where they are exact, an instant without
// a zone is UTC, and JSON need not be a text.
std::optional<Value> value_as_written(const Type& type, const base::Json& json);

}  // namespace waybill::rows

#endif
