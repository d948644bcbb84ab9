// A catalog as a host holds it: opened once, and again for every operation that runs beside it.
#ifndef WAYBILL_SERVICE_CATALOG_HANDLE_HPP
#define WAYBILL_SERVICE_CATALOG_HANDLE_HPP

#include <memory>
#include <string>

#include "service/operation.hpp"

namespace waybill::service {

class CatalogHandle {
 public:
  CatalogHandle(std::unique_ptr<catalog::Catalog> catalog, Environment environment);

  catalog::Catalog* catalog() const { return catalog_.get(); }  // one thread at a time
  // A connection of its own to the same file. From any thread, also while another uses catalog().
  // Throws Error(catalog_unopened) when another file has taken its place.
  std::shared_ptr<CatalogHandle> reopen() const;

 private:
  std::unique_ptr<catalog::Catalog> catalog_;
  Environment environment_;
  std::string path_;  // absolute: the working directory may change
  std::string id_;
};

// Creates the file when it is absent. Throws Error(catalog_...).
std::shared_ptr<CatalogHandle> open_catalog(const std::string& path, Environment environment);

}  // namespace waybill::service

#endif
