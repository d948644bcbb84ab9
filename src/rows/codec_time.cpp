// Dates and times as text. The one hot path of a copy: no allocation, one pass.
#include <date/date.h>

#include <charconv>
#include <cstring>

#include "rows/codec.hpp"

namespace waybill::rows {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;

constexpr std::int32_t days_of(unsigned year, unsigned month, unsigned day) {
  return date::sys_days(date::year(static_cast<int>(year)) / date::month(month) / date::day(day))
      .time_since_epoch()
      .count();
}
constexpr std::int64_t kFirstMicros = days_of(1, 1, 1) * kDay;
constexpr std::int64_t kLastMicros = (days_of(9999, 12, 31) + 1) * kDay - 1;

// 1 or 0: these are joined by &, without a branch each.
unsigned digit(char c, unsigned& value) {
  value = static_cast<unsigned>(static_cast<unsigned char>(c)) - '0';
  return value < 10 ? 1 : 0;
}

unsigned two(const char* at, unsigned& value) {
  unsigned tens = 0, ones = 0;
  const unsigned good = digit(at[0], tens) & digit(at[1], ones);
  value = tens * 10 + ones;
  return good;
}

unsigned six(const char* at, unsigned& value) {
  unsigned a = 0, b = 0, c = 0;
  const unsigned good = two(at, a) & two(at + 2, b) & two(at + 4, c);
  value = (a * 100 + b) * 100 + c;
  return good;
}

unsigned days_in_month(unsigned year, unsigned month) {
  constexpr std::array<std::uint8_t, 13> kDays{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : kDays[month];
}

// "+12345-01-01" and "-0044-03-15" are dates, but not of the years carried here.
Misfit refuse_date(std::string_view text) {
  const bool sign = text.starts_with('-') || text.starts_with('+');
  if (sign) text.remove_prefix(1);
  std::size_t digits = 0;
  unsigned ignored = 0;
  while (digits < text.size() && digit(text[digits], ignored) != 0) ++digits;
  if (digits < 4 || (digits == 4 && !sign)) return Misfit::not_of_type;
  text.remove_prefix(digits);
  const bool date = text.size() >= 6 && text[0] == '-' && two(text.data() + 1, ignored) != 0 &&
                    text[3] == '-' && two(text.data() + 4, ignored) != 0;
  return date ? Misfit::out_of_range : Misfit::not_of_type;
}

// Ten characters at `at`. out_of_range only for a date that is right but for its year.
Misfit read_date(const char* at, std::int32_t& days) {
  unsigned century = 0, year = 0, month = 0, day = 0;
  const unsigned good = two(at, century) & two(at + 2, year) & (at[4] == '-') & two(at + 5, month) &
                        (at[7] == '-') & two(at + 8, day);
  if (good == 0 || month - 1 > 11) return Misfit::not_of_type;
  year += century * 100;
  if (day - 1 >= days_in_month(year, month)) return Misfit::not_of_type;
  if (year == 0) return Misfit::out_of_range;
  days = days_of(year, month, day);
  return Misfit::none;
}

struct Reader {
  const char* at;
  const char* end;
  Misfit misfit = Misfit::none;  // the worst so far of those that still have a form

  bool more() const { return at != end; }
  std::size_t left() const { return static_cast<std::size_t>(end - at); }
};

// "hh:mm", then ":ss", then ".f...".
bool read_clock(Reader& in, std::int64_t& micros) {
  unsigned hour = 0, minute = 0, second = 0;
  if (in.left() < 5 || in.at[2] != ':' || two(in.at, hour) == 0 || two(in.at + 3, minute) == 0) {
    return false;
  }
  in.at += 5;
  if (minute > 59) return false;
  if (hour > 23) in.misfit = Misfit::out_of_range;
  micros = hour * kHour + minute * kMinute;
  if (!in.more() || *in.at != ':') return true;
  if (in.left() < 3 || two(in.at + 1, second) == 0 || second > 60) return false;
  in.at += 3;
  if (second == 60) in.misfit = Misfit::out_of_range;  // a leap second
  micros += second * kSecond;
  if (!in.more() || *in.at != '.') return true;

  ++in.at;
  unsigned fraction = 0;
  unsigned ignored = 0;
  if (in.left() >= 6 && six(in.at, fraction) != 0) {
    in.at += 6;
  } else {
    fraction = 0;
    unsigned value = 0;
    int digits = 0;
    for (; digits < 6 && in.more() && digit(*in.at, value) != 0; ++digits, ++in.at) {
      fraction = fraction * 10 + value;
    }
    if (digits == 0) return false;
    for (; digits < 6; ++digits) fraction *= 10;
  }
  for (; in.more() && digit(*in.at, ignored) != 0; ++in.at) {
    if (ignored != 0 && in.misfit == Misfit::none) in.misfit = Misfit::precision_loss;
  }
  micros += fraction;
  return true;
}

// Z, +hh, +hhmm or +hh:mm, up to the end.
bool read_zone(Reader& in, std::int64_t& offset) {
  const char first = *in.at++;
  if (first == 'Z' || first == 'z') return !in.more();
  if (first != '+' && first != '-') return false;
  unsigned hours = 0, minutes = 0;
  if (in.left() < 2 || two(in.at, hours) == 0) return false;
  in.at += 2;
  if (in.more()) {
    if (*in.at == ':') ++in.at;
    if (in.left() != 2 || two(in.at, minutes) == 0) return false;
  }
  if (hours > 23 || minutes > 59) return false;
  offset = hours * kHour + minutes * kMinute;
  if (first == '-') offset = -offset;
  return true;
}

struct Moment {
  std::int64_t micros = 0;  // of the wall clock
  std::int64_t offset = 0;
  bool zoned = false;
};

Misfit read_moment(std::string_view text, Moment& moment) {
  if (text.size() < 16) return refuse_date(text);
  std::int32_t days = 0;
  Reader in{text.data() + 11, text.data() + text.size()};
  const Misfit date = read_date(text.data(), days);
  if (date == Misfit::not_of_type) return refuse_date(text);
  const char between = text[10];
  if (between != 'T' && between != ' ' && between != 't') return Misfit::not_of_type;
  std::int64_t clock = 0;
  if (!read_clock(in, clock)) return Misfit::not_of_type;
  if (in.more()) {
    moment.zoned = true;
    if (!read_zone(in, moment.offset)) return Misfit::not_of_type;
  }
  moment.micros = days * kDay + clock;
  return date == Misfit::none ? in.misfit : date;
}

// Two digits each, '0' to '9', from a table.
constexpr auto kPairs = [] {
  std::array<char, 200> pairs{};
  for (std::size_t i = 0; i < 100; ++i) {
    pairs[i * 2] = static_cast<char>('0' + i / 10);
    pairs[i * 2 + 1] = static_cast<char>('0' + i % 10);
  }
  return pairs;
}();

char* put_two(char* out, std::uint32_t value) {
  std::memcpy(out, kPairs.data() + value * 2, 2);
  return out + 2;
}

char* put_date(char* out, std::int64_t days) {
  // Whole cycles of 400 years aside, so that any day has a text; date::year is 16 bits wide.
  constexpr std::int64_t kCycle = 146'097;
  std::int64_t cycles = 0;
  if (days < days_of(1, 1, 1) || days > days_of(9999, 12, 31)) {
    cycles = days / kCycle - (days % kCycle < 0 ? 1 : 0);
    days -= cycles * kCycle;
  }
  const date::year_month_day ymd(date::sys_days(date::days(static_cast<int>(days))));
  std::int64_t year = static_cast<int>(ymd.year()) + cycles * 400;
  if (year < 0) {
    *out++ = '-';
    year = -year;
  } else if (year > 9999) {
    *out++ = '+';
  }
  if (year > 9999) {
    out = std::to_chars(out, out + 8, year).ptr;
  } else {
    out = put_two(out, static_cast<std::uint32_t>(year / 100));
    out = put_two(out, static_cast<std::uint32_t>(year % 100));
  }
  *out++ = '-';
  out = put_two(out, static_cast<unsigned>(ymd.month()));
  *out++ = '-';
  return put_two(out, static_cast<unsigned>(ymd.day()));
}

// `micros` within a day.
char* put_clock(char* out, std::int64_t micros) {
  const auto seconds = static_cast<std::uint32_t>(micros / kSecond);
  const auto fraction = static_cast<std::uint32_t>(micros % kSecond);
  out = put_two(out, seconds / 3600);
  *out++ = ':';
  out = put_two(out, seconds / 60 % 60);
  *out++ = ':';
  out = put_two(out, seconds % 60);
  *out++ = '.';
  out = put_two(out, fraction / 10'000);
  out = put_two(out, fraction / 100 % 100);
  return put_two(out, fraction % 100);
}

}  // namespace

Misfit parse_timestamp(std::string_view text, NoZone no_zone, std::int64_t& out_micros) {
  Moment moment;
  const Misfit misfit = read_moment(text, moment);
  if (misfit != Misfit::none && misfit != Misfit::precision_loss) return misfit;
  if (!moment.zoned && no_zone == NoZone::refuse) return Misfit::not_of_type;
  const std::int64_t micros = moment.micros - moment.offset;
  if (micros < kFirstMicros || micros > kLastMicros) return Misfit::out_of_range;
  out_micros = micros;
  return misfit;
}

Misfit parse_datetime(std::string_view text, std::int64_t& out_micros) {
  Moment moment;
  const Misfit misfit = read_moment(text, moment);
  if (misfit == Misfit::not_of_type) return misfit;
  if (moment.zoned) return Misfit::has_zone;
  if (misfit == Misfit::out_of_range) return misfit;
  out_micros = moment.micros;
  return misfit;
}

Misfit parse_date(std::string_view text, std::int32_t& out_days) {
  if (text.size() != 10) return refuse_date(text);
  std::int32_t days = 0;
  const Misfit misfit = read_date(text.data(), days);
  if (misfit == Misfit::not_of_type) return refuse_date(text);
  if (misfit == Misfit::none) out_days = days;
  return misfit;
}

Misfit parse_time(std::string_view text, std::int64_t& out_micros) {
  Reader in{text.data(), text.data() + text.size()};
  std::int64_t clock = 0;
  std::int64_t offset = 0;
  if (!read_clock(in, clock)) return Misfit::not_of_type;
  if (in.more()) return read_zone(in, offset) ? Misfit::has_zone : Misfit::not_of_type;
  if (in.misfit != Misfit::out_of_range) out_micros = clock;
  return in.misfit;
}

char* format_datetime(char* out, std::int64_t micros) {
  std::int64_t days = micros / kDay;
  std::int64_t clock = micros % kDay;
  if (clock < 0) {
    clock += kDay;
    --days;
  }
  out = put_date(out, days);
  *out++ = 'T';
  return put_clock(out, clock);
}

char* format_timestamp(char* out, std::int64_t micros) {
  out = format_datetime(out, micros);
  *out++ = 'Z';
  return out;
}

char* format_date(char* out, std::int32_t days) {
  return put_date(out, days);
}

char* format_time(char* out, std::int64_t micros) {
  // A time outside its day has no text; its remainder stays within the buffer.
  const std::int64_t clock = micros % kDay;
  return put_clock(out, clock < 0 ? clock + kDay : clock);
}

}  // namespace waybill::rows
