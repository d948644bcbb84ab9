// Templates by case files: what Go prints, what is refused, and each vendor's SQL.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <map>

#include "base/error.hpp"
#include "base/text.hpp"
#include "sql/template.hpp"
#include "support/golden.hpp"

namespace {

using namespace waybill;
using sql::Template;
using sql::TemplateProblem;
using sql::TemplateValues;
using sql::Variable;

const std::filesystem::path kCases = WAYBILL_TEMPLATE_CASES;

std::string unescaped(std::string_view text) {
  static constexpr std::string_view codes = "n\nt\tr\rv\v\\\\";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t code =
        text[i] == '\\' && i + 1 < text.size() ? codes.find(text[i + 1]) : std::string_view::npos;
    if (code == std::string_view::npos) {
      out += text[i];
    } else {
      out += codes[code + 1];
      ++i;
    }
  }
  return out;
}

using Case = std::map<std::string, std::string>;

// "key: text" lines; a "case:" line begins the next.
std::vector<Case> read_cases(const std::string& file) {
  std::ifstream in(kCases / file, std::ios::binary);
  REQUIRE(in);
  std::vector<Case> cases;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    const std::size_t colon = line.find(':');
    REQUIRE(colon != std::string::npos);
    const std::string key = line.substr(0, colon);
    if (key == "case") cases.emplace_back();
    REQUIRE(!cases.empty());
    cases.back()[key] = line.size() > colon + 1 ? line.substr(colon + 2) : "";
  }
  return cases;
}

void set_value(TemplateValues& values, std::string_view name, std::string_view value) {
  const std::map<std::string_view, std::optional<std::int64_t>*> numbers = {
      {"LastModifiedAtEpoch", &values.last_modified_at_epoch},
      {"LastModifiedAtEpochUpperBound", &values.last_modified_at_epoch_upper_bound}};
  if (const auto number = numbers.find(name); number != numbers.end()) {
    std::int64_t parsed = 0;
    std::from_chars(value.data(), value.data() + value.size(), parsed);
    *number->second = parsed;
    return;
  }
  REQUIRE(name == "IdInProviderSystem");
  REQUIRE(value.size() >= 2);
  values.id_in_provider_system = std::string(value.substr(1, value.size() - 2));
}

// Name=number or Name='text' between blanks.
TemplateValues parse_values(std::string_view text) {
  TemplateValues values;
  while (!text.empty()) {
    const std::size_t equals = text.find('=');
    REQUIRE(equals != std::string_view::npos);
    const std::string_view name = text.substr(0, equals);
    text.remove_prefix(equals + 1);
    const std::size_t end = text[0] == '\'' ? text.find('\'', 1) + 1 : text.find(' ');
    set_value(values, name, text.substr(0, end));
    text = base::trim(text.substr(std::min(text.size(), end)));
  }
  return values;
}

Template parsed(std::string_view text) {
  std::vector<TemplateProblem> problems;
  Template result = Template::parse(text, problems);
  INFO(std::string(text));
  for (const TemplateProblem& problem : problems) FAIL_CHECK(problem.message);
  return result;
}

const sql::Syntax& syntax(std::string_view vendor) {
  const sql::Syntax* found = sql::find_syntax(vendor);
  REQUIRE(found != nullptr);
  return *found;
}

std::string rendered_or_why(const Template& query, const sql::Syntax& vendor,
                            const TemplateValues& values) {
  try {
    return query.render(vendor, values);
  } catch (const Error& error) {
    CHECK(error.code().id == "WB9115");
    CHECK(!error.hint().empty());
    return fmt::format("refused: {}; {}", error.message(), error.hint());
  }
}

std::vector<std::string_view> names_of(const std::vector<TemplateProblem>& problems) {
  std::vector<std::string_view> codes;
  for (const TemplateProblem& problem : problems) codes.push_back(problem.code);
  return codes;
}

}  // namespace

