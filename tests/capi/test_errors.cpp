// Errors, buffers, and the arguments that call, start and stream share.
#include <doctest/doctest.h>

#include <cstring>
#include <string>
#include <vector>

#include "support.hpp"

using namespace waybill::tests;
using waybill::base::Json;

namespace {

waybill_status call_text(const std::string& operation, const std::string& params, Err& err) {
  Buf result;
  return waybill_call(nullptr, nullptr, operation.c_str(), params.data(), params.size(), result,
                      err);
}

void check_json_says_the_same(const waybill_error* error) {
  const Json json = waybill::base::parse_json_or_throw(waybill_error_json(error), "the error");
  const auto text = [&](const char* key) { return json.find(key)->as_string(); };
  CHECK(text("code") == waybill_error_code(error));
  CHECK(text("class") == waybill_error_class(error));
  CHECK(text("message") == waybill_error_message(error));
  CHECK(text("hint") == waybill_error_hint(error));
  CHECK(text("path") == waybill_error_path(error));
  CHECK(text("sqlstate") == waybill_error_sqlstate(error));
  CHECK(text("blame") == waybill_error_blame(error));
  CHECK(json.find("native_code")->as_int64() == waybill_error_native_code(error));
  CHECK(json.find("retryable")->as_bool() == (waybill_error_retryable(error) == 1));
  CHECK(!text("title").empty());
  CHECK(json.as_object().size() == 10);
}

}  // namespace

TEST_CASE("an error's accessors and its JSON say the same") {
  Err err;
  REQUIRE(call_text("config.lint", R"({"pathss": []})", err) == WAYBILL_E_USAGE);
  CHECK(err.code() == "WB9001");
  CHECK(std::string(waybill_error_class(err.get())) == "usage");
  CHECK(std::string(waybill_error_path(err.get())) == "/pathss");
  CHECK(std::string(waybill_error_hint(err.get())).find("paths") != std::string::npos);
  CHECK(std::string(waybill_error_blame(err.get())) == "host");
  CHECK(waybill_error_status(err.get()) == WAYBILL_E_USAGE);
  check_json_says_the_same(err.get());

  const TempDir folder;
  std::string path = folder.file("plain.txt");
  run_sql(path, "CREATE TABLE t (a); PRAGMA application_id = 7");
  waybill_catalog* catalog = nullptr;
  REQUIRE(waybill_catalog_open(&catalog, nullptr, path.c_str(), nullptr, err) == WAYBILL_E_CONFIG);
  CHECK(err.code() == "WB9302");
  CHECK(catalog == nullptr);
  check_json_says_the_same(err.get());
}

TEST_CASE("a success sets the error to NULL") {
  const Context context = new_context();
  waybill_error* error = nullptr;
  waybill_buf result{};
  CHECK(waybill_call(nullptr, nullptr, "no.such", "{}", 2, &result, &error) == WAYBILL_E_USAGE);
  waybill_error* const first = error;
  CHECK(first != nullptr);
  CHECK(waybill_call(nullptr, nullptr, "rules.list", "{}", 2, &result, &error) == WAYBILL_OK);
  CHECK(error == nullptr);
  waybill_error_free(first);
  waybill_buf_dispose(&result);
}

