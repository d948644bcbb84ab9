// A page of rows: of a model as it would arrive, saved or not, or of bare SQL. Read-only, bounded
// in rows, bytes and time.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "base/error.hpp"
#include "rows/json.hpp"
#include "service/documents.hpp"
#include "service/handlers.hpp"
#include "service/model_job.hpp"
#include "service/params.hpp"
#include "service/resolve.hpp"
#include "service/sync_job.hpp"
#include "sql/gate.hpp"
#include "sql/live_checks.hpp"
#include "sql/tenant.hpp"
#include "sync/blame.hpp"
#include "sync/preview.hpp"
#include "sync/result_columns.hpp"
#include "validate/time_limit.hpp"

namespace waybill::service {

using base::Json;

namespace {

constexpr std::int64_t kPreviewRows = 50;
constexpr std::int64_t kCellBytes = 65'536;
constexpr std::size_t kPageBytes = std::size_t{16} << 20;
constexpr std::int64_t kSeconds = 30;
constexpr std::int64_t kCountSeconds = 5;

// What a page is read from.
struct Subject {
  sql::Statement from;
  std::vector<std::string> names_in_source;
  rows::Schema schema;
  std::vector<std::string> source_types;
  std::vector<rows::Type> own_types;  // nearest to what the source has
  std::vector<std::string> order;
  std::size_t sent = 0;               // leading columns; what is behind them is taken off
  std::optional<std::size_t> tenant;  // among those; compared
  rows::Value tenant_value;
  std::vector<bool> truncate;
  std::vector<sync::Constant> constants;  // shown behind the columns
};

std::int64_t offset_of(const Call& call) {
  const std::string cursor = text_param(call.params, "cursor");
  if (cursor.empty()) return 0;
  std::int64_t offset = 0;
  const auto [end, error] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), offset);
  if (error == std::errc() && end == cursor.data() + cursor.size() && offset >= 0) return offset;
  throw Error(codes::bad_parameter, "'cursor' is not one of a page before")
      .with_hint("hand in `next` of the page before, or leave it out")
      .with_path("/cursor");
}

Subject subject_of_sql(warehouse::Session& session, const std::string& text) {
  Subject subject;
  subject.from = {std::string(sql::single_query(*session.dialect().syntax, text)), {}};
  for (const warehouse::ResultColumn& column : sync::result_columns(session, subject.from)) {
    subject.names_in_source.push_back(column.name);
    subject.schema.push_back({column.name, column.suggested});
    subject.source_types.push_back(column.source_type);
    subject.own_types.push_back(column.suggested);
  }
  subject.truncate.resize(subject.schema.size());
  subject.sent = subject.schema.size();
  return subject;
}

Subject subject_of_model(const sync::Job& job, warehouse::Session& session) {
  const sync::PreviewPlan planned = sync::plan_preview(job, session);
  const sync::Plan& plan = planned.plan;
  Subject subject;
  sql::ReadSpec read = plan.read;
  read.columns.clear();  // each once: a page names them again
  for (const std::string& name : plan.read.columns) {
    if (std::ranges::find(read.columns, name) == read.columns.end()) read.columns.push_back(name);
  }
  subject.from = sql::read(session.dialect(), read);
  subject.names_in_source = plan.read.columns;
  subject.schema = plan.read_schema;
  subject.truncate = plan.truncate;
  subject.sent = plan.sent_columns;
  subject.constants = plan.constants;
  subject.tenant = plan.tenant;
  subject.tenant_value = plan.tenant_value;
  for (const std::size_t key : plan.key) subject.order.push_back(plan.read.columns[key]);
  for (const std::string& name : plan.read.columns) {
    const auto at = std::ranges::find(planned.present.source_columns, name);
    const auto position = static_cast<std::size_t>(at - planned.present.source_columns.begin());
    subject.source_types.push_back(planned.present.source_type_names.at(position));
    subject.own_types.push_back(planned.present.source_types.at(position));
  }
  return subject;
}

class PageRows final : public RowSource {
 public:
  explicit PageRows(Call& call)
      : cancel_(call.cancel),
        offset_(offset_of(call)),
        limit_(integer_param(call.params, "limit", kPreviewRows, 1, 1000)) {
    const std::string model = text_param(call.params, "model");
    const std::string text = text_param(call.params, "sql");
    const std::string sync = text_param(call.params, "sync");
    if (int{!model.empty()} + int{!text.empty()} + int{!sync.empty()} != 1) {
      throw Error(codes::bad_parameter, "give one of model, sync and sql")
          .with_hint(
              "model and sync name one; sql is one SELECT, with the connection it is asked of")
          .with_path("/model");
    }
    const Documents documents(call.catalog, given_documents(call));
    const std::int64_t seconds = integer_param(call.params, "seconds", kSeconds, 1, 3600);
    if (!text.empty()) {
      const std::string connection = text_param(call.params, "connection");
      open(call,
           connection.empty() ? documents.connection_of(documents.source_of({}))
                              : documents.connection(connection),
           seconds);
      in_time([&] { subject_ = subject_of_sql(*session_, text); });
      return;
    }
    if (!sync.empty()) {
      open_sync(call, sync, seconds);
      return;
    }
    const ModelJob found =
        model_job(documents, model, text_param(call.params, "recipient"), "preview");
    open(call, found.connection, seconds);
    in_time([&] { subject_ = subject_of_model(found.job, *session_); });
  }

