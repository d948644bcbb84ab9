#include "service/model_job.hpp"

#include <fmt/format.h>

namespace waybill::service {

using model::Kind;

ModelJob model_job(const Documents& documents, const std::string& model,
                   const std::string& recipient, std::string_view purpose) {
  const model::Document document = documents.get(Kind::model, model);
  ModelJob found;
  sync::Job& job = found.job;
  job.model = model::read_model(document);
  job.sync_name = fmt::format("{} of {}", purpose, document.name);
  job.table = job.model.table();
  const model::Source source = documents.source_of(job.model);
  std::optional<model::Recipient> whose;
  if (!recipient.empty()) whose = model::read_recipient(documents.get(Kind::recipient, recipient));
  const Tenant tenant = tenant_of(job.model, source, whose);
  job.state.tenant = tenant.id;
  read_for(job, tenant);
  found.connection = documents.connection(source.connection);
  return found;
}

}  // namespace waybill::service
