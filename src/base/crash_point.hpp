// Named places where a test build (meson -Dcrash_points=true) can end the process with SIGKILL.
// WAYBILL_CRASH_AT=name[:nth] kills at the nth (default first) passage. Other builds compile to
// nothing.
#ifndef WAYBILL_BASE_CRASH_POINT_HPP
#define WAYBILL_BASE_CRASH_POINT_HPP

namespace waybill::base {

#ifdef WAYBILL_CRASH_POINTS
void crash_point(const char* name);
#else
inline void crash_point(const char*) {}
#endif

}  // namespace waybill::base

#endif
