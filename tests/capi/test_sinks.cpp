// Sinks of the host: what they are called with, and what they say of themselves.
#include <doctest/doctest.h>

#include <chrono>
#include <cstring>
#include <mutex>
#include <set>

#include "crm.hpp"

using namespace waybill::tests;

namespace {

constexpr const char* kDescribed =
    R"({"objects": [{"name": "order", "modes": ["upsert"], "fields": [
          {"name": "order_id", "type": "bigint", "required": true},
          {"name": "item", "type": "text"}, {"name": "changed_at", "type": "timestamp"}]}]})";

std::string described(const std::string& fields, const std::string& more = "") {
  return R"({"objects": [{"name": "order", "fields": [)" + fields + "]" + more + "}]}";
}

}  // namespace

TEST_CASE("a sink is opened, written to, finished and closed, with everything a row needs") {
  CrmShop shop;
  std::string config;
  std::string said;
  shop.crm.on_open = [&](const waybill_sink_run* run, waybill_error**) {
    config = std::string(run->config_json, run->config_size);
    said = std::string(run->object) + " " + run->mode + " " + std::to_string(run->key_count) + " " +
           run->key[0];
    CHECK(run->struct_size == sizeof *run);
    CHECK(waybill_cancelled(run->cancel, 0) == 0);
    return WAYBILL_OK;
  };
  std::string formats;
  shop.crm.on_write = [&](const Crm::Call& call) {
    CHECK(call.batch->struct_size == sizeof *call.batch);
    CHECK(std::string(call.batch->run->object) == "order");
    for (std::int64_t i = 0; i < call.schema->n_children; ++i) {
      formats += std::string(call.schema->children[i]->name) + ":" +
                 call.schema->children[i]->format + " ";
    }
    return WAYBILL_OK;
  };
  const auto report = shop.run();
  CHECK(config == R"({"account":"acme"})");
  CHECK(said == "order upsert 1 order_id");
  CHECK(formats == "order_id:l item:u changed_at:tsu:UTC ");
  CHECK(shop.crm.calls() == std::vector<std::string>{"open", "write", "finish", "close"});
  REQUIRE(shop.crm.written().size() == 1);
  const Written written = shop.crm.written().front();
  CHECK(written.keys == std::vector<std::int64_t>{0, 3, 6});
  CHECK(written.operation == "upsert");
  CHECK(written.id.size() == 32);
  CHECK(text_at(report, "/report/counts/inserted") == "3");
  CHECK(text_at(report, "/report/delivery") == "at_least_once");
  CHECK(text_at(report, "/run_id") == written.run);
}

TEST_CASE("rows that a sink moves out of the call stay with it") {
  ArrowArray kept{};
  ArrowSchema kept_schema{};
  {
    CrmShop shop;
    shop.crm.on_write = [&](const Crm::Call& call) {
      kept = *call.rows;
      kept_schema = *call.schema;
      call.rows->release = nullptr;
      call.schema->release = nullptr;
      return WAYBILL_OK;
    };
    shop.run();
  }
  CHECK(kept.length == 3);
  const ArrowArray& item = *kept.children[1];
  const auto* const offsets = static_cast<const std::int32_t*>(item.buffers[1]);
  CHECK(std::string(static_cast<const char*>(item.buffers[2]) + offsets[2], 6) == "item 6");
  CHECK(std::string(kept_schema.children[1]->name) == "item");
  kept.release(&kept);
  kept_schema.release(&kept_schema);
}

