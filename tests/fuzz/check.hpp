// What a fuzz target does when a promise is broken: the input is kept by whoever runs it.
#ifndef WAYBILL_TESTS_FUZZ_CHECK_HPP
#define WAYBILL_TESTS_FUZZ_CHECK_HPP

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string_view>

#include "sql/syntax.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace waybill::fuzz {

inline void require(bool holds, const char* promise) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// The first byte of an input chooses the vendor: 'a' the first, 'b' the second, ...
inline const sql::Syntax& take_syntax(std::string_view& input) {
  const std::span<const sql::Syntax> all = sql::syntaxes();
  if (input.empty()) return all.front();
  const auto choice = static_cast<unsigned char>(input.front() - 'a');
  input.remove_prefix(1);
  return all[choice % all.size()];
}

}  // namespace waybill::fuzz

#endif
