#include "catalog/page.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/error.hpp"
#include "base/text.hpp"

namespace waybill::catalog {

namespace {

constexpr std::int64_t max_page_size = 1000;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

std::optional<std::string> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = hex_digit(text[i]);
    const int low = hex_digit(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes.push_back(static_cast<char>(high * 16 + low));
  }
  return bytes;
}

std::optional<Position> parse_position(std::string_view list, std::string_view after) {
  const auto bytes = from_hex(after);
  if (!bytes) return std::nullopt;
  std::string_view rest = *bytes;
  if (!rest.starts_with(list) || rest.substr(list.size(), 1) != ":") return std::nullopt;
  rest.remove_prefix(list.size() + 1);
  Position position;
  const auto [end, error] =
      std::from_chars(rest.data(), rest.data() + rest.size(), position.number);
  const auto used = static_cast<std::size_t>(end - rest.data());
  if (error != std::errc() || rest.substr(used, 1) != ":") return std::nullopt;
  position.text = rest.substr(used + 1);
  return position;
}

}  // namespace

std::string write_position(std::string_view list, const Position& position) {
  return base::to_hex(fmt::format("{}:{}:{}", list, position.number, position.text));
}

std::optional<Position> read_position(std::string_view list, const Page& page) {
  if (page.size < 1 || page.size > max_page_size) {
    throw Error(codes::bad_parameter, fmt::format("A page of {} items was asked for", page.size))
        .with_hint(fmt::format("a page has 1 to {} items", max_page_size))
        .with_path("/page_size");
  }
  if (page.after.empty()) return std::nullopt;
  auto position = parse_position(list, page.after);
  if (!position) {
    throw Error(codes::bad_parameter,
                "The place to continue the list from is not one this list gave")
        .with_hint("pass the `next` of the page before, unchanged and with the same list")
        .with_path("/cursor");
  }
  return position;
}

}  // namespace waybill::catalog
