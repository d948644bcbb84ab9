// Precompiled for every library: the standard headers most rooms use, and fmt.
#ifndef WAYBILL_PCH_STD_PCH_HPP
#define WAYBILL_PCH_STD_PCH_HPP

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#endif
