#include "service/model_job.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

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
  if (!recipient.empty()) {
    job.state.tenant =
        model::read_recipient(documents.get(Kind::recipient, recipient)).id_in_provider_system;
    if (job.state.tenant.empty()) {
      throw Error(codes::tenant_missing,
                  fmt::format("recipient '{}' has an empty id_in_provider_system", recipient))
          .with_hint("give it the value its rows have in the organization column");
    }
  }
  job.tenanted = check_tenanted(job.model, source, job.state.tenant);
  found.connection = documents.connection(source.connection);
  return found;
}

}  // namespace waybill::service
