// The one exception boundary. Whatever is thrown inside a C function ends here as a status and an
// error.
#ifndef WAYBILL_CAPI_GUARD_HPP
#define WAYBILL_CAPI_GUARD_HPP

#include <exception>
#include <utility>

#include "waybill/waybill.h"

namespace waybill::capi {

// What `body` threw, or null.
template <class Body>
std::exception_ptr caught(Body&& body) noexcept {
  try {
    std::forward<Body>(body)();
    return nullptr;
  } catch (...) {
    return std::current_exception();
  }
}

// An owned error; the static one of waybill_error_free's no-op kind when there is no memory.
waybill_error* make_error(const std::exception_ptr& thrown) noexcept;

template <class Body>
waybill_status guard(waybill_error** err, Body&& body) noexcept {
  if (err != nullptr) *err = nullptr;
  const std::exception_ptr thrown = caught(std::forward<Body>(body));
  if (thrown == nullptr) return WAYBILL_OK;
  waybill_error* const error = make_error(thrown);
  const waybill_status status = waybill_error_status(error);
  if (err != nullptr) {
    *err = error;
  } else {
    waybill_error_free(error);
  }
  return status;
}

}  // namespace waybill::capi

#endif
