// The program's operator new, made to fail on demand. The shared library allocates through it too.
#ifndef WAYBILL_TESTS_CAPI_FAILING_NEW_HPP
#define WAYBILL_TESTS_CAPI_FAILING_NEW_HPP

#include <cstdint>

namespace waybill::tests {

std::int64_t allocations();  // made so far, by all threads
std::int64_t live_allocations();

// The nth allocation from here fails, once, in whichever thread it is. 0 disarms. Answers whether
// the failure that was armed before has happened.
bool fail_allocation(std::int64_t nth);

}  // namespace waybill::tests

#endif
