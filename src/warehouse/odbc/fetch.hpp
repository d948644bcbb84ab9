// The rows of an executed statement as batches.
#ifndef WAYBILL_WAREHOUSE_ODBC_FETCH_HPP
#define WAYBILL_WAREHOUSE_ODBC_FETCH_HPP

#include <memory>
#include <string_view>
#include <vector>

#include "warehouse/odbc/cell_reader.hpp"
#include "warehouse/odbc/connection.hpp"
#include "warehouse/session.hpp"

namespace waybill::warehouse::odbc {

// The rows of one executed statement.
class ResultStream : public RowStream {
 public:
  // The values of ReadOptions::key in the last row that was read. Throws Error(sql_rejected) where
  // one is NULL.
  virtual std::vector<rows::Value> last_key() const = 0;
};

// Of a key that the next page cannot go by.
[[noreturn]] void refuse_key(const Connection& connection, std::string_view column);

// Where the statement's cursor stands. From elsewhere it scrolls to the first row.
enum class Cursor { before_first, elsewhere };

// `statement` was executed and is closed and freed with the stream. Its columns are readable. The
// session keeps scope, transaction and Connection::streaming; the stream only reads, each call by
// Connection::call().
std::unique_ptr<ResultStream> open_stream(Connection& connection, StatementHandle statement,
                                          const std::vector<SourceColumn>& columns,
                                          const rows::Schema& schema, const ReadOptions& options,
                                          Cursor cursor = Cursor::before_first);

}  // namespace waybill::warehouse::odbc

#endif
