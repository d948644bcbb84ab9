// What a warehouse is asked to find the instant B: whatever is committed after the read's snapshot
// has a last-modified value of B or later. Data only; sync/bound asks.
#ifndef WAYBILL_SQL_BOUND_HPP
#define WAYBILL_SQL_BOUND_HPP

#include <cstdint>
#include <string_view>

namespace waybill::sql {

struct BoundStatements {
  // One bigint: microseconds since 1970 by the server's clock, of now and not of the transaction.
  std::string_view clock;
  // A row (text, bigint): why no bound can be claimed for a column of a table, or NULL; and the
  // step of the column's values, in microseconds. Parameters: table, table, column; the table as
  // the statement would spell it.
  std::string_view fitness;
  // Rows (text, bigint): the transactions of others in flight that may write, by a name that no
  // later one has while this lasts; and when it began, or NULL where the user may not see that.
  std::string_view in_flight;
  // One bigint: when the oldest transaction was prepared that has left its session and can still
  // be committed; nothing where there is none.
  std::string_view prepared;
  // How far before the clock B has to stay: a session may be held up between the moment that its
  // statement's time is taken and the moment that others can see its transaction.
  std::int64_t guard = 1'000'000;  // microseconds
};

const BoundStatements& postgres_bound();

}  // namespace waybill::sql

#endif
