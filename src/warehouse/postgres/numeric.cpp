#include "warehouse/postgres/numeric.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "warehouse/postgres/wire.hpp"

namespace waybill::warehouse::postgres {
namespace {

__extension__ typedef unsigned __int128 Wide;  // NOLINT(modernize-use-using)

constexpr std::size_t kHeader = 8;
constexpr std::uint16_t kPositive = 0x0000;
constexpr std::uint16_t kNegative = 0x4000;
constexpr int kGroup = 4;        // decimal digits in a group
constexpr int kWideGroups = 9;   // 36 digits
constexpr int kWideDigits = 38;  // of Wide
constexpr auto kPowers = [] {
  std::array<Wide, kWideDigits + 1> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

// value = groups[0] * 10000^weight + groups[1] * 10000^(weight-1) + ...
struct Header {
  int groups = 0;
  int weight = 0;
  bool negative = false;
  int scale = 0;  // fraction digits shown
  const char* digits = nullptr;

  int group(int at) const { return read_number<std::int16_t>(digits + 2 * at); }
};

rows::Misfit read_header(std::string_view wire, Header& header) {
  if (wire.size() < kHeader) return rows::Misfit::not_of_type;
  header.groups = read_number<std::int16_t>(wire.data());
  header.weight = read_number<std::int16_t>(wire.data() + 2);
  const auto sign = read_number<std::uint16_t>(wire.data() + 4);
  header.scale = read_number<std::int16_t>(wire.data() + 6);
  header.digits = wire.data() + kHeader;
  if (sign != kPositive && sign != kNegative) return rows::Misfit::not_finite;
  header.negative = sign == kNegative;
  const auto size = kHeader + 2 * static_cast<std::size_t>(std::max(0, header.groups));
  return header.groups >= 0 && wire.size() == size ? rows::Misfit::none : rows::Misfit::not_of_type;
}

void append_group(std::string& out, int group) {
  const char digits[kGroup] = {
      static_cast<char>('0' + group / 1000), static_cast<char>('0' + group / 100 % 10),
      static_cast<char>('0' + group / 10 % 10), static_cast<char>('0' + group % 10)};
  out.append(digits, kGroup);
}

void write_text(const Header& header, std::string& out) {
  out.clear();
  if (header.negative) out += '-';
  const std::size_t begin = out.size();
  for (int i = 0; i <= header.weight; ++i)
    append_group(out, i < header.groups ? header.group(i) : 0);
  const std::size_t zeros = std::min(out.find_first_not_of('0', begin), out.size());
  out.erase(begin, zeros - begin);
  if (out.size() == begin) out += '0';
  if (header.scale <= 0) return;
  out += '.';
  const std::size_t end = out.size() + static_cast<std::size_t>(header.scale);
  for (int i = header.weight + 1; out.size() < end; ++i) {
    append_group(out, i >= 0 && i < header.groups ? header.group(i) : 0);
  }
  out.resize(end);
}

void set(rows::Decimal256& out, Wide magnitude, bool negative) {
  const Wide value = negative ? ~magnitude + 1 : magnitude;
  const std::uint64_t fill = negative && magnitude != 0 ? ~std::uint64_t{0} : 0;
  out = {static_cast<std::uint64_t>(value), static_cast<std::uint64_t>(value >> 64), fill, fill};
}

}  // namespace

rows::Misfit numeric_to_text(std::string_view wire, std::string& out) {
  Header header;
  const rows::Misfit misfit = read_header(wire, header);
  if (misfit == rows::Misfit::none) write_text(header, out);
  return misfit;
}

rows::Misfit numeric_to_decimal(std::string_view wire, int precision, int scale,
                                std::string& scratch, rows::Decimal256& out) {
  Header header;
  const rows::Misfit misfit = read_header(wire, header);
  if (misfit != rows::Misfit::none) return misfit;
  // The last group stands for 10^lowest; `shift` more places make it an integer of the scale.
  const int shift = kGroup * (header.weight - header.groups + 1) + scale;
  if (header.groups > kWideGroups || shift < -kWideDigits || shift > 3 || precision > kWideDigits) {
    write_text(header, scratch);
    return rows::parse_decimal(scratch, precision, scale, out);
  }
  Wide value = 0;
  for (int i = 0; i < header.groups; ++i) {
    value = value * 10'000 + static_cast<unsigned>(header.group(i));
  }
  bool lost = false;
  if (shift < 0) {
    const Wide power = kPowers[static_cast<std::size_t>(-shift)];
    lost = value % power != 0;
    value /= power;
  } else {
    // At most 36 digits and two more always fit; the third may not.
    if (header.groups == kWideGroups && shift == 3) {
      write_text(header, scratch);
      return rows::parse_decimal(scratch, precision, scale, out);
    }
    value *= kPowers[static_cast<std::size_t>(shift)];
  }
  if (value >= kPowers[static_cast<std::size_t>(precision)]) return rows::Misfit::out_of_range;
  set(out, value, header.negative);
  return lost ? rows::Misfit::precision_loss : rows::Misfit::none;
}

void append_numeric(std::string& out, std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string_view whole = text.substr(0, point);
  std::string_view fraction = text.substr(std::min(text.size(), point + 1));
  const auto scale = static_cast<std::int16_t>(fraction.size());
  whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size()));

  // The number of digits before the point fills whole groups from the right, those after it from
  // the left.
  const auto whole_groups = static_cast<int>((whole.size() + kGroup - 1) / kGroup);
  const auto fraction_groups = static_cast<int>((fraction.size() + kGroup - 1) / kGroup);
  const auto digit = [&](int at) {  // counted from the point: -1 is the first before it
    if (at < 0) {
      const auto back = static_cast<std::size_t>(-at);
      return back <= whole.size() ? whole[whole.size() - back] - '0' : 0;
    }
    return static_cast<std::size_t>(at) < fraction.size()
               ? fraction[static_cast<std::size_t>(at)] - '0'
               : 0;
  };
  const auto group = [&](int at) {  // 0 is the first after the point
    const int from = at * kGroup;
    return digit(from) * 1000 + digit(from + 1) * 100 + digit(from + 2) * 10 + digit(from + 3);
  };
  int first = -whole_groups;
  int end = fraction_groups;
  while (first < end && group(first) == 0) ++first;
  while (end > first && group(end - 1) == 0) --end;
  const int groups = end - first;
  append_number(out, static_cast<std::int16_t>(groups));
  append_number(out, static_cast<std::int16_t>(groups == 0 ? 0 : -first - 1));
  append_number(out, negative && groups > 0 ? kNegative : kPositive);
  append_number(out, scale);
  for (int i = first; i < end; ++i) append_number(out, static_cast<std::int16_t>(group(i)));
}

}  // namespace waybill::warehouse::postgres
