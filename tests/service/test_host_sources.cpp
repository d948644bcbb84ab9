// Rows of the host program as a source: carried over when they are read, for one tenant and window
// as ever.
#include <doctest/doctest.h>

#include <cerrno>
#include <functional>

#include "bench.hpp"
#include "rows/arrow.hpp"
#include "rows/host_source.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

// Batches as a stream; the error it ends with in place of its end, if any.
struct Streamed {
  rows::Schema schema;
  std::vector<rows::Batch> batches;
  std::string error;
  std::size_t next = 0;

  static Streamed& of(ArrowArrayStream* stream) {
    return *static_cast<Streamed*>(stream->private_data);
  }
  static void hand_out(Streamed made, ArrowArrayStream* out) {
    *out = {};
    out->get_schema = [](ArrowArrayStream* stream, ArrowSchema* filled) {
      rows::export_schema(of(stream).schema, filled);
      return 0;
    };
    out->get_next = [](ArrowArrayStream* stream, ArrowArray* array) {
      Streamed& self = of(stream);
      *array = {};
      if (self.next == self.batches.size()) return self.error.empty() ? 0 : EIO;
      rows::export_batch(std::move(self.batches[self.next++]), array);
      return 0;
    };
    out->get_last_error = [](ArrowArrayStream* stream) { return of(stream).error.c_str(); };
    out->release = [](ArrowArrayStream* stream) {
      delete &of(stream);
      *stream = {};
    };
    out->private_data = new Streamed(std::move(made));
  }
};

struct Host final : rows::HostSource {
  std::vector<rows::HostTable> described = rows::read_host_tables(R"json({"tables": [
      {"name": "app.items", "columns": [{"name": "id", "type": "bigint"},
        {"name": "name", "type": "text"}, {"name": "price", "type": "decimal(10,2)"},
        {"name": "org", "type": "text"}, {"name": "updated_at", "type": "timestamp"}]},
      {"name": "names", "columns": [{"name": "id", "type": "integer"},
        {"name": "title", "type": "text"}]}]})json");
  std::vector<std::string> asked;
  std::function<void(const std::string& table, Streamed& stream)> fill;
  bool refuses = false;

  const std::vector<rows::HostTable>& tables() const override { return described; }
  void open(const std::string& table, const rows::ReadHints& hints,
            ArrowArrayStream* out) override {
    asked.push_back(fmt::format("{} {} {}", table, hints.tenant,
                                hints.from ? base::format_instant(*hints.from) : "all"));
    if (refuses) throw Error(codes::connect_failed, "not now");
    Streamed stream;
    for (const rows::HostTable& known : described) {
      if (known.name == table) stream.schema = known.columns;
    }
    fill(table, stream);
    Streamed::hand_out(std::move(stream), out);
  }
};

base::Micros at(std::string_view text) {
  return *base::parse_instant(text);
}

struct Hosting : Bench {
  std::shared_ptr<Host> host = std::make_shared<Host>();
  std::int64_t rows = 4;
  std::string newest = "2026-01-01T00:00:00Z";

  Hosting() {
    environment.host_sources = [this](std::string_view name) {
      return name == "app" ? host : nullptr;
    };
    host->fill = [this](const std::string& table, Streamed& stream) {
      rows::Batch batch(stream.schema);
      for (std::int64_t i = 0; i < (table == "names" ? 2 : rows); ++i, ++batch.length) {
        if (table == "names") {
          batch.columns[0].append_int32(static_cast<std::int32_t>(i));
          batch.columns[1].append_variable(i == 0 ? "nil" : "one");
          continue;
        }
        batch.columns[0].append_int64(i);
        batch.columns[1].append_variable(fmt::format("n{}", i));
        batch.columns[2].append(rows::value_from_text({rows::Logical::decimal, 10, 2}, "9.50"));
        batch.columns[3].append_variable(i % 2 == 0 ? "acme" : "globex");
        batch.columns[4].append_int64(at(i + 1 == rows ? newest : "2026-01-01T00:00:00Z"));
      }
      stream.batches.push_back(std::move(batch));
    };
    apply(replaced(everything(), R"("connection": "from", "tenancy")",
                   R"("host": "app", "tenancy")"));
    apply(model(R"("source_table": "app.items")"));
  }
  static std::string model(const std::string& from) {
    return replaced(Bench::kModel, R"("source_table": "items")", from);
  }
  std::string run(const std::string& more = "") {
    return base::write_json(
        *call("sync.run", R"({"sync": "acme/items")" + more + "}").at_pointer("/report/counts"));
  }
};

}  // namespace

TEST_SUITE_BEGIN("service: host sources");

TEST_CASE("a run reads the host's rows of its tenant, and later what changed since") {
  Hosting bench;
  CHECK(bench.run().starts_with(R"({"read":2,"inserted":2)"));
  CHECK(bench.host->asked == std::vector<std::string>{"app.items acme all"});
  bench.host->asked.clear();
  bench.rows = 5;
  bench.newest = "2026-02-01T00:00:00Z";
  CHECK(bench.run().find(R"("inserted":1,"updated":0)") != std::string::npos);
  CHECK(bench.host->asked ==
        std::vector<std::string>{"app.items acme 2025-12-31T23:55:00.000000Z"});
  CHECK(text_at(bench.call("sync.compare", R"({"sync": "acme/items"})"), "/delivered") == "true");
  // A host that obeys no hint hands out rows of everybody: they stay.
  SqliteFile destination(bench.folder.file("acme.db"));
  CHECK(destination.rows("SELECT group_concat(label) FROM items").at(0) == "'n0,n2,n4'");
}

