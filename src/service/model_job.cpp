#include "service/model_job.hpp"

#include <fmt/format.h>

namespace waybill::service {

using model::Kind;

sync::Job job_of_model(const model::Model& model, const Tenant& tenant, std::string_view purpose) {
  sync::Job job;
  job.model = model;
  job.sync_name = fmt::format("{} of {}", purpose, model.name);
  job.table = model.table();
  job.state.tenant = tenant.id;
  read_for(job, tenant);
  return job;
}

ModelJob model_job(const Documents& documents, const std::string& model_name,
                   const std::string& recipient, std::string_view purpose) {
  const model::Model model = model::read_model(documents.get(Kind::model, model_name));
  const model::Source source = documents.source_of(model);
  std::optional<model::Recipient> whose;
  if (!recipient.empty()) whose = model::read_recipient(documents.get(Kind::recipient, recipient));
  return {job_of_model(model, tenant_of(model, source, whose), purpose),
          documents.connection_of(source)};
}

}  // namespace waybill::service
