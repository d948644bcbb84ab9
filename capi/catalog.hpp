// What a catalog handle holds: the opened catalog, who acts through it, and who uses it now.
#ifndef WAYBILL_CAPI_CATALOG_HPP
#define WAYBILL_CAPI_CATALOG_HPP

#include <atomic>
#include <memory>

#include "service/catalog_handle.hpp"
#include "service/operation.hpp"
#include "waybill/waybill.h"

namespace waybill::capi {

struct CatalogState {
  std::shared_ptr<service::CatalogHandle> handle;
  service::Actor actor;
  std::atomic_flag in_use;
};

// Holds the catalog for one call. A second call at the same time, from another thread or from a
// callback of the first, is Error(handle_in_use): waiting could deadlock.
class CatalogUse {
 public:
  explicit CatalogUse(std::shared_ptr<CatalogState> state);  // null: nothing to hold
  CatalogUse(const CatalogUse&) = delete;
  CatalogUse& operator=(const CatalogUse&) = delete;
  ~CatalogUse();

 private:
  std::shared_ptr<CatalogState> state_;
};

// NULL answers null. Throws Error(bad_handle) or Error(forked).
std::shared_ptr<CatalogState> catalog_of(const waybill_catalog* catalog);

}  // namespace waybill::capi

#endif
