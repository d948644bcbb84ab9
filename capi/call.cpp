// waybill_call: an operation on the caller's thread and the caller's catalog.
#include "base/json.hpp"
#include "capi/buffer.hpp"
#include "capi/catalog.hpp"
#include "capi/guard.hpp"
#include "capi/handles.hpp"
#include "capi/request.hpp"
#include "service/operation.hpp"
#include "waybill/waybill.h"

using namespace waybill::capi;

extern "C" waybill_status waybill_call(waybill_context* context, waybill_catalog* catalog,
                                       const char* operation, const char* params, size_t size,
                                       waybill_buf* result, waybill_error** err) {
  if (result != nullptr) *result = {};
  return guard(err, [&] {
    require(result, "result");
    const Request request = read_request(context, catalog, operation, params, size);
    const CatalogUse use(request.catalog);
    waybill::service::Call call =
        request.call(request.catalog == nullptr ? nullptr : request.catalog->handle.get());
    *result = make_buffer(waybill::base::write_json(run(*request.operation, call)));
  });
}
