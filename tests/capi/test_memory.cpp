// Each allocation fails once in turn: an error every time, nothing lost, nothing leaked.
#include <doctest/doctest.h>
#include <sqlite3.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <string>
#include <string_view>

#include "failing_new.hpp"
#include "host_rows.hpp"
#include "support.hpp"

using namespace waybill::tests;
using waybill::base::Json;

namespace {

// SQLite's own allocator, with the same switch. It must be set before SQLite starts.
sqlite3_mem_methods usual_memory;
std::atomic<int> sqlite_countdown{0};  // 1: the next one fails; 0: none

bool sqlite_fails() {
  return sqlite_countdown > 0 && --sqlite_countdown == 0;
}

const bool configured = [] {
  if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &usual_memory) != SQLITE_OK) return false;
  sqlite3_mem_methods memory = usual_memory;
  memory.xMalloc = [](int size) { return sqlite_fails() ? nullptr : usual_memory.xMalloc(size); };
  memory.xRealloc = [](void* old, int size) {
    return sqlite_fails() ? nullptr : usual_memory.xRealloc(old, size);
  };
  return sqlite3_config(SQLITE_CONFIG_MALLOC, &memory) == SQLITE_OK;
}();

constexpr std::string_view kLint =
    R"({"documents": [
      {"recipient": {"name": "A", "id_in_provider_system": "a", "nonsense": 1}},
      {"model": {"model_name": "m", "source_table": "t", "columns": [
        {"name_in_source": "select", "name_in_destination": "select", "data_type": "txt"}]}},
      "{\"connection\": {\"name\": \"c\", \"vendor\": \"sqlite\", \"options\": {}}"],
      "format": "text"})";

constexpr std::string_view kRender =
    R"({"query": "SELECT 1 WHERE t = '{{.IdInProviderSystem}}' {{with .Schema}}AND {{.}}.x = 1{{end}}",
      "dialect": "postgres", "variables": {"IdInProviderSystem": "o'neill", "Schema": "s\"t"}})";

waybill_status call_raw(waybill_catalog* catalog, const char* operation, std::string_view params,
                        waybill_buf* result, waybill_error** err) {
  return waybill_call(nullptr, catalog, operation, params.data(), params.size(), result, err);
}

// Runs `work` with the 1st, 2nd, ... allocation failing until it gets through unharmed, and
// `after` after each. `work` answers a status: the memory error nearly always, since few places can
// do without the memory they ask for. None may be left behind. Answers how often it failed.
template <class Work, class After>
int sweep(Work&& work, After&& after, int stride = 1) {
  int failures = 0, unnoticed = 0;
  for (int nth = 1;; nth += stride) {
    CAPTURE(nth);
    const std::int64_t before = live_allocations();
    waybill_error* error = nullptr;
    fail_allocation(nth);
    const waybill_status status = work(&error);
    const bool happened = fail_allocation(0);
    const std::string code = waybill_error_code(error);
    waybill_error_free(error);
    if (!happened) {
      CHECK(status == WAYBILL_OK);
      CHECK(unnoticed <= failures / 10 + 5);  // few failures say little about their share
      return failures;
    }
    if (status == WAYBILL_OK) {
      ++unnoticed;  // and perhaps used: an operation may keep what it made
    } else {
      ++failures;
      CHECK(status == WAYBILL_E_MEMORY);
      CHECK(code == "WB9091");
      CHECK(live_allocations() == before);
    }
    after();
    REQUIRE(nth < 100'000);
  }
}

template <class Work>
int sweep(Work&& work) {
  return sweep(work, [] {});
}

}  // namespace

TEST_CASE("the library allocates through the program's operator new") {
  const std::int64_t before = allocations();
  Buf result;
  REQUIRE(call_raw(nullptr, "rules.list", "{}", result, nullptr) == WAYBILL_OK);
  CHECK(allocations() > before + 100);
}

