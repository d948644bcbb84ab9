#include "capi/handles.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace waybill::capi {

void throw_null(std::string_view argument) {
  throw Error(codes::bad_handle, fmt::format("the argument `{}` is NULL", argument))
      .with_hint("see the function's comment in waybill.h");
}

void throw_bad_handle(std::string_view handle) {
  throw Error(codes::bad_handle, fmt::format("the argument `{0}` is no live waybill_{0}", handle))
      .with_hint("it was freed already, or is a handle of another kind");
}

void throw_forked(std::string_view handle) {
  throw Error(codes::forked,
              fmt::format("the waybill_{} was made by the process that forked this one", handle))
      .with_hint("make handles after fork(), in the process that uses them");
}

}  // namespace waybill::capi
