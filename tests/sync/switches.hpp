// The engine as a test build has it: with named places where a test may step in, and with seeded
// bugs (base/crash_point.hpp, base/seeded_bug.hpp).
#ifndef WAYBILL_TESTS_SYNC_SWITCHES_HPP
#define WAYBILL_TESTS_SYNC_SWITCHES_HPP

#include <functional>

namespace waybill::tests {

// Called at every crash point of the engine; what it throws ends the run there.
std::function<void(const char*)>& at_crash_point();

}  // namespace waybill::tests

#endif
