// waybill.hpp: exceptions, ownership, and function objects that throw.
#include <doctest/doctest.h>

#include <atomic>
#include <memory>
#include <stdexcept>
#include <string>
#include <type_traits>

#include "host_rows.hpp"
#include "shop.hpp"
#include "waybill/waybill.hpp"

using waybill::tests::ShopFiles;

static_assert(std::is_nothrow_copy_constructible_v<waybill::Error>);
static_assert(std::is_copy_constructible_v<waybill::Context>);
static_assert(!std::is_copy_constructible_v<waybill::Catalog>);
static_assert(std::is_nothrow_move_constructible_v<waybill::Catalog>);
static_assert(!std::is_copy_constructible_v<waybill::Operation>);
static_assert(std::is_nothrow_move_constructible_v<waybill::Operation>);
static_assert(std::is_nothrow_move_constructible_v<waybill::Stream>);

namespace {

struct HostError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

waybill::Catalog open(const ShopFiles& shop, const waybill::Context& context = {}) {
  waybill::Catalog catalog(context, shop.catalog, {"wrapper", {"reader"}});
  catalog.call("config.apply", shop.documents());
  return catalog;
}

}  // namespace

TEST_CASE("an error is an exception with everything the C error says") {
  try {
    waybill::call("config.lint", R"({"pathss": []})");
    FAIL("no exception");
  } catch (const waybill::Error& error) {
    const waybill::Error copy = error;
    CHECK(copy.status() == WAYBILL_E_USAGE);
    CHECK(copy.code() == "WB9001");
    CHECK(copy.error_class() == "usage");
    CHECK(copy.message() == copy.what());
    CHECK(!copy.hint().empty());
    CHECK(copy.path() == "/pathss");
    CHECK(copy.sqlstate().empty());
    CHECK(copy.native_code() == 0);
    CHECK_FALSE(copy.retryable());
    CHECK(copy.blame() == "host");
    CHECK(copy.json().find("WB9001") != std::string::npos);
  }
}

TEST_CASE("a catalog is called, started and streamed") {
  const ShopFiles shop;
  waybill::Catalog catalog = open(shop);
  CHECK(catalog.call("model.list").find("orders") != std::string::npos);

  std::atomic<int> events{0};
  waybill::Operation transfer =
      catalog.start("destination.transfer", shop.kTransfer, [&](std::string_view event) {
        CHECK(event.front() == '{');
        ++events;
        return true;
      });
  CHECK(transfer.wait().find("\"success\"") != std::string::npos);
  CHECK(transfer.done());
  CHECK(events > 0);
  waybill::Operation quiet = catalog.start("destination.transfer", shop.kTransfer);
  waybill::Operation moved = std::move(quiet);
  CHECK(moved.wait().find("\"success\"") != std::string::npos);

  waybill::Stream rows = catalog.stream("model.preview", shop.kPreview);
  waybill::Stream taken = std::move(rows);
  ArrowSchema schema{};
  taken.schema(&schema);
  CHECK(schema.n_children == 3);
  schema.release(&schema);
  ArrowArray batch{};
  std::int64_t count = 0;
  while (taken.next(&batch)) {
    count += batch.length;
    batch.release(&batch);
  }
  CHECK(count == 2);
  CHECK_THROWS_AS(catalog.stream("model.preview", R"({"model": "none"})"), waybill::Error);
  CHECK_THROWS_AS(catalog.stream("model.list"), waybill::Error);
  CHECK_THROWS_AS(waybill::Catalog(shop.folder.path.string()), waybill::Error);
}

TEST_CASE("a stream handed over is the taker's to release") {
  const ShopFiles shop;
  waybill::Catalog catalog = open(shop);
  waybill::Stream rows = catalog.stream("model.preview", shop.kPreview);
  ArrowArrayStream taken = rows.release();
  CHECK((rows.get()->release == nullptr));
  waybill::Stream again(taken);
  ArrowArray batch{};
  CHECK(again.next(&batch));
  batch.release(&batch);
}

TEST_CASE("a stream's error is an exception") {
  const ShopFiles shop;
  waybill::Catalog catalog = open(shop);
  waybill::Stream rows = catalog.stream("model.preview", shop.kPreview);
  shop.break_source();
  ArrowArray batch{};
  try {
    rows.next(&batch);
    FAIL("no exception");
  } catch (const waybill::Error& error) {
    CHECK(error.code() == "WB9110");
    CHECK(error.status() == WAYBILL_E_SCHEMA);
  }
}

