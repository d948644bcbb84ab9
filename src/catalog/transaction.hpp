// One change of the catalog, applied whole or not at all; a nested one can fail alone.
#ifndef WAYBILL_CATALOG_TRANSACTION_HPP
#define WAYBILL_CATALOG_TRANSACTION_HPP

#include <functional>

#include "catalog/sqlite_db.hpp"

namespace waybill::catalog {

// Crash points on both sides of a commit; null: none.
struct CommitPoints {
  const char* before = nullptr;
  const char* after = nullptr;
};

// The outermost begins by taking the write lock, so that what `work` reads stays true until it
// commits. It is run again, a few times, when another process was faster.
void in_transaction(Database& database, const std::function<void()>& work,
                    const CommitPoints& points = {});

}  // namespace waybill::catalog

#endif
