#include "screen.hpp"

#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <numeric>

namespace waybill::cli {

namespace {

const char* escape_of(Color color) {
  switch (color) {
    case Color::red:
      return "\033[31m";
    case Color::yellow:
      return "\033[33m";
    case Color::green:
      return "\033[32m";
    case Color::bold:
      return "\033[1m";
  }
  return "";
}

std::string colored(bool wanted, Color color, std::string_view text) {
  if (!wanted) return std::string(text);
  return escape_of(color) + std::string(text) + "\033[0m";
}

bool starts_code_point(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

std::size_t shown_width(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_code_point));
}

std::string printable(std::string_view text) {
  constexpr char kHex[] = "0123456789abcdef";
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n') {
      result += "\\n";
    } else if (c == '\t') {
      result += "\\t";
    } else if (byte < 0x20 || byte == 0x7F) {
      result += "\\x";
      result += kHex[byte >> 4];
      result += kHex[byte & 15];
    } else {
      result += c;
    }
  }
  return result;
}

std::string cut(const std::string& text, std::size_t width) {
  if (shown_width(text) <= width) return text;
  std::string result;
  std::size_t shown = 0;
  for (const char c : text) {
    if (starts_code_point(c) && ++shown >= width) break;
    result += c;
  }
  return result + "…";
}

std::string padded(const std::string& text, std::size_t width, bool right) {
  const std::string blanks(width - std::min(width, shown_width(text)), ' ');
  return right ? blanks + text : text + blanks;
}

}  // namespace

Screen::Screen(bool color_wanted, bool live_wanted) {
  const bool out = ::isatty(STDOUT_FILENO) != 0;
  const bool error = ::isatty(STDERR_FILENO) != 0;
  out_color_ = color_wanted && out;
  error_color_ = color_wanted && error;
  live_ = live_wanted && error;
  winsize size{};
  if (out && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) width_ = size.ws_col;
  if (out && width_ == 0) width_ = 80;
}

std::string Screen::on_out(Color color, std::string_view text) const {
  return colored(out_color_, color, text);
}

std::string Screen::on_error(Color color, std::string_view text) const {
  return colored(error_color_, color, text);
}

void Screen::live(std::string_view line) {
  if (!live_) return;
  const std::lock_guard lock(mutex_);
  ::fprintf(stderr, "\r\033[K%.*s", static_cast<int>(line.size()), line.data());
  ::fflush(stderr);
  shown_ = true;
}

void Screen::clear_live() {
  const std::lock_guard lock(mutex_);
  if (!shown_) return;
  ::fputs("\r\033[K", stderr);
  ::fflush(stderr);
  shown_ = false;
}

std::string table(const std::vector<TableColumn>& columns,
                  const std::vector<std::vector<std::string>>& rows, std::size_t width) {
  std::vector<std::vector<std::string>> cells;
  std::vector<std::size_t> widths;
  for (const TableColumn& column : columns) widths.push_back(shown_width(column.title));
  for (const auto& row : rows) {
    auto& shown = cells.emplace_back();
    for (std::size_t i = 0; i < columns.size(); ++i) {
      shown.push_back(printable(row[i]));
      widths[i] = std::max(widths[i], shown_width(shown.back()));
    }
  }
  constexpr std::size_t kGap = 2;
  constexpr std::size_t kNarrowest = 8;
  const auto total = [&] {
    return std::accumulate(widths.begin(), widths.end(), kGap * (widths.size() - 1));
  };
  const auto widest = [&]() -> std::size_t* {
    std::size_t* found = nullptr;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].whole || widths[i] <= kNarrowest) continue;
      if (found == nullptr || widths[i] > *found) found = &widths[i];
    }
    return found;
  };
  while (width != 0 && total() > width) {
    std::size_t* const column = widest();
    if (column == nullptr) break;
    --*column;
  }
  std::string text;
  const auto add_line = [&](auto&& cell_of) {
    std::string line;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (i > 0) line += std::string(kGap, ' ');
      line += padded(cut(cell_of(i), widths[i]), widths[i], columns[i].right);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  };
  add_line([&](std::size_t i) { return columns[i].title; });
  for (const auto& row : cells) add_line([&](std::size_t i) { return row[i]; });
  return text;
}

std::string with_thousands(long long number) {
  std::string digits = std::to_string(number);
  const std::size_t sign = number < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > sign + 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

}  // namespace waybill::cli
