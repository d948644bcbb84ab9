// Structs of waybill.h that begin with their size, from hosts built with an older or newer header.
#ifndef WAYBILL_CAPI_OPTIONS_HPP
#define WAYBILL_CAPI_OPTIONS_HPP

#include <fmt/format.h>

#include <cstddef>
#include <cstring>
#include <string_view>

#include "base/error.hpp"
#include "waybill/waybill.h"

namespace waybill::capi {

// `given` as this library knows it. `name`: of its type.
template <class Options>
Options known_options(const Options& given, std::string_view name) {
  const std::size_t size = given.struct_size;
  if (size < sizeof(Options)) {
    throw Error(codes::bad_parameter, fmt::format("struct_size of a {} cannot be {}", name, size))
        .with_hint(fmt::format("set it to sizeof({})", name));
  }
  const auto* const bytes = reinterpret_cast<const unsigned char*>(&given);
  for (std::size_t i = sizeof(Options); i < size; ++i) {
    if (bytes[i] == 0) continue;
    throw Error(codes::bad_parameter,
                fmt::format("a {} holds a field that this library does not know", name))
        .with_hint(fmt::format("the host was built with a newer header than Waybill {}",
                               waybill_version()));
  }
  Options options{};
  std::memcpy(&options, &given, sizeof options);
  return options;
}

}  // namespace waybill::capi

#endif
