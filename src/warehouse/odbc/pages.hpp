// A result page by page, in the order of a unique key: for drivers that keep the whole result of a
// statement before they hand over its first row.
#ifndef WAYBILL_WAREHOUSE_ODBC_PAGES_HPP
#define WAYBILL_WAREHOUSE_ODBC_PAGES_HPP

#include <memory>
#include <string_view>
#include <vector>

#include "rows/value.hpp"
#include "warehouse/odbc/fetch.hpp"

namespace waybill::warehouse::odbc {

// Whether the options name a key that pages can go by, and a transaction keeps them of one state.
bool goes_by_pages(const Connection& connection, const rows::Schema& schema,
                   const ReadOptions& options);

// `query` is one SELECT without a semicolon, `values` its parameters.
std::unique_ptr<RowStream> open_pages(Connection& connection, std::string_view query,
                                      const std::vector<rows::Value>& values,
                                      const std::vector<SourceColumn>& columns,
                                      const rows::Schema& schema, const ReadOptions& options);

}  // namespace waybill::warehouse::odbc

#endif