TEST_CASE("an unknown operation is named with the nearest known one, if it can be shown") {
  Err err;
  CHECK(call_text("config.lintt", "{}", err) == WAYBILL_E_USAGE);
  CHECK(err.code() == "WB9002");
  CHECK(err.message() == "there is no operation 'config.lintt'");
  CHECK(std::string(waybill_error_hint(err.get())) == "did you mean config.lint?");

  for (const std::string& hostile :
       {std::string("bad\nname"), std::string("bad\xff"), std::string(100'000, 'x')}) {
    CHECK(call_text(hostile, "{}", err) == WAYBILL_E_USAGE);
    CHECK(err.message() == "there is no operation of that name");
    check_json_says_the_same(err.get());
  }
  CHECK(call_text("", "{}", err) == WAYBILL_E_USAGE);
  CHECK(err.code() == "WB9002");
}

TEST_CASE("parameters that are no JSON object are refused with their place") {
  Err err;
  for (const std::string& params :
       {std::string("{"), std::string("[]"), std::string("nul"), std::string("{} {}"),
        std::string("\xff"), std::string("\0", 1), std::string(" ")}) {
    CAPTURE(params);
    CHECK(call_text("rules.list", params, err) == WAYBILL_E_USAGE);
    CHECK(err.code() == "WB9001");
    CHECK(!err.message().empty());
  }
  CHECK(call_text("rules.list", std::string(100, '[') + std::string(100, ']'), err) ==
        WAYBILL_E_USAGE);
  CHECK(call_text("rules.list", "", err) == WAYBILL_OK);
  CHECK(call_text("rules.list", "\xef\xbb\xbf{} // with a byte order mark", err) == WAYBILL_OK);
}

TEST_CASE("parameters end at their size, not at a NUL") {
  Err err;
  Buf result;
  const std::string params = "{}trailing";
  CHECK(waybill_call(nullptr, nullptr, "rules.list", params.data(), 2, result, err) == WAYBILL_OK);
  const std::string nul = std::string(R"({"code": "WB1001)") + '\0' + "\"}";
  CHECK(waybill_call(nullptr, nullptr, "rules.explain", nul.data(), nul.size(), result, err) !=
        WAYBILL_OK);
}

TEST_CASE("a result has its size, a NUL after it, and is emptied by dispose") {
  waybill_buf result{};
  REQUIRE(waybill_call(nullptr, nullptr, "operations.list", "{}", 2, &result, nullptr) ==
          WAYBILL_OK);
  CHECK(result.size > 1000);
  CHECK(std::strlen(result.ptr) == result.size);
  waybill_buf_dispose(&result);
  CHECK(result.ptr == nullptr);
  CHECK(result.size == 0);
  CHECK(result.reserved == nullptr);
  waybill_buf_dispose(&result);
}

TEST_CASE("a failure empties the result") {
  int somewhere = 0;
  waybill_buf result{reinterpret_cast<char*>(&somewhere), 4, nullptr};
  CHECK(waybill_call(nullptr, nullptr, "no.such", "{}", 2, &result, nullptr) == WAYBILL_E_USAGE);
  CHECK(result.ptr == nullptr);
  CHECK(result.size == 0);
}

TEST_CASE("the library says its version and what it can do") {
  CHECK(std::string(waybill_version()) == WAYBILL_VERSION_STRING);
  const Json features = waybill::base::parse_json_or_throw(waybill_features_json(), "features");
  CHECK(features.find("version")->as_string() == WAYBILL_VERSION_STRING);
  CHECK(features == call(nullptr, nullptr, "system.features"));
  CHECK(waybill_features_json() == waybill_features_json());
  static_assert(WAYBILL_VERSION_AT_LEAST(0, 1, 0));
  static_assert(!WAYBILL_VERSION_AT_LEAST(0, 1, 1));
  static_assert(!WAYBILL_VERSION_AT_LEAST(1, 0, 0));
}

TEST_CASE("every operation of the table can be asked for by its name") {
  const Shop shop;
  const Catalog catalog = shop.open();
  const Json table = call(nullptr, nullptr, "operations.list");
  CHECK(table.find("items")->as_array().size() > 20);
  for (const Json& row : table.find("items")->as_array()) {
    const std::string name = row.find("name")->as_string();
    CAPTURE(name);
    if (row.find("parameters")->find("required")->as_array().empty()) continue;
    Buf result;
    Err err;
    CHECK(waybill_call(nullptr, catalog.get(), name.c_str(), "{}", 2, result, err) ==
          WAYBILL_E_USAGE);
    CHECK(err.code() == "WB9001");
  }
}

TEST_CASE("catalog options of an unknown size or with unknown fields are refused") {
  const TempDir folder;
  const std::string path = folder.file("c.db");
  struct Longer {
    waybill_catalog_options known;
    std::uint64_t later;
  } longer{};
  waybill_catalog* out = nullptr;
  Err err;
  const auto open = [&] {
    waybill_catalog_free(out);
    return waybill_catalog_open(&out, nullptr, path.c_str(), &longer.known, err);
  };
  longer.known.struct_size = 0;
  CHECK(open() == WAYBILL_E_USAGE);
  longer.known.struct_size = sizeof(waybill_catalog_options) - 1;
  CHECK(open() == WAYBILL_E_USAGE);
  longer.known.struct_size = sizeof longer;
  CHECK(open() == WAYBILL_OK);  // a newer host that asks for nothing new
  longer.later = 1;
  CHECK(open() == WAYBILL_E_USAGE);
  CHECK(err.code() == "WB9001");
  longer.known.struct_size = sizeof longer.known;
  CHECK(open() == WAYBILL_OK);

  const char* roles[] = {"reader", nullptr};
  longer.known.role_count = 2;
  CHECK(open() == WAYBILL_E_USAGE);
  CHECK(err.code() == "WB9005");
  longer.known.roles = roles;
  CHECK(open() == WAYBILL_E_USAGE);
  longer.known.role_count = 1;
  CHECK(open() == WAYBILL_OK);
  longer.known.actor = "two\nlines";
  CHECK(open() == WAYBILL_E_USAGE);
  longer.known.actor = "\xff";
  CHECK(open() == WAYBILL_E_USAGE);
  longer.known.actor = "Zoë";
  CHECK(open() == WAYBILL_OK);
  waybill_catalog_free(out);
}

TEST_CASE("the actor of a catalog handle is kept with what it changes") {
  const Shop shop;
  const Catalog catalog = shop.open();
  const Json versions =
      call(nullptr, catalog.get(), "version.list", R"({"kind": "model", "name": "orders"})");
  CHECK(versions.find("items")->as_array().at(0).find("actor")->as_string() == "tester");
}
