// What is known of each family of ODBC drivers, as data. Code asks for a property of a row, never
// for a name.
#ifndef WAYBILL_WAREHOUSE_ODBC_DRIVER_HPP
#define WAYBILL_WAREHOUSE_ODBC_DRIVER_HPP

#include <span>
#include <string>
#include <string_view>

#include "sql/syntax.hpp"

namespace waybill::warehouse::odbc {

enum class Family { psqlodbc, mariadb, sqlite, generic };

// How rows come.
enum class Streaming {
  cursor,       // as they are fetched
  whole_result  // the driver keeps all of them before the first one is fetched
};

enum class WritePath {
  unnest,           // INSERT ... SELECT FROM unnest(?::type[], ...), an array literal a column
  parameter_array,  // INSERT ... VALUES (?, ...) with SQL_ATTR_PARAMSET_SIZE
  rows              // INSERT ... VALUES (?, ...), (?, ...)
};

// Whether rows are asked for as one text each (packed_query.hpp), and what writes it.
enum class Packs {
  nothing,
  concat,     // PostgreSQL's function
  json_array  // SQLite's
};

struct Attribute {
  std::string_view key;
  std::string_view value;
};

struct Driver {
  Family family = Family::generic;
  std::string_view title;    // "psqlODBC"
  std::string_view package;  // Debian's; empty: unknown
  // Drivers of this family: names they are registered under, best first, and parts of file names.
  std::span<const std::string_view> names;
  std::span<const std::string_view> files;
  // Connection-string attributes every session of ours has, whatever else is said.
  std::span<const Attribute> always;

  Streaming streaming = Streaming::whole_result;
  WritePath write = WritePath::rows;
  // Before a statement that is no query: psqlODBC would declare a cursor for WITH ... INSERT.
  std::string_view not_a_query;
  bool cancels_fetch = false;  // else SQLCancel during a fetch would close the cursor under it
  bool carries_outer_blanks = true;  // values of a connection string may begin or end with a blank
  bool reads_braces = true;          // around values of a connection string
  // Forward-only statements without parameters run as they are fetched, all others at once.
  bool steps = false;
  bool waits_for_locks = true;  // else the session waits, so that a cancel ends it
  // SQLCancel also closes the statement it is given, under the call that runs: an idle one of the
  // same connection is cancelled instead.
  bool cancels_by_another = false;
  // Its whole results can be scrolled in.
  bool scrolls = false;
  // Versions, as SQL_DRIVER_VER begins, of which rows may be fetched while another statement of the
  // connection is executed. Empty: of none.
  std::string_view fetches_beside;
  // As the driver wants statements spelled; nullptr: as they are.
  std::string (*spell)(const sql::Syntax& syntax, std::string_view text) = nullptr;
  Packs packs = Packs::nothing;
  // A column may hold values of any type, and the driver does not tell which they are.
  bool has_storage_classes = false;
};

std::span<const Driver> drivers();  // generic last
// By a registered name or a path, as a user writes it or SQLGetInfo(SQL_DRIVER_NAME) answers.
const Driver& driver_of(std::string_view name_or_path);
const Driver& driver_of(Family family);

}  // namespace waybill::warehouse::odbc

#endif
