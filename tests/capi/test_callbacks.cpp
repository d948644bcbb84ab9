// Hooks: when they run, and that their destroy function runs exactly once on every path.
#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "crm.hpp"
#include "host_rows.hpp"
#include "support.hpp"

using namespace waybill::tests;
using waybill::base::Json;

namespace {

struct LogBook : Counted {
  std::vector<std::string> events;
  std::vector<std::string> fields;
  std::vector<std::int32_t> levels;

  static void log(void* self, std::int32_t level, const char* event, const char* fields) {
    LogBook& book = *static_cast<LogBook*>(self);
    book.use();
    book.levels.push_back(level);
    book.events.push_back(event);
    book.fields.push_back(fields);
  }
  static void destroy(void* self) { Counted::destroy(static_cast<LogBook*>(self)); }
};

struct FixedClock : Counted {
  std::int64_t now = 1'000'000;

  static std::int64_t read(void* self) {
    FixedClock& clock = *static_cast<FixedClock*>(self);
    clock.use();
    return clock.now;
  }
  static void destroy(void* self) { Counted::destroy(static_cast<FixedClock*>(self)); }
};

waybill_status set_log(const Context& context, LogBook& book, std::int32_t level = 0) {
  return waybill_context_set_log(context.get(), LogBook::log, level, &book, LogBook::destroy,
                                 nullptr);
}

waybill_status set_clock(const Context& context, FixedClock& clock) {
  return waybill_context_set_clock(context.get(), FixedClock::read, &clock, FixedClock::destroy,
                                   nullptr);
}

std::int32_t count_progress(void* self, const char* event, std::size_t size) {
  static_cast<Counted*>(self)->use();
  CHECK(waybill::base::parse_json_or_throw({event, size}, "event").find("phase") != nullptr);
  CHECK(event[size] == '\0');
  return 0;
}

}  // namespace

TEST_CASE("a hook's destroy runs once: when replaced, taken away, or with its context") {
  LogBook first, second;
  FixedClock one, two;
  Context context = new_context();
  CHECK(set_log(context, first) == WAYBILL_OK);
  CHECK(set_clock(context, one) == WAYBILL_OK);
  CHECK(first.destroyed == 0);
  CHECK(set_log(context, second) == WAYBILL_OK);
  CHECK(first.destroyed == 1);
  CHECK(waybill_context_set_clock(context.get(), nullptr, nullptr, nullptr, nullptr) == WAYBILL_OK);
  CHECK(one.destroyed == 1);
  CHECK(set_clock(context, two) == WAYBILL_OK);
  CHECK(second.destroyed == 0);
  context.reset();
  CHECK(first.destroyed == 1);
  CHECK(second.destroyed == 1);
  CHECK(one.destroyed == 1);
  CHECK(two.destroyed == 1);
}

TEST_CASE("a call that fails, or keeps nothing, destroys what it was given") {
  LogBook book;
  FixedClock clock;
  const Context context = new_context();
  CHECK(waybill_context_set_log(nullptr, LogBook::log, 0, &book, LogBook::destroy, nullptr) ==
        WAYBILL_E_USAGE);
  CHECK(book.destroyed == 1);
  Err err;
  CHECK(waybill_context_set_log(context.get(), LogBook::log, 4, &book, LogBook::destroy, err) ==
        WAYBILL_E_USAGE);
  CHECK(err.code() == "WB9001");
  CHECK(book.destroyed == 2);
  CHECK(set_log(context, book, -1) == WAYBILL_E_USAGE);
  CHECK(book.destroyed == 3);
  CHECK(waybill_context_set_log(context.get(), nullptr, 0, &book, LogBook::destroy, nullptr) ==
        WAYBILL_OK);
  CHECK(book.destroyed == 4);
  CHECK(waybill_context_set_clock(nullptr, FixedClock::read, &clock, FixedClock::destroy,
                                  nullptr) == WAYBILL_E_USAGE);
  CHECK(clock.destroyed == 1);
  CHECK(waybill_context_set_clock(context.get(), nullptr, &clock, FixedClock::destroy, nullptr) ==
        WAYBILL_OK);
  CHECK(clock.destroyed == 2);
}

