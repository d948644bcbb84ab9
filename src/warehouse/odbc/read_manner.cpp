#include "warehouse/odbc/read_manner.hpp"

#include <array>

namespace waybill::warehouse::odbc {
namespace {

constexpr auto kManners = std::to_array<ReadManner>({
    {Family::psqlodbc, SQL_CURSOR_FORWARD_ONLY, Carrier::chars},
    {Family::mariadb, SQL_CURSOR_STATIC, Carrier::bytes, true},
    {Family::sqlite, SQL_CURSOR_FORWARD_ONLY, Carrier::chars},
    {Family::generic, SQL_CURSOR_FORWARD_ONLY, Carrier::chars},
});

}  // namespace

const ReadManner& read_manner_of(const Driver& driver) {
  for (const ReadManner& row : kManners) {
    if (row.family == driver.family) return row;
  }
  return kManners.back();
}

void prepare_for_reading(StatementHandle& statement) {
  statement.set(SQL_ATTR_CURSOR_TYPE, read_manner_of(*statement.context().driver).cursor);
}

}  // namespace waybill::warehouse::odbc