TEST_CASE("queries, previews, reads, columns and tests of a host's rows") {
  Hosting bench;
  bench.apply(Hosting::model(
      R"("source_query": "SELECT i.id, n.title AS name, i.org, i.updated_at FROM app.items i JOIN names n ON n.id = i.id WHERE i.price > 9 AND i.org = '{{.IdInProviderSystem}}'",
         "tests": [{"name": "t", "tenant": "acme", "given": {"names": [{"id": 1, "title": "x"}],
            "app.items": [{"id": 1, "org": "acme", "price": 10,
                           "updated_at": "2026-01-01T00:00:00Z"}]},
            "expect": [{"id": 1, "label": "x"}]}])"));
  const base::Json page = bench.call("model.preview", R"({"model": "items", "recipient": "Acme"})");
  CHECK(text_at(page, "/rows/0/label") == "nil");
  CHECK(page.at_pointer("/rows")->as_array().size() == 1);
  CHECK(text_at(bench.call("model.test"), "/counts/passed") == "1");
  CHECK(text_at(bench.call("model.test", R"({"live": true})"), "/counts/passed") == "1");
  CHECK(text_at(bench.call("model.validate"), "/counts/error") == "0");
  CHECK(text_at(bench.call("model.columns", R"({"model": "items"})"), "/items/3/type") ==
        "timestamp");
  CHECK(text_at(bench.call("model.infer", R"({"table": "app.items"})"),
                "/model/columns/2/data_type") == "decimal(10,2)");
  CHECK(bench.run().starts_with(R"({"read":1,"inserted":1)"));
  CHECK(text_at(bench.call("model.render", R"({"model": "items", "variables":
      {"IdInProviderSystem": "a'b"}})"),
                "/sql")
            .find("'a''b'") != std::string::npos);
}

TEST_CASE("what a host does not have, refuses or breaks off ends the run with nothing delivered") {
  Hosting bench;
  const auto failure = [&] { return bench.failure("sync.run", R"({"sync": "acme/items"})"); };
  bench.host->refuses = true;
  CHECK(failure() == "WB9101");
  bench.host->refuses = false;
  const auto fill = bench.host->fill;
  bench.host->fill = [&](const std::string& table, Streamed& stream) {
    fill(table, stream);
    stream.error = "the cursor\nis gone";
  };
  CHECK(failure() == "WB9101");
  CHECK(bench.last_error.find("failed while it was read: the cursor is gone") != std::string::npos);
  bench.host->fill = [&](const std::string& table, Streamed& stream) {
    fill(table, stream);
    stream.schema.front().name = "ident";
  };
  CHECK(failure() == "WB9101");
  CHECK(bench.last_error.find("lacks the column 'id'") != std::string::npos);
  bench.host->fill = [&](const std::string&, Streamed& stream) {
    stream.schema[2].type = {rows::Logical::text};
    rows::Batch batch(stream.schema);
    for (rows::Column& column : batch.columns) column.append_null();
    batch.columns[2] = rows::Column({rows::Logical::text});
    batch.columns[2].append_variable("9.999");
    batch.length = 1;
    stream.batches.push_back(std::move(batch));
  };
  CHECK(failure() == "WB9101");
  CHECK(bench.last_error.find("has a value in column 'price' (decimal(10,2))") !=
        std::string::npos);
  bench.host->fill = fill;
  CHECK(bench.run().starts_with(R"({"read":2,"inserted":2)"));
  bench.environment.host_sources = {};
  CHECK(failure() == "WB9101");
  CHECK(bench.last_error.find("registered no source 'app'") != std::string::npos);
}

TEST_CASE("many rows are carried over a batch at a time, and a cancel ends it") {
  Hosting bench;
  bench.host->fill = [&](const std::string&, Streamed& stream) {
    for (int part = 0; part < 20; ++part) {
      rows::Batch batch(stream.schema);
      for (std::int64_t i = 0; i < 10'000; ++i, ++batch.length) {
        batch.columns[0].append_int64(part * 10'000 + i);
        batch.columns[1].append_variable("n");
        batch.columns[2].append_null();
        batch.columns[3].append_variable("acme");
        batch.columns[4].append_int64(at("2026-01-01T00:00:00Z"));
      }
      stream.batches.push_back(std::move(batch));
    }
  };
  CHECK(bench.run().starts_with(R"({"read":200000,"inserted":200000)"));
  service::Call call{
      bench.environment,
      bench.catalog.get(),
      bench.actor,
      base::parse_json_or_throw(R"({"sync": "acme/items", "full_refresh": true})", ""),
      {},
      {}};
  const auto fill = bench.host->fill;
  bench.host->fill = [&](const std::string& table, Streamed& stream) {
    fill(table, stream);
    call.cancel.cancel();
  };
  std::string code;
  try {
    service::run(*service::find_operation("sync.run"), call);
  } catch (const Error& error) {
    code = error.code().id;
  }
  CHECK(code == "WB9092");
}

TEST_CASE("a description that is none says where it is wrong") {
  const auto path = [](const char* json) {
    try {
      rows::read_host_tables(json);
      return std::string("fine");
    } catch (const Error& error) {
      return error.path();
    }
  };
  CHECK(path(R"({"tables": []})") == "fine");
  CHECK(path(R"({})") == "");
  CHECK(path(R"({"tables": [{"name": "t", "columns": []}]})") == "/tables/0");
  CHECK(path(R"({"tables": [{"name": "t", "columns": [{"name": "a", "type": "strange"}]}]})") ==
        "/tables/0/columns/0");
  CHECK(path(R"({"tables": [{"name": "t", "columns": [{"name": "a", "type": "text"},
                 {"name": "A", "type": "text"}]}]})") == "/tables/0/columns/1");
}

TEST_SUITE_END();
