// Hostile tenant ids in every position of every vendor: the value comes out of the SQL as it went
// in, told by a decoder that shares nothing with the encoder, or is refused for a reason known
// here.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>

#include "base/error.hpp"
#include "base/text.hpp"
#include "sql/lexer.hpp"
#include "sql/template.hpp"

namespace {

using namespace waybill;

unsigned number(std::string_view digits) {
  unsigned value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  return value;
}

std::string unescaped(std::string_view line) {
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] != '\\') {
      out += line[i];
      continue;
    }
    switch (line[++i]) {
      case 'n':
        out += '\n';
        break;
      case 'r':
        out += '\r';
        break;
      case 't':
        out += '\t';
        break;
      case 'e':
        break;
      case 'x':
        out += static_cast<char>(number(line.substr(i + 1, 2)));
        i += 2;
        break;
      case 'u': {
        const std::size_t end = line.find('}', i);
        base::append_utf8(out, number(line.substr(i + 2, end - i - 2)));
        i = end;
        break;
      }
      default:
        REQUIRE(line[i] == '\\');
        out += '\\';
    }
  }
  return out;
}

std::vector<std::string> hostile_ids() {
  std::vector<std::string> ids;
  std::ifstream in(std::filesystem::path(WAYBILL_TEMPLATE_CASES) / "hostile_ids.txt",
                   std::ios::binary);
  REQUIRE(in);
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with("# ") && !line.empty()) ids.push_back(unescaped(line));
  }
  CHECK(ids.size() > 250);
  static constexpr auto pieces = std::to_array<std::string_view>({"'",
                                                                  "\"",
                                                                  "`",
                                                                  "]",
                                                                  "[",
                                                                  "\\",
                                                                  "\n",
                                                                  "\r",
                                                                  "$$",
                                                                  "$a$",
                                                                  "--",
                                                                  "/*",
                                                                  "*/",
                                                                  "#",
                                                                  ";",
                                                                  "a",
                                                                  "Z",
                                                                  "0",
                                                                  "7",
                                                                  "u",
                                                                  "x",
                                                                  "+",
                                                                  "{",
                                                                  "}",
                                                                  "$",
                                                                  "%",
                                                                  " ",
                                                                  "é",
                                                                  "\xf0\x9f\x98\x80",
                                                                  "\u2028",
                                                                  "''",
                                                                  "\\'",
                                                                  "n",
                                                                  "N",
                                                                  "'||'",
                                                                  "?"});
  std::mt19937 random(1);  // NOLINT: the same ids in every run
  for (int i = 0; i < 1000; ++i) {
    std::string id;
    for (std::size_t k = 1 + random() % 8; k > 0; --k) id += pieces[random() % pieces.size()];
    ids.push_back(std::move(id));
  }
  ids.push_back(std::string(100000, '\''));
  ids.push_back(std::string(100000, '\\'));
  return ids;
}

// How one vendor spells what is between quotes, written down here from the vendors' manuals.
struct Rules {
  bool doubles = true;       // the quote is written twice
  bool backslashes = false;  // \\ \' \" \` \n \r \uXXXX
  bool lines = true;         // line breaks may stand as they are
  bool unicode = false;      // \\ is the only backslash
};
constexpr Rules kDoubles;
constexpr Rules kBoth{.backslashes = true};
constexpr Rules kBackslashes{.doubles = false, .backslashes = true};
constexpr Rules kNothing{.doubles = false};

// The value of what stands between quotes; nullopt: the text ends early, or holds what the vendor
// does not read.
std::optional<std::string> decoded(std::string_view body, char quote, const Rules& rules) {
  std::string out;
  for (std::size_t i = 0; i < body.size(); ++i) {
    const char c = body[i];
    if (c == quote) {
      if (!rules.doubles || i + 1 >= body.size() || body[i + 1] != quote) return std::nullopt;
      ++i;
      out += c;
    } else if (c == '\\' && (rules.backslashes || rules.unicode)) {
      if (++i >= body.size()) return std::nullopt;
      const char code = body[i];
      if (code == '\\') {
        out += code;
      } else if (rules.unicode) {
        return std::nullopt;
      } else if (code == '\'' || code == '"' || code == '`') {
        out += code;
      } else if (code == 'n') {
        out += '\n';
      } else if (code == 'r') {
        out += '\r';
      } else if (code == 'u' && i + 4 < body.size()) {
        base::append_utf8(out, number(body.substr(i + 1, 4)));
        i += 4;
      } else {
        return std::nullopt;
      }
    } else if ((c == '\n' || c == '\r') && !rules.lines) {
      return std::nullopt;
    } else {
      out += c;
    }
  }
  return out;
}

struct Position {
  std::string_view before;  // of the value, in the template
  std::string_view after;
  char quote = '\'';
  bool name = false;
  std::map<std::string_view, Rules> vendors;
};

