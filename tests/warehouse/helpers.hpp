// What the tests of sessions share: error codes, batches from values and back.
#ifndef WAYBILL_TESTS_WAREHOUSE_HELPERS_HPP
#define WAYBILL_TESTS_WAREHOUSE_HELPERS_HPP

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "warehouse/open.hpp"

namespace waybill::tests {

using RowValues = std::vector<rows::Value>;

// The code's id, or "" when nothing was thrown. Checks what every error must have.
std::string code_of(const std::function<void()>& call);
Error error_of(const std::function<void()>& call);
// That the call fails because the connection is lost, with one name and one title in its message.
void check_lost(const std::function<void()>& call);

rows::Value real(double value);
rows::Value number(const rows::Type& type, std::int64_t value);
rows::Value typed(const rows::Type& type, const std::string& text);  // by rows::value_from_text
void append(rows::Column& column, const rows::Value& value);
rows::Batch batch_of(const rows::Schema& schema, const std::vector<RowValues>& values);

struct ReadBack {
  std::vector<RowValues> rows;
  std::vector<warehouse::CellMisfit> misfits;  // row counted over all batches
  std::int64_t truncated = 0;
  std::int64_t batches = 0;
};
ReadBack read_all(warehouse::Session& session, const sql::Statement& statement,
                  const rows::Schema& schema, const warehouse::ReadOptions& options = {});

sql::Statement select_all(const warehouse::Session& session, const sql::Table& table,
                          const rows::Schema& schema, const std::string& order = {});
std::int64_t count_rows(warehouse::Session& session, const std::string& table);

}  // namespace waybill::tests

#endif
