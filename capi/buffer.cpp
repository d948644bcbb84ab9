#include "capi/buffer.hpp"

#include <utility>

namespace waybill::capi {

// The text stays where it is: `reserved` is the string that `ptr` points into.
waybill_buf make_buffer(std::string text) {
  auto* const owner = new std::string(std::move(text));
  return {.ptr = owner->data(), .size = owner->size(), .reserved = owner};
}

}  // namespace waybill::capi

extern "C" void waybill_buf_dispose(waybill_buf* buf) {
  if (buf == nullptr) return;
  delete static_cast<std::string*>(buf->reserved);
  *buf = {};
}
