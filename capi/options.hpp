// Structs of waybill.h that begin with their size, from hosts built with an older or newer header.
#ifndef WAYBILL_CAPI_OPTIONS_HPP
#define WAYBILL_CAPI_OPTIONS_HPP

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string_view>

#include "base/error.hpp"
#include "capi/callback.hpp"
#include "waybill/waybill.h"

namespace waybill::capi {

// How much of a struct its first version had, up to and with `last`.
#define WAYBILL_FIRST_SIZE(type, last) (offsetof(type, last) + sizeof(type::last))

// `given` as this library knows it: what an older host does not say is zero. `first`: its
// WAYBILL_FIRST_SIZE; `name`: of its type.
template <class Options>
Options known_options(const Options& given, std::size_t first, std::string_view name) {
  const std::size_t size = given.struct_size;
  if (size < first) {
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
  std::memcpy(&options, &given, std::min(size, sizeof options));
  return options;
}

// The user_data of what a host registers, whose destroy runs on every path; nobody's where there is
// not enough of the struct to say whose.
template <class Options>
UserData user_data_of(const Options* given, std::size_t first) {
  const bool is_whole = given != nullptr && given->struct_size >= first;
  return UserData(is_whole ? given->user_data : nullptr, is_whole ? given->destroy : nullptr);
}

}  // namespace waybill::capi

#endif