TEST_CASE("a progress function answering false cancels; one that throws cancels and is rethrown") {
  const ShopFiles shop;
  waybill::Catalog catalog = open(shop);
  waybill::Operation refused =
      catalog.start("destination.transfer", shop.kTransfer, [](std::string_view) { return false; });
  try {
    refused.wait();
    FAIL("no exception");
  } catch (const waybill::Error& error) {
    CHECK(error.status() == WAYBILL_E_CANCELLED);
  }
  waybill::Operation thrown =
      catalog.start("destination.transfer", shop.kTransfer,
                    [](std::string_view) -> bool { throw HostError("of the host's own"); });
  CHECK_THROWS_WITH_AS(thrown.wait(), "of the host's own", HostError);
  CHECK_THROWS_AS(thrown.wait(), waybill::Error);  // rethrown once; then the operation's own error
}

TEST_CASE("what a log function or a clock throws comes out of the call that ran meanwhile") {
  const ShopFiles shop;
  waybill::Context context;
  waybill::Catalog catalog = open(shop, context);
  context.set_log(
      [](waybill::LogLevel, std::string_view, std::string_view) { throw HostError("log"); });
  CHECK_THROWS_WITH_AS(catalog.call("destination.transfer", shop.kTransfer), "log", HostError);
  CHECK(catalog.call("run.list").find("success") != std::string::npos);  // it did its work
  CHECK_THROWS_WITH_AS(catalog.start("destination.transfer", shop.kTransfer).wait(), "log",
                       HostError);
  context.set_log(nullptr);
  context.set_clock([]() -> std::int64_t { throw 7; });
  CHECK_THROWS_AS(catalog.call("destination.transfer", shop.kTransfer), int);
  CHECK_THROWS_AS(waybill::Catalog(context, shop.catalog + "2"), int);
  context.set_clock(nullptr);
  CHECK_NOTHROW(catalog.call("destination.transfer", shop.kTransfer));
}

TEST_CASE(
    "a secret resolver's answer is used and wiped, and what it throws comes out of the call") {
  constexpr std::string_view kVerify =
      R"({"documents": [{"connection": {"name": "pg", "vendor": "postgres",
          "options": {"host": "/nonexistent", "user": "u"},
          "secrets": {"password": "host:pg"}}}]})";
  waybill::Context context;
  CHECK(context.call("connection.verify", kVerify).find("answers none") != std::string::npos);
  std::string asked;
  context.set_secret_resolver([&](std::string_view name) {
    asked = name;
    return std::optional<std::string>("canary-of-the-wrapper");
  });
  const std::string reached = context.call("connection.verify", kVerify);
  CHECK(asked == "pg");
  CHECK(reached.find("socket") != std::string::npos);
  CHECK(reached.find("canary") == std::string::npos);
  context.set_secret_resolver([](std::string_view) { return std::nullopt; });
  CHECK(context.call("connection.verify", kVerify).find("has no secret 'pg'") != std::string::npos);
  context.set_secret_resolver(
      [](std::string_view) -> std::optional<std::string> { throw HostError("vault"); });
  CHECK_THROWS_WITH_AS(context.call("connection.verify", kVerify), "vault", HostError);
  context.set_secret_resolver(nullptr);
  CHECK(context.call("connection.verify", kVerify).find("answers none") != std::string::npos);
}

TEST_CASE("function objects die exactly once, with what held them") {
  const auto token = std::make_shared<int>(0);
  {
    waybill::Context context;
    context.set_log([token](waybill::LogLevel, std::string_view, std::string_view) {});
    context.set_clock([token] { return std::int64_t{0}; });
    context.set_secret_resolver([token](std::string_view) { return std::string(); });
    CHECK(token.use_count() == 4);
    context.set_secret_resolver(nullptr);
    CHECK(token.use_count() == 3);
    context.set_log([token](waybill::LogLevel, std::string_view, std::string_view) {});
    CHECK(token.use_count() == 3);
    waybill::Operation operation =
        context.start("rules.list", "{}", [token](std::string_view) { return true; });
    operation.wait();
    CHECK(token.use_count() == 3);
    CHECK_THROWS_AS(context.start("no.such", "{}", [token](std::string_view) { return true; }),
                    waybill::Error);
    CHECK_THROWS_AS(context.set_log([token](auto, auto, auto) {}, waybill::LogLevel(9)),
                    waybill::Error);
    CHECK(token.use_count() == 3);
  }
  CHECK(token.use_count() == 1);
}

