// Carries out an invocation: call, output, exit code.
#ifndef WAYBILL_CLI_EXECUTE_HPP
#define WAYBILL_CLI_EXECUTE_HPP

#include "arguments.hpp"
#include "interrupt.hpp"

namespace waybill::cli {

// 0 done; 1 findings, changes pending, or a run that committed nothing; 2 usage or unreadable
// input; 3 partial failure; 130 cancelled.
int execute(const Invocation& invocation, Interrupts& interrupts);

}  // namespace waybill::cli

#endif
