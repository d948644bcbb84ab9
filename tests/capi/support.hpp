// What the tests of the C functions share: owners for what C hands out, and a small shop to ship.
#ifndef WAYBILL_TESTS_CAPI_SUPPORT_HPP
#define WAYBILL_TESTS_CAPI_SUPPORT_HPP

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "shop.hpp"
#include "waybill/waybill.h"

namespace waybill::tests {

// Passed as `err` and freed at the end.
class Err {
 public:
  Err() = default;
  Err(const Err&) = delete;
  Err& operator=(const Err&) = delete;
  ~Err() { waybill_error_free(error_); }

  operator waybill_error**() {
    waybill_error_free(error_);
    error_ = nullptr;
    return &error_;
  }
  const waybill_error* get() const { return error_; }
  bool is_set() const { return error_ != nullptr; }
  std::string code() const { return waybill_error_code(error_); }
  std::string message() const { return waybill_error_message(error_); }

 private:
  waybill_error* error_ = nullptr;
};

// Documents of every kind, with a template, and with findings of many rules.
inline constexpr std::string_view kEveryKind = R"json([
  {"connection": {"name": "pg", "vendor": "postgres", "options": {"host": "db", "prot": 5432},
    "secrets": {"password": "hunter2"}}},
  {"connection": {"name": "my", "vendor": "mysql", "options": {"host": "db2"}}},
  {"source": {"name": "app", "connection": "pg", "tenancy": "multi_tenant_tables"}},
  {"model": {"model_name": "events", "organization_column": "tenant_id",
    "source_query": "SELECT id, at, tenant_id FROM events WHERE tenant_id = '{{.IdInProviderSystem}}' {{if .LastModifiedAtEpoch}}AND at >= to_timestamp({{.LastModifiedAtEpoch}}){{end}}",
    "columns": [
      {"name_in_source": "id", "name_in_destination": "id", "data_type": "uuid", "is_primary_key": true},
      {"name_in_source": "at", "name_in_destination": "select", "data_type": "timestmap", "is_last_modified": true}]}},
  {"model": {"model_name": "worse", "organization_column": "tenant_id", "primary_key": ["id"],
    "change_detection": "snapshot",
    "source_query": "DELETE FROM t WHERE a = {{.IdInProvider}} -- {{.Schema}}"}},
  {"product": {"product_name": "core", "models": ["events", "wrose"]}},
  {"recipient": {"name": "Acme", "id_in_provider_system": "acme", "products": ["core"]}},
  {"destination": {"name": "acme", "recipient": "Acme", "connection": "my", "schema": "shared"}},
  {"sync": {"name": "crm", "model": "events", "destination": "acme", "mode": "mirror",
    "mapping": [{"from": "id", "to": "Id"}, {"value": 1, "to": "id"}], "delete_guard": false,
    "schedule": {"cron": "0 6 31 2 *", "time_zone": "Europe/Berlni"}}}
])json";

class Buf {
 public:
  Buf() = default;
  Buf(const Buf&) = delete;
  Buf& operator=(const Buf&) = delete;
  ~Buf() { waybill_buf_dispose(&buf_); }

  operator waybill_buf*() {
    waybill_buf_dispose(&buf_);
    return &buf_;
  }
  const waybill_buf& get() const { return buf_; }
  std::string text() const { return std::string(buf_.ptr, buf_.size); }
  base::Json json() const { return base::parse_json_or_throw(text(), "a result"); }

 private:
  waybill_buf buf_{};
};

template <class Handle, void (*free_function)(Handle*)>
struct Free {
  void operator()(Handle* handle) const { free_function(handle); }
};
using Context = std::unique_ptr<waybill_context, Free<waybill_context, waybill_context_free>>;
using Catalog = std::unique_ptr<waybill_catalog, Free<waybill_catalog, waybill_catalog_free>>;
using Operation =
    std::unique_ptr<waybill_operation, Free<waybill_operation, waybill_operation_free>>;

class Stream {
 public:
  Stream() = default;
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() { release(); }

  operator ArrowArrayStream*() { return &stream_; }
  ArrowArrayStream* operator->() { return &stream_; }
  void release() {
    if (stream_.release != nullptr) stream_.release(&stream_);
  }
  // Rows until the end; -1 when reading fails.
  std::int64_t count_rows();

 private:
  ArrowArrayStream stream_{};
};

// These check that they succeed.
Context new_context();
Catalog open_catalog(const std::string& path, waybill_context* context = nullptr,
                     const char* actor = nullptr);
base::Json call(waybill_context* context, waybill_catalog* catalog, const std::string& operation,
                std::string_view params = "{}");
Operation start(waybill_context* context, waybill_catalog* catalog, const std::string& operation,
                std::string_view params, waybill_progress_fn progress = nullptr,
                void* user_data = nullptr, waybill_destroy_fn destroy = nullptr);
base::Json wait(const Operation& operation);

// Counts destroy calls, and notices a use after one. Pass its address as user_data.
struct Counted {
  int destroyed = 0;
  int used = 0;
  int used_after = 0;

  static void destroy(void* self) { ++static_cast<Counted*>(self)->destroyed; }
  void use() { ++(destroyed == 0 ? used : used_after); }
};

// A progress callback that holds its operation until it is opened.
class Gate {
 public:
  static std::int32_t progress(void* self, const char* event, std::size_t size);
  static void destroy(void* self);

  void await_arrival();
  void open(std::int32_t answer = 0);
  int destroyed();

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool arrived_ = false;
  bool open_ = false;
  std::int32_t answer_ = 0;
  int destroyed_ = 0;
};

struct Shop : ShopFiles {
  using ShopFiles::ShopFiles;
  Catalog open(waybill_context* context = nullptr) const;  // with the documents applied
};

}  // namespace waybill::tests

#endif
