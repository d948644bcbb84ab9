// Renders query templates for the tests on servers: a line "VENDOR HEX-OF-QUERY HEX-OF-ID" on
// standard input, "sql HEX" or "refused CODE MESSAGE" on standard output. Hex, because ids hold
// anything.
#include <charconv>
#include <iostream>
#include <sstream>
#include <string>

#include "base/error.hpp"
#include "base/text.hpp"
#include "sql/template.hpp"

namespace {

using namespace waybill;

std::string from_hex(std::string_view digits) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
    unsigned value = 0;
    std::from_chars(digits.data() + i, digits.data() + i + 2, value, 16);
    bytes += static_cast<char>(value);
  }
  return bytes;
}

std::string answer(const std::string& line) {
  std::istringstream words(line);
  std::string vendor, query, id;
  words >> vendor >> query >> id;  // an empty id is no word
  const sql::Syntax* syntax = sql::find_syntax(vendor);
  if (syntax == nullptr) return "unknown vendor";
  std::vector<sql::TemplateProblem> problems;
  const auto parsed = sql::Template::parse(from_hex(query), problems);
  for (const auto& problem : parsed.misplaced(*syntax)) problems.push_back(problem);
  if (!problems.empty()) {
    return "refused " + std::string(problems[0].code) + " " + problems[0].message;
  }
  try {
    return "sql " + base::to_hex(parsed.render(*syntax, {.id_in_provider_system = from_hex(id)}));
  } catch (const Error& error) {
    return "refused " + std::string(error.code().id) + " " + error.message();
  }
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << answer(line) << '\n' << std::flush;
  }
  return 0;
}