TEST_CASE("the memory error is ready-made, complete, and may be freed like any") {
  fail_allocation(1);
  waybill_context* context = nullptr;
  waybill_error* error = nullptr;
  CHECK(waybill_context_new(&context, &error) == WAYBILL_E_MEMORY);
  CHECK(fail_allocation(0));
  CHECK(context == nullptr);
  REQUIRE(error != nullptr);
  const Json json = waybill::base::parse_json_or_throw(waybill_error_json(error), "the error");
  // As any other error of this code would be written.
  Json expected = Json::object();
  const Json known = call(nullptr, nullptr, "rules.explain", R"({"code": "WB9091"})");
  for (const char* key : {"code", "class", "title", "retryable"}) {
    CHECK(*json.find(key) == *known.find(key));
  }
  CHECK(json.find("message")->as_string() == waybill_error_message(error));
  CHECK(json.find("hint")->as_string() == waybill_error_hint(error));
  CHECK(json.find("blame")->as_string() == waybill_error_blame(error));
  CHECK(json.find("class")->as_string() == waybill_error_class(error));
  CHECK(json.find("code")->as_string() == waybill_error_code(error));
  CHECK(json.find("retryable")->as_bool() == (waybill_error_retryable(error) == 1));
  CHECK(json.as_object().size() == 10);
  waybill_error_free(error);
  waybill_error_free(error);
}

TEST_CASE("an error for which there is no memory becomes the memory error") {
  const int failures = sweep([](waybill_error** err) {
    waybill_buf result{};
    const waybill_status status = call_raw(nullptr, "no.such.operation", "{}", &result, err);
    return status == WAYBILL_E_USAGE ? WAYBILL_OK : status;
  });
  CHECK(failures > 5);
}

TEST_CASE("lint, with each allocation failing once") {
  const auto lint = [](waybill_error** err) {
    waybill_buf result{};
    const waybill_status status = call_raw(nullptr, "config.lint", kLint, &result, err);
    if (status != WAYBILL_OK) CHECK(result.ptr == nullptr);
    waybill_buf_dispose(&result);
    return status;
  };
  waybill_error* none = nullptr;
  REQUIRE(lint(&none) == WAYBILL_OK);  // what is made once and kept is made now
  CHECK(sweep(lint) > 200);
}