TEST_CASE("a template prints what Go prints") {
  const std::vector<Case> cases = read_cases("go_semantics.txt");
  CHECK(cases.size() > 50);
  for (const Case& each : cases) {
    INFO(each.at("case"));
    const Template query = parsed(unescaped(each.at("query")));
    CHECK(query.render(syntax("postgres"), parse_values(each.at("values"))) ==
          unescaped(each.at("sql")));
  }
}

TEST_CASE("what is no template is refused with every problem and its place") {
  std::string golden;
  const std::vector<Case> cases = read_cases("refused.txt");
  for (const Case& each : cases) {
    const std::string query = unescaped(each.at("query"));
    golden += fmt::format("{}\n  {}\n", each.at("case"), each.at("query"));
    std::vector<TemplateProblem> problems;
    const Template refused = Template::parse(query, problems);
    INFO(each.at("case"));
    CHECK(!problems.empty());
    CHECK(std::ranges::is_sorted(problems, {}, &TemplateProblem::at));
    CHECK(refused.render(syntax("postgres"), {}).empty());
    for (const TemplateProblem& problem : problems) {
      CHECK(problem.at < query.size());
      CHECK(problem.message.find('\n') == std::string::npos);
      CHECK(!problem.hint.empty());
      golden += fmt::format("    {} {}: {}; {}\n", problem.code, problem.at, problem.message,
                            problem.hint);
    }
  }
  tests::check_golden(kCases / "refused.golden", golden);
}

