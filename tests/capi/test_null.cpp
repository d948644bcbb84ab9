// Every function with NULL in each of its arguments: an error or a documented no-op, never a crash.
#include <doctest/doctest.h>

#include <fstream>
#include <functional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "support.hpp"

using namespace waybill::tests;

namespace {

struct Case {
  std::string function;
  std::string argument;  // the one that is NULL
  std::function<waybill_status(waybill_error**)> call;
};

std::set<std::string> declared_functions() {
  std::ifstream file(WAYBILL_SYMBOLS);
  REQUIRE(file.good());
  std::set<std::string> names;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::string name;
    std::istringstream(line) >> name;
    names.insert(name);
  }
  return names;
}

}  // namespace

TEST_CASE("a NULL where something is needed is a usage error with or without an error to fill") {
  const Shop shop;
  const Context context = new_context();
  const Catalog catalog = shop.open(context.get());
  const Operation operation = start(nullptr, nullptr, "system.features", "{}");
  wait(operation);

  waybill_catalog* no_catalog = nullptr;
  waybill_operation* no_operation = nullptr;
  waybill_buf result{};
  const char* const path = shop.catalog.c_str();

  const std::vector<Case> cases{
      {"waybill_context_new", "out", [](auto err) { return waybill_context_new(nullptr, err); }},
      {"waybill_context_set_log", "context",
       [](auto err) {
         return waybill_context_set_log(nullptr, nullptr, 0, nullptr, nullptr, err);
       }},
      {"waybill_context_set_clock", "context",
       [](auto err) { return waybill_context_set_clock(nullptr, nullptr, nullptr, nullptr, err); }},
      {"waybill_context_set_secret_resolver", "context",
       [](auto err) {
         return waybill_context_set_secret_resolver(nullptr, nullptr, nullptr, nullptr, err);
       }},
      {"waybill_context_set_alert", "context",
       [](auto err) { return waybill_context_set_alert(nullptr, nullptr, nullptr, nullptr, err); }},
      {"waybill_register_sink", "sink",
       [&](auto err) { return waybill_register_sink(context.get(), nullptr, err); }},
      {"waybill_unregister_sink", "context",
       [](auto err) { return waybill_unregister_sink(nullptr, "crm", err); }},
      {"waybill_unregister_sink", "name",
       [&](auto err) { return waybill_unregister_sink(context.get(), nullptr, err); }},
      {"waybill_register_source", "source",
       [&](auto err) { return waybill_register_source(context.get(), nullptr, err); }},
      {"waybill_catalog_open", "out",
       [&](auto err) { return waybill_catalog_open(nullptr, context.get(), path, nullptr, err); }},
      {"waybill_catalog_open", "path",
       [&](auto err) {
         const auto status =
             waybill_catalog_open(&no_catalog, context.get(), nullptr, nullptr, err);
         CHECK(no_catalog == nullptr);
         return status;
       }},
      {"waybill_call", "operation",
       [&](auto err) {
         return waybill_call(context.get(), catalog.get(), nullptr, "{}", 2, &result, err);
       }},
      {"waybill_call", "params",
       [&](auto err) {
         return waybill_call(context.get(), catalog.get(), "model.list", nullptr, 2, &result, err);
       }},
      {"waybill_call", "result",
       [&](auto err) {
         return waybill_call(context.get(), catalog.get(), "model.list", "{}", 2, nullptr, err);
       }},
      {"waybill_start", "out",
       [&](auto err) {
         return waybill_start(nullptr, context.get(), catalog.get(), "model.list", "{}", 2, nullptr,
                              nullptr, nullptr, err);
       }},
      {"waybill_start", "operation",
       [&](auto err) {
         const auto status = waybill_start(&no_operation, context.get(), catalog.get(), nullptr,
                                           "{}", 2, nullptr, nullptr, nullptr, err);
         CHECK(no_operation == nullptr);
         return status;
       }},
      {"waybill_start", "params",
       [&](auto err) {
         return waybill_start(&no_operation, context.get(), catalog.get(), "model.list", nullptr, 2,
                              nullptr, nullptr, nullptr, err);
       }},
      {"waybill_operation_poll", "operation",
       [](auto err) {
         std::int32_t done = 7;
         const auto status = waybill_operation_poll(nullptr, &done, err);
         CHECK(done == 0);
         return status;
       }},
      {"waybill_operation_poll", "done",
       [&](auto err) { return waybill_operation_poll(operation.get(), nullptr, err); }},
      {"waybill_operation_wait", "operation",
       [&](auto err) { return waybill_operation_wait(nullptr, &result, err); }},
      {"waybill_operation_wait", "result",
       [&](auto err) { return waybill_operation_wait(operation.get(), nullptr, err); }},
      {"waybill_stream", "operation",
       [&](auto err) {
         Stream stream;
         return waybill_stream(context.get(), catalog.get(), nullptr, "{}", 2, stream, err);
       }},
      {"waybill_stream", "params",
       [&](auto err) {
         Stream stream;
         return waybill_stream(context.get(), catalog.get(), "model.preview", nullptr, 2, stream,
                               err);
       }},
      {"waybill_stream", "out",
       [&](auto err) {
         return waybill_stream(context.get(), catalog.get(), "model.preview", Shop::kPreview.data(),
                               Shop::kPreview.size(), nullptr, err);
       }},
  };
  std::set<std::string> covered;
  for (const Case& one : cases) {
    CAPTURE(one.function);
    CAPTURE(one.argument);
    Err err;
    CHECK(one.call(err) == WAYBILL_E_USAGE);
    CHECK(err.code() == "WB9005");
    CHECK(err.message() == "the argument `" + one.argument + "` is NULL");
    CHECK(one.call(nullptr) == WAYBILL_E_USAGE);
    CHECK(result.ptr == nullptr);
    covered.insert(one.function);
  }

  // The rest accept NULL; new functions must be sorted into one of the two.
  const std::set<std::string> accept{
      "waybill_version",           "waybill_features_json",   "waybill_error_status",
      "waybill_error_code",        "waybill_error_class",     "waybill_error_message",
      "waybill_error_hint",        "waybill_error_path",      "waybill_error_sqlstate",
      "waybill_error_native_code", "waybill_error_retryable", "waybill_error_blame",
      "waybill_error_json",        "waybill_error_free",      "waybill_buf_dispose",
      "waybill_context_free",      "waybill_catalog_free",    "waybill_operation_cancel",
      "waybill_operation_free",    "waybill_stream_cancel",   "waybill_error_from_stream",
      "waybill_error_set",         "waybill_cancelled",       "waybill_row_reject",
      "waybill_row_retry",
  };
  covered.insert(accept.begin(), accept.end());
  CHECK(covered == declared_functions());
}

