// Which source types are read as which logical types: cases as text, and what Waybill creates.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "base/error.hpp"
#include "base/text.hpp"
#include "sql/accepted_types.hpp"
#include "sql/dialect.hpp"

namespace waybill::sql {

TEST_CASE("a source type is accepted for its declared type, or the right one is suggested") {
  std::ifstream in(std::filesystem::path(WAYBILL_GOLDEN_DIR).parent_path() / "accepted_types.txt");
  REQUIRE(in);
  int cases = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    INFO(line);
    const auto parts = base::split(line, '|');
    REQUIRE(parts.size() == 4);
    const rows::ParsedType declared = rows::parse_type(base::trim(parts[2]));
    REQUIRE(!declared.problem);
    const TypeVerdict verdict =
        judge_source_type(base::trim(parts[0]), base::trim(parts[1]), declared.type);
    const std::string_view wanted = base::trim(parts[3]);
    std::string got = "+";
    if (!verdict.accepted) {
      got = verdict.why == "is nested" ? "nested"
            : !verdict.known           ? "unknown"
                                       : rows::to_string(*verdict.suggested);
    }
    CHECK(got == wanted);
    ++cases;
  }
  CHECK(cases > 50);
}

TEST_CASE("what Waybill creates in a warehouse is accepted when it is read back") {
  for (const Dialect* dialect : dialects()) {
    for (int i = 0; i < rows::kLogicalCount; ++i) {
      const rows::Type type{static_cast<rows::Logical>(i)};
      std::string created;
      try {
        created = created_type(*dialect, type, false);
      } catch (const Error&) {
        continue;  // the warehouse has no such type
      }
      INFO(dialect->name, ": ", created, " for ", rows::to_string(type));
      CHECK(judge_source_type(dialect->name, created, type).accepted);
    }
  }
}

TEST_CASE("digits beyond the declared ones are told from the type") {
  const auto wider = [](const char* source, const char* declared) {
    return is_wider_decimal(read_source_type("postgres", source), rows::parse_type(declared).type);
  };
  CHECK(wider("numeric(18,4)", "decimal(18,2)"));
  CHECK(wider("numeric(18,4)", "decimal(10,4)"));
  CHECK_FALSE(wider("numeric(18,4)", "decimal(18,4)"));
  CHECK_FALSE(wider("numeric(10,2)", "decimal(18,4)"));
  CHECK_FALSE(wider("numeric(18,4)", "decimal"));
  CHECK_FALSE(wider("numeric", "decimal(10,2)"));
}

}  // namespace waybill::sql
