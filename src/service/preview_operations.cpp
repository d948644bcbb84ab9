// The first rows of a model: as a page for a person, or as a stream.
#include "base/error.hpp"
#include "rows/json.hpp"
#include "service/handlers.hpp"
#include "service/listing.hpp"
#include "service/params.hpp"
#include "service/resolve.hpp"
#include "sync/preview.hpp"

namespace waybill::service {

using base::Json;

namespace {

constexpr std::int64_t kPreviewRows = 50;

class PreviewRows final : public RowSource {
 public:
  explicit PreviewRows(Call& call) {
    catalog::Catalog& catalog = *call.catalog;
    const catalog::Object object =
        find_object(catalog, model::Kind::model, text_param(call.params, "model"));
    sync::Job job;
    job.model = model::read_model({object.kind, object.name, object.id, object.body});
    job.sync_name = "preview of " + object.name;
    job.table = job.model.table();
    const model::Source source = find_source(catalog, job.model);
    const Tenant tenant =
        find_tenant(catalog, job.model, source, text_param(call.params, "recipient"));
    job.state.tenant = tenant.id;
    job.tenanted = tenant.filters;
    session_ = warehouse::open_session(connect_spec(call, source.connection),
                                       warehouse::Access::read_only);
    interrupt_ = call.cancel.on_cancel([this] { session_->cancel(); });
    preview_.emplace(job, *session_, integer_param(call.params, "limit", kPreviewRows, 1, 1000));
  }

  const rows::Schema& schema() const override { return preview_->schema(); }
  bool next(rows::Batch& batch) override { return preview_->next(batch); }
  const sync::Preview& preview() const { return *preview_; }

 private:
  std::unique_ptr<warehouse::Session> session_;
  base::CancelToken::Registration interrupt_;
  std::optional<sync::Preview> preview_;
};

}  // namespace

std::unique_ptr<RowSource> model_preview_rows(Call& call) {
  return std::make_unique<PreviewRows>(call);
}

Json model_preview(Call& call) {
  PreviewRows source(call);
  Json columns = Json::array();
  for (std::size_t i = 0; i < source.schema().size(); ++i) {
    columns.push(Json::object({{"name", source.schema()[i].name},
                               {"type", rows::to_string(source.schema()[i].type)},
                               {"name_in_source", source.preview().source_names()[i]}}));
  }
  Json items = Json::array();
  rows::Batch batch;
  while (source.next(batch)) {
    for (std::int64_t row = 0; row < batch.length; ++row) {
      Json item = Json::object();
      for (std::size_t i = 0; i < batch.columns.size(); ++i) {
        item.set(batch.schema[i].name, rows::cell_json(batch.columns[i], row));
      }
      items.push(std::move(item));
    }
  }
  return Json::object({{"columns", std::move(columns)},
                       {"rows", std::move(items)},
                       {"misfits", source.preview().misfits()}});
}

}  // namespace waybill::service
