#include <doctest/doctest.h>

#include "base/error.hpp"
#include "file_place.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

struct Written {
  FilePlace place;
  Written(const char* sink, base::Json config) : place(sink, std::move(config)) {}
  std::string operator()() {
    const auto sink = place.open();
    sink::Target to = target();
    to.schema = schema_of_texts();
    const auto run = sink->begin(to);
    const rows::Batch rows = texts(1, {"a", std::nullopt, "", "b,\"c\"\nd"});
    const rows::Batch keys = keys_alone({9});
    run->put(rows, sink::Operation::upsert, sink::content_id(to, rows, sink::Operation::upsert));
    run->put(keys, sink::Operation::remove, sink::content_id(to, keys, sink::Operation::remove));
    const sink::Receipt receipt = run->finish();
    REQUIRE(receipt.parts.size() == 1);
    const std::string content = FilePlace::content_of(receipt.parts[0].place);
    CHECK(receipt.parts[0].rows == 5);
    CHECK(receipt.parts[0].bytes == static_cast<std::int64_t>(content.size()));
    CHECK(receipt.parts[0].place ==
          (place.folder() / "items" / (receipt.parts[0].id + "." + std::string(sink->name())))
              .string());
    return content;
  }
};

std::string refusal(const char* sink, const char* config) {
  try {
    sink::open_sink(sink, base::parse_json_or_throw(config, "config"));
    return "";
  } catch (const Error& error) {
    CHECK(error.code().id == codes::bad_parameter.id);
    CHECK(error.hint() != "");
    return error.path() + ": " + error.message();
  }
}

}  // namespace

TEST_CASE("csv, byte for byte") {
  CHECK(Written("csv", {})() ==
        "_waybill_operation,id,value\r\n"
        "upsert,1,a\r\n"
        "upsert,2,\r\n"
        "upsert,3,\"\"\r\n"
        "upsert,4,\"b,\"\"c\"\"\nd\"\r\n"
        "delete,9,\r\n");
}

TEST_CASE("csv with a text for NULL, byte for byte") {
  CHECK(Written("csv", base::Json::object({{"null_text", "a"}}))() ==
        "_waybill_operation,id,value\r\n"
        "upsert,1,\"a\"\r\n"
        "upsert,2,a\r\n"
        "upsert,3,\"\"\r\n"
        "upsert,4,\"b,\"\"c\"\"\nd\"\r\n"
        "delete,9,a\r\n");
}

TEST_CASE("jsonl, byte for byte") {
  CHECK(Written("jsonl", {})() ==
        "{\"_waybill_operation\":\"upsert\",\"id\":\"1\",\"value\":\"a\"}\n"
        "{\"_waybill_operation\":\"upsert\",\"id\":\"2\",\"value\":null}\n"
        "{\"_waybill_operation\":\"upsert\",\"id\":\"3\",\"value\":\"\"}\n"
        "{\"_waybill_operation\":\"upsert\",\"id\":\"4\",\"value\":\"b,\\\"c\\\"\\nd\"}\n"
        "{\"_waybill_operation\":\"delete\",\"id\":\"9\"}\n");
}

TEST_CASE("rows are counted out over files") {
  FilePlace place("csv", base::Json::object({{"rows_per_file", 2}}));
  const auto sink = place.open();
  sink::Target to = target();
  to.schema = schema_of_texts();
  const auto run = sink->begin(to);
  const rows::Batch one = texts(1, {"a"});
  const rows::Batch four = texts(2, {"b", "c", "d", "e"});
  run->put(one, sink::Operation::upsert, sink::content_id(to, one, sink::Operation::upsert));
  run->put(four, sink::Operation::upsert, sink::content_id(to, four, sink::Operation::upsert));
  const sink::Receipt receipt = run->finish();
  std::vector<std::int64_t> rows;
  for (const sink::Part& part : receipt.parts) rows.push_back(part.rows);
  CHECK(rows == std::vector<std::int64_t>{2, 2, 1});
  CHECK(place.delivered("items").size() == 5);
}