TEST_CASE("names are the host's until it takes them back, and destroy runs once on every path") {
  Context context = new_context();
  Crm first, second, third;
  CHECK(first.add_to(context) == WAYBILL_OK);
  CHECK(second.add_to(context) == WAYBILL_E_CONFLICT);
  CHECK(second.destroyed == 1);
  CHECK(third.add_to(context, "csv") == WAYBILL_E_CONFLICT);
  for (const char* name : {"", "a b", "a/b", "\xff", static_cast<const char*>(nullptr)}) {
    CHECK(third.add_to(context, name) == WAYBILL_E_USAGE);
  }
  CHECK(third.add_to(Context()) == WAYBILL_E_USAGE);
  waybill_sink sink = third.functions();
  sink.write = nullptr;
  CHECK(waybill_register_sink(context.get(), &sink, nullptr) == WAYBILL_E_USAGE);
  CHECK(third.destroyed == 8);
  sink = third.functions();
  sink.struct_size = 0;
  CHECK(waybill_register_sink(context.get(), &sink, nullptr) == WAYBILL_E_USAGE);
  CHECK(waybill_register_sink(context.get(), nullptr, nullptr) == WAYBILL_E_USAGE);
  CHECK(third.destroyed == 8);  // nothing says what there is to destroy
  CHECK(first.destroyed == 0);
  const auto listed = call(context.get(), nullptr, "sink.list");
  CHECK(text_at(listed, "/items/0/name") == "crm");
  CHECK(text_at(listed, "/items/0/registered") == "true");
  CHECK(text_at(listed, "/items/1/name") == "csv");
  CHECK(waybill_unregister_sink(context.get(), "none", nullptr) == WAYBILL_E_NOT_FOUND);
  CHECK(waybill_unregister_sink(context.get(), "csv", nullptr) == WAYBILL_E_NOT_FOUND);
  CHECK(waybill_unregister_sink(context.get(), "crm", nullptr) == WAYBILL_OK);
  CHECK(first.destroyed == 1);
  CHECK(third.add_to(context) == WAYBILL_OK);
  context.reset();
  CHECK(third.destroyed == 9);
}

TEST_CASE("a run goes on with the sink it began with, though the name has another by then") {
  Crm other;
  CrmShop shop;
  shop.crm.on_write = [&](const Crm::Call&) {
    CHECK(waybill_unregister_sink(shop.context.get(), "crm", nullptr) == WAYBILL_OK);
    CHECK(other.add_to(shop.context) == WAYBILL_OK);
    CHECK(shop.crm.destroyed == 0);
    return WAYBILL_OK;
  };
  shop.run();
  CHECK(shop.crm.calls().back() == "close");
  CHECK(shop.crm.destroyed == 1);
  CHECK(other.calls().empty());
  shop.run(R"("full_refresh": true)");
  CHECK(other.written().size() == 1);
}

TEST_CASE("a name is accepted where the context knows it, and else refused by name") {
  CrmShop shop;
  const std::string documents =
      R"({"documents": [{"destination": {"name": "new", "recipient": "Acme", "sink": "crm"}}]})";
  Buf result;
  Err err;
  CHECK(waybill_call(nullptr, shop.catalog_handle.get(), "config.apply", documents.data(),
                     documents.size(), result, err) == WAYBILL_E_CONFIG);
  CHECK(err.code() == "WB9013");
  CHECK(err.message().find("crm") != std::string::npos);
  call(shop.context.get(), shop.catalog_handle.get(), "config.apply", documents);
  REQUIRE(waybill_unregister_sink(shop.context.get(), "crm", nullptr) == WAYBILL_OK);
  CHECK(shop.failure() == "WB9001");
  CHECK(shop.failed_with == "there is no sink 'crm'");
}

TEST_CASE("what a description says wrong is refused with its place") {
  const Context context = new_context();
  const std::vector<std::pair<std::string, std::string>> cases{
      {"{", ""},
      {"[]", ""},
      {R"({"object": []})", "/object"},
      {R"({"objects": {}})", "/objects"},
      {R"({"objects": [{}]})", "/objects/0/name"},
      {R"({"objects": [{"name": "a"}, {"name": "a"}]})", "/objects/1/name"},
      {R"({"objects": [{"name": "a", "modes": ["put"]}]})", "/objects/0/modes"},
      {R"({"objects": [{"name": "a", "fields": [{"name": "b", "type": "strnig"}]}]})",
       "/objects/0/fields/0/type"},
      {R"({"objects": [{"name": "a", "fields": [{"name": "b", "required": 1}]}]})",
       "/objects/0/fields/0/required"},
      {R"({"batch_rows": 0})", "/batch_rows"},
      {R"({"rate_limit": {"rows_per_second": -1}})", "/rate_limit/rows_per_second"},
      {R"({"rate_limit": 5})", "/rate_limit"},
  };
  for (const auto& [said, path] : cases) {
    const std::string description = said;  // a binding cannot be captured
    CAPTURE(description);
    Crm crm(description);
    const waybill_sink sink = crm.functions();
    Err err;
    CHECK(waybill_register_sink(context.get(), &sink, err) == WAYBILL_E_USAGE);
    if (!path.empty()) CHECK(waybill_error_path(err.get()) == path);
    CHECK(crm.destroyed == 1);
  }
}

