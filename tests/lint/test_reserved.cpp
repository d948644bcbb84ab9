// The 334 reserved words and 10 prefixes, against lists that were not made from the product's.
#include <doctest/doctest.h>

#include <fstream>
#include <functional>
#include <set>

#include "base/text.hpp"
#include "lint/cases.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

std::vector<std::string> read_words(const std::string& file) {
  std::ifstream in(lint_cases() / "reserved" / file);
  std::vector<std::string> words;
  for (std::string line; std::getline(in, line);) words.push_back(line);
  return words;
}

std::string mixed_case(std::string_view word) {
  std::string mixed = base::ascii_lower(word);
  for (std::size_t i = 0; i < mixed.size(); i += 2) {
    mixed[i] = base::ascii_upper(mixed.substr(i, 1))[0];
  }
  return mixed;
}

const std::vector<std::function<std::string(std::string_view)>>& spellings() {
  static const std::vector<std::function<std::string(std::string_view)>> kSpellings{
      base::ascii_upper, base::ascii_lower, mixed_case};
  return kSpellings;
}

lint::File model_with(const std::vector<std::string>& destinations) {
  using base::Json;
  Json columns = Json::array();
  columns.push(Json::object({{"name_in_source", "key 1"},
                             {"name_in_destination", "key 1"},
                             {"data_type", "text"},
                             {"is_primary_key", true}}));
  columns.push(Json::object({{"name_in_source", "key 2"},
                             {"name_in_destination", "key 2"},
                             {"data_type", "timestamp"},
                             {"is_last_modified", true}}));
  for (const std::string& name : destinations) {
    columns.push(Json::object({{"name_in_source", "from " + name},
                               {"name_in_destination", name},
                               {"data_type", "text"}}));
  }
  const Json model = Json::object({{"model", Json::object({{"model_name", "the model"},
                                                           {"source_table", "the table"},
                                                           {"columns", std::move(columns)}})}});
  return {"model.json", base::write_json_pretty(model), false};
}

// Names of the columns that have a finding, which must be of this code and no other.
std::set<std::string> found(const std::vector<std::string>& names, std::string_view code) {
  const lint::File file = model_with(names);
  const base::Json root = base::parse_json(file.content).value;
  std::set<std::string> result;
  for (const lint::Finding& f : lint::lint(std::span(&file, 1)).report.findings) {
    if (f.code == "WB4006") continue;  // most of these names need quotes
    CHECK(f.code == code);
    result.insert(root.at_pointer(f.pointer)->as_string());
  }
  return result;
}

std::set<std::string> as_set(const std::vector<std::string>& names) {
  return {names.begin(), names.end()};
}

std::vector<std::string> spelt(const std::vector<std::string>& words,
                               const std::function<std::string(std::string_view)>& spelling) {
  std::vector<std::string> result;
  for (const std::string& word : words) result.push_back(spelling(word));
  return result;
}

bool is_listed(const std::string& name) {
  static const std::set<std::string> kNames = as_set(read_words("names.txt"));
  static const std::vector<std::string> kPrefixes = read_words("prefixes.txt");
  const std::string upper = base::ascii_upper(name);
  if (kNames.contains(upper)) return true;
  return std::ranges::any_of(kPrefixes, [&](const std::string& p) { return upper.starts_with(p); });
}

}  // namespace

TEST_CASE("each reserved word is refused as a column name in upper, lower and mixed case") {
  const std::vector<std::string> words = read_words("names.txt");
  REQUIRE(words.size() == 334);
  for (const auto& spelling : spellings()) {
    const std::vector<std::string> names = spelt(words, spelling);
    CHECK(found(names, "WB4001") == as_set(names));
  }
}

TEST_CASE("each reserved prefix is refused in upper, lower and mixed case, alone and with more") {
  const std::vector<std::string> prefixes = read_words("prefixes.txt");
  REQUIRE(prefixes.size() == 10);
  for (const auto& spelling : spellings()) {
    std::vector<std::string> names = spelt(prefixes, spelling);
    CHECK(found(names, "WB4002") == as_set(names));
    for (std::string& name : names) name += "x";
    CHECK(found(names, "WB4002") == as_set(names));
    for (std::string& name : names) name += "é 🚚";
    CHECK(found(names, "WB4002") == as_set(names));
  }
}

TEST_CASE("a name that nearly is a reserved word is free") {
  std::set<std::string> names;
  for (const std::string& upper : read_words("names.txt")) {
    for (const auto& spelling : spellings()) {
      const std::string word = spelling(upper);
      for (const std::string& name :
           {word + "_", "_" + word, word + "1", word + " ", " " + word, "x" + word, word.substr(1),
            word.substr(0, word.size() - 1), word + word}) {
        if (!name.empty() && !is_listed(name)) names.insert(name);
      }
    }
  }
  CHECK(names.size() > 3000);
  for (const std::string& name : names) {
    INFO(name);
    CHECK_FALSE(lint::is_reserved_column_name(name));
    CHECK_FALSE(lint::reserved_column_prefix(name).has_value());
  }
  // The whole way through lint, one case of each: names that differ by case are WB3002.
  std::set<std::string> folded;
  std::vector<std::string> once;
  for (const std::string& name : names) {
    if (folded.insert(base::fold_name(name)).second) once.push_back(name);
  }
  CHECK(found(once, "").empty());
}

TEST_CASE("a name that nearly starts with a reserved prefix is free") {
  std::vector<std::string> names;
  for (const std::string& prefix : read_words("prefixes.txt")) {
    for (const std::string& name :
         {prefix.substr(0, prefix.size() - 1), prefix.substr(1), "x" + prefix, "_" + prefix,
          " " + prefix, prefix.substr(0, prefix.size() - 1) + "-"}) {
      INFO(name);
      if (is_listed(name)) continue;
      CHECK_FALSE(lint::reserved_column_prefix(name).has_value());
      names.push_back(name);
    }
  }
  CHECK(names.size() > 50);
  CHECK(found(names, "").empty());
}

TEST_CASE("the empty name is neither reserved nor prefixed") {
  CHECK_FALSE(lint::is_reserved_column_name(""));
  CHECK_FALSE(lint::reserved_column_prefix("").has_value());
}

TEST_CASE("letters outside ASCII do not fold into a reserved word") {
  CHECK(lint::is_reserved_column_name("like"));
  CHECK_FALSE(lint::is_reserved_column_name("li\u212Ae"));  // KELVIN SIGN
  CHECK_FALSE(lint::is_reserved_column_name("i\u0307s"));
}

TEST_CASE("the name a hint offers in place of a reserved one is free") {
  std::vector<std::string> names = read_words("names.txt");
  for (const std::string& prefix : read_words("prefixes.txt")) names.push_back(prefix + "X");
  const lint::File file = model_with(names);
  lint::Report report = lint::lint(std::span(&file, 1)).report;
  std::erase_if(report.findings, [](const lint::Finding& f) { return f.code == "WB4006"; });
  CHECK(report.findings.size() == names.size());
  for (const lint::Finding& f : report.findings) {
    INFO(f.hint);
    const std::size_t quote = f.hint.find('"');
    REQUIRE(quote != std::string::npos);
    const std::string offer = f.hint.substr(quote + 1, f.hint.size() - quote - 2);
    CHECK_FALSE(is_listed(offer));
  }
}
