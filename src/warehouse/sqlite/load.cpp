// A batch into a table.
#include "warehouse/sqlite/load.hpp"

#include <fmt/format.h>

#include <cmath>

#include "base/error.hpp"
#include "base/text.hpp"
#include "sql/pieces.hpp"

namespace waybill::warehouse::sqlite {
namespace {

void require_finite(const rows::Batch& batch) {
  for (std::size_t i = 0; i < batch.columns.size(); ++i) {
    const rows::Column& column = batch.columns[i];
    if (column.layout() != rows::Layout::float64) continue;
    for (std::int64_t row = 0; row < batch.length; ++row) {
      if (!column.is_null(row) && !std::isfinite(column.float64(row))) {
        throw Error(codes::unsupported,
                    fmt::format("column '{}' holds a NaN or an infinity, which SQLite cannot keep",
                                batch.schema[i].name))
            .with_hint("refuse such rows before they are loaded");
      }
    }
  }
}

struct Showing {
  Showing(BatchTables& of, const rows::Batch& batch) : tables(of) { tables.show(&batch); }
  Showing(const Showing&) = delete;
  Showing& operator=(const Showing&) = delete;
  ~Showing() { tables.show(nullptr); }
  BatchTables& tables;
};

}  // namespace

void load_batch(Database& database, BatchTables& tables, const sql::Table& table,
                const rows::Batch& batch) {
  if (batch.length == 0) return;
  require_finite(batch);
  int result = SQLITE_OK;
  const std::string& source = tables.name(database.handle(), batch.columns.size(), result);
  if (result != SQLITE_OK) database.fail(result);
  const std::vector<std::string> names = rows::names_of(batch.schema);
  const Showing showing(tables, batch);
  // One statement is all or nothing, in and out of a transaction.
  database.run(
      fmt::format("INSERT INTO {} ({}) SELECT * FROM {}", sql::qualified(sql::sqlite(), table),
                  sql::column_list(sql::sqlite(), names), source),
      Gate::writing);
}

}  // namespace waybill::warehouse::sqlite