TEST_CASE("each vendor gets its own SQL for hostile values, or a reason") {
  TemplateValues values;
  values.id_in_provider_system = R"(O'Neil \ "x" `y` ] -- /* $$)";
  values.schema = values.primary_key_column_name = values.last_modified_column_name =
      values.organization_column_name = R"(we"ird `n]ame)";
  values.last_modified_at_epoch = -5;
  values.last_modified_at_epoch_upper_bound = 7;
  std::string golden;
  const std::vector<Case> cases = read_cases("places.txt");
  for (const Case& each : cases) {
    const Template query = parsed(unescaped(each.at("query")));
    golden += fmt::format("{}\n  {}\n", each.at("case"), each.at("query"));
    std::vector<std::pair<std::string, std::string>> answers;  // vendors, what they get
    for (const sql::Syntax& vendor : sql::syntaxes()) {
      if (each.contains("vendors") &&
          fmt::format(" {} ", each.at("vendors")).find(fmt::format(" {} ", vendor.vendor)) ==
              std::string::npos) {
        continue;
      }
      std::string answer;
      const std::vector<TemplateProblem> problems = query.misplaced(vendor);
      for (const TemplateProblem& problem : problems) {
        CHECK(problem.code == "WB5004");
        answer += fmt::format("    {} {}: {}; {}\n", problem.code, problem.at, problem.message,
                              problem.hint);
      }
      const std::string sql = rendered_or_why(query, vendor, values);
      // A value may stand wrong on a path that these values do not take.
      if (!problems.empty() && !each.contains("also")) CHECK(sql.starts_with("refused:"));
      if (problems.empty()) answer = fmt::format("    {}\n", sql);
      const auto same =
          std::ranges::find(answers, answer, &std::pair<std::string, std::string>::second);
      if (same != answers.end()) {
        same->first += fmt::format(" {}", vendor.vendor);
      } else {
        answers.emplace_back(vendor.vendor, answer);
      }
    }
    for (const auto& [vendors, answer] : answers)
      golden += fmt::format("  {}:\n{}", vendors, answer);
  }
  tests::check_golden(kCases / "places.golden", golden);
}

TEST_CASE("a template knows what it uses, and where first") {
  const Template query = parsed("SELECT '{{.IdInProviderSystem}}'{{if .Schema}}{{.Schema}}{{end}}");
  CHECK(query.uses(Variable::id_in_provider_system));
  CHECK(query.uses(Variable::schema));
  CHECK(!query.uses(Variable::last_modified_at_epoch));
  CHECK(query.first_use(Variable::id_in_provider_system) == 10);
  CHECK(query.first_use(Variable::schema) == 37);
  CHECK(!query.first_use(Variable::last_modified_at_epoch));
  CHECK(parsed("{{with .Schema}}{{.}}{{end}}").first_use(Variable::schema) == 7);
  CHECK(!Template().uses(Variable::schema));
}

TEST_CASE("samples are one per path, without repeats") {
  const auto& postgres = syntax("postgres");
  CHECK(parsed("SELECT 1").samples(postgres) == std::vector<std::string>{"SELECT 1"});
  CHECK(parsed("a{{if .Schema}}b{{end}}{{if .Schema}}c{{end}}").samples(postgres) ==
        std::vector<std::string>{"abc", "a"});
  CHECK(parsed("{{if .Schema}}a{{else if .LastModifiedAtEpoch}}b{{else}}c{{end}}")
            .samples(postgres) == std::vector<std::string>{"a", "b", "c"});
  CHECK(parsed("{{if .Schema}}a{{end}}{{if .LastModifiedAtEpoch}}a{{end}}").samples(postgres) ==
        std::vector<std::string>{"aa", "a", ""});
  CHECK(parsed("SELECT '{{.IdInProviderSystem}}', {{.Schema}}.a, {{.LastModifiedAtEpoch}}, "
               "{{.IdInProviderSystem}}, /* {{.Schema}} */ 1")
            .samples(postgres) == std::vector<std::string>{"SELECT 'x', \"x\".a, 1,  , /*   */ 1"});
  std::string all;
  for (const sql::VariableInfo& variable : sql::template_variables()) {
    all += fmt::format("{{{{if .{0}}}}}{0}{{{{end}}}}", variable.name);
  }
  CHECK(parsed(all).samples(postgres).size() == 128);
}

TEST_CASE("what stands wrong on one path only is found, once") {
  const Template query = parsed(
      "SELECT {{if .Schema}}'{{end}}{{.IdInProviderSystem}}{{if .Schema}}'{{end}}"
      "{{if .LastModifiedAtEpoch}}, 1{{end}}");
  const std::vector<TemplateProblem> problems = query.misplaced(syntax("postgres"));
  CHECK(names_of(problems) == std::vector<std::string_view>{"WB5004"});
  TemplateValues values;
  values.id_in_provider_system = "a'b";
  CHECK(rendered_or_why(query, syntax("postgres"), values).starts_with("refused"));
  values.schema = "s";
  CHECK(query.render(syntax("postgres"), values) == "SELECT 'a''b'");
}

TEST_CASE("an absent value is refused by name and place, and lint does not mind") {
  const Template query =
      parsed("SELECT 1\nFROM \"ß\" WHERE a < {{.LastModifiedAtEpochUpperBound}}");
  CHECK(query.misplaced(syntax("postgres")).empty());
  const std::string why = rendered_or_why(query, syntax("postgres"), {});
  CHECK(
      why.find(".LastModifiedAtEpochUpperBound has no value: line 2, character 22 of the query") !=
      std::string::npos);
  CHECK(why.find("{{with .LastModifiedAtEpochUpperBound}}") != std::string::npos);
}

TEST_CASE("names that are empty or too long for the vendor are refused as a whole") {
  TemplateValues values;
  const auto length = [&](std::string_view query, std::string_view vendor, std::size_t bytes) {
    values.schema = std::string(bytes, 'a');
    return !rendered_or_why(parsed(query), syntax(vendor), values).starts_with("refused");
  };
  for (const std::string_view query :
       {"SELECT {{.Schema}}", "SELECT 1 AS \"{{.Schema}}\"", "SELECT 1 AS U&\"{{.Schema}}\""}) {
    INFO(std::string(query));
    CHECK(length(query, "postgres", 63));
    CHECK(!length(query, "postgres", 64));
    CHECK(!length(query, "postgres", 0));
  }
  CHECK(length("SELECT 1 AS \"a{{.Schema}}\"\"\"", "postgres", 61));
  CHECK(!length("SELECT 1 AS \"a{{.Schema}}\"\"\"", "postgres", 62));
  CHECK(length("SELECT 1 AS \"a{{.Schema}}\"", "postgres", 0));
  CHECK(length("SELECT {{.Schema}}", "mysql", 64));
  CHECK(!length("SELECT {{.Schema}}", "mysql", 65));
  CHECK(length("SELECT {{.Schema}}", "sqlite", 100000));
  CHECK(length("SELECT '{{.Schema}}'", "postgres", 100000));
  values.schema = std::string(32, '"');
  CHECK(rendered_or_why(parsed("SELECT {{.Schema}}"), syntax("postgres"), values).size() == 7 + 66);
}

TEST_CASE(
    "values that are no text are refused everywhere they are written, not where they are asked") {
  for (const std::string& bad : {std::string("a\0b", 3), std::string("\xff"),
                                 std::string("\xed\xa0\x80"), std::string("\xc0\xaf")}) {
    TemplateValues values;
    values.id_in_provider_system = bad;
    values.schema = bad;
    for (const sql::Syntax& vendor : sql::syntaxes()) {
      CHECK(rendered_or_why(parsed("SELECT '{{.IdInProviderSystem}}'"), vendor, values)
                .starts_with("refused"));
      CHECK(rendered_or_why(parsed("SELECT {{.Schema}}"), vendor, values).starts_with("refused"));
      CHECK(parsed("SELECT {{if .Schema}}1{{end}}").render(vendor, values) == "SELECT 1");
    }
  }
}

TEST_CASE("the widest integers stand as they are, negative ones between parentheses") {
  TemplateValues values;
  values.last_modified_at_epoch = std::numeric_limits<std::int64_t>::min();
  values.last_modified_at_epoch_upper_bound = std::numeric_limits<std::int64_t>::max();
  CHECK(parsed("a -{{.LastModifiedAtEpoch}}-{{.LastModifiedAtEpochUpperBound}}")
            .render(syntax("postgres"), values) == "a -(-9223372036854775808)-9223372036854775807");
}

TEST_CASE("refusals never show a value") {
  TemplateValues values;
  values.id_in_provider_system = std::string("top secret\0", 11);
  values.schema = std::string(200, 's');
  const std::string text =
      rendered_or_why(parsed("SELECT '{{.IdInProviderSystem}}'"), syntax("postgres"), values) +
      rendered_or_why(parsed("SELECT {{.Schema}}"), syntax("postgres"), values);
  CHECK(text.find("top secret") == std::string::npos);
  CHECK(text.find("sss") == std::string::npos);
}

TEST_CASE("depth and size have bounds that are told") {
  const auto nested = [](std::size_t depth, bool closed) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) text += "{{if .Schema}}";
    for (std::size_t i = 0; i < depth && closed; ++i) text += "{{end}}";
    return text;
  };
  const auto problems_of = [](const std::string& text) {
    std::vector<TemplateProblem> problems;
    Template::parse(text, problems);
    return problems;
  };
  CHECK(problems_of(nested(32, true)).empty());
  CHECK(problems_of(nested(33, true)).size() == 1);
  CHECK(problems_of(nested(33, true))[0].at == 32 * 14);
  CHECK(problems_of(nested(70000, true)).size() == 1);
  CHECK(problems_of(nested(70000, false)).size() == 33);
  std::string chain = "{{if .Schema}}";
  for (int i = 0; i < 50000; ++i) chain += "{{else if .Schema}}";
  CHECK(problems_of(chain + "{{end}}").empty());
  CHECK(problems_of(std::string(1 << 20, 'a')).empty());
  CHECK(problems_of(std::string((1 << 20) + 1, 'a')).size() == 1);
}

TEST_CASE("large templates and values take linear time") {
  std::string query = "SELECT '";
  while (query.size() < 900000) query += "{{.IdInProviderSystem}}\\\\";
  query += "'";
  TemplateValues values;
  values.id_in_provider_system = "it's";
  const Template many = parsed(query);
  CHECK(many.misplaced(syntax("mysql")).empty());
  CHECK(many.render(syntax("mysql"), values).size() > 250000);
  values.id_in_provider_system = std::string(10000000, '\'');
  CHECK(parsed("SELECT '{{.IdInProviderSystem}}'").render(syntax("mysql"), values).size() ==
        20000009);
}
