// What a DuckDB database holds: schemas, tables, columns, keys.
#ifndef WAYBILL_WAREHOUSE_ADBC_DUCKDB_CATALOG_HPP
#define WAYBILL_WAREHOUSE_ADBC_DUCKDB_CATALOG_HPP

#include <optional>
#include <string>
#include <vector>

#include "sql/statements.hpp"
#include "warehouse/adbc/connection.hpp"
#include "warehouse/session.hpp"

namespace waybill::warehouse::adbc {

// Of an unqualified name the temporary table comes first, as in SQL; exact case before any case.
std::optional<FoundTable> find_table(Connection& connection, const sql::Table& table);
std::vector<TableColumn> read_columns(Connection& connection, const FoundTable& found);
// Whether it refuses any row: a key, CHECK, NOT NULL, or an index that is unique.
bool is_constrained(Connection& connection, const FoundTable& found);
std::string qualified(const FoundTable& found);

std::vector<std::string> list_schemas(Connection& connection);
std::vector<TableName> list_tables(Connection& connection, const std::string& schema);
std::optional<TableInfo> inspect_table(Connection& connection, const sql::Table& table);

}  // namespace waybill::warehouse::adbc

#endif
