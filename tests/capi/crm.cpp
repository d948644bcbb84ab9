#include "crm.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <thread>

namespace waybill::tests {

namespace {

std::vector<std::int64_t> keys_of(const ArrowArray& rows, const ArrowSchema& schema) {
  std::vector<std::int64_t> keys;
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    if (std::strcmp(schema.children[i]->name, "order_id") != 0) continue;
    const auto* const values = static_cast<const std::int64_t*>(rows.children[i]->buffers[1]);
    keys.assign(values, values + rows.length);
  }
  std::ranges::sort(keys);
  return keys;
}

}  // namespace

Crm::~Crm() {
  soon([this] {
    const std::lock_guard lock(mutex_);
    return destroyed >= added_;
  });
}

waybill_sink Crm::functions(const char* name) {
  waybill_sink sink{};
  sink.struct_size = sizeof sink;
  sink.name = name;
  if (!describe_.empty()) sink.describe_json = describe_.c_str();
  sink.describe_size = describe_.size();
  sink.user_data = this;
  sink.destroy = destroy;
  sink.open = open;
  sink.write = write;
  sink.finish = finish;
  sink.close = close;
  return sink;
}

waybill_status Crm::add_to(const Context& context, const char* name) {
  const waybill_sink sink = functions(name);
  ++added_;
  return waybill_register_sink(context.get(), &sink, nullptr);
}

void Crm::note(const std::string& call) {
  const std::lock_guard lock(mutex_);
  use();
  calls_.push_back(call);
}

waybill_status Crm::open(void* self, const waybill_sink_run* run, void** session,
                         waybill_error** err) {
  Crm& crm = *static_cast<Crm*>(self);
  crm.note("open");
  *session = self;
  return crm.on_open ? crm.on_open(run, err) : WAYBILL_OK;
}

waybill_status Crm::write(void* session, const waybill_sink_batch* batch, ArrowArray* rows,
                          ArrowSchema* schema, waybill_row_results* results, waybill_error** err) {
  Crm& crm = *static_cast<Crm*>(session);
  crm.note("write");
  int number = 0;
  {
    const std::lock_guard lock(crm.mutex_);
    crm.written_.push_back(
        {batch->run->run_id, batch->id, batch->operation, keys_of(*rows, *schema)});
    number = static_cast<int>(crm.written_.size());
  }
  return crm.on_write ? crm.on_write({batch, rows, schema, results, err, number}) : WAYBILL_OK;
}

waybill_status Crm::finish(void* session, waybill_error** err) {
  Crm& crm = *static_cast<Crm*>(session);
  crm.note("finish");
  return crm.on_finish ? crm.on_finish(err) : WAYBILL_OK;
}

void Crm::close(void* session) {
  Crm& crm = *static_cast<Crm*>(session);
  if (crm.on_close) crm.on_close();
  crm.note("close");
}

std::vector<Written> Crm::written() {
  const std::lock_guard lock(mutex_);
  return written_;
}

std::vector<std::string> Crm::calls() {
  const std::lock_guard lock(mutex_);
  return calls_;
}

int Crm::opened() {
  const std::lock_guard lock(mutex_);
  return static_cast<int>(std::ranges::count(calls_, "open"));
}

int Crm::closed() {
  const std::lock_guard lock(mutex_);
  return static_cast<int>(std::ranges::count(calls_, "close"));
}

void Crm::destroy(void* self) {
  Crm& crm = *static_cast<Crm*>(self);
  const std::lock_guard lock(crm.mutex_);
  Counted::destroy(&static_cast<Counted&>(crm));
}

bool Crm::gone() {
  const std::lock_guard lock(mutex_);
  return destroyed == 1;
}

void Crm::forget() {
  const std::lock_guard lock(mutex_);
  written_.clear();
  calls_.clear();
}

CrmShop::CrmShop(int orders, std::string sync, std::string describe)
    : Shop(orders), crm(std::move(describe)) {
  REQUIRE(crm.add_to(context) == WAYBILL_OK);
  catalog_handle = Shop::open(context.get());
  call(context.get(), catalog_handle.get(), "config.apply",
       R"({"documents": [
    {"destination": {"name": "crm", "sink": "crm", "recipient": "Acme",
                     "config": {"account": "acme"}}},
    {"sync": {"name": "to crm", "model": "orders", "destination": "crm", "object": "order")" +
           (sync.empty() ? "" : ", " + sync) + "}}]}");
}

base::Json CrmShop::run(const std::string& more) {
  return call(context.get(), catalog_handle.get(), "sync.run",
              R"({"sync": "to crm")" + (more.empty() ? "" : ", " + more) + "}");
}

std::string CrmShop::failure(const std::string& more) {
  Buf result;
  Err err;
  const std::string params = R"({"sync": "to crm")" + (more.empty() ? "" : ", " + more) + "}";
  waybill_call(context.get(), catalog_handle.get(), "sync.run", params.data(), params.size(),
               result, err);
  failed_with = err.message();
  return err.code();
}

base::Json CrmShop::rejects() {
  return *call(context.get(), catalog_handle.get(), "reject.list", "{}").find("items");
}

void CrmShop::end() {
  catalog_handle.reset();
  context.reset();
  CHECK(soon([this] { return crm.gone(); }));
}

bool soon(const std::function<bool()>& condition) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::yield();
  }
  return true;
}

std::string text_at(const base::Json& value, std::string_view pointer) {
  const base::Json* found = value.at_pointer(pointer);
  if (found == nullptr) return "(absent)";
  return found->is_string() ? found->as_string() : base::write_json(*found);
}

}  // namespace waybill::tests
