// The syncs that ship a model: those of a document of their own, and those that come with a
// destination. Documents in front of the catalog count, as they would once they are applied.
#ifndef WAYBILL_SERVICE_MODEL_USERS_HPP
#define WAYBILL_SERVICE_MODEL_USERS_HPP

#include <string>
#include <vector>

#include "service/documents.hpp"

namespace waybill::service {

struct ModelUser {
  std::string sync;  // a document's name, else "<destination>/<model>"
  bool implicit = false;
  struct Mapping {
    std::string from;  // name_in_destination of a column of the model
    std::string to;
  };
  std::vector<Mapping> mapping;
};

std::vector<ModelUser> users_of_model(const Documents& documents, const std::string& model);

}  // namespace waybill::service

#endif
