// What a database of the server holds: schemas, tables, columns, keys, result columns.
#ifndef WAYBILL_WAREHOUSE_POSTGRES_INSPECT_HPP
#define WAYBILL_WAREHOUSE_POSTGRES_INSPECT_HPP

#include <optional>
#include <string>
#include <vector>

#include "warehouse/postgres/connection.hpp"
#include "warehouse/session.hpp"

namespace waybill::warehouse::postgres {

// Those the user may use, the session's own first.
std::vector<std::string> list_schemas(Connection& connection);
std::vector<TableName> list_tables(Connection& connection, const std::string& schema);
std::optional<TableInfo> inspect_table(Connection& connection, const sql::Table& table);
// Of a described statement.
std::vector<ResultColumn> result_columns(Connection& connection, const Result& described);
// Types of columns as the server names them: "numeric(18,4)".
std::vector<std::string> type_names(Connection& connection, const Result& described);
// Whether a column's value as text is the value, whatever the session's settings.
std::vector<bool> exact_as_text(Connection& connection, const Result& described);

}  // namespace waybill::warehouse::postgres

#endif
