// The rows of an executed PackedQuery as batches.
#ifndef WAYBILL_WAREHOUSE_ODBC_PACKED_STREAM_HPP
#define WAYBILL_WAREHOUSE_ODBC_PACKED_STREAM_HPP

#include <memory>

#include "warehouse/odbc/connection.hpp"
#include "warehouse/odbc/packed_query.hpp"
#include "warehouse/session.hpp"

namespace waybill::warehouse::odbc {

// `statement` is closed and freed with the stream. The session keeps scope, transaction and
// Connection::streaming.
std::unique_ptr<RowStream> open_packed_stream(Connection& connection, StatementHandle statement,
                                              std::unique_ptr<RowUnpacker> unpacker,
                                              const rows::Schema& schema,
                                              const ReadOptions& options);

}  // namespace waybill::warehouse::odbc

#endif
