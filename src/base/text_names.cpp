// Names compared without case: folding by a table of letter pairs, and the nearest name.
#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "base/text.hpp"

namespace waybill::base {
namespace {

// Capital letters first..last (each `step`-th), and what leads to the small one. From the simple
// case mappings of UnicodeData.txt, version 14, below U+2000: letters that map there and back.
struct CasePairs {
  std::uint16_t first;
  std::uint16_t last;
  std::uint16_t step;
  std::int16_t to_lower;
};
constexpr auto kCasePairs = std::to_array<CasePairs>({
    {0x0041, 0x005A, 1, 32},    {0x00C0, 0x00D6, 1, 32},   {0x00D8, 0x00DE, 1, 32},
    {0x0100, 0x012E, 2, 1},     {0x0132, 0x0136, 2, 1},    {0x0139, 0x0147, 2, 1},
    {0x014A, 0x0176, 2, 1},     {0x0178, 0x0178, 1, -121}, {0x0179, 0x017D, 2, 1},
    {0x0181, 0x0181, 1, 210},   {0x0182, 0x0184, 2, 1},    {0x0186, 0x0186, 1, 206},
    {0x0187, 0x0187, 1, 1},     {0x0189, 0x018A, 1, 205},  {0x018B, 0x018B, 1, 1},
    {0x018E, 0x018E, 1, 79},    {0x018F, 0x018F, 1, 202},  {0x0190, 0x0190, 1, 203},
    {0x0191, 0x0191, 1, 1},     {0x0193, 0x0193, 1, 205},  {0x0194, 0x0194, 1, 207},
    {0x0196, 0x0196, 1, 211},   {0x0197, 0x0197, 1, 209},  {0x0198, 0x0198, 1, 1},
    {0x019C, 0x019C, 1, 211},   {0x019D, 0x019D, 1, 213},  {0x019F, 0x019F, 1, 214},
    {0x01A0, 0x01A4, 2, 1},     {0x01A6, 0x01A6, 1, 218},  {0x01A7, 0x01A7, 1, 1},
    {0x01A9, 0x01A9, 1, 218},   {0x01AC, 0x01AC, 1, 1},    {0x01AE, 0x01AE, 1, 218},
    {0x01AF, 0x01AF, 1, 1},     {0x01B1, 0x01B2, 1, 217},  {0x01B3, 0x01B5, 2, 1},
    {0x01B7, 0x01B7, 1, 219},   {0x01B8, 0x01B8, 1, 1},    {0x01BC, 0x01BC, 1, 1},
    {0x01C4, 0x01C4, 1, 2},     {0x01C7, 0x01C7, 1, 2},    {0x01CA, 0x01CA, 1, 2},
    {0x01CD, 0x01DB, 2, 1},     {0x01DE, 0x01EE, 2, 1},    {0x01F1, 0x01F1, 1, 2},
    {0x01F4, 0x01F4, 1, 1},     {0x01F6, 0x01F6, 1, -97},  {0x01F7, 0x01F7, 1, -56},
    {0x01F8, 0x021E, 2, 1},     {0x0220, 0x0220, 1, -130}, {0x0222, 0x0232, 2, 1},
    {0x023A, 0x023A, 1, 10795}, {0x023B, 0x023B, 1, 1},    {0x023D, 0x023D, 1, -163},
    {0x023E, 0x023E, 1, 10792}, {0x0241, 0x0241, 1, 1},    {0x0243, 0x0243, 1, -195},
    {0x0244, 0x0244, 1, 69},    {0x0245, 0x0245, 1, 71},   {0x0246, 0x024E, 2, 1},
    {0x0370, 0x0372, 2, 1},     {0x0376, 0x0376, 1, 1},    {0x037F, 0x037F, 1, 116},
    {0x0386, 0x0386, 1, 38},    {0x0388, 0x038A, 1, 37},   {0x038C, 0x038C, 1, 64},
    {0x038E, 0x038F, 1, 63},    {0x0391, 0x03A1, 1, 32},   {0x03A3, 0x03AB, 1, 32},
    {0x03CF, 0x03CF, 1, 8},     {0x03D8, 0x03E0, 2, 1},    {0x03F7, 0x03F7, 1, 1},
    {0x03F9, 0x03F9, 1, -7},    {0x03FA, 0x03FA, 1, 1},    {0x03FD, 0x03FF, 1, -130},
    {0x0400, 0x040F, 1, 80},    {0x0410, 0x042F, 1, 32},   {0x0460, 0x0480, 2, 1},
    {0x048A, 0x04BE, 2, 1},     {0x04C0, 0x04C0, 1, 15},   {0x04C1, 0x04CD, 2, 1},
    {0x04D0, 0x052E, 2, 1},     {0x1E00, 0x1E94, 2, 1},    {0x1EA0, 0x1EFE, 2, 1},
    {0x1F08, 0x1F0F, 1, -8},    {0x1F18, 0x1F1D, 1, -8},   {0x1F28, 0x1F2F, 1, -8},
    {0x1F38, 0x1F3F, 1, -8},    {0x1F48, 0x1F4D, 1, -8},   {0x1F59, 0x1F5F, 2, -8},
    {0x1F68, 0x1F6F, 1, -8},    {0x1FB8, 0x1FB9, 1, -8},   {0x1FBA, 0x1FBB, 1, -74},
    {0x1FC8, 0x1FCB, 1, -86},   {0x1FD8, 0x1FD9, 1, -8},   {0x1FDA, 0x1FDB, 1, -100},
    {0x1FE8, 0x1FE9, 1, -8},    {0x1FEA, 0x1FEB, 1, -112}, {0x1FEC, 0x1FEC, 1, -7},
    {0x1FF8, 0x1FF9, 1, -128},  {0x1FFA, 0x1FFB, 1, -126},
});
static_assert(std::ranges::is_sorted(kCasePairs, {}, &CasePairs::first));

char32_t fold(char32_t c) {
  if (c >= 0x2000) return c;
  const auto after = std::ranges::upper_bound(kCasePairs, c, {}, &CasePairs::first);
  if (after == kCasePairs.begin()) return c;
  const CasePairs& pairs = *(after - 1);
  if (c > pairs.last || (c - pairs.first) % pairs.step != 0) return c;
  return static_cast<char32_t>(static_cast<std::int32_t>(c) + pairs.to_lower);
}

// Takes the character at `at` and moves on. A byte that is no UTF-8 stands for itself, outside
// the range of Unicode.
char32_t next_char(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return static_cast<unsigned char>(text[at++]);
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  const std::string_view bytes = text.substr(at, length);
  if (utf8_prefix(bytes) != length) {
    ++at;
    return 0x110000U + lead;
  }
  at += length;
  char32_t c = lead & (0xFFU >> (length + 1));
  for (const char tail : bytes.substr(1)) c = c << 6 | (static_cast<unsigned char>(tail) & 0x3FU);
  return c;
}

std::u32string folded(std::string_view text) {
  std::u32string result;
  for (std::size_t at = 0; at < text.size();) result += fold(next_char(text, at));
  return result;
}

// Optimal string alignment: insertions, deletions, substitutions, swaps of neighbours.
std::size_t distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = a[i - 1] == b[j - 1];
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

}  // namespace

std::string fold_name(std::string_view utf8) {
  std::string result;
  result.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    if (const char ascii = utf8[at]; static_cast<unsigned char>(ascii) < 0x80) {
      result += ascii >= 'A' && ascii <= 'Z' ? static_cast<char>(ascii - 'A' + 'a') : ascii;
      ++at;
      continue;
    }
    const std::size_t from = at;
    const char32_t c = next_char(utf8, at);
    if (const char32_t small = fold(c); small != c) {
      append_utf8(result, small);
    } else {
      result += utf8.substr(from, at - from);
    }
  }
  return result;
}

bool same_name(std::string_view a, std::string_view b) {
  return fold_name(a) == fold_name(b);
}

std::optional<std::string_view> nearest(std::string_view word,
                                        std::span<const std::string_view> candidates) {
  if (word.empty()) return std::nullopt;
  const std::u32string wanted = folded(word);
  std::optional<std::string_view> best;
  std::size_t best_distance = 0;
  for (const std::string_view candidate : candidates) {
    const std::u32string name = folded(candidate);
    const auto [shorter, longer] = std::minmax({wanted.size(), name.size()});
    const std::size_t limit = std::max<std::size_t>(1, longer / 3);
    if (longer - shorter > limit) continue;
    const std::size_t found = distance(wanted, name);
    if (found > limit || (best && found >= best_distance)) continue;
    best = candidate;
    best_distance = found;
  }
  return best;
}

}  // namespace waybill::base
