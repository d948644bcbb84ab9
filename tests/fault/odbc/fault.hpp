// What a test says to the driver that makes failures happen, and asks of it. A driver is one
// module: its rule, counts and handles are those of the whole process.
//
// A rule is one text of words, by blanks:
//   at=N            the Nth call since the rule was given; or
//   call=NAME       a function, without its SQL: Execute. SQLAllocHandle and SQLFreeHandle are
//                   AllocHandle of a statement, AllocConnection, AllocEnvironment, ...
//   nth=N           which of the calls that fit: 1 where nothing is said
//   do=ACTION       see kActions in rule.cpp
//   sql=TEXT        last: a part of the statement's text, blanks and all
// It comes true once. Without a test's own program: WAYBILL_FAULT_RULE holds the rule.
#ifndef WAYBILL_TESTS_FAULT_ODBC_FAULT_HPP
#define WAYBILL_TESTS_FAULT_ODBC_FAULT_HPP

#include <cstddef>

extern "C" {

struct waybill_fault_state {
  long calls;         // since the rule was given
  int fired;          // the rule has come true
  int hanging;        // a call hangs now
  long environments;  // handles that were given out and not taken back
  long connections;
  long statements;
};

// Forgets the rule before, what was recorded and the count of calls. Empty: no fault, calls are
// recorded. 0, or -1: there is no such rule.
int waybill_fault_rule(const char* rule);
waybill_fault_state waybill_fault_look(void);
// A line a call: "3 ExecDirect 1 select version()". Answers its size; writes what fits.
std::size_t waybill_fault_calls(char* to, std::size_t size);
// Path of the driver behind this one; empty: none was found.
const char* waybill_fault_real(void);

}  // extern "C"

#endif
