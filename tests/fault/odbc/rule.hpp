// Which call fails, and how.
#ifndef WAYBILL_TESTS_FAULT_ODBC_RULE_HPP
#define WAYBILL_TESTS_FAULT_ODBC_RULE_HPP

#include <optional>
#include <string>
#include <string_view>

namespace waybill::fault {

enum class Does {
  error,        // not handed on; SQL_ERROR, with the state, or without a word
  after,        // handed on, then the same: what was asked for is done
  info,         // handed on; SQL_SUCCESS_WITH_INFO, 01004
  no_data,      // not handed on; SQL_NO_DATA
  rows,         // handed on; the count of rows is another
  array,        // half of the rows of an array of parameters are carried out
  length,       // handed on; the length of a value is a lie
  hang,         // not handed on; SQL_ERROR after SQLCancel, or when the time is over
  drop,         // the connection is cut, then handed on
  drop_after,   // handed on, then the connection is cut
  drop_answer,  // the server hears, and is heard no more
  kill,         // the process ends by SIGKILL
  kill_after
};

struct Rule {
  long at = 0;       // 0: any
  std::string call;  // empty: any
  long nth = 1;
  std::string sql;  // empty: any
  Does does = Does::error;
  std::string state;  // SQLSTATE, of error and after; empty: without a word
  long number = 0;    // rows: what is added; length: added to the buffer's; hang: milliseconds
};

// nullopt: it is none.
std::optional<Rule> parse_rule(std::string_view text);

}  // namespace waybill::fault

#endif
