// Hands statements to a session for reading, as tests on servers want them: with the gate before
// it, or straight to the session, bare or put between parentheses as a model's query is; or past
// the session's own reading of the text as well, to the server itself, in the scope in which a
// session reads (ODBC alone: the other sessions let the server judge). A line
// "gated|bare|wrapped|server HEX-OF-STATEMENT" on standard input, "ran ROWS" or "refused CODE
// MESSAGE" on standard output.
//
//   attack VENDOR KEY=VALUE...   the options of the connection
#include <charconv>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>

#include "base/error.hpp"
#include "sql/gate.hpp"
#include "warehouse/odbc/connection.hpp"
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

// One connection for statements through a session, one for those past it; each is made when it is
// needed.
struct Attacked {
  std::unique_ptr<warehouse::Session> session;
  std::unique_ptr<warehouse::odbc::Connection> past;
};

std::int64_t run_past(const warehouse::ConnectSpec& spec, Attacked& attacked,
                      const std::string& text) {
  namespace odbc = warehouse::odbc;
  if (!attacked.past) {
    attacked.past = std::make_unique<odbc::Connection>(spec, warehouse::Access::read_only);
  }
  std::size_t rows = 0;
  {
    // Not done(): what it did is undone, as after a stream.
    const odbc::Scope scope(*attacked.past, odbc::Scope::Kind::reading);
    rows = attacked.past->run(text).size();
  }
  // What the statement set would be there for the next one.
  attacked.past.reset();
  return static_cast<std::int64_t>(rows);
}

std::string answer(const warehouse::ConnectSpec& spec, Attacked& attacked,
                   const std::string& line) {
  std::unique_ptr<warehouse::Session>& session = attacked.session;
  std::istringstream words(line);
  std::string how, hex;
  words >> how >> hex;
  std::string text = from_hex(hex);
  try {
    if (how == "server") return "ran " + std::to_string(run_past(spec, attacked, text));
    if (!session) session = warehouse::open_session(spec, warehouse::Access::read_only);
    if (how == "gated") text = sql::single_query(*session->dialect().syntax, text);
    if (how != "bare") text = "SELECT * FROM (\n" + text + "\n) m";
    return "ran " + std::to_string(read(*session, text));
  } catch (const Error& error) {
    // What an attack has broken, the next one finds whole.
    if (how == "server") {
      const bool harmless =
          error.code().id == codes::not_read_only.id || error.code().id == codes::sql_rejected.id;
      if (!harmless) attacked.past.reset();
    } else if (error.code().id != codes::not_read_only.id) {
      session.reset();
    }
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
  Attacked attacked;
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << answer(spec, attacked, line) << std::endl;
  }
  return 0;
}
