// Dead letters: shown, sent again, discarded, exported.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "service/handlers.hpp"
#include "service/listing.hpp"
#include "service/params.hpp"
#include "service/resolve.hpp"
#include "service/runner.hpp"

namespace waybill::service {

using base::Json;
using catalog::RejectState;

namespace {

constexpr std::int64_t kMostAtOnce = 100'000;

Json reject_json(const catalog::Reject& reject) {
  const bool discarded = reject.state == RejectState::discarded;
  return Json::object({{"reject_id", reject.id},
                       {"sync", reject.sync_name},
                       {"run_id", reject.run_id},
                       {"tenant", reject.tenant},
                       {"code", reject.code},
                       {"message", reject.message},
                       {"key", reject.key},
                       {"payload", reject.payload},
                       {"attempts", reject.attempts},
                       {"state", to_string(reject.state)},
                       {"settled_at", optional_instant(reject.settled_at)},
                       {"settled_by", discarded ? Json(reject.settled_by.actor) : Json(nullptr)},
                       {"note", discarded ? Json(reject.settled_by.note) : Json(nullptr)},
                       {"first_at", base::format_instant(reject.first_at)},
                       {"last_at", base::format_instant(reject.last_at)}});
}

catalog::RejectFilter filter_of(const Call& call) {
  catalog::RejectFilter filter;
  filter.sync = text_param(call.params, "sync");
  // Also what it left under another name.
  if (!filter.sync.empty()) filter.sync_id = id_of_sync(*call.catalog, filter.sync);
  filter.code = base::ascii_upper(text_param(call.params, "code"));
  filter.run = text_param(call.params, "run");
  filter.ids = list_param(call.params, "rejects");
  filter.key = map_param(call.params, "key");
  filter.refused_before = instant_param(call.params, "refused_before");
  filter.refused_after = instant_param(call.params, "refused_after");
  if (const std::string state = text_param(call.params, "state"); !state.empty()) {
    filter.state = catalog::parse_reject_state(state);
  }
  return filter;
}

bool filters_nothing(const catalog::RejectFilter& filter) {
  return filter.sync.empty() && filter.code.empty() && filter.run.empty() && filter.ids.empty() &&
         filter.key.empty() && !filter.refused_before && !filter.refused_after;
}

Error no_reject(const std::string& id, std::string path) {
  return Error(codes::not_found, fmt::format("there is no dead letter '{}'", id))
      .with_hint("waybill reject list shows what there is")
      .with_path(std::move(path));
}

// An id that was mistyped would else pass for one that is settled.
void check_ids(const Call& call, const catalog::RejectFilter& filter) {
  for (std::size_t i = 0; i < filter.ids.size(); ++i) {
    if (!call.catalog->reject(filter.ids[i])) {
      throw no_reject(filter.ids[i], fmt::format("/rejects/{}", i));
    }
  }
}

// One sync's dead letters; what stops it does not stop the others.
Json retry_one(Call& call, const std::vector<ResolvedSync>& known, const catalog::Reject& first,
               std::vector<std::string> ids) {
  call.cancel.throw_if_cancelled();
  const auto sync = std::ranges::find(known, first.sync_id, &ResolvedSync::id);
  if (sync == known.end()) {
    const Error gone =
        Error(codes::not_found,
              fmt::format("sync '{}' is no more: its dead letters cannot be sent", first.sync_name))
            .with_hint("discard them, or restore the sync");
    return Json::object({{"run_id", nullptr},
                         {"sync", first.sync_name},
                         {"model", nullptr},
                         {"status", "error"},
                         {"error", error_json(gone)}});
  }
  RunRequest request;
  request.trigger = "retry";
  request.retry = std::move(ids);
  return run_or_failure(call, *sync, request);
}

// Dead letters, a page at a time.
class RejectRows final : public RowSource {
 public:
  explicit RejectRows(const Call& call)
      : catalog_(*call.catalog), cancel_(call.cancel), filter_(filter_of(call)) {
    constexpr rows::Type kText{rows::Logical::text};
    constexpr rows::Type kJson{rows::Logical::json};
    constexpr rows::Type kTime{rows::Logical::timestamp};
    for (const char* name : {"reject_id", "sync", "run_id", "tenant", "code", "message"}) {
      schema_.push_back({name, kText, true});
    }
    schema_.push_back({"key", kJson, true});
    schema_.push_back({"payload", kJson, true});
    schema_.push_back({"attempts", {rows::Logical::integer}, true});
    schema_.push_back({"state", kText, true});
    for (const char* name : {"first_at", "last_at", "settled_at"}) {
      schema_.push_back({name, kTime, true});
    }
    for (const char* name : {"settled_by", "note"}) schema_.push_back({name, kText, true});
  }

  const rows::Schema& schema() const override { return schema_; }

  bool next(rows::Batch& batch) override {
    cancel_.throw_if_cancelled();
    if (ended_) return false;
    const auto page = catalog_.rejects(filter_, {1000, after_});
    after_ = page.next;
    ended_ = after_.empty();
    if (page.items.empty()) return false;
    batch = rows::Batch(schema_);
    for (const catalog::Reject& reject : page.items) append(batch, reject);
    return true;
  }