TEST_CASE("functions that accept NULL answer nothing and do nothing") {
  CHECK(waybill_error_status(nullptr) == WAYBILL_OK);
  for (const auto accessor :
       {waybill_error_code, waybill_error_class, waybill_error_message, waybill_error_hint,
        waybill_error_path, waybill_error_sqlstate, waybill_error_blame, waybill_error_json}) {
    CHECK(std::string(accessor(nullptr)) == "");
  }
  CHECK(waybill_error_native_code(nullptr) == 0);
  CHECK(waybill_error_retryable(nullptr) == 0);
  waybill_error_free(nullptr);
  waybill_buf_dispose(nullptr);
  waybill_context_free(nullptr);
  waybill_catalog_free(nullptr);
  waybill_operation_cancel(nullptr);
  waybill_operation_free(nullptr);
  waybill_stream_cancel(nullptr);
  CHECK(waybill_error_from_stream(nullptr) == nullptr);
  ArrowArrayStream empty{};
  CHECK(waybill_error_from_stream(&empty) == nullptr);
}

TEST_CASE("optional arguments may be NULL") {
  const TempDir folder;
  waybill_catalog* opened = nullptr;
  CHECK(waybill_catalog_open(&opened, nullptr, folder.file("c.db").c_str(), nullptr, nullptr) ==
        WAYBILL_OK);
  const Catalog catalog(opened);
  Buf result;
  CHECK(waybill_call(nullptr, catalog.get(), "model.list", nullptr, 0, result, nullptr) ==
        WAYBILL_OK);
  CHECK(waybill_call(nullptr, nullptr, "operations.list", nullptr, 0, result, nullptr) ==
        WAYBILL_OK);
  waybill_operation* started = nullptr;
  CHECK(waybill_start(&started, nullptr, nullptr, "rules.list", nullptr, 0, nullptr, nullptr,
                      nullptr, nullptr) == WAYBILL_OK);
  const Operation operation(started);
  CHECK(waybill_operation_wait(operation.get(), result, nullptr) == WAYBILL_OK);
}

TEST_CASE("an operation that needs a catalog says so when it gets none") {
  Buf result;
  Err err;
  CHECK(waybill_call(nullptr, nullptr, "model.list", "{}", 2, result, err) == WAYBILL_E_USAGE);
  CHECK(err.code() == "WB9003");
  CHECK(result.get().ptr == nullptr);
}

TEST_CASE("a handle of another kind, or memory that is none, is refused") {
  const Context context = new_context();
  Buf result;
  Err err;
  auto* const posing = reinterpret_cast<waybill_catalog*>(context.get());
  CHECK(waybill_call(nullptr, posing, "model.list", "{}", 2, result, err) == WAYBILL_E_USAGE);
  CHECK(err.code() == "WB9005");
  waybill_catalog_free(posing);
  CHECK(call(context.get(), nullptr, "system.features").is_object());

  alignas(16) char zeros[64] = {};
  auto* const nothing = reinterpret_cast<waybill_operation*>(zeros);
  std::int32_t done = 0;
  CHECK(waybill_operation_poll(nothing, &done, err) == WAYBILL_E_USAGE);
  waybill_operation_cancel(nothing);
  waybill_operation_free(nothing);
}
