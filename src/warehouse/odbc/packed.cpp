#include "warehouse/odbc/packed.hpp"

#include "warehouse/odbc/packed_postgres.hpp"
#include "warehouse/odbc/packed_sqlite.hpp"

namespace waybill::warehouse::odbc {

PackedQuery pack(Connection& connection, std::string_view query,
                 const std::vector<SourceColumn>& columns, const rows::Schema& schema,
                 const std::vector<bool>& truncate) {
  return connection.driver().packs == Packs::json_array
             ? pack_for_sqlite(connection, query, columns, schema, truncate)
             : pack_for_postgres(connection, query, columns, schema, truncate);
}

}  // namespace waybill::warehouse::odbc