TEST_CASE("a lint of every kind, with each allocation failing once") {
  for (const char* format : {"json", "text", "sarif", "github"}) {
    const std::string params = std::string(R"({"format": ")") + format + R"(", "documents": )" +
                               std::string(kEveryKind) + "}";
    const auto lint = [&](waybill_error** error) {
      waybill_buf result{};
      const waybill_status status = call_raw(nullptr, "config.lint", params, &result, error);
      waybill_buf_dispose(&result);
      return status;
    };
    waybill_error* none = nullptr;
    REQUIRE(lint(&none) == WAYBILL_OK);
    // The formats differ at the end only.
    const bool in_full =
        std::string_view(format) == "json" || std::getenv("WAYBILL_TEST_DEEP") != nullptr;
    CHECK(sweep(
              lint, [] {}, in_full ? 1 : 13) > 100);
  }
}

TEST_CASE("a template rendered with each allocation failing once") {
  const auto render = [&](waybill_error** error) {
    waybill_buf result{};
    const waybill_status status = call_raw(nullptr, "model.render", kRender, &result, error);
    waybill_buf_dispose(&result);
    return status;
  };
  waybill_error* none = nullptr;
  REQUIRE(render(&none) == WAYBILL_OK);
  CHECK(sweep(render) > 20);
}

TEST_CASE("contexts, catalogs and hooks, with each allocation failing once") {
  const Shop shop;
  shop.open();
  Counted counted;
  int given = 0;
  const auto open = [&](waybill_error** err) {
    waybill_context* context = nullptr;
    waybill_catalog* catalog = nullptr;
    waybill_status status = waybill_context_new(&context, err);
    if (status == WAYBILL_OK) {
      ++given;
      status = waybill_context_set_clock(
          context, [](void*) { return std::int64_t{1'700'000'000'000'000}; }, &counted,
          Counted::destroy, err);
    }
    if (status == WAYBILL_OK) {
      ++given;
      status = waybill_context_set_secret_resolver(
          context,
          [](void*, const char*, char*, std::size_t, std::size_t*) { return std::int32_t{1}; },
          &counted, Counted::destroy, err);
    }
    if (status == WAYBILL_OK) {
      ++given;
      status = waybill_context_set_alert(
          context, [](void*, const char*, std::size_t) { return std::int32_t{0}; }, &counted,
          Counted::destroy, err);
    }
    if (status == WAYBILL_OK) {
      status = waybill_catalog_open(&catalog, context, shop.catalog.c_str(), nullptr, err);
      if (status != WAYBILL_OK) CHECK(catalog == nullptr);
    }
    waybill_context_free(context);
    waybill_catalog_free(catalog);
    return status;
  };
  waybill_error* none = nullptr;
  REQUIRE(open(&none) == WAYBILL_OK);
  CHECK(sweep(open) > 20);
  CHECK(counted.destroyed == given);
}

TEST_CASE("apply, with each allocation failing once: all of it or nothing") {
  const Shop shop;
  const Catalog catalog = shop.open();
  int attempt = 0;
  const auto description = [&] {
    const Json model = call(nullptr, catalog.get(), "model.get", R"({"name": "orders"})");
    return model.at_pointer("/document/model/description")->as_string();
  };
  std::string wanted, before;
  const auto apply = [&](waybill_error** err) {
    waybill_buf result{};
    const waybill_status status = call_raw(catalog.get(), "config.apply", wanted, &result, err);
    waybill_buf_dispose(&result);
    return status;
  };
  // Never the same document twice, so that there is always something to write.
  int failures = 0, kept = 0, survived = 0;
  for (int nth = 1;; ++nth) {
    CAPTURE(nth);
    const std::string text = "attempt " + std::to_string(1'000'000 + ++attempt);
    wanted = Shop::documents(text);
    before = description();
    const std::int64_t live = live_allocations();
    waybill_error* error = nullptr;
    fail_allocation(nth);
    const waybill_status status = apply(&error);
    const bool happened = fail_allocation(0);
    const std::string code = waybill_error_code(error);
    waybill_error_free(error);
    if (!happened) {
      CHECK(status == WAYBILL_OK);
      CHECK(description() == text);
      break;
    }
    ++failures;
    CHECK(live_allocations() == live);
    const std::string after = description();
    if (status == WAYBILL_OK) {  // a session's statement that was not kept for the next time
      ++survived;
      CHECK(after == text);
      continue;
    }
    CHECK(status == WAYBILL_E_MEMORY);
    CHECK(code == "WB9091");
    CHECK((after == before || after == text));
    if (after == before) ++kept;
  }
  CHECK(failures > 500);
  CHECK(survived < failures / 20);
  CHECK(kept > failures / 2);
  CHECK(call(nullptr, catalog.get(), "catalog.check").find("ok")->as_bool());
  // Every run has its end on record.
  const Json running = call(nullptr, catalog.get(), "run.list", R"({"status": "running"})");
  CHECK(running.find("items")->as_array().empty());
}

TEST_CASE("a stream, with each allocation failing once") {
  const Shop shop;
  const Catalog catalog = shop.open();
  const auto read = [&](waybill_error** err) {
    ArrowArrayStream stream{};
    const waybill_status opened =
        waybill_stream(nullptr, catalog.get(), "model.preview", Shop::kPreview.data(),
                       Shop::kPreview.size(), &stream, err);
    if (opened != WAYBILL_OK) return opened;
    waybill_status status = WAYBILL_OK;
    const auto note = [&](int answer) {
      if (answer == 0 || status != WAYBILL_OK) return;
      CHECK(answer == ENOMEM);
      const waybill_error* error = waybill_error_from_stream(&stream);
      status = waybill_error_status(error);
      CHECK(std::string(stream.get_last_error(&stream)) == "out of memory");
      if (err != nullptr) *err = const_cast<waybill_error*>(error);  // the static one
    };
    ArrowSchema schema{};
    note(stream.get_schema(&stream, &schema));
    if (schema.release != nullptr) schema.release(&schema);
    ArrowArray batch{};
    note(stream.get_next(&stream, &batch));
    if (batch.release != nullptr) batch.release(&batch);
    stream.release(&stream);
    return status;
  };
  waybill_error* none = nullptr;
  REQUIRE(read(&none) == WAYBILL_OK);
  CHECK(sweep(read) > 100);
}

TEST_CASE("a transfer in its own thread, with each allocation failing once") {
  const Shop shop;
  const Catalog catalog = shop.open();
  Counted progress;
  int started = 0;
  const auto transfer = [&](waybill_error** err) {
    waybill_operation* operation = nullptr;
    ++started;
    waybill_status status = waybill_start(
        &operation, nullptr, catalog.get(), "destination.transfer", Shop::kTransfer.data(),
        Shop::kTransfer.size(),
        [](void* self, const char*, std::size_t) {
          static_cast<Counted*>(self)->use();
          return 0;
        },
        &progress, Counted::destroy, err);
    waybill_buf result{};
    if (status == WAYBILL_OK) status = waybill_operation_wait(operation, &result, err);
    waybill_operation_free(operation);
    waybill_buf_dispose(&result);
    return status;
  };
  waybill_error* none = nullptr;
  REQUIRE(transfer(&none) == WAYBILL_OK);
  const auto lease_is_free = [&] {
    const Json next = call(nullptr, catalog.get(), "destination.transfer", Shop::kTransfer);
    REQUIRE(next.find("status")->as_string() == "success");
  };
  const int stride = std::getenv("WAYBILL_TEST_DEEP") == nullptr ? 31 : 1;
  CHECK(sweep(transfer, lease_is_free, stride) > 500 / stride);
  CHECK(progress.destroyed == started);
  CHECK(shop.delivered() == shop.of_acme);
  CHECK(call(nullptr, catalog.get(), "catalog.check").find("ok")->as_bool());
  // Every run has its end on record.
  const Json running = call(nullptr, catalog.get(), "run.list", R"({"status": "running"})");
  CHECK(running.find("items")->as_array().empty());
}

TEST_CASE("a transfer while SQLite's allocations fail once each: an error or none, nothing lost") {
  REQUIRE(configured);
  const Shop shop;
  const Catalog catalog = shop.open();
  call(nullptr, catalog.get(), "destination.transfer", Shop::kTransfer);
  const int stride = std::getenv("WAYBILL_TEST_DEEP") == nullptr ? 211 : 1;
  int failed = 0, changed = 0;
  for (int nth = 1;; nth += stride) {
    CAPTURE(nth);
    ++changed;
    run_sql(shop.source, "UPDATE shop_orders SET item = 'change " + std::to_string(changed) +
                             "', changed_at = strftime('%Y-%m-%dT%H:%M:%S', 1780000000 + " +
                             std::to_string(changed) + ", 'unixepoch') || '.000000Z'");
    Buf result;
    Err err;
    sqlite_countdown = nth;
    const waybill_status status =
        call_raw(catalog.get(), "destination.transfer", Shop::kTransfer, result, err);
    const bool happened = sqlite_countdown == 0;
    sqlite_countdown = 0;
    if (!happened) {
      CHECK(status == WAYBILL_OK);
      break;
    }
    const bool good =
        status == WAYBILL_OK && result.json().find("status")->as_string() == "success";
    if (!good) {
      ++failed;
      const Json next = call(nullptr, catalog.get(), "destination.transfer", Shop::kTransfer);
      INFO(waybill::base::write_json(next));
      REQUIRE(next.find("status")->as_string() == "success");
    }
    CHECK(query_number(shop.destination, "SELECT count(*) FROM orders WHERE item = 'change " +
                                             std::to_string(changed) + "'") == shop.of_acme);
  }
  CHECK(failed > 3);
  CHECK(call(nullptr, catalog.get(), "catalog.check").find("ok")->as_bool());
}

TEST_CASE("a sink is opened and closed in pairs, and destroyed once, whatever memory there is") {
  struct Plain {
    std::atomic<int> opened{0};
    std::atomic<int> closed{0};
    std::atomic<int> destroyed{0};
  } plain;
  waybill_sink sink{};
  sink.struct_size = sizeof sink;
  sink.name = "plain";
  sink.describe_json =
      R"({"objects": [{"name": "a", "fields": [{"name": "id", "type": "bigint"}]}]})";
  sink.describe_size = std::string_view(sink.describe_json).size();
  sink.user_data = &plain;
  sink.destroy = [](void* self) { ++static_cast<Plain*>(self)->destroyed; };
  sink.open = [](void* self, const waybill_sink_run*, void** session, waybill_error**) {
    ++static_cast<Plain*>(self)->opened;
    *session = self;
    return WAYBILL_OK;
  };
  sink.write = [](void*, const waybill_sink_batch*, ArrowArray*, ArrowSchema*,
                  waybill_row_results* results, waybill_error** err) {
    const waybill_status status = waybill_row_reject(results, 0, "no");
    return status == WAYBILL_OK ? status : waybill_error_set(err, status, "no memory", nullptr, 0);
  };
  sink.close = [](void* self) { ++static_cast<Plain*>(self)->closed; };
  constexpr std::string_view kCheck = R"({"name": "plain", "rows": [{"id": 1}, {"id": 2}]})";
  const Context context = new_context();
  int registered = 0;
  const auto check = [&](waybill_error** error) {
    ++registered;
    waybill_status status = waybill_register_sink(context.get(), &sink, error);
    if (status != WAYBILL_OK) return status;
    waybill_buf result{};
    status = waybill_call(context.get(), nullptr, "sink.check", kCheck.data(), kCheck.size(),
                          &result, error);
    waybill_buf_dispose(&result);
    waybill_unregister_sink(context.get(), "plain", nullptr);  // needs no memory
    return status;
  };
  REQUIRE(check(nullptr) == WAYBILL_OK);  // what is made once and kept is there
  const int failures = sweep(
      check,
      [&] {
        CHECK(plain.opened == plain.closed);
        CHECK(plain.destroyed == registered);
      },
      1);
  CHECK(failures > 500);
}

TEST_CASE(
    "rows of the host are read with each allocation failing once, and their source destroyed") {
  struct Plain {
    std::atomic<int> opened{0};
    std::atomic<int> destroyed{0};
  } plain;
  waybill_source source{};
  source.struct_size = sizeof source;
  source.name = "mine";
  source.describe_json = kHostTables.data();
  source.describe_size = kHostTables.size();
  source.user_data = &plain;
  source.destroy = [](void* self) { ++static_cast<Plain*>(self)->destroyed; };
  source.open = [](void* self, const waybill_source_request*, ArrowArrayStream* out,
                   waybill_error**) {
    ++static_cast<Plain*>(self)->opened;
    fill_host_rows(out);
    return WAYBILL_OK;
  };
  constexpr std::string_view kPreview =
      R"({"sql": "SELECT a FROM t", "documents": [{"source": {"name": "x", "host": "mine"}}]})";
  int registered = 0;
  const auto read = [&](waybill_error** error) {
    waybill_context* made = nullptr;
    waybill_status status = waybill_context_new(&made, error);
    if (status != WAYBILL_OK) return status;
    const Context context(made);
    ++registered;
    status = waybill_register_source(context.get(), &source, error);
    if (status != WAYBILL_OK) return status;
    waybill_buf result{};
    status = waybill_call(context.get(), nullptr, "model.preview", kPreview.data(), kPreview.size(),
                          &result, error);
    if (status == WAYBILL_OK) {
      CHECK(std::string_view(result.ptr, result.size).find(R"("yz")") != std::string_view::npos);
    }
    waybill_buf_dispose(&result);
    return status;
  };
  REQUIRE(read(nullptr) == WAYBILL_OK);
  const int failures = sweep(read, [&] { CHECK(plain.destroyed == registered); });
  CHECK(failures > 150);
  CHECK(plain.opened > 1);
}