const std::vector<Position>& positions() {
  static const std::map<std::string_view, Rules> texts = {
      {"athena", kDoubles},  {"bigquery", {.doubles = false, .backslashes = true, .lines = false}},
      {"clickhouse", kBoth}, {"databricks", kBackslashes},
      {"duckdb", kDoubles},  {"generic", kDoubles},
      {"mariadb", kBoth},    {"mysql", kBoth},
      {"oracle", kDoubles},  {"postgres", kDoubles},
      {"redshift", kBoth},   {"snowflake", kBoth},
      {"sqlite", kDoubles},  {"sqlserver", kDoubles},
      {"trino", kDoubles}};
  static const std::map<std::string_view, Rules> double_texts = {
      {"bigquery", {.doubles = false, .backslashes = true, .lines = false}},
      {"databricks", kBackslashes},
      {"mariadb", kBoth},
      {"mysql", kBoth}};
  static const std::map<std::string_view, Rules> double_names = {
      {"athena", kDoubles},    {"clickhouse", kBoth},  {"duckdb", kDoubles},
      {"oracle", kNothing},    {"postgres", kDoubles}, {"redshift", kDoubles},
      {"snowflake", kDoubles}, {"sqlite", kDoubles},   {"sqlserver", kDoubles},
      {"trino", kDoubles}};
  static const std::map<std::string_view, Rules> backtick_names = {
      {"bigquery", {.doubles = false, .backslashes = true, .lines = false}},
      {"clickhouse", kBoth},
      {"databricks", kDoubles},
      {"mariadb", kDoubles},
      {"mysql", kDoubles},
      {"sqlite", kDoubles}};
  static const std::map<std::string_view, Rules> unicode = {{"athena", {.unicode = true}},
                                                            {"duckdb", {.unicode = true}},
                                                            {"postgres", {.unicode = true}},
                                                            {"trino", {.unicode = true}}};
  static const std::map<std::string_view, Rules> escapes = {
      {"duckdb", kBoth}, {"postgres", kBoth}, {"redshift", kBoth}};
  static const std::vector<Position> all = {
      {"SELECT '", "'", '\'', false, texts},
      {"SELECT 'it%', 1 WHERE t LIKE '%a", "b%' -- '", '\'', false, texts},
      {"SELECT N'", "' AS a, '''\"'", '\'', false, texts},
      {"SELECT 'a' || '", "' || 'b'", '\'', false, texts},
      {"SELECT \"", "\"", '"', false, double_texts},
      {"SELECT 1 AS \"", "\"", '"', true, double_names},
      {"SELECT 1 AS \"a", "b\", '\"'", '"', true, double_names},
      {"SELECT 1 AS `", "`", '`', true, backtick_names},
      {"SELECT 1 AS [", "]", ']', true, {{"sqlite", kNothing}, {"sqlserver", kDoubles}}},
      {"SELECT E'", "'", '\'', false, escapes},
      {"SELECT E'\\'\\\\", "\\n'", '\'', false, escapes},
      {"SELECT U&'", "'", '\'', false, unicode},
      {"SELECT U&'\\0041''", "\\\\'", '\'', false, unicode},
      {"SELECT 1 AS U&\"", "\"", '"', true, unicode},
  };
  return all;
}

// Why a value may be refused, by what the vendors' manuals say.
bool may_be_refused(const Position& position, std::string_view vendor, std::string_view id) {
  const auto has = [&](std::string_view any) { return id.find_first_of(any) != id.npos; };
  if (id.find('\0') != id.npos || !base::is_utf8(id)) return true;
  if (vendor == "generic" && has("\\")) return true;  // it may be a vendor with escapes
  const bool three_bytes = vendor == "mysql" || vendor == "mariadb";
  const bool beyond =
      std::ranges::any_of(id, [](char c) { return static_cast<unsigned char>(c) >= 0xF0; });
  if (three_bytes && beyond && (position.name || position.before.ends_with("N'"))) return true;
  if (!position.name) {
    return vendor == "sqlserver" && (id.find("\\\n") != id.npos || id.find("\\\r\n") != id.npos);
  }
  static const std::map<std::string_view, std::size_t> bytes = {
      {"athena", 255},   {"bigquery", 1024}, {"clickhouse", 255}, {"databricks", 255},
      {"mariadb", 64},   {"mysql", 64},      {"oracle", 128},     {"postgres", 63},
      {"redshift", 127}, {"snowflake", 255}, {"sqlserver", 128}};
  const bool alone = position.before.ends_with(position.quote) || position.before.ends_with('[');
  if (id.empty() && alone) return true;
  if (three_bytes && alone && !id.empty() &&
      (static_cast<unsigned char>(id[0]) <= ' ' || id[0] == '\x7f'))
    return true;
  const auto most = bytes.find(vendor);
  if (most != bytes.end() && id.size() + (alone ? 0 : 2) > most->second) return true;
  if (vendor == "oracle" && has("\"")) return true;
  if (vendor == "sqlite" && position.quote == ']' && has("]")) return true;
  if (vendor == "bigquery" && has("!\"$()*,./;?@[\\]^`{}~")) return true;
  return vendor == "databricks" && has("{");
}

