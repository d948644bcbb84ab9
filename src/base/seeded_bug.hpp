// Named mistakes at decisive lines, for a test build that shows that the tests find them: it is
// compiled with WAYBILL_SEEDED_BUGS and makes the one that the environment variable
// WAYBILL_SEEDED_BUG names. Everywhere else this is false and compiles to nothing.
#ifndef WAYBILL_BASE_SEEDED_BUG_HPP
#define WAYBILL_BASE_SEEDED_BUG_HPP

#include <string_view>

namespace waybill::base {

// Two names for the linker, so that both builds can stand in one program.
#ifdef WAYBILL_SEEDED_BUGS
inline namespace with_seeded_bugs {
bool seeded_bug(std::string_view name);
}
#else
inline namespace without_seeded_bugs {
constexpr bool seeded_bug(std::string_view) {
  return false;
}
}  // namespace without_seeded_bugs
#endif

}  // namespace waybill::base

#endif
