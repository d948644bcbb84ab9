#include <doctest/doctest.h>

#include "file_place.hpp"

namespace waybill::tests {
namespace {

SinkQuirks quirks(const char* name, const char* sink, const char* config) {
  SinkQuirks quirks;
  quirks.name = name;
  quirks.make_place = [sink, config] {
    return std::make_unique<FilePlace>(sink, base::parse_json_or_throw(config, "config"));
  };
  quirks.deletes_are_padded = std::string_view(sink) == "csv";
  return quirks;
}

}  // namespace

TEST_CASE("conformance: csv") {
  run_conformance(quirks("csv", "csv", "{}"));
}
TEST_CASE("conformance: csv with a text for NULL") {
  run_conformance(quirks("csv", "csv", R"({"null_text": "\\N"})"));
}
TEST_CASE("conformance: csv with a word for NULL") {
  run_conformance(quirks("csv", "csv", R"({"null_text": "NULL"})"));
}
TEST_CASE("conformance: jsonl") {
  run_conformance(quirks("jsonl", "jsonl", "{}"));
}
TEST_CASE("conformance: csv in files of few rows") {
  SinkQuirks few = quirks("csv", "csv", R"({"rows_per_file": 7000})");
  few.parts_by_order = true;
  run_conformance(few);
}
TEST_CASE("conformance: jsonl in files of few rows") {
  SinkQuirks few = quirks("jsonl", "jsonl", R"({"rows_per_file": 997})");
  few.parts_by_order = true;
  run_conformance(few);
}

}  // namespace waybill::tests