// Whether the vendor reads the SQL as it would read the same with an x.
bool reads_as_one(const sql::Syntax& syntax, const std::string& sql, const Position& position) {
  const std::string plain = fmt::format("{}x{}", position.before, position.after);
  const auto tokens = sql::lex(syntax, sql);
  const auto wanted = sql::lex(syntax, plain);
  const auto shape = [](const sql::Token& token) {
    return std::tuple(token.kind, token.quote, token.spelling, token.closed);
  };
  return std::ranges::equal(tokens, wanted, {}, shape, shape);
}

}  // namespace

TEST_CASE("a hostile id arrives as itself in every position of every vendor, or is refused") {
  const std::vector<std::string> ids = hostile_ids();
  std::size_t equal = 0;
  std::size_t refused = 0;
  for (const Position& position : positions()) {
    std::vector<sql::TemplateProblem> problems;
    const auto query = sql::Template::parse(
        fmt::format("{}{{{{.IdInProviderSystem}}}}{}", position.before, position.after), problems);
    REQUIRE(problems.empty());
    for (const auto& each : position.vendors) {
      const std::string_view vendor = each.first;
      const Rules& rules = each.second;
      const sql::Syntax* syntax = sql::find_syntax(vendor);
      REQUIRE(syntax != nullptr);
      INFO(vendor, ": ", position.before);
      CHECK(query.misplaced(*syntax).empty());
      for (const std::string& id : ids) {
        INFO("hex of the id: ", base::to_hex(id.substr(0, 200)));
        std::string sql;
        try {
          sql = query.render(*syntax, {.id_in_provider_system = id});
        } catch (const Error& error) {
          CHECK(error.code().id == "WB9115");
          CHECK_MESSAGE(may_be_refused(position, vendor, id), error.message());
          ++refused;
          continue;
        }
        const bool framed = sql.starts_with(position.before) && sql.ends_with(position.after);
        REQUIRE(framed);
        const std::string_view body = std::string_view(sql).substr(
            position.before.size(), sql.size() - position.before.size() - position.after.size());
        CHECK(decoded(body, position.quote, rules) == id);
        CHECK(reads_as_one(*syntax, sql, position));
        ++equal;
      }
    }
  }
  MESSAGE(ids.size(), " ids in ", positions().size(), " positions: ", equal, " equal, ", refused,
          " refused");
  CHECK(equal > 20 * refused / 10);
}

TEST_CASE("what must be refused is, and no more") {
  const auto refused = [](std::string_view vendor, std::string_view query, std::string_view id) {
    std::vector<sql::TemplateProblem> problems;
    try {
      sql::Template::parse(query, problems)
          .render(*sql::find_syntax(vendor), {.id_in_provider_system = std::string(id)});
      return false;
    } catch (const Error&) {
      return true;
    }
  };
  // A backslash before a line break takes both away in SQL Server, wherever the two come from.
  CHECK(refused("sqlserver", "SELECT '{{.IdInProviderSystem}}'", "a\\\nb"));
  CHECK(refused("sqlserver", "SELECT '{{.IdInProviderSystem}}'", "a\\\r\nb"));
  CHECK(refused("sqlserver", "SELECT '{{.IdInProviderSystem}}\n'", "a\\"));
  CHECK(refused("sqlserver", "SELECT '\\{{.IdInProviderSystem}}'", "\na"));
  CHECK(refused("sqlserver", "SELECT '\\{{.IdInProviderSystem}}\n'", ""));
  CHECK(refused("sqlserver", "SELECT '{{.IdInProviderSystem}}{{.IdInProviderSystem}}'", "\na\\"));
  CHECK(!refused("sqlserver", "SELECT '{{.IdInProviderSystem}}'", "a\\b\n"));
  CHECK(!refused("postgres", "SELECT '{{.IdInProviderSystem}}'", "a\\\nb"));
  // An empty value that would leave three quotes: the begin of another kind of text.
  CHECK(refused("bigquery", "SELECT '{{.IdInProviderSystem}}''b'", ""));
  CHECK(!refused("postgres", "SELECT '{{.IdInProviderSystem}}''b'", ""));
  // A value that would close a tag that was open to nothing.
  CHECK(refused("clickhouse", "SELECT $b$, '{{.IdInProviderSystem}}'", "$b$"));
  CHECK(!refused("clickhouse", "SELECT $b$, '{{.IdInProviderSystem}}'", "$c$"));
}
