// The arguments that call, start and stream share, read and checked.
#ifndef WAYBILL_CAPI_REQUEST_HPP
#define WAYBILL_CAPI_REQUEST_HPP

#include <cstddef>
#include <memory>

#include "base/json.hpp"
#include "capi/catalog.hpp"
#include "service/operation.hpp"
#include "waybill/waybill.h"

namespace waybill::capi {

struct Request {
  const service::Operation* operation = nullptr;
  service::Environment environment;
  std::shared_ptr<CatalogState> catalog;  // null: none was given
  base::Json params;

  // What the operation works with. Refers to this request, which must outlive it; `handle` is the
  // catalog to use, null for none.
  service::Call call(const service::CatalogHandle* handle) const;
};

Request read_request(const waybill_context* context, const waybill_catalog* catalog,
                     const char* operation, const char* params, std::size_t size);

}  // namespace waybill::capi

#endif
