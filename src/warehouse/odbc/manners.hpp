// What a kind of server wants said around statements over ODBC, as data: one row a dialect.
#ifndef WAYBILL_WAREHOUSE_ODBC_MANNERS_HPP
#define WAYBILL_WAREHOUSE_ODBC_MANNERS_HPP

#include <string_view>

#include "sql/dialect.hpp"
#include "warehouse/odbc/driver.hpp"

namespace waybill::warehouse::odbc {

// Texts that are empty are not sent.
struct ScopeTexts {
  std::string_view open;
  std::string_view undo;
  std::string_view close;
};

struct Manners {
  std::string_view vendor;  // of the config
  const sql::Dialect* dialect = nullptr;
  Family family = Family::generic;  // of the driver that is taken where none is named
  ScopeTexts reading_inside;        // within a transaction
  ScopeTexts reading_outside;
  ScopeTexts writing_inside;
};

const Manners* find_manners(std::string_view vendor);

}  // namespace waybill::warehouse::odbc

#endif
