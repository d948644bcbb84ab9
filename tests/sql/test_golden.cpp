// The text of every statement, for every dialect, against tests/sql/dialects/; and that no function
// that makes one is left out.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <utility>

#include "base/error.hpp"
#include "golden_cases.hpp"
#include "rows/codec.hpp"
#include "support/golden.hpp"

namespace waybill::tests {
namespace {

using golden::Case;
using rows::Value;
using sql::Dialect;

std::string shown(const std::vector<sql::Statement>& statements) {
  std::string text;
  for (const sql::Statement& statement : statements) {
    text += statement.text + ";\n";
    for (const Value& value : statement.parameters) {
      text += fmt::format("-- ? {} {}\n", rows::to_string(value.type),
                          value.is_null() ? "NULL" : rows::value_text(value));
    }
  }
  return text;
}

// What the warehouse cannot do stands in the golden file too.
std::string made(const Dialect& dialect, const Case& one) {
  try {
    return shown(one.make(dialect));
  } catch (const Error& error) {
    return fmt::format("-- refused: {} {}\n", error.code().id, error.message());
  }
}

// ---- What the headers of src/sql declare

struct Exempt {
  std::string_view name;
  std::string_view why;
};
// Functions of texts that are no statement by themselves.
constexpr auto kPieces = std::to_array<Exempt>({
    {"beside", "around a statement"},
    {"column_list", "a piece"},
    {"created_type", "a piece"},
    {"equal_keys", "a piece"},
    {"kept_comment", "a text"},
    {"key_in", "a piece"},
    {"literal", "a piece"},
    {"qualified", "a piece"},
    {"quote", "a piece"},
    {"row_of", "a piece"},
    {"row_prefix", "a piece"},
    {"staging_name", "a name"},
});
// Members of the structs of texts that are no statement.
constexpr auto kNoStatements = std::to_array<Exempt>({
    {"vendor", "a name"},
    {"utc", "an answer"},
    {"how_to_take_away", "a hint"},
});

template <class Table>
bool holds(const Table& table, std::string_view name) {
  return std::ranges::find(table, name, &Exempt::name) != table.end();
}

std::string without_comments(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text;
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with('#')) text += line.substr(0, line.find("//")) + "\n";
  }
  return text;
}

// What a namespace declares, class bodies left out: "Statement page(const Dialect& dialect, ...)".
std::vector<std::string> declarations(const std::string& text) {
  std::vector<std::string> found;
  std::string one;
  int depth = 0;
  for (const char c : text) {
    if (c == '{') {
      const bool has_body = depth == 1 && one.find_last_not_of(' ') != std::string::npos &&
                            one[one.find_last_not_of(' ')] == ')';
      if (has_body) found.push_back(std::exchange(one, {}));
      if (++depth == 1) one.clear();  // the namespace
    } else if (c == '}') {
      --depth;
    } else if (depth == 1 && c == ';') {
      found.push_back(std::exchange(one, {}));
    } else if (depth == 1) {
      one += c == '\n' ? ' ' : c;
    }
  }
  return found;
}

// The functions that answer a statement, and those that make a text for a dialect or a vendor.
std::set<std::string> statement_functions() {
  static const std::regex kMakes(
      "^\\s*(?:std::optional<|std::vector<)?(Statement|std::string)>?\\s+(\\w+)\\((.*)\\)\\s*$");
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(WAYBILL_SQL_SOURCES)) {
    if (entry.path().extension() != ".hpp") continue;
    for (const std::string& one : declarations(without_comments(entry.path()))) {
      std::smatch match;
      if (!std::regex_match(one, match, kMakes)) continue;
      const std::string parameters = match[3];
      if (match[1] == "Statement" || parameters.starts_with("const Dialect&") ||
          parameters.starts_with("std::string_view vendor")) {
        names.insert(match[2]);
      }
    }
  }
  return names;
}

// The texts of a struct.
std::set<std::string> text_members(const std::string& header, const std::string& structure) {
  const std::string text = without_comments(std::filesystem::path(WAYBILL_SQL_SOURCES) / header);
  const std::size_t begin = text.find("struct " + structure + " {");
  REQUIRE(begin != std::string::npos);
  const std::string body = text.substr(begin, text.find("};", begin) - begin);
  static const std::regex kMember("std::string_view (\\w+)");
  std::set<std::string> names;
  for (std::sregex_iterator it(body.begin(), body.end(), kMember), end; it != end; ++it) {
    names.insert((*it)[1]);
  }
  return names;
}

}  // namespace

TEST_CASE("every statement is the one in its dialect's golden file") {
  const std::filesystem::path folder(WAYBILL_GOLDEN_DIR);
  std::set<std::string> expected;
  const std::vector<Case> all = golden::all_cases();
  for (const Dialect* dialect : sql::dialects()) {
    std::string text;
    for (const Case& one : all) text += fmt::format("-- [{}]\n{}\n", one.name, made(*dialect, one));
    const std::string file = fmt::format("{}.sql", dialect->name);
    expected.insert(file);
    check_golden(folder / file, text);
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    INFO("golden file ", entry.path().string());
    CHECK(expected.count(entry.path().filename().string()) == 1);
  }
}

TEST_CASE("every function that makes a statement has a golden case") {
  std::set<std::string> wanted;
  const std::set<std::string> functions = statement_functions();
  for (const std::string& name : functions) {
    if (!holds(kPieces, name)) wanted.insert(name);
  }
  for (const Exempt& piece : kPieces) {
    INFO("no longer declared: ", piece.name);
    CHECK(functions.count(std::string(piece.name)) == 1);
  }
  std::set<std::string> members = text_members("bound.hpp", "BoundStatements");
  members.merge(text_members("probes.hpp", "Probes"));
  for (const std::string& name : members) {
    if (!holds(kNoStatements, name)) wanted.insert(name);
  }
  for (const Exempt& member : kNoStatements) {
    INFO("no longer a member: ", member.name);
    CHECK(members.count(std::string(member.name)) == 1);
  }
  // Texts of the dialect itself that no function hands out.
  for (const std::string_view name : {"begin_read", "begin_write"}) {
    CHECK(text_members("dialect.hpp", "Dialect").count(std::string(name)) == 1);
    wanted.insert(std::string(name));
  }
  // The reader of headers sees what is there.
  for (const std::string_view known : {"add_key", "page", "widen_column", "merge", "grants_script",
                                       "count_of", "index_probe", "read_different", "savepoint"}) {
    INFO("not found in the headers: ", known);
    CHECK(wanted.count(std::string(known)) == 1);
  }

  std::set<std::string> shown;
  std::set<std::string> names;
  for (const Case& one : golden::all_cases()) {
    shown.insert(std::string(golden::subject_of(one)));
    INFO("two cases have one name: ", one.name);
    CHECK(names.insert(one.name).second);
  }
  for (const std::string& name : wanted) {
    INFO("no golden case: ", name);
    CHECK(shown.count(name) == 1);
  }
  for (const std::string& name : shown) {
    INFO("a case of what no header declares: ", name);
    CHECK(wanted.count(name) == 1);
  }
}

TEST_CASE("every golden case is a statement of one dialect at least") {
  for (const Case& one : golden::all_cases()) {
    INFO(one.name);
    CHECK(std::ranges::any_of(sql::dialects(), [&](const Dialect* dialect) {
      const std::string text = made(*dialect, one);
      return !text.empty() && !text.starts_with("-- refused");
    }));
  }
}

}  // namespace waybill::tests