  const rows::Schema& schema() const override {
    if (shown_.empty()) {
      shown_.assign(subject_.schema.begin(),
                    subject_.schema.begin() + static_cast<std::ptrdiff_t>(subject_.sent));
      for (const sync::Constant& constant : subject_.constants) shown_.push_back(constant.field);
    }
    return shown_;
  }
  const Subject& subject() const { return subject_; }

  bool next(rows::Batch& batch) override {
    return in_time([&] { return read(batch); });
  }

  std::int64_t misfits() const { return misfit_count_; }
  const Json& cut() const { return cut_; }  // cells that were too large: {row, column}
  // Where the next page begins; nullopt: this was the last one.
  std::optional<std::int64_t> next_offset() const {
    return more_ ? std::optional(offset_ + rows_) : std::nullopt;
  }

  // Rows in all; nullopt: not counted in the time there is.
  std::optional<std::int64_t> total() {
    stream_.reset();
    const validate::TimeLimit limit(*session_, std::chrono::seconds(kCountSeconds));
    try {
      const auto count = session_->scalar(sql::count_of(subject_.from));
      if (!count) return std::nullopt;
      return std::get<std::int64_t>(count->data);
    } catch (const Error&) {
      cancel_.throw_if_cancelled();
      if (limit.over()) return std::nullopt;
      throw;
    }
  }

 private:
  // Of a sync of the catalog: for its destination's recipient, by its mapping.
  void open_sync(Call& call, const std::string& name, std::int64_t seconds) {
    if (call.catalog == nullptr) {
      throw Error(codes::wrong_call, "a sync is previewed from a catalog, and none is open")
          .with_hint("name a catalog, or preview a model");
    }
    if (!text_param(call.params, "recipient").empty()) {
      throw Error(codes::bad_parameter, "a sync's rows are its destination's recipient's")
          .with_hint("leave recipient out")
          .with_path("/recipient");
    }
    const ResolvedSync sync = find_sync(*call.catalog, name);
    const Documents saved(call.catalog, {});
    const model::Source source = saved.source_of(sync.model);
    const Tenant tenant =
        find_tenant(*call.catalog, sync.model, source, sync.destination.recipient);
    open(call, saved.connection_of(source), seconds);
    RunRequest whole;
    whole.full_refresh = true;
    sync::Job job = make_job(call, sync, whole, "", source, tenant, 0);
    job.to_sink = true;  // what is at the destination does not matter
    in_time([&] { subject_ = subject_of_model(job, *session_); });
  }

  void open(const Call& call, const model::Connection& connection, std::int64_t seconds) {
    session_ =
        warehouse::open_session(connect_spec(call, connection), warehouse::Access::read_only);
    interrupt_ = call.cancel.on_cancel([this] { session_->cancel(); });
    limit_of_time_ = std::chrono::seconds(seconds);
  }

  // What the session does in there ends with the time a preview has.
  template <class Work>
  std::invoke_result_t<Work&> in_time(Work&& work) {
    const validate::TimeLimit limit(*session_, limit_of_time_);
    try {
      return sync::blaming(Blame::source, work);
    } catch (const Error&) {
      cancel_.throw_if_cancelled();
      if (!limit.over()) throw;
      throw Error(codes::unsupported,
                  fmt::format("the page was not read within {} s", limit_of_time_.count()))
          .with_hint("give it more seconds, or narrow the query");
    }
  }

  void start() {
    sql::PageSpec page;
    page.from = subject_.from;
    page.cell_bytes = kCellBytes;
    page.order = subject_.order;
    page.limit = limit_ + 1;  // one more tells whether there is a next page
    page.offset = offset_;
    const bool any_value = session_->dialect().types_are_affinities;
    for (std::size_t i = 0; i < subject_.names_in_source.size(); ++i) {
      const rows::Logical logical = subject_.own_types[i].logical;
      const bool large = any_value || logical == rows::Logical::text ||
                         logical == rows::Logical::json || logical == rows::Logical::bytes;
      // A tenant is compared whole.
      page.columns.push_back({subject_.names_in_source[i], large && subject_.tenant != i});
      if (page.columns.back().bounded) bounded_.push_back(i);
    }
    page_schema_ = subject_.schema;
    for (std::size_t i = 0; i < sql::flag_columns(page); ++i) {
      page_schema_.push_back({fmt::format("flags {}", i), {rows::Logical::bigint}});
    }
    warehouse::ReadOptions options;
    options.truncate = subject_.truncate;
    options.truncate.resize(page_schema_.size());
    options.batch_bytes = kPageBytes / 4;
    stream_ = session_->query(sql::page(session_->dialect(), page), page_schema_, options);
  }

