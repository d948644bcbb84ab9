// Hands statements to a session for reading, as tests on servers want them: with the gate before
// it, or straight to the session, bare or put between parentheses as a model's query is. A line
// "gated|bare|wrapped HEX-OF-STATEMENT" on standard input, "ran ROWS" or "refused CODE MESSAGE" on
// standard output.
//
//   attack VENDOR KEY=VALUE...   the options of the connection
#include <charconv>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>

#include "base/error.hpp"
#include "sql/gate.hpp"
#include "warehouse/open.hpp"

namespace {

using namespace waybill;

constexpr std::int64_t kMostRows = 1000;

std::string from_hex(std::string_view digits) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
    unsigned value = 0;
    std::from_chars(digits.data() + i, digits.data() + i + 2, value, 16);
    bytes += static_cast<char>(value);
  }
  return bytes;
}

std::int64_t read(warehouse::Session& session, const std::string& text) {
  rows::Schema schema;
  for (const warehouse::ResultColumn& column : session.describe({text, {}})) {
    schema.push_back({column.name, column.suggested});
  }
  const auto stream = session.query({text, {}}, schema, {});
  rows::Batch batch(schema);
  std::vector<warehouse::CellMisfit> misfits;
  std::int64_t rows = 0;
  while (rows < kMostRows && stream->next(batch, misfits)) rows += batch.length;
  return rows;
}

std::string answer(const warehouse::ConnectSpec& spec, std::unique_ptr<warehouse::Session>& session,
                   const std::string& line) {
  std::istringstream words(line);
  std::string how, hex;
  words >> how >> hex;
  std::string text = from_hex(hex);
  try {
    if (!session) session = warehouse::open_session(spec, warehouse::Access::read_only);
    if (how == "gated") text = sql::single_query(*session->dialect().syntax, text);
    if (how != "bare") text = "SELECT * FROM (\n" + text + "\n) m";
    return "ran " + std::to_string(read(*session, text));
  } catch (const Error& error) {
    // What an attack has broken, the next one finds whole.
    if (error.code().id != codes::not_read_only.id) session.reset();
    return "refused " + std::string(error.code().id) + " " + error.message();
  }
}

}  // namespace

int main(int argc, char** argv) {
  warehouse::ConnectSpec spec;
  spec.name = "attacked";
  spec.vendor = argc > 1 ? argv[1] : "";
  spec.statement_s = 5;
  spec.lock_s = 2;
  for (int i = 2; i < argc; ++i) {
    const std::string option = argv[i];
    const std::size_t at = option.find('=');
    if (at == std::string::npos) return 2;
    const std::string key = option.substr(0, at);
    if (key == "ssl_mode") {
      spec.ssl_mode = option.substr(at + 1);
    } else {
      spec.options[key] = option.substr(at + 1);
    }
  }
  std::unique_ptr<warehouse::Session> session;
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << answer(spec, session, line) << std::endl;
  }
  return 0;
}
