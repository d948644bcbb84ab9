// What a kind of server wants said over ODBC around statements and about itself, as data: one row a
// vendor.
#ifndef WAYBILL_WAREHOUSE_ODBC_MANNERS_HPP
#define WAYBILL_WAREHOUSE_ODBC_MANNERS_HPP

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/dialect.hpp"
#include "sql/gate.hpp"
#include "warehouse/odbc/driver.hpp"
#include "warehouse/open.hpp"

namespace waybill::warehouse::odbc {

class Connection;

// Texts that are empty are not sent.
struct ScopeTexts {
  std::string_view open;
  std::string_view undo;
  std::string_view close;
};

struct Manners {
  std::string_view vendor;  // of the config
  std::string_view title;
  const sql::Dialect& (*dialect)() = nullptr;
  Family family = Family::generic;  // of the drivers that reach it
  ScopeTexts reading_inside;        // a transaction
  ScopeTexts reading_outside;
  ScopeTexts writing_inside;
  ScopeTexts writing_outside;
  // Answers 1 in a transaction that can be committed: COMMIT of another would not say so.
  std::string_view before_commit;
  // Microseconds since 1970.
  std::string_view now;

  // One row: version, user, protocol and cipher.
  std::string_view about;

  // Takes the lock that the first row of a result would wait for: the driver does not wait for it
  // again.
  std::string_view before_stream;
  // All rows that were changed so far, and those by the last statement that changed some: where the
  // driver does not count right.
  std::string_view changes;
  // Why a statement must not be run, beyond what the gate says of a reading one.
  std::optional<sql::Refusal> (*refuse)(const sql::Syntax&, std::string_view text,
                                        bool reading) = nullptr;

  // What every session must hold, asked of the server rather than assumed.
  void (*set_up)(Connection&, const ConnectSpec&, Access) = nullptr;
  std::string (*location)(Connection&, const ConnectSpec&) = nullptr;
  std::vector<std::string> (*schemas)(Connection&) = nullptr;
  std::vector<TableName> (*tables)(Connection&, const std::string& schema) = nullptr;
  std::optional<TableInfo> (*table)(Connection&, const sql::Table&) = nullptr;
};

const Manners* find_manners(std::string_view vendor);

}  // namespace waybill::warehouse::odbc

#endif
