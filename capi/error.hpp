// waybill_error: a waybill::Error as C reads it, and the one that stands ready for no memory.
#ifndef WAYBILL_CAPI_ERROR_HPP
#define WAYBILL_CAPI_ERROR_HPP

#include "base/error.hpp"
#include "waybill/waybill.h"

namespace waybill::capi {

// Throws std::bad_alloc and nothing else.
waybill_error* new_error(const Error& error);

// Static: takes no memory, and waybill_error_free leaves it alone.
waybill_error* out_of_memory() noexcept;

}  // namespace waybill::capi

#endif
