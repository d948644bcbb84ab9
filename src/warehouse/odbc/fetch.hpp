// The rows of an executed statement, a rowset at a time into bound arrays, as batches.
#ifndef WAYBILL_WAREHOUSE_ODBC_FETCH_HPP
#define WAYBILL_WAREHOUSE_ODBC_FETCH_HPP

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "warehouse/odbc/connection.hpp"
#include "warehouse/odbc/decode.hpp"
#include "warehouse/session.hpp"

namespace waybill::warehouse::odbc {

// The rows of one executed statement.
class ResultStream : public RowStream {
 public:
  // The values of ReadOptions::key in the last row that was read, as parameters that find it: of a
  // text what stands there, however it was read. Throws Error(sql_rejected) where one is NULL.
  virtual std::vector<rows::Value> last_key() const = 0;
};

// `statement` was executed with the casts of read_casts() in its select list and is closed and
// freed with the stream. `columns` are those before the casts. The session keeps scope, transaction
// and Connection::streaming; the stream only reads, each call by Connection::call().
std::unique_ptr<ResultStream> open_stream(Connection& connection, StatementHandle statement,
                                          const std::vector<SourceColumn>& columns,
                                          const rows::Schema& schema, const ReadOptions& options);

// A value of a key as a parameter that finds it: a text's own bytes, say, whatever it is read as.
rows::Value as_it_stands(const rows::Type& type, std::string cell);
[[noreturn]] void refuse_key(const Connection& connection, std::string_view column);

// Statement attributes to be set before the statement is prepared.
void prepare_for_reading(StatementHandle& statement);

// One cell of a row that was fetched one by one, whole whatever its length; nullopt: NULL.
// `column` counts from 1.
std::optional<std::string> long_text(Connection& connection, const StatementHandle& statement,
                                     SQLUSMALLINT column);

}  // namespace waybill::warehouse::odbc

#endif
