// Results as C takes them.
#ifndef WAYBILL_CAPI_BUFFER_HPP
#define WAYBILL_CAPI_BUFFER_HPP

#include <string>

#include "waybill/waybill.h"

namespace waybill::capi {

waybill_buf make_buffer(std::string text);

}  // namespace waybill::capi

#endif
