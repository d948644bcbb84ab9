// A batch as a table that SQL can select from: SQLite's virtual table interface over columns.
#ifndef WAYBILL_WAREHOUSE_SQLITE_BATCH_TABLE_HPP
#define WAYBILL_WAREHOUSE_SQLITE_BATCH_TABLE_HPP

#include <sqlite3.h>

#include <cstddef>
#include <memory>
#include <string>

#include "rows/batch.hpp"

namespace waybill::warehouse::sqlite {

// Tables of one session, one for each number of columns, named c0, c1, ... by position. They are
// empty but for the time of a load. Lives as long as the session's handle is open.
class BatchTables {
 public:
  BatchTables();
  BatchTables(const BatchTables&) = delete;
  BatchTables& operator=(const BatchTables&) = delete;
  ~BatchTables();

  // The name of the table for batches of so many columns. Throws nothing: `result` is SQLite's.
  const std::string& name(sqlite3* handle, std::size_t columns, int& result);
  void show(const rows::Batch* batch);  // nullptr: empty

  struct Shown;

 private:
  std::unique_ptr<Shown> shown_;
};

}  // namespace waybill::warehouse::sqlite

#endif