TEST_CASE("what a sink does not take is refused by name before anything is read") {
  const std::string id = R"({"name": "order_id", "type": "bigint"})";
  const std::string rest = R"({"name": "item"}, {"name": "changed_at"})";
  struct Refused {
    std::string describe;
    std::string sync;
    std::string_view said;
  };
  const std::vector<Refused> cases{
      {R"({"objects": [{"name": "contact"}]})", "", "has no object 'order'"},
      {described(id), "", "it has no field 'item'"},
      {described(id + R"(, {"name": "item", "type": ["json", "bytes"]}, {"name": "changed_at"})"),
       "", "field 'item' is json or bytes, and the sync sends text"},
      {described(id + "," + rest, R"(, "modes": ["insert", "update"])"), "",
       "it takes no syncs of mode upsert"},
      {R"({"modes": ["upsert"]})", R"("mode": "mirror")", "it takes no syncs of mode mirror"},
  };
  for (const Refused& refused : cases) {
    CAPTURE(refused.said);
    CrmShop shop(9, refused.sync, refused.describe);
    CHECK(shop.failure() == "WB9405");
    CHECK(shop.failed_with.find(refused.said) != std::string::npos);
    CHECK(shop.crm.calls().empty());
    Err err;
    Buf result;
    CHECK(waybill_call(shop.context.get(), shop.catalog_handle.get(), "sync.plan",
                       R"({"sync": "to crm"})", 18, result, err) == WAYBILL_E_SCHEMA);
    CHECK(err.code() == "WB9405");
  }
  CrmShop fits(9, "", described(id + "," + rest, R"(, "modes": ["upsert", "delete"])"));
  fits.run();
  CHECK(fits.crm.written().size() == 1);
}

TEST_CASE("a required field that a sync does not send is found by lint") {
  const std::string describe = described(
      R"({"name": "order_id"}, {"name": "item"}, {"name": "changed_at"},
         {"name": "Email", "required": true})");
  CrmShop shop(9, R"("mode": "delete")", describe);
  const auto findings = [&](const std::string& sync) {
    const auto report = call(shop.context.get(), shop.catalog_handle.get(), "config.lint",
                             R"({"documents": [{"sync": {"name": "s", "model": "orders",
                                 "destination": "crm")" +
                                 sync + "}}]}");
    return text_at(report, "/findings/0/code") + text_at(report, "/findings/0/pointer");
  };
  CHECK(findings(R"(, "object": "order")") == "WB6003/sync");
  CHECK(findings(R"(, "object": "order", "mapping": [{"from": "order_id", "to": "order_id"}])") ==
        "WB6003/sync/mapping");
  CHECK(findings(R"(, "object": "order", "mapping": [{"from": "order_id", "to": "order_id"},
                     {"value": "x", "to": "Email"}])") == "(absent)(absent)");
  CHECK(findings(R"(, "object": "other")") == "(absent)(absent)");
  CHECK(findings(R"(, "object": "order", "mode": "delete")") == "(absent)(absent)");
}

TEST_CASE("a destination's objects and fields are those its sink describes, and a test opens it") {
  CrmShop shop(9, "", kDescribed);
  const auto ask = [&](const std::string& operation, const std::string& params) {
    return call(shop.context.get(), shop.catalog_handle.get(), operation, params);
  };
  CHECK(text_at(ask("destination.objects", R"({"destination": "crm"})"), "/items") ==
        R"([{"schema":"","name":"order"}])");
  const auto fields =
      ask("destination.fields", R"({"destination": "crm", "object": "order", "page_size": 2})");
  CHECK(text_at(fields, "/items/0") ==
        R"({"name":"order_id","source_type":"bigint","type":"bigint","nullable":false,)"
        R"("primary_key":false})");
  const auto more = ask("destination.fields", R"({"destination": "crm", "object": "order",
                        "cursor": "[\"item\"]"})");
  CHECK(text_at(more, "/items/0/name") == "changed_at");
  CHECK(text_at(more, "/next") == "null");

  std::string tried = "?";
  shop.crm.on_open = [&](const waybill_sink_run* run, waybill_error** err) {
    tried = run->object;
    return waybill_error_set(err, WAYBILL_E_PERMISSION, "the key has expired", "renew it", 0);
  };
  const auto failed = ask("destination.test", R"({"name": "crm"})");
  CHECK(tried == "");
  CHECK(text_at(failed, "/ok") == "false");
  CHECK(text_at(failed, "/checks/0/message") == "sink 'crm', open: the key has expired");
  CHECK(text_at(failed, "/checks/0/hint") == "renew it");
  shop.crm.on_open = nullptr;
  CHECK(text_at(ask("destination.test", R"({"name": "crm"})"), "/ok") == "true");
  CHECK(shop.crm.calls() == std::vector<std::string>{"open", "open", "close"});
}

