#include "service/catalog_handle.hpp"

#include <fmt/format.h>

#include <utility>

namespace waybill::service {

CatalogHandle::CatalogHandle(std::unique_ptr<catalog::Catalog> catalog, Environment environment)
    : catalog_(std::move(catalog)),
      environment_(std::move(environment)),
      path_(catalog_->path()),
      id_(catalog_->id()) {}

std::shared_ptr<CatalogHandle> CatalogHandle::reopen() const {
  auto opened = open_catalog(path_, environment_);
  if (opened->id_ != id_) {
    throw Error(
        codes::catalog_unopened,
        fmt::format("The catalog {} was replaced by another file since it was opened", path_))
        .with_hint("open the catalog again");
  }
  return opened;
}

std::shared_ptr<CatalogHandle> open_catalog(const std::string& path, Environment environment) {
  auto opened = catalog::Catalog::open(path, environment.clock);
  return std::make_shared<CatalogHandle>(std::move(opened), std::move(environment));
}

}  // namespace waybill::service
