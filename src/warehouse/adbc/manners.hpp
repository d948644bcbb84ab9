// What a kind of database wants said over ADBC, around statements and about itself, and what its
// driver can and cannot do, as data: one row a vendor. Code asks for a property of a row, never for
// a name.
#ifndef WAYBILL_WAREHOUSE_ADBC_MANNERS_HPP
#define WAYBILL_WAREHOUSE_ADBC_MANNERS_HPP

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "rows/value.hpp"
#include "sql/dialect.hpp"
#include "warehouse/adbc/error.hpp"
#include "warehouse/open.hpp"

namespace waybill::warehouse::adbc {

class Connection;
struct Landing;

using Parameters = std::vector<rows::Value>;

// A statement as the driver gets it.
struct Call {
  std::string text;
  Parameters parameters;
};

// Texts that are empty are not sent.
struct ScopeTexts {
  std::string_view open;
  std::string_view undo;
  std::string_view close;
};

// An option that a driver is given before it connects.
struct Option {
  std::string name;
  std::string value;
  bool secret = false;  // the value is wiped when it was given
};

struct StatementOption {
  const char* name;
  const char* value;
};

// By rows::Logical: a format that makes a value's literal one of its type.
using LiteralForms = std::array<std::string_view, rows::kLogicalCount>;

struct Manners {
  std::string_view vendor;  // of the config
  std::string_view title;
  const sql::Dialect& (*dialect)() = nullptr;

  // The driver's file where the connection names none, its function that is called first, and what
  // to do when there is no such file.
  std::string_view library;
  std::string_view entry_point;
  std::string_view where;
  std::span<const StatementOption> statement_options;

  // A file has one database in a process, whoever opens it; else each session has its own.
  bool one_a_file = false;
  // Its options that all who share it must ask for alike.
  std::span<const std::string_view> alike;
  // A connection whose state nobody knows is replaced by another; else it is given up.
  bool reconnects = false;
  // Of a result that is closed with rows unread the driver would take in all the others.
  bool cancels_unread = false;
  // Values stand in the text. Null: they are bound.
  const LiteralForms* literals = nullptr;

  ScopeTexts reading_inside;  // a transaction
  ScopeTexts reading_outside;
  ScopeTexts writing_inside;
  // Answers in a transaction that can be committed: COMMIT of another would not say so.
  std::string_view before_commit;
  std::string_view now;    // microseconds since 1970
  std::string_view about;  // one row: version, user, protocol and cipher
  // First words of statements that are not for users; sorted.
  std::span<const std::string_view> control;

  std::string (*target)(const ConnectSpec&) = nullptr;  // for messages
  // Throws where the driver would not say why it cannot, or must not try. May be null.
  void (*check_place)(const ConnectSpec&, Access) = nullptr;
  std::vector<Option> (*options)(const ConnectSpec&, Access) = nullptr;
  // Why there is no connection, and why a statement failed.
  Error (*open_error)(const Failure&, const ConnectSpec&, std::string_view target) = nullptr;
  Error (*error)(const Failure&, std::string_view connection) = nullptr;
  // What every session must hold, asked of the database rather than assumed.
  void (*set_up)(Connection&, const ConnectSpec&, Access) = nullptr;
  std::string (*location)(Connection&, const ConnectSpec&) = nullptr;

  std::vector<std::string> (*schemas)(Connection&) = nullptr;
  std::vector<TableName> (*tables)(Connection&, const std::string& schema) = nullptr;
  std::optional<TableInfo> (*table)(Connection&, const sql::Table&) = nullptr;
  std::vector<ResultColumn> (*describe)(Connection&, const Call&) = nullptr;
  // The query with each column as the driver carries it exactly; throws Error(unsupported) where it
  // carries none. Null: as it is.
  Call (*readable)(Connection&, const Call&, const rows::Schema&) = nullptr;
  // All or nothing, by name. `landing` may keep what was found out of the table.
  void (*load)(Connection&, std::optional<Landing>& landing, const sql::Table&,
               const rows::Batch&) = nullptr;
};

// Null: Waybill reaches no such vendor by ADBC.
const Manners* find_manners(std::string_view vendor);

}  // namespace waybill::warehouse::adbc

#endif
