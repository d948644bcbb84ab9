// A stream of the host program into a table, batch by batch.
#ifndef WAYBILL_WAREHOUSE_HOST_LOAD_HPP
#define WAYBILL_WAREHOUSE_HOST_LOAD_HPP

#include <functional>
#include <string>

#include "rows/host_source.hpp"
#include "sql/statements.hpp"
#include "warehouse/session.hpp"

namespace waybill::warehouse::host {

struct LoadTarget {
  Session& session;
  sql::Table table;
  const rows::HostTable& columns;
  std::string source;           // for messages
  std::function<void()> check;  // throws when cancelled
};

// A value that does not fit its column's type ends it with Error(connect_failed): the host said the
// types itself.
void load(rows::HostSource& source, const rows::ReadHints& hints, const LoadTarget& target);

}  // namespace waybill::warehouse::host

#endif