TEST_CASE("whoever is told of alerts hears a failure once, and what they refuse again") {
  struct Pager : Counted {
    std::vector<std::string> events;
    std::int32_t answer = 0;
    static std::int32_t tell(void* self, const char* event, std::size_t size) {
      Pager& pager = *static_cast<Pager*>(self);
      pager.use();
      CHECK(event[size] == '\0');
      pager.events.emplace_back(event, size);
      return pager.answer;
    }
    static void destroy(void* self) { Counted::destroy(static_cast<Pager*>(self)); }
  };
  Pager first, second, refused;
  FixedClock clock;
  clock.now = 1'800'000'000'000'000;
  Context context = new_context();
  REQUIRE(set_clock(context, clock) == WAYBILL_OK);
  const auto set = [&](Pager& pager) {
    return waybill_context_set_alert(context.get(), Pager::tell, &pager, Pager::destroy, nullptr);
  };
  CHECK(waybill_context_set_alert(nullptr, Pager::tell, &refused, Pager::destroy, nullptr) ==
        WAYBILL_E_USAGE);
  CHECK(refused.destroyed == 1);
  REQUIRE(set(first) == WAYBILL_OK);
  const Shop shop;
  const Catalog catalog = shop.open(context.get());
  call(context.get(), catalog.get(), "destination.update",
       R"({"document": {"name": "acme-db", "connection": "there", "recipient": "Acme",
           "alerts": {"failed": true}}})");
  shop.break_source();
  first.answer = 1;
  const std::string transfer = R"({"destination": "acme-db"})";
  call(context.get(), catalog.get(), "destination.transfer", transfer);
  REQUIRE(first.events.size() == 1);
  CHECK(first.events[0].find(R"("rule":"failed")") != std::string::npos);
  REQUIRE(set(second) == WAYBILL_OK);
  CHECK(first.destroyed == 1);
  call(context.get(), catalog.get(), "alert.check", "{}");
  CHECK(second.events.empty());
  clock.now += 121'000'000;
  call(context.get(), catalog.get(), "alert.check", "{}");
  CHECK(second.events == first.events);
  clock.now += 121'000'000;
  call(context.get(), catalog.get(), "destination.transfer", transfer);
  CHECK(second.events.size() == 1);
  REQUIRE(waybill_context_set_alert(context.get(), nullptr, nullptr, nullptr, nullptr) ==
          WAYBILL_OK);
  CHECK(second.destroyed == 1);
  CHECK(first.used_after + second.used_after == 0);
}

TEST_CASE("a progress callback is destroyed once, before the operation's end can be seen") {
  const Shop shop;
  const Catalog catalog = shop.open();
  SUBCASE("after a success") {
    Counted counted;
    const Operation operation = start(nullptr, catalog.get(), "destination.transfer",
                                      Shop::kTransfer, count_progress, &counted, Counted::destroy);
    wait(operation);
    CHECK(counted.destroyed == 1);
    CHECK(counted.used > 0);
    CHECK(counted.used_after == 0);
  }
  SUBCASE("after a failure of the operation") {
    Counted counted;
    const Operation operation =
        start(nullptr, catalog.get(), "destination.transfer", R"({"destination": "nobody"})",
              count_progress, &counted, Counted::destroy);
    Buf result;
    CHECK(waybill_operation_wait(operation.get(), result, nullptr) == WAYBILL_E_NOT_FOUND);
    CHECK(counted.destroyed == 1);
  }
  SUBCASE("when it could not be started") {
    Counted counted;
    waybill_operation* out = nullptr;
    CHECK(waybill_start(&out, nullptr, nullptr, "no.such", "{}", 2, count_progress, &counted,
                        Counted::destroy, nullptr) == WAYBILL_E_USAGE);
    CHECK(counted.destroyed == 1);
    CHECK(waybill_start(nullptr, nullptr, nullptr, "rules.list", "{}", 2, count_progress, &counted,
                        Counted::destroy, nullptr) == WAYBILL_E_USAGE);
    CHECK(counted.destroyed == 2);
  }
  SUBCASE("when there is no callback to go with it") {
    Counted counted;
    const Operation operation =
        start(nullptr, nullptr, "rules.list", "{}", nullptr, &counted, Counted::destroy);
    wait(operation);
    CHECK(counted.destroyed == 1);
  }
}

