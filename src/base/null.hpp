// The empty alternative of a std::variant of values.
#ifndef WAYBILL_BASE_NULL_HPP
#define WAYBILL_BASE_NULL_HPP

namespace waybill::base {

// In place of std::monostate, and not trivially copyable on purpose: libstdc++ 12 believes that a
// variant of monostate, numbers and strings always holds something, and when copying its string
// runs out of memory, destroys a string that was never made.
struct Null {
  Null() noexcept = default;
  Null(const Null&) noexcept {}
  Null& operator=(const Null&) noexcept { return *this; }
  ~Null() = default;
  bool operator==(const Null&) const { return true; }
};

}  // namespace waybill::base

#endif