TEST_CASE("batches are no larger, and come no faster, than a sink takes them") {
  CrmShop shop(60, "", R"({"batch_rows": 7, "rate_limit": {"requests_per_second": 20}})");
  const auto began = std::chrono::steady_clock::now();
  shop.run();
  const auto took = std::chrono::steady_clock::now() - began;
  std::vector<std::size_t> sizes;
  for (const Written& written : shop.crm.written()) sizes.push_back(written.keys.size());
  CHECK(sizes == std::vector<std::size_t>{7, 7, 6});
  CHECK(took >= std::chrono::milliseconds(100));
  CrmShop by_rows(30, "", R"({"rate_limit": {"rows_per_second": 100}})");
  const auto again = std::chrono::steady_clock::now();
  by_rows.run();
  by_rows.run(R"("full_refresh": true)");
  CHECK(std::chrono::steady_clock::now() - again >= std::chrono::milliseconds(100));
}

TEST_CASE("an error of a host's own says what it was given") {
  waybill_error* error = nullptr;
  CHECK(waybill_error_set(&error, WAYBILL_E_TRANSIENT, "busy\nnow", "wait", 5) ==
        WAYBILL_E_TRANSIENT);
  CHECK(waybill_error_status(error) == WAYBILL_E_TRANSIENT);
  CHECK(std::strcmp(waybill_error_message(error), "busy now") == 0);
  CHECK(std::strcmp(waybill_error_hint(error), "wait") == 0);
  CHECK(waybill_error_retryable(error) == 1);
  CHECK(waybill_error_set(&error, WAYBILL_E_DATA, nullptr, nullptr, -1) == WAYBILL_E_DATA);
  CHECK(waybill_error_retryable(error) == 0);
  CHECK(std::strlen(waybill_error_message(error)) > 0);
  CHECK(waybill_error_set(&error, 77, "\xff", nullptr, 0) == WAYBILL_E_IO);
  CHECK(std::strcmp(waybill_error_message(error), "") == 0);
  CHECK(waybill_error_set(nullptr, WAYBILL_E_IO, "x", nullptr, 0) == WAYBILL_E_IO);
  waybill_error_free(error);
}

namespace {

// What sink.check finds wrong, by the names of its checks.
std::vector<std::string> found(const waybill::base::Json& report, std::string_view status) {
  std::vector<std::string> names;
  for (const auto& check : report.find("checks")->as_array()) {
    if (text_at(check, "/status") == status) names.push_back(text_at(check, "/name"));
  }
  return names;
}

}  // namespace