TEST_CASE("the log hook gets events of its level and above, with JSON fields") {
  const Shop shop;
  LogBook all, errors;
  const Context loud = new_context(), quiet = new_context();
  REQUIRE(set_log(loud, all) == WAYBILL_OK);
  REQUIRE(set_log(quiet, errors, WAYBILL_LOG_ERROR) == WAYBILL_OK);
  const Catalog catalog = shop.open(loud.get());
  call(loud.get(), catalog.get(), "destination.transfer", Shop::kTransfer);
  call(quiet.get(), catalog.get(), "destination.transfer", Shop::kTransfer);
  REQUIRE(all.events.size() >= 2);
  CHECK(all.events.front() == "run.started");
  CHECK(all.events.back() == "run.finished");
  CHECK(all.levels.front() == WAYBILL_LOG_INFO);
  for (const std::string& fields : all.fields) {
    CHECK(waybill::base::parse_json_or_throw(fields, "fields").is_object());
  }
  CHECK(errors.events.empty());
}

TEST_CASE("the context's clock stamps what is kept, and two contexts do not interact") {
  const Shop shop, other;
  FixedClock early, late;
  late.now = 4'000'000'000'000'000;  // 2096-10-02
  const Context first = new_context(), second = new_context();
  REQUIRE(set_clock(first, early) == WAYBILL_OK);
  REQUIRE(set_clock(second, late) == WAYBILL_OK);
  const Catalog of_first = shop.open(first.get()), of_second = other.open(second.get());
  const auto stamp = [](const Catalog& catalog) {
    const Json page =
        call(nullptr, catalog.get(), "version.list", R"({"kind": "recipient", "name": "Acme"})");
    return page.find("items")->as_array().at(0).find("at")->as_string();
  };
  CHECK(stamp(of_first) == "1970-01-01T00:00:01.000000Z");
  CHECK(stamp(of_second) == "2096-10-02T07:06:40.000000Z");
}

TEST_CASE("a hook lives as long as something may call it") {
  const Shop shop;
  LogBook book;
  FixedClock clock;
  Context context = new_context();
  REQUIRE(set_log(context, book) == WAYBILL_OK);
  REQUIRE(set_clock(context, clock) == WAYBILL_OK);
  Catalog catalog = shop.open(context.get());
  Gate gate;
  Operation operation = start(context.get(), catalog.get(), "destination.transfer", Shop::kTransfer,
                              Gate::progress, &gate, Gate::destroy);
  gate.await_arrival();
  context.reset();
  catalog.reset();
  CHECK(book.destroyed == 0);
  CHECK(clock.destroyed == 0);
  gate.open();
  wait(operation);
  CHECK(book.events.back() == "run.finished");
  CHECK(clock.used_after == 0);
  operation.reset();
  CHECK(book.destroyed == 1);
  CHECK(book.used_after == 0);
  CHECK(clock.destroyed == 1);
}

