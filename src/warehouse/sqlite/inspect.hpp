// What a SQLite file holds: tables, columns, keys, result columns.
#ifndef WAYBILL_WAREHOUSE_SQLITE_INSPECT_HPP
#define WAYBILL_WAREHOUSE_SQLITE_INSPECT_HPP

#include <optional>
#include <string_view>
#include <vector>

#include "warehouse/session.hpp"
#include "warehouse/sqlite/database.hpp"

namespace waybill::warehouse::sqlite {

std::vector<TableName> list_tables(Database& database, const std::string& schema);
std::optional<TableInfo> inspect_table(Database& database, const sql::Table& table);
std::vector<ResultColumn> result_columns(sqlite3_stmt* statement);

// The logical type nearest to a declared one; text where nothing is declared.
rows::Type suggest_type(std::string_view declared);

}  // namespace waybill::warehouse::sqlite

#endif
