// From a file's JSON to a document and back.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "model/document.hpp"

using namespace waybill;
using base::Json;
using model::Document;
using model::Kind;

namespace {

Json parse(std::string_view text) {
  base::ParsedJson parsed = base::parse_json(text);
  REQUIRE_FALSE(parsed.error);
  return std::move(parsed.value);
}

std::optional<Document> read(std::string_view text, bool bare_is_model = false) {
  return model::read_document(parse(text), "the file", bare_is_model);
}

std::string round_trip(const Document& document) {
  return base::write_json(model::write_document(document));
}

constexpr const char* kId = "0193a5b2-7c1e-7000-8000-000000000001";

}  // namespace

TEST_CASE("kinds have their names, in the order in which documents depend on each other") {
  CHECK(model::all_kinds().size() == 7);
  std::string names;
  for (const Kind kind : model::all_kinds()) {
    names += std::string(to_string(kind)) + " ";
    CHECK(model::parse_kind(to_string(kind)) == kind);
    CHECK(model::name_key(kind) == (kind == Kind::model     ? "model_name"
                                    : kind == Kind::product ? "product_name"
                                                            : "name"));
  }
  CHECK(names == "connection source model product recipient destination sync ");
  CHECK_FALSE(model::parse_kind("Model").has_value());
  CHECK_FALSE(model::parse_kind("products").has_value());
  CHECK_FALSE(model::parse_kind("").has_value());
}

TEST_CASE("the one top key says the kind") {
  for (const Kind kind : model::all_kinds()) {
    const std::string text =
        fmt::format(R"({{"{}": {{"{}": "a"}}}})", to_string(kind), model::name_key(kind));
    const std::optional<Document> document = read(text);
    REQUIRE(document);
    CHECK(document->kind == kind);
    CHECK(document->name == "a");
    CHECK(document->id.empty());
  }
}

TEST_CASE("what is said to one save of a model is not kept") {
  const std::optional<Document> document =
      read(R"({"model": {"model_name": "a", "skip_model_validation": true}})");
  REQUIRE(document);
  CHECK(document->body.find("skip_model_validation") == nullptr);
}

TEST_CASE("what is not one object below one known key is no document") {
  for (const char* text :
       {"[]", "null", "\"model\"", "1", "{}", R"({"table": {}})", R"({"recipient": []})",
        R"({"recipient": null})", R"({"recipient": {}, "version": 1})",
        R"({"recipient": {}, "source": {}})", R"({"Recipient": {}})", R"({"model_name": "a"})"}) {
    INFO(text);
    CHECK_FALSE(read(text).has_value());
  }
}

TEST_CASE("a bare object is a model where bare objects are models") {
  const std::optional<Document> document =
      read(R"({"model_name": "events", "source_table": "t"})", true);
  REQUIRE(document);
  CHECK(document->kind == Kind::model);
  CHECK(document->name == "events");
  CHECK(round_trip(*document) == R"({"model":{"model_name":"events","source_table":"t"}})");

  CHECK(read("{}", true)->name == "the file");
  CHECK(read(R"({"recipient": {"name": "a"}})", true)->kind == Kind::recipient);
  CHECK(read(R"({"model": {"model_name": "a"}})", true)->name == "a");
  // A lone object under an unknown key is a misspelt kind; a kind beside other keys is two things.
  CHECK_FALSE(read(R"({"modle": {}})", true).has_value());
  CHECK_FALSE(read(R"({"model": {}, "columns": []})", true).has_value());
  CHECK_FALSE(read("[]", true).has_value());
}

TEST_CASE("a model without a name has its file's, and keeps it when written") {
  const std::optional<Document> document = read(R"({"model": {"source_table": "t"}})");
  REQUIRE(document);
  CHECK(document->name == "the file");
  CHECK(round_trip(*document) == R"({"model":{"model_name":"the file","source_table":"t"}})");
}

TEST_CASE("a name that is no text is none, and the file's name does not hide it") {
  const std::optional<Document> document = read(R"({"model": {"model_name": 5}})");
  REQUIRE(document);
  CHECK(document->name.empty());
  CHECK(round_trip(*document) == R"({"model":{"model_name":5}})");
  CHECK(read(R"({"recipient": {}})")->name.empty());
}

TEST_CASE("the id stands beside the body, not in it, and comes back behind the name") {
  const std::string text =
      fmt::format(R"({{"recipient":{{"name":"A","id":"{}","id_in_provider_system":"a"}}}})", kId);
  const std::optional<Document> document = read(text);
  REQUIRE(document);
  CHECK(document->id == kId);
  CHECK(document->body.find("id") == nullptr);
  CHECK(document->body == read(R"({"recipient":{"name":"A","id_in_provider_system":"a"}})")->body);
  CHECK(round_trip(*document) == text);
}

TEST_CASE("reading what was written gives the same document") {
  const std::string columns =
      R"x([{"name_in_source":"id","name_in_destination":"\u00e9 \u0000","data_type":"decimal(10, 2)"}])x";
  for (const std::string& text :
       {std::string(R"({"connection":{"name":"c","vendor":"sqlite","options":{"path":"a.db"}}})"),
        std::string(R"({"source":{"name":"s","connection":"c","lookback_seconds":1.50e2}})"),
        R"({"model":{"columns":)" + columns + R"(,"model_name":"m","unknown":[1,{"a":null}]}})",
        std::string(R"({"recipient":{"id_in_provider_system":"a","name":"A"}})"),
        std::string(R"({"destination":{"name":"d","connection":"c","is_enabled":false}})"),
        std::string(R"({"sync":{"name":"s","on_reject":{"max_ratio":0.10}}})")}) {
    INFO(text);
    const std::optional<Document> first = read(text);
    REQUIRE(first);
    const std::string written = round_trip(*first);
    const std::optional<Document> second = read(written);
    REQUIRE(second);
    CHECK(second->kind == first->kind);
    CHECK(second->name == first->name);
    CHECK(second->id == first->id);
    CHECK(second->body == first->body);
    CHECK(round_trip(*second) == written);
    // Key order and the spelling of numbers survive.
    CHECK(written == base::write_json(parse(text)));
  }
}

TEST_CASE("a document made from nothing is written with its name and id") {
  CHECK(round_trip({Kind::recipient, "A", kId, {}}) ==
        fmt::format(R"({{"recipient":{{"name":"A","id":"{}"}}}})", kId));
  CHECK(round_trip({Kind::sync, "", "", {}}) == R"({"sync":{}})");
  CHECK(round_trip({Kind::sync, "", kId, {}}) == fmt::format(R"({{"sync":{{"id":"{}"}}}})", kId));
}

TEST_CASE("of an id given twice neither stays in the body") {
  const std::optional<Document> document =
      read(R"({"recipient": {"id": "1", "name": "A", "id": "2"}})");
  REQUIRE(document);
  CHECK(document->id == "1");
  CHECK(document->body.find("id") == nullptr);
}
