// File names for documents of any name: plain, unique in any case, the same each time.
#ifndef WAYBILL_SERVICE_EXPORT_NAMES_HPP
#define WAYBILL_SERVICE_EXPORT_NAMES_HPP

#include <set>
#include <string>
#include <string_view>

#include "model/document.hpp"

namespace waybill::service {

class ExportNames {
 public:
  // A path in the folder that is no longer free, with "/" between its parts.
  void take(std::string_view path);
  // "models/orders.json" for the model orders. A name that is not made of letters, digits, "_", "-"
  // and "." alone gets the beginning of its hash, one that is taken a number.
  std::string path_for(model::Kind kind, std::string_view name);

 private:
  std::set<std::string> taken_;  // folded
};

}  // namespace waybill::service

#endif
