// A model whose rows are looked at or read outside a run: the job a run would have, and whom to
// ask.
#ifndef WAYBILL_SERVICE_MODEL_JOB_HPP
#define WAYBILL_SERVICE_MODEL_JOB_HPP

#include <string>
#include <string_view>

#include "service/documents.hpp"
#include "sync/job.hpp"

namespace waybill::service {

struct ModelJob {
  sync::Job job;
  model::Connection connection;
};

sync::Job job_of_model(const model::Model& model, const Tenant& tenant, std::string_view purpose);

// `purpose` names the job in messages: "preview". `recipient` may be empty. Throws
// Error(not_found), or Error(tenant_missing) when rows of several tenants would be read for nobody
// in particular.
ModelJob model_job(const Documents& documents, const std::string& model_name,
                   const std::string& recipient, std::string_view purpose);

}  // namespace waybill::service

#endif