 private:
  static void append(rows::Batch& batch, const catalog::Reject& reject) {
    std::size_t at = 0;
    const auto put = [&](const std::optional<rows::Value>& value) {
      rows::Column& column = batch.columns[at++];
      if (value) {
        column.append(*value);
      } else {
        column.append_null();
      }
    };
    const auto text = [](std::string_view value) { return rows::Value::text(value); };
    const auto json = [](const Json& value) {
      return rows::Value{{rows::Logical::json}, base::write_json(value)};
    };
    const bool discarded = reject.state == RejectState::discarded;
    for (const std::string* value : {&reject.id, &reject.sync_name, &reject.run_id, &reject.tenant,
                                     &reject.code, &reject.message}) {
      put(text(*value));
    }
    put(json(reject.key));
    put(reject.payload.is_null() ? std::nullopt : std::optional(json(reject.payload)));
    put(rows::Value{{rows::Logical::integer}, reject.attempts});
    put(text(to_string(reject.state)));
    put(rows::Value::timestamp(reject.first_at));
    put(rows::Value::timestamp(reject.last_at));
    put(reject.settled_at ? std::optional(rows::Value::timestamp(*reject.settled_at))
                          : std::nullopt);
    put(discarded ? std::optional(text(reject.settled_by.actor)) : std::nullopt);
    put(discarded ? std::optional(text(reject.settled_by.note)) : std::nullopt);
    ++batch.length;
  }

  catalog::Catalog& catalog_;
  base::CancelToken cancel_;
  catalog::RejectFilter filter_;
  rows::Schema schema_;
  std::string after_;
  bool ended_ = false;
};

}  // namespace

Json reject_get(Call& call) {
  const std::string id = text_param(call.params, "reject");
  if (const auto reject = call.catalog->reject(id)) return reject_json(*reject);
  throw no_reject(id, "/reject");
}

Json reject_list(Call& call) {
  return listing_json(call.catalog->rejects(filter_of(call), page_param(call.params)), reject_json);
}

std::unique_ptr<RowSource> reject_export_rows(Call& call) {
  return std::make_unique<RejectRows>(call);
}

Json reject_discard(Call& call) {
  const catalog::RejectFilter filter = filter_of(call);
  const std::string note = text_param(call.params, "note");
  if (note.empty()) {
    throw Error(codes::bad_parameter, "a note has to say why rows are given up")
        .with_hint("it is kept with each dead letter, beside who discarded it")
        .with_path("/note");
  }
  if (filters_nothing(filter) != flag_param(call.params, "all")) {
    throw Error(codes::bad_parameter, filters_nothing(filter)
                                          ? "nothing says which dead letters to discard"
                                          : "all stands beside what chooses some")
        .with_hint("choose by sync, run, code, key, time or id, or all of them by all alone")
        .with_path("/all");
  }
  check_ids(call, filter);
  return Json::object(
      {{"discarded", call.catalog->discard_rejects(filter, {call.actor.name, note})}});
}

Json reject_retry(Call& call) {
  const catalog::RejectFilter filter = filter_of(call);
  const std::int64_t limit = integer_param(call.params, "limit", 10'000, 1, kMostAtOnce);
  check_ids(call, filter);
  auto waiting =
      call.catalog->pending_rejects(filter, limit + 1, catalog::Catalog::Payload::left_out);
  const bool more = static_cast<std::int64_t>(waiting.size()) > limit;
  if (more) waiting.pop_back();

  std::map<std::string, std::vector<std::string>> ids_by_sync;
  std::vector<const catalog::Reject*> firsts;
  catalog::RejectFilter tried;
  for (const catalog::Reject& reject : waiting) {
    std::vector<std::string>& ids = ids_by_sync[reject.sync_id];
    if (ids.empty()) firsts.push_back(&reject);
    ids.push_back(reject.id);
    tried.ids.push_back(reject.id);
  }
  const std::vector<ResolvedSync> known = all_syncs(*call.catalog);
  Json runs = Json::array();
  std::set<std::string> run_ids;
  std::size_t good = 0;
  std::size_t failed = 0;
  for (const catalog::Reject* first : firsts) {
    Json run = retry_one(call, known, *first, std::move(ids_by_sync[first->sync_id]));
    if (run.find("status")->as_string() == "success") ++good;
    if (run.find("error") != nullptr) {
      ++failed;
    } else {
      run_ids.insert(run.find("run_id")->as_string());
    }
    runs.push(std::move(run));
  }

  const auto in_state = [&](RejectState state) {
    if (tried.ids.empty()) return std::int64_t{0};
    tried.state = state;
    return call.catalog->count_rejects(tried);
  };
  std::int64_t refused = in_state(RejectState::replaced);
  std::int64_t untouched = 0;
  tried.state = RejectState::pending;
  if (!tried.ids.empty()) {
    for (const catalog::Reject& reject :
         call.catalog->pending_rejects(tried, limit, catalog::Catalog::Payload::left_out)) {
      ++(run_ids.contains(reject.run_id) ? refused : untouched);
    }
  }
  const std::string_view status = good == firsts.size()     ? "success"
                                  : failed == firsts.size() ? "error"
                                                            : "partial_failure";
  return Json::object({{"status", status},
                       {"matched", static_cast<std::int64_t>(waiting.size())},
                       {"resolved", in_state(RejectState::resolved)},
                       {"refused", refused},
                       {"gone", in_state(RejectState::gone)},
                       {"untouched", untouched},
                       {"more", more},
                       {"runs", std::move(runs)}});
}

}  // namespace waybill::service
