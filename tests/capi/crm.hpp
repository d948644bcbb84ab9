// A sink that does what a test tells it to, registered through the C functions, and the shop's
// orders on their way to it.
#ifndef WAYBILL_TESTS_CAPI_CRM_HPP
#define WAYBILL_TESTS_CAPI_CRM_HPP

#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "support.hpp"

namespace waybill::tests {

// One call of write.
struct Written {
  std::string run;
  std::string id;
  std::string operation;
  std::vector<std::int64_t> keys;  // of the column order_id
};

class Crm : public Counted {
 public:
  struct Call {
    const waybill_sink_batch* batch;
    ArrowArray* rows;
    ArrowSchema* schema;
    waybill_row_results* results;
    waybill_error** err;
    int number;  // of all calls of write, from 1 on
  };
  using Write = std::function<waybill_status(const Call&)>;

  explicit Crm(std::string describe = "") : describe_(std::move(describe)) {}
  Crm(const Crm&) = delete;
  Crm& operator=(const Crm&) = delete;
  ~Crm();  // waits until every context it was added to has let go of it: it has to outlive them

  waybill_sink functions(const char* name = "crm");
  waybill_status add_to(const Context& context, const char* name = "crm");

  Write on_write;
  std::function<waybill_status(const waybill_sink_run*, waybill_error**)> on_open;
  std::function<waybill_status(waybill_error**)> on_finish;
  std::function<void()> on_close;

  std::vector<Written> written();
  std::vector<std::string> calls();  // "open", "write", ...
  int opened();
  int closed();
  bool gone();  // destroyed once; from any thread
  void forget();

 private:
  static waybill_status open(void* self, const waybill_sink_run* run, void** session,
                             waybill_error** err);
  static waybill_status write(void* session, const waybill_sink_batch* batch, ArrowArray* rows,
                              ArrowSchema* schema, waybill_row_results* results,
                              waybill_error** err);
  static waybill_status finish(void* session, waybill_error** err);
  static void close(void* session);
  static void destroy(void* self);
  void note(const std::string& call);

  const std::string describe_;
  int added_ = 0;
  std::mutex mutex_;
  std::vector<Written> written_;
  std::vector<std::string> calls_;
};

// The shop with a destination "crm", whose sink is a Crm.
struct CrmShop : Shop {
  explicit CrmShop(int orders = 9, std::string sync = "", std::string describe = "");

  base::Json run(const std::string& more = "");
  // The code of the error that a run ends with; "" where it does not fail.
  std::string failure(const std::string& more = "");
  std::string failed_with;
  base::Json rejects();

  // Frees what is the library's, and waits until it has let go of the sink.
  void end();

  Crm crm;
  Context context = new_context();
  Catalog catalog_handle;
};

// Waits for what another thread is about to do.
bool soon(const std::function<bool()>& condition);

std::string text_at(const base::Json& value, std::string_view pointer);

}  // namespace waybill::tests

#endif
