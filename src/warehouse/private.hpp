// A database of SQLite that nobody else sees: in memory, and beyond its cache in a temporary file
// that is gone with the session.
#ifndef WAYBILL_WAREHOUSE_PRIVATE_HPP
#define WAYBILL_WAREHOUSE_PRIVATE_HPP

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "warehouse/session.hpp"

namespace waybill::warehouse {

struct PrivateSpec {
  std::string name;                  // for messages
  std::vector<std::string> schemas;  // to stand beside `main`
  std::int64_t cache_mib = 16;
  std::int64_t statement_s = 0;  // 0: a statement may take any time
};

// Adds what SQLite does not have by itself, once, whatever its letters' case.
void add_schema(PrivateSpec& spec, const std::string& schema);

// `fill` makes its tables in one transaction; afterwards the session only reads. Throws
// Error(unsupported) where there are more schemas than SQLite takes.
std::unique_ptr<Session> open_private(const PrivateSpec& spec,
                                      const std::function<void(Session&)>& fill);

// The same, empty, for as long as it is open: query() reads, everything else may write.
std::unique_ptr<Session> open_empty(const PrivateSpec& spec);

// Why a query that passed the gate is not written in SQLite's own SQL, whatever its tables and
// columns are; empty: it is.
std::string why_not_sqlite(std::string_view query);

}  // namespace waybill::warehouse

#endif
