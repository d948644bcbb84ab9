// The empty alternative of a std::variant of values.
#ifndef WAYBILL_BASE_NULL_HPP
#define WAYBILL_BASE_NULL_HPP

#include <type_traits>

namespace waybill::base {

// In place of std::monostate, and not trivially copyable on purpose: libstdc++ 12 believes that a
// variant of monostate, numbers and strings always holds something, and when copying its string
// runs out of memory, destroys a string that was never made.
struct Null {
  Null() noexcept = default;
  Null(const Null&) noexcept {}
  Null& operator=(const Null&) noexcept = default;
  ~Null() = default;
  bool operator==(const Null&) const { return true; }
};
static_assert(!std::is_trivially_copyable_v<Null>);

}  // namespace waybill::base

#endif