TEST_CASE("sink.check passes what keeps the contract, object by object, with rows that are given") {
  TempDir folder;
  Crm crm(R"({"batch_rows": 100, "modes": ["upsert"], "objects": [
        {"name": "contact", "modes": ["upsert", "delete"], "fields": [
          {"name": "Id", "type": "bigint", "required": true},
          {"name": "Email", "type": "text", "required": true},
          {"name": "Since", "type": ["timestamp", "date"]}]},
        {"name": "tag", "fields": [{"name": "Name", "type": "text"}]}]})");
  const Context context = new_context();
  const auto files =
      call(context.get(), nullptr, "sink.check",
           R"({"name": "jsonl", "config": {"folder": ")" + folder.path.string() + R"("}})");
  INFO(waybill::base::write_json(files));
  CHECK(text_at(files, "/ok") == "true");
  CHECK(found(files, "passed").size() == 9);

  std::set<std::string> ids;
  std::set<std::int64_t> sizes;
  std::mutex mutex;
  crm.on_write = [&](const Crm::Call& call) {
    const std::lock_guard lock(mutex);
    ids.insert(call.batch->id);
    sizes.insert(call.rows->length);
    return WAYBILL_OK;
  };
  REQUIRE(crm.add_to(context) == WAYBILL_OK);
  const auto report = call(context.get(), nullptr, "sink.check", R"({"name": "crm"})");
  CHECK(text_at(report, "/ok") == "true");
  CHECK(found(report, "passed").size() == 1 + 8 + 7);
  CHECK(found(report, "skipped") == std::vector<std::string>{"tag: Deletes, also what is gone"});
  CHECK(crm.opened() == crm.closed());
  CHECK(sizes == std::set<std::int64_t>{0, 1, 6, 100});
  CHECK(ids.size() < crm.written().size());

  std::string text;
  crm.on_write = [&](const Crm::Call& call) {
    if (call.rows->length == 1 && call.schema->n_children == 3) {
      const ArrowArray& email = *call.rows->children[1];
      const auto* const ends = static_cast<const std::int32_t*>(email.buffers[1]);
      text.assign(static_cast<const char*>(email.buffers[2]), static_cast<std::size_t>(ends[1]));
    }
    return WAYBILL_OK;
  };
  const auto given = call(context.get(), nullptr, "sink.check",
                          R"({"name": "crm", "object": "contact",
                              "rows": [{"Id": 7, "Email": "ada@example.com", "Since": null}]})");
  CHECK(found(given, "passed").size() == 9);
  CHECK(text == "ada@example.com");
  Buf result;
  Err err;
  for (const std::string rows :
       {R"([{"Id": 7}])", R"([{"Id": "x", "Email": ""}])", R"([{"I": 1}])", R"(["[]"])"}) {
    const std::string params = R"({"name": "crm", "object": "contact", "rows": )" + rows + "}";
    CHECK(waybill_call(context.get(), nullptr, "sink.check", params.data(), params.size(), result,
                       err) == WAYBILL_E_USAGE);
  }
}

TEST_CASE("sink.check finds what breaks the contract") {
  struct Bad {
    Crm::Write write;
    std::vector<std::string> failed;
  };
  constexpr std::string_view kObject = "waybill_check: ";
  std::set<std::string> seen;
  const std::vector<Bad> cases{
      {[](const Crm::Call& call) { return call.rows->length == 0 ? WAYBILL_E_DATA : WAYBILL_OK; },
       {"Takes no rows"}},
      {[](const Crm::Call& call) {
         if (call.rows->length == 6) waybill_row_reject(call.results, 6, "x");
         return WAYBILL_OK;
       },
       {"Takes rows of every type", "Takes a run again", "Takes a batch twice",
        "Works on after an abort", "Deletes, also what is gone"}},
      {[&](const Crm::Call& call) {
         if (call.rows->length == 6 && !seen.insert(call.batch->id).second) {
           waybill_row_reject(call.results, 0, "there already");
         }
         return WAYBILL_OK;
       },
       {"Takes a run again", "Takes a batch twice"}},
      {[](const Crm::Call& call) {
         if (call.rows->length > 0) waybill_row_reject(call.results, 0, "");
         return WAYBILL_OK;
       },
       {"Takes rows of every type", "Takes one row", "Takes many rows",
        "Deletes, also what is gone"}},
      {[](const Crm::Call& call) {
         return std::string(call.batch->operation) == "delete" ? WAYBILL_E_NOT_FOUND : WAYBILL_OK;
       },
       {"Deletes, also what is gone"}},
  };
  for (const Bad& bad : cases) {
    Crm crm;
    const Context context = new_context();
    crm.on_write = bad.write;
    REQUIRE(crm.add_to(context) == WAYBILL_OK);
    const auto report = call(context.get(), nullptr, "sink.check", R"({"name": "crm"})");
    std::vector<std::string> wanted;
    for (const std::string& name : bad.failed) wanted.push_back(std::string(kObject) + name);
    CHECK(found(report, "failed") == wanted);
    CHECK(text_at(report, "/ok") == "false");
  }
  Crm crm;
  const Context context = new_context();
  crm.on_open = [](const waybill_sink_run*, waybill_error**) { return WAYBILL_E_CONFIG; };
  REQUIRE(crm.add_to(context) == WAYBILL_OK);
  const auto report = call(context.get(), nullptr, "sink.check", R"({"name": "crm"})");
  CHECK(report.find("checks")->as_array().size() == 1);
  CHECK(text_at(report, "/ok") == "false");
}