TEST_CASE("a config that is not obeyed is refused with its place") {
  CHECK(refusal("csv", R"({"folder": "/tmp"})") == "");
  CHECK(refusal("jsonl", R"({"folder": "/", "rows_per_file": 5})") == "");
  CHECK(refusal("cvs", "{}") == "/sink: there is no sink 'cvs'");
  CHECK(refusal("", "{}") == "/sink: there is no sink ''");
  CHECK(refusal("csv", "[]") == "/config: sink 'csv' needs a config, as an object");
  CHECK(refusal("csv", "null") == "/config: sink 'csv' needs a config, as an object");
  const char* folder = "/config/folder: sink 'csv' needs a folder, as an absolute path";
  CHECK(refusal("csv", "{}") == folder);
  CHECK(refusal("csv", R"({"folder": "here"})") == folder);
  CHECK(refusal("csv", R"({"folder": ""})") == folder);
  CHECK(refusal("csv", R"({"folder": 1})") == folder);
  CHECK(refusal("csv", R"({"folder": "/tmp\u0000x"})") == folder);
  CHECK(refusal("csv", R"({"folder": "/tmp", "foldr": 1})") ==
        "/config/foldr: sink 'csv' has no config key \"foldr\"");
  CHECK(refusal("jsonl", R"({"folder": "/tmp", "null_text": "x"})") ==
        "/config/null_text: sink 'jsonl' has no config key \"null_text\"");
  const char* rows = "/config/rows_per_file: sink 'csv': rows_per_file is no whole number of rows";
  CHECK(refusal("csv", R"({"folder": "/tmp", "rows_per_file": -1})") == rows);
  CHECK(refusal("csv", R"({"folder": "/tmp", "rows_per_file": "1"})") == rows);
  CHECK(refusal("csv", R"({"folder": "/tmp", "rows_per_file": 1.5})") == rows);
  CHECK(refusal("csv", R"({"folder": "/tmp", "null_text": "\""})") ==
        "/config/null_text: sink 'csv': null_text is no text without quotes, commas and line "
        "breaks");
}

TEST_CASE("every config key is described, and belongs to a sink") {
  for (const sink::ConfigKey& key : sink::config_keys()) {
    CHECK(key.help != "");
    const auto names = sink::names();
    CHECK((key.sink.empty() || std::ranges::find(names, key.sink) != names.end()));
  }
}

TEST_CASE("names of folders") {
  CHECK(sink::folder_name("items") == "items");
  CHECK(sink::folder_name("..") == "%2E.");
  CHECK(sink::folder_name("a/b%") == "a%2Fb%25");
  CHECK(sink::folder_name(std::string_view("a\0b", 3)) == "a%00b");
  CHECK(sink::folder_name(std::string(255, 'x')).size() == 255);
  CHECK_THROWS_AS(sink::folder_name(std::string(256, 'x')), Error);
  CHECK_THROWS_AS(sink::folder_name(std::string(100, '/')), Error);
  CHECK_THROWS_AS(sink::folder_name(""), Error);
}

TEST_CASE("an id does not depend on how rows are cut, and does on what their cells are") {
  const sink::Target to = [] {
    sink::Target result = target();
    result.schema = {{"a", {rows::Logical::text}}, {"b", {rows::Logical::text}}};
    return result;
  }();
  const auto id = [&](std::optional<std::string> a, std::optional<std::string> b) {
    rows::Batch batch(to.schema);
    const std::optional<std::string>* cells[] = {&a, &b};
    for (std::size_t i = 0; i < 2; ++i) {
      if (*cells[i]) {
        batch.columns[i].append_variable(**cells[i]);
      } else {
        batch.columns[i].append_null();
      }
    }
    batch.length = 1;
    return sink::content_id(to, batch, sink::Operation::upsert).text();
  };
  const std::vector<std::string> all{id("12", "3"),        id("1", "23"), id("123", ""),
                                     id("", "123"),        id("", ""),    id(std::nullopt, ""),
                                     id("", std::nullopt), id("N", ""),   id("V", "")};
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) CHECK(all[i] != all[j]);
  }
  const rows::Batch batch = rows_of_every_type();
  sink::ContentId whole(target());
  whole.add(batch, sink::Operation::upsert);
  sink::ContentId cut(target());
  cut.add(batch, sink::Operation::upsert, 10, batch.length);
  sink::ContentId first(target());
  first.add(batch, sink::Operation::upsert, 0, 10);
  cut.add(first);
  CHECK(cut.text() == whole.text());
  CHECK(cut.rows() == batch.length);
  CHECK(first.text() != whole.text());
}