TEST_CASE("a hook that calls back into Waybill meets no lock of ours") {
  struct Reentrant {
    waybill_context* context;
    waybill_catalog* catalog;
    int calls = 0;
    waybill_status same_catalog = WAYBILL_OK;
    std::string code;

    static void log(void* self, std::int32_t, const char*, const char*) {
      Reentrant& state = *static_cast<Reentrant*>(self);
      if (state.calls++ > 0) return;
      call(state.context, nullptr, "rules.list");
      Buf result;
      Err err;
      state.same_catalog =
          waybill_call(state.context, state.catalog, "model.list", "{}", 2, result, err);
      state.code = err.code();
      // Replaces itself while it runs.
      CHECK(waybill_context_set_log(state.context, nullptr, 0, nullptr, nullptr, nullptr) ==
            WAYBILL_OK);
    }
  };
  const Shop shop;
  const Context context = new_context();
  const Catalog catalog = shop.open(context.get());
  Reentrant state{context.get(), catalog.get()};
  REQUIRE(waybill_context_set_log(context.get(), Reentrant::log, 0, &state, nullptr, nullptr) ==
          WAYBILL_OK);
  call(context.get(), catalog.get(), "destination.transfer", Shop::kTransfer);
  CHECK(state.calls == 1);
  CHECK(state.same_catalog == WAYBILL_E_USAGE);
  CHECK(state.code == "WB9012");
}

