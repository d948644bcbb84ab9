// The rows that a unit test of a model gives, as tables of a database of their own.
#ifndef WAYBILL_SERVICE_GIVEN_ROWS_HPP
#define WAYBILL_SERVICE_GIVEN_ROWS_HPP

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "model/document.hpp"
#include "sql/given.hpp"
#include "warehouse/session.hpp"

namespace waybill::service {

struct GivenTable {
  std::string name;  // as the test says it
  sql::Table table;
  std::vector<sql::GivenColumn> columns;
  std::vector<rows::Type> types;               // the model's, else what the values look like
  std::vector<std::vector<rows::Value>> rows;  // by column
};

// `given` is {table: [{column: value}]}. The columns of the model's own table are the model's, and
// have its types; others are what their rows hold. In a schema, where the source has one for each
// tenant, stand the tables that name none. Throws Error(bad_parameter).
std::vector<GivenTable> given_tables(const base::Json& given, const model::Model& model,
                                     const std::string& schema);

// The session only reads.
std::unique_ptr<warehouse::Session> open_given(std::string_view name,
                                               const std::vector<GivenTable>& tables);

}  // namespace waybill::service

#endif