TEST_CASE("destroying a running operation cancels it and waits") {
  const ShopFiles shop;
  waybill::Catalog catalog = open(shop);
  std::atomic<int> calls{0};
  {
    waybill::Operation transfer =
        catalog.start("destination.transfer", shop.kTransfer, [&](std::string_view) {
          ++calls;
          return true;
        });
  }
  const int after = calls;
  CHECK_NOTHROW(catalog.call("destination.transfer", shop.kTransfer));
  CHECK(calls == after);
}

namespace {

// Refuses the first row it sees, and is busy once.
struct Crm : waybill::Sink {
  struct Session : waybill::SinkSession {
    Crm& crm;
    explicit Session(Crm& of) : crm(of) {}
    ~Session() override { ++crm.closed; }
    void write(waybill::SinkBatch& batch) override {
      if (crm.foreign) throw HostError("of the host");
      if (!crm.was_busy) {
        crm.was_busy = true;
        throw waybill::SinkError("busy", WAYBILL_E_TRANSIENT, "wait", std::chrono::milliseconds(1));
      }
      crm.rows += batch.rows().length;
      crm.said = std::string(batch.operation()) + " " + std::string(batch.run().object());
      batch.reject(0, "no email");
      if (crm.lies) CHECK_THROWS_AS(batch.reject(0, "again"), std::out_of_range);
    }
    void finish() override { ++crm.finished; }
  };

  std::unique_ptr<waybill::SinkSession> open(const waybill::SinkRun& run) override {
    if (run.config_json() != "{}") throw waybill::SinkError("no config", WAYBILL_E_CONFIG);
    CHECK_FALSE(run.cancelled());
    return std::make_unique<Session>(*this);
  }

  bool foreign = false;
  bool lies = true;
  bool was_busy = false;
  std::int64_t rows = 0;
  std::string said;
  int finished = 0;
  int closed = 0;
};

}  // namespace

TEST_CASE("a sink is a class, and says how it failed with an exception") {
  const ShopFiles shop;
  waybill::Context context;
  const auto crm = std::make_shared<Crm>();
  context.register_sink("crm", crm);
  CHECK_THROWS_AS(context.register_sink("crm", crm), waybill::Error);
  waybill::Catalog catalog = open(shop, context);
  catalog.call("config.apply", R"({"documents": [
    {"destination": {"name": "crm", "sink": "crm", "recipient": "Acme"}},
    {"sync": {"name": "to crm", "model": "orders", "destination": "crm", "object": "order"}}]})");
  crm->foreign = true;
  CHECK_THROWS_AS(catalog.call("sync.run", R"({"sync": "to crm"})"), HostError);
  crm->foreign = false;
  CHECK_THROWS_AS(catalog.call("sync.run", R"({"sync": "to crm"})"), waybill::Error);
  crm->lies = false;
  crm->rows = 0;
  const std::string report = catalog.call("sync.run", R"({"sync": "to crm"})");
  CHECK(report.find(R"("rejected":1)") != std::string::npos);
  CHECK(crm->rows == 2);
  CHECK(crm->said == "upsert order");
  CHECK(crm->finished == 1);
  CHECK(crm->closed == 3);
  context.unregister_sink("crm");
  CHECK(crm.use_count() == 1);
}

TEST_CASE("rows of this program are a function, and what it throws comes out of the call") {
  waybill::Context context;
  bool fails = false;
  std::string asked;
  const std::string preview =
      R"({"sql": "SELECT a FROM t", "documents": [{"source": {"name": "x", "host": "mine"}}]})";
  context.register_source("mine", waybill::tests::kHostTables,
                          [&](const waybill_source_request& request, ArrowArrayStream* out) {
                            if (fails) throw HostError("of the host");
                            asked = request.table;
                            waybill::tests::fill_host_rows(out);
                          });
  CHECK(context.call("model.preview", preview).find(R"("yz")") != std::string::npos);
  CHECK(asked == "t");
  fails = true;
  CHECK_THROWS_AS(context.call("model.preview", preview), HostError);
  context.register_source("mine", "", {});  // taken away
  CHECK_THROWS_AS(context.call("model.preview", preview), waybill::Error);
}