TEST_CASE("hooks can be replaced while calls run: none is called after its destroy") {
  struct Hook {
    std::atomic<bool> alive{true};
    std::atomic<int>* destroyed;
    std::atomic<int>* misused;

    static void log(void* self, std::int32_t, const char*, const char*) {
      Hook& hook = *static_cast<Hook*>(self);
      if (!hook.alive) ++*hook.misused;
    }
    static std::int64_t clock(void* self) {
      log(self, 0, nullptr, nullptr);
      return 1'700'000'000'000'000;
    }
    static void destroy(void* self) {
      Hook& hook = *static_cast<Hook*>(self);
      if (!hook.alive.exchange(false)) ++*hook.misused;
      ++*hook.destroyed;
    }
  };
  const Shop shop;
  std::atomic<int> destroyed{0}, misused{0};
  std::vector<std::unique_ptr<Hook>> hooks;
  std::atomic<bool> ready{false}, stop{false};
  {
    const Context context = new_context();
    const Catalog catalog = shop.open(context.get());
    std::thread caller([&] {
      do {
        Buf result;
        CHECK(waybill_call(context.get(), catalog.get(), "destination.transfer",
                           Shop::kTransfer.data(), Shop::kTransfer.size(), result,
                           nullptr) == WAYBILL_OK);
        ready = true;
      } while (!stop);
    });
    // Not one more until a call has ended: hooks without number are memory without bound.
    while (!ready) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    for (int i = 0; i < 2000; ++i) {
      if (i % 100 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
      hooks.push_back(std::make_unique<Hook>());
      hooks.back()->destroyed = &destroyed;
      hooks.back()->misused = &misused;
      void* const self = hooks.back().get();
      if (i % 2 == 0) {
        waybill_context_set_log(context.get(), Hook::log, 0, self, Hook::destroy, nullptr);
      } else {
        waybill_context_set_clock(context.get(), Hook::clock, self, Hook::destroy, nullptr);
      }
    }
    stop = true;
    caller.join();
  }
  CHECK(destroyed == static_cast<int>(hooks.size()));
  CHECK(misused == 0);
}
TEST_CASE("a source of the host is destroyed once, whatever becomes of it") {
  constexpr const char* kTables =
      R"({"tables": [{"name": "t", "columns": [{"name": "a", "type": "text"}]}]})";
  const Context context = new_context();
  Counted first, second, refused, late;
  const auto source = [&](Counted& counted, const char* describe) {
    waybill_source made{};
    made.struct_size = sizeof made;
    made.name = "s";
    made.describe_json = describe;
    made.describe_size = std::string_view(describe).size();
    made.user_data = &counted;
    made.destroy = Counted::destroy;
    made.open = [](void*, const waybill_source_request*, ArrowArrayStream*, waybill_error** err) {
      return waybill_error_set(err, WAYBILL_E_PERMISSION, "not today", "ask tomorrow", 0);
    };
    return made;
  };
  const auto give = [&](const waybill_source& made) {
    return waybill_register_source(context.get(), &made, nullptr);
  };
  CHECK(give(source(first, kTables)) == WAYBILL_OK);
  CHECK(first.destroyed == 0);
  CHECK(give(source(refused, "{}")) == WAYBILL_E_USAGE);
  CHECK(refused.destroyed == 1);
  CHECK(give(source(refused, R"({"tables": [{"name": "t", "colums": []}]})")) == WAYBILL_E_USAGE);
  CHECK(refused.destroyed == 2);
  waybill_source unnamed = source(late, kTables);
  unnamed.name = nullptr;
  CHECK(give(unnamed) == WAYBILL_E_USAGE);
  CHECK(late.destroyed == 1);
  waybill_source unsized = source(late, kTables);
  unsized.struct_size = 0;
  CHECK(give(unsized) == WAYBILL_E_USAGE);
  CHECK(late.destroyed == 1);  // what it is, is not known
  CHECK(give(source(second, kTables)) == WAYBILL_OK);
  CHECK(first.destroyed == 1);
  // It is asked, and refuses; the error names it.
  Err err;
  waybill_buf result{};
  const std::string params =
      R"({"sql": "SELECT a FROM t", "documents": [{"source": {"name": "x", "host": "s"}}]})";
  CHECK(waybill_call(context.get(), nullptr, "model.preview", params.c_str(), params.size(),
                     &result, err) == WAYBILL_E_PERMISSION);
  CHECK(err.message() == "host source 's' does not open its table 't': not today");
  CHECK(std::string(waybill_error_hint(err.get())) == "ask tomorrow");
  waybill_source gone{};
  gone.struct_size = sizeof gone;
  gone.name = "s";
  CHECK(give(gone) == WAYBILL_OK);
  CHECK(second.destroyed == 1);
  CHECK(refused.destroyed == 2);
}

TEST_CASE("a run goes on when a source of the host is back") {
  const TempDir folder;
  int refusals = 0;
  const Context context = new_context();
  waybill_source source{};
  source.struct_size = sizeof source;
  source.name = "mine";
  source.describe_json = kHostTables.data();
  source.describe_size = kHostTables.size();
  source.user_data = &refusals;
  source.open = [](void* self, const waybill_source_request*, ArrowArrayStream* out,
                   waybill_error** err) {
    int& left = *static_cast<int*>(self);
    if (left > 0) {
      --left;
      return waybill_error_set(err, WAYBILL_E_TRANSIENT, "soon", nullptr, 0);
    }
    fill_host_rows(out);
    return WAYBILL_OK;
  };
  REQUIRE(waybill_register_source(context.get(), &source, nullptr) == WAYBILL_OK);
  const Catalog catalog = open_catalog(folder.file("catalog.db"), context.get());
  call(context.get(), catalog.get(), "config.apply", R"({"documents": [
    {"connection": {"name": "there", "vendor": "sqlite", "options": {"path": "there.db"}}},
    {"source": {"name": "mine", "host": "mine"}},
    {"model": {"model_name": "words", "source_table": "t", "change_detection": "none", "columns": [
      {"name_in_source": "a", "name_in_destination": "a", "data_type": "text",
       "is_primary_key": true}]}},
    {"recipient": {"name": "Acme", "id_in_provider_system": "acme"}},
    {"destination": {"name": "acme-db", "connection": "there", "recipient": "Acme"}},
    {"sync": {"name": "words", "model": "words", "destination": "acme-db"}}]})");
  refusals = 1;
  const auto report = call(context.get(), catalog.get(), "sync.run", R"({"sync": "words"})");
  CHECK(text_at(report, "/status") == "success");
  CHECK(text_at(report, "/report/counts/inserted") == "2");
  CHECK(refusals == 0);
}
