// A batch with a column of each logical type, and readers of what file sinks write that share no
// code with the writers.
#ifndef WAYBILL_TESTS_SINK_ROWS_OF_EVERY_TYPE_HPP
#define WAYBILL_TESTS_SINK_ROWS_OF_EVERY_TYPE_HPP

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rows/batch.hpp"
#include "sink/sink.hpp"

namespace waybill::tests {

// By name; nullopt: NULL. The operation stands under "" and what a row lacks is not there.
using Row = std::map<std::string, std::optional<std::string>>;

rows::Schema schema_of_every_type();  // key: the first column, "id"
// Rows whose cells are the extremes of their types, numbered from `first`.
rows::Batch rows_of_every_type(std::int64_t first = 1);
std::vector<Row> wanted(const rows::Batch& batch, sink::Operation operation);
rows::Batch keys_alone(const std::vector<std::int64_t>& ids);
// Rows of an id and a text.
rows::Schema schema_of_texts();
rows::Batch texts(std::int64_t first, const std::vector<std::optional<std::string>>& values);

std::vector<Row> read_csv(const std::string& content, const std::string& null_text);
std::vector<Row> read_jsonl(const std::string& content);

}  // namespace waybill::tests

#endif
