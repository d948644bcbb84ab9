// The matrix of docs/types.md: every type's extremes through every session, written and read. Each
// cell is exact or refused by name; anything else fails. WAYBILL_TEST_ACCEPT=1 rewrites the page's
// table, and the test still fails.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <limits>

#include "base/text.hpp"
#include "helpers.hpp"
#include "sql/statements.hpp"
#include "subjects.hpp"

namespace waybill::tests {
namespace {

using rows::Logical;
using rows::Type;
using rows::Value;
using warehouse::Access;

struct Example {
  Type type;
  std::string what;
  Value value;
};

std::string nines(int whole, int fraction) {
  return fmt::format("{:9>{}}.{:9>{}}", "", whole, "", fraction);
}

std::vector<Example> examples() {
  using limits = std::numeric_limits<double>;
  std::vector<Example> all;
  const auto add = [&](Type type, std::string what, Value value) {
    all.push_back({type, std::move(what), std::move(value)});
  };
  const auto text = [&](Logical logical, std::string what, std::string value) {
    add({logical}, std::move(what), {{logical}, std::move(value)});
  };
  const auto parsed = [&](Type type, std::string value) { add(type, value, typed(type, value)); };
  const auto floating = [&](std::string what, double value) {
    add({Logical::floating}, std::move(what), real(value));
  };
  text(Logical::text, "empty", "");
  text(Logical::text, "blanks at both ends", "  a  ");
  text(Logical::text, "quotes, backslash, line feed", "'\"`\\\n");
  text(Logical::text, "outside the basic plane", "🚀 \xF4\x8F\xBF\xBF");
  text(Logical::text, "combining accent", "e\xCC\x81");
  text(Logical::text, "a NUL character", std::string("a\0b", 3));
  text(Logical::text, "4 MiB", std::string(std::size_t{4} << 20, 'x'));
  add({Logical::boolean}, "true", number({Logical::boolean}, 1));
  add({Logical::boolean}, "false", number({Logical::boolean}, 0));
  parsed({Logical::integer}, "-2147483648");
  parsed({Logical::integer}, "2147483647");
  parsed({Logical::bigint}, "-9223372036854775808");
  parsed({Logical::bigint}, "9223372036854775807");
  parsed({Logical::bigint}, "9007199254740993");
  floating("0.1 + 0.2", 0.1 + 0.2);
  floating("greatest", limits::max());
  floating("least above 0", limits::denorm_min());
  floating("-0.0", -0.0);
  floating("NaN", limits::quiet_NaN());
  floating("infinity", limits::infinity());
  floating("-infinity", -limits::infinity());
  parsed({Logical::decimal, 18, 4}, "-99999999999999.9999");
  parsed({Logical::decimal, 18, 4}, "1.5000");
  parsed({Logical::decimal, 38, 9}, nines(29, 9));
  parsed({Logical::decimal, 65, 30}, nines(35, 30));
  parsed({Logical::decimal, 76, 38}, nines(38, 38));
  add({Logical::decimal}, "29 and 9 digits", {{Logical::decimal}, nines(29, 9)});
  add({Logical::decimal}, "1.50", {{Logical::decimal}, "1.50"});
  add({Logical::decimal}, "100 digits", {{Logical::decimal}, std::string(100, '9')});
  std::string every_byte;
  for (int i = 0; i < 256; ++i) every_byte += static_cast<char>(i);
  text(Logical::bytes, "empty", "");
  text(Logical::bytes, "every byte", every_byte);
  text(Logical::bytes, "4 MiB", std::string(std::size_t{4} << 20, '\0'));
  for (const char* day : {"0001-01-01", "1582-10-10", "1969-12-31", "9999-12-31"}) {
    parsed({Logical::date}, day);
  }
  for (const char* time : {"00:00:00.000000", "12:34:56.000001", "23:59:59.999999"}) {
    parsed({Logical::time}, time);
  }
  for (const char* wall : {"0001-01-01T00:00:00.000000", "1969-12-31T23:59:59.999999",
                           "2026-03-29T02:30:00.500000", "9999-12-31T23:59:59.999999"}) {
    parsed({Logical::timestamp}, fmt::format("{}Z", wall));
    parsed({Logical::datetime}, wall);
  }
  text(Logical::json, "null", "null");
  text(Logical::json, "30 digits", "123456789012345678901234567890");
  text(Logical::json, "scale kept", "{\"a\": [1.10, true, null, \"ä\"]}");
  text(Logical::json, "escape of NUL", "\"a\\u0000b\"");
  parsed({Logical::uuid}, "00000000-0000-0000-0000-000000000000");
  parsed({Logical::uuid}, "ffffffff-ffff-ffff-ffff-ffffffffffff");
  std::ranges::stable_sort(all, {}, [](const Example& one) { return one.type.logical; });
  return all;
}

bool identical(const Value& a, const Value& b) {
  const auto* x = std::get_if<double>(&a.data);
  const auto* y = std::get_if<double>(&b.data);
  if (x == nullptr || y == nullptr) return a == b;
  return std::isnan(*x) ? std::isnan(*y)
                        : std::bit_cast<std::uint64_t>(*x) == std::bit_cast<std::uint64_t>(*y);
}

// "exact"; "0.0, equal" where the sign of zero is lost; "equal, nine places" where a plain decimal
// has a scale there; or "refused" with the code. What is neither is a failure of the test.
std::string outcome(warehouse::Session& session, const Example& example, int number) {
  const rows::Schema schema{{"n", {Logical::bigint}}, {"v", example.type}};
  const sql::Table table{"", fmt::format("x{}", number)};
  try {
    session.execute({sql::create_table(session.dialect(), {table, schema, {"n"}}), {}});
    session.ingest(table, batch_of(schema, {{Value::bigint(1), example.value}}));
    const ReadBack got = read_all(session, select_all(session, table, schema), schema);
    REQUIRE(got.rows.size() == 1);
    if (!got.misfits.empty()) {
      return fmt::format("refused, {}", rows::reject_code(got.misfits.front().misfit));
    }
    CHECK(got.truncated == 0);
    if (identical(got.rows[0][1], example.value)) return "exact";
    if (example.type == Type{Logical::decimal} && !got.rows[0][1].is_null() &&
        std::get<std::string>(got.rows[0][1].data) ==
            std::get<std::string>(
                typed({Logical::decimal, 38, 9}, std::get<std::string>(example.value.data)).data)) {
      return "equal, nine places";
    }
    const bool zero = example.type.logical == Logical::floating && got.rows[0][1] == real(0.0) &&
                      example.value == real(-0.0);
    return zero ? "0.0, equal" : "CHANGED";
  } catch (const Error& error) {
    if (error.code().id == codes::internal.id) return "INTERNAL";
    INFO(error.message());
    // By name: the message says which column.
    const bool named = error.message().find("'v'") != std::string::npos ||
                       error.message().find("\"v\"") != std::string::npos ||
                       error.message().find("decimal") != std::string::npos;
    CHECK(named);
    return fmt::format("refused, {}", error.code().id);
  }
}

using Table = std::vector<std::vector<std::string>>;

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  for (std::size_t at = line.find('|'); at != std::string::npos;) {
    const std::size_t end = line.find('|', at + 1);
    if (end == std::string::npos) break;
    cells.emplace_back(base::trim(std::string_view(line).substr(at + 1, end - at - 1)));
    at = end;
  }
  return cells;
}

constexpr std::string_view kBegin = "<!-- matrix: written by tests/warehouse/test_exactness -->\n";
constexpr std::string_view kEnd = "<!-- end of matrix -->\n";

// What the page says today of sessions that cannot run here is kept.
std::string cell_of_page(const Table& page, const std::string& type, const std::string& what,
                         const std::string& subject) {
  if (page.empty()) return "";
  const auto column = std::ranges::find(page.front(), subject);
  if (column == page.front().end()) return "";
  for (const auto& row : page) {
    if (row.size() == page.front().size() && row[0] == type && row[1] == what) {
      return row[static_cast<std::size_t>(column - page.front().begin())];
    }
  }
  return "";
}

}  // namespace

