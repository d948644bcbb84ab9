#include "support.hpp"

#include <doctest/doctest.h>

namespace waybill::tests {

std::int64_t Stream::count_rows() {
  std::int64_t rows = 0;
  for (;;) {
    ArrowArray batch{};
    if (stream_.get_next(&stream_, &batch) != 0) return -1;
    if (batch.release == nullptr) return rows;
    rows += batch.length;
    batch.release(&batch);
  }
}

Context new_context() {
  waybill_context* out = nullptr;
  Err err;
  REQUIRE(waybill_context_new(&out, err) == WAYBILL_OK);
  return Context(out);
}

Catalog open_catalog(const std::string& path, waybill_context* context, const char* actor) {
  waybill_catalog_options options{};
  options.struct_size = sizeof options;
  options.actor = actor;
  waybill_catalog* out = nullptr;
  Err err;
  const waybill_status status = waybill_catalog_open(&out, context, path.c_str(), &options, err);
  INFO(err.message());
  REQUIRE(status == WAYBILL_OK);
  return Catalog(out);
}

base::Json call(waybill_context* context, waybill_catalog* catalog, const std::string& operation,
                std::string_view params) {
  Buf result;
  Err err;
  const waybill_status status =
      waybill_call(context, catalog, operation.c_str(), params.data(), params.size(), result, err);
  INFO(err.message());
  REQUIRE(status == WAYBILL_OK);
  return result.json();
}

Operation start(waybill_context* context, waybill_catalog* catalog, const std::string& operation,
                std::string_view params, waybill_progress_fn progress, void* user_data,
                waybill_destroy_fn destroy) {
  waybill_operation* out = nullptr;
  Err err;
  const waybill_status status =
      waybill_start(&out, context, catalog, operation.c_str(), params.data(), params.size(),
                    progress, user_data, destroy, err);
  INFO(err.message());
  REQUIRE(status == WAYBILL_OK);
  return Operation(out);
}

base::Json wait(const Operation& operation) {
  Buf result;
  Err err;
  const waybill_status status = waybill_operation_wait(operation.get(), result, err);
  INFO(err.message());
  REQUIRE(status == WAYBILL_OK);
  return result.json();
}

std::int32_t Gate::progress(void* self, const char*, std::size_t) {
  Gate& gate = *static_cast<Gate*>(self);
  std::unique_lock lock(gate.mutex_);
  gate.arrived_ = true;
  gate.changed_.notify_all();
  gate.changed_.wait(lock, [&gate] { return gate.open_; });
  return gate.answer_;
}

void Gate::destroy(void* self) {
  Gate& gate = *static_cast<Gate*>(self);
  const std::lock_guard lock(gate.mutex_);
  ++gate.destroyed_;
  gate.changed_.notify_all();
}

void Gate::await_arrival() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return arrived_; });
}

void Gate::open(std::int32_t answer) {
  const std::lock_guard lock(mutex_);
  open_ = true;
  answer_ = answer;
  changed_.notify_all();
}

int Gate::destroyed() {
  const std::lock_guard lock(mutex_);
  return destroyed_;
}

Catalog Shop::open(waybill_context* context) const {
  Catalog opened = open_catalog(catalog, context, "tester");
  call(nullptr, opened.get(), "config.apply", documents());
  return opened;
}

}  // namespace waybill::tests