  bool read(rows::Batch& batch) {
    if (ended_) return false;
    if (!stream_) start();
    if (batch.schema != page_schema_) batch = rows::Batch(page_schema_);
    if (!stream_->next(batch, misfits_)) {
      ended_ = true;
      return false;
    }
    if (subject_.tenant) {
      for (std::int64_t row = 0; row < batch.length; ++row) {
        if (sql::is_tenant(batch.columns[*subject_.tenant], row, subject_.tenant_value)) continue;
        throw Error(codes::foreign_tenant, "the source answered with a row of another tenant")
            .with_hint("check the collation of the organization column, and the model's query")
            .with_blame(Blame::source);
      }
    }
    std::vector<std::uint8_t> keep(static_cast<std::size_t>(batch.length), 1);
    std::int64_t kept = batch.length;
    if (rows_ + batch.length > limit_) {
      kept = limit_ - rows_;
      std::fill(keep.begin() + kept, keep.end(), std::uint8_t{0});
      more_ = ended_ = true;
    }
    for (const warehouse::CellMisfit& misfit : misfits_) {
      if (misfit.row < kept && misfit.column < subject_.sent) ++misfit_count_;
    }
    note_cut(batch, kept);
    bytes_ += batch.bytes();
    rows_ += kept;
    if (bytes_ > kPageBytes && !ended_) more_ = ended_ = true;
    batch.drop_columns_from(subject_.sent);
    if (kept < static_cast<std::int64_t>(keep.size())) batch.retain(keep);
    for (const sync::Constant& constant : subject_.constants) {
      rows::Column column(constant.field.type);
      for (std::int64_t row = 0; row < batch.length; ++row) column.append(constant.value);
      batch.schema.push_back(constant.field);
      batch.columns.push_back(std::move(column));
    }
    return true;
  }

  void note_cut(const rows::Batch& batch, std::int64_t kept) {
    for (std::size_t i = 0; i < bounded_.size(); ++i) {
      const std::size_t at = subject_.schema.size() + i / sql::kFlagsEach;
      if (at >= batch.columns.size()) return;
      const rows::Column& flags = batch.columns[at];
      for (std::int64_t row = 0; row < kept; ++row) {
        if (flags.is_null(row) || (flags.int64(row) >> (i % sql::kFlagsEach) & 1) == 0) continue;
        cut_.push(
            Json::object({{"row", rows_ + row}, {"column", subject_.schema[bounded_[i]].name}}));
      }
    }
  }

  base::CancelToken cancel_;
  std::int64_t offset_;
  std::int64_t limit_;
  std::chrono::seconds limit_of_time_{kSeconds};
  std::unique_ptr<warehouse::Session> session_;
  base::CancelToken::Registration interrupt_;
  Subject subject_;
  mutable rows::Schema shown_;
  rows::Schema page_schema_;
  std::vector<std::size_t> bounded_;
  std::unique_ptr<warehouse::RowStream> stream_;
  std::vector<warehouse::CellMisfit> misfits_;
  std::int64_t misfit_count_ = 0;
  Json cut_ = Json::array();
  std::int64_t rows_ = 0;
  std::size_t bytes_ = 0;
  bool ended_ = false;
  bool more_ = false;
};

}  // namespace

std::unique_ptr<RowSource> model_preview_rows(Call& call) {
  return std::make_unique<PageRows>(call);
}

Json model_preview(Call& call) {
  PageRows source(call);
  Json columns = Json::array();
  const Subject& subject = source.subject();
  for (std::size_t i = 0; i < source.schema().size(); ++i) {
    const bool constant = i >= subject.sent;
    columns.push(Json::object(
        {{"name", source.schema()[i].name},
         {"type", rows::to_string(source.schema()[i].type)},
         {"name_in_source", constant ? Json(nullptr) : Json(subject.names_in_source[i])},
         {"source_type", constant ? Json(nullptr) : Json(subject.source_types[i])}}));
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
  const auto next = source.next_offset();
  Json total = nullptr;
  if (flag_param(call.params, "count")) {
    if (const auto count = source.total()) total = *count;
  }
  return Json::object({{"columns", std::move(columns)},
                       {"rows", std::move(items)},
                       {"misfits", source.misfits()},
                       {"cut", source.cut()},
                       {"total", std::move(total)},
                       {"next", next ? Json(fmt::format("{}", *next)) : Json(nullptr)}});
}

}  // namespace waybill::service