TEST_CASE(
    "every type's extremes are exact or refused by name on every session, as docs/types.md says") {
  const std::string file = std::string(WAYBILL_DOCS_DIR) + "/types.md";
  std::ifstream in(file, std::ios::binary);
  REQUIRE(in);
  const std::string page{std::istreambuf_iterator<char>(in), {}};
  const std::size_t begin = page.find(kBegin);
  const std::size_t end = page.find(kEnd);
  REQUIRE(begin != std::string::npos);
  REQUIRE(end != std::string::npos);
  const std::string written = page.substr(begin + kBegin.size(), end - begin - kBegin.size());
  Table known;
  for (const std::string_view line : base::split(written, '\n')) {
    if (line.starts_with("|")) known.push_back(cells_of(std::string(line)));
  }

  const std::vector<Subject> subjects = all_subjects();
  const std::vector<Example> all = examples();
  std::vector<std::vector<std::string>> results(all.size());
  for (const Subject& subject : subjects) {
    INFO(subject.title);
    const auto place = subject.missing.empty() ? subject.make() : nullptr;
    const auto session = place ? place->open(Access::read_write) : nullptr;
    if (!session) MESSAGE("skipped: ", subject.title, ": ", subject.missing);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::string type = rows::to_string(all[i].type);
      INFO(type, ": ", all[i].what);
      results[i].push_back(
          session ? outcome(*session, all[i], static_cast<int>(i))
                  : cell_of_page(known, type, all[i].what, std::string(subject.title)));
      CHECK(results[i].back() != "CHANGED");
      CHECK(results[i].back() != "INTERNAL");
    }
  }

  std::string matrix = "\n| type | value |";
  std::string rule = "| --- | --- |";
  for (const Subject& subject : subjects) {
    matrix += fmt::format(" {} |", subject.title);
    rule += " --- |";
  }
  matrix += "\n" + rule + "\n";
  for (std::size_t i = 0; i < all.size(); ++i) {
    matrix += fmt::format("| {} | {} |", rows::to_string(all[i].type), all[i].what);
    for (const std::string& cell : results[i]) matrix += fmt::format(" {} |", cell);
    matrix += "\n";
  }
  matrix += "\n";
  const char* accept = std::getenv("WAYBILL_TEST_ACCEPT");
  if (accept != nullptr && std::string(accept) == "1") {
    std::ofstream(file, std::ios::binary)
        << page.substr(0, begin + kBegin.size()) << matrix << page.substr(end);
    FAIL_CHECK("accepted, not checked: run again without WAYBILL_TEST_ACCEPT");
    return;
  }
  CHECK(matrix == written);
}

}  // namespace waybill::tests
