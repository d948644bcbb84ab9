#include "sync/bound.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <limits>
#include <map>
#include <thread>

#include "base/error.hpp"
#include "base/text.hpp"
#include "sql/bound.hpp"

namespace waybill::sync {

using base::Json;
using base::Micros;

namespace {

constexpr const char* kBounded = "bounded";
constexpr const char* kLookback = "lookback";
constexpr Micros kNever = std::numeric_limits<Micros>::max();
constexpr Micros kNone = std::numeric_limits<Micros>::min();  // no bound
constexpr std::chrono::milliseconds kFirstPause{5};
constexpr std::chrono::milliseconds kLongestPause{50};

Micros floor_to(Micros instant, Micros step) {
  const Micros rest = instant % step;
  return instant - (rest < 0 ? rest + step : rest);
}

std::optional<Micros> instant_of(const Json* value) {
  return value == nullptr ? std::nullopt : value->as_int64();
}

bool true_of(const Json* value) {
  return value != nullptr && value->is_bool() && value->as_bool();
}

// Transactions in flight by name, with their start; kNever: it is hidden from us.
using InFlight = std::multimap<std::string, Micros>;

bool hides_a_start(const InFlight& transactions) {
  return std::ranges::any_of(transactions, [](const auto& each) { return each.second == kNever; });
}

Micros oldest_start(const InFlight& transactions) {
  Micros oldest = kNever;
  for (const auto& [name, start] : transactions) oldest = std::min(oldest, start);
  return oldest;
}

// Transactions of an earlier sample that had not ended in time: when the last of them has, `at` is
// a bound, though an older one.
struct Pending {
  Micros at = 0;
  Micros since = 0;
  std::vector<std::string> names;
};

std::optional<Pending> read_pending(const Json& previous) {
  const Json* object = previous.find("pending");
  const auto at = instant_of(previous.at_pointer("/pending/at"));
  const auto since = instant_of(previous.at_pointer("/pending/since"));
  const Json* names = object == nullptr ? nullptr : object->find("names");
  if (!at || !since || names == nullptr || !names->is_array()) return std::nullopt;
  Pending pending{*at, *since, {}};
  for (const Json& name : names->as_array()) {
    if (!name.is_string()) return std::nullopt;
    pending.names.push_back(name.as_string());
  }
  return pending;
}

Json to_json(const Pending& pending) {
  Json names = Json::array();
  for (const std::string& name : pending.names) names.push(name);
  return Json::object({{"at", pending.at}, {"since", pending.since}, {"names", std::move(names)}});
}

// The questions, each a statement and a transaction of its own.
class Server {
 public:
  Server(warehouse::Session& session, const sql::BoundStatements& statements)
      : session_(session), statements_(statements) {}

  Micros clock() {
    const auto value = session_.scalar({std::string(statements_.clock), {}});
    return value ? std::get<std::int64_t>(value->data) : session_.now();
  }
  std::optional<Micros> prepared() {
    const auto value = session_.scalar({std::string(statements_.prepared), {}});
    if (!value) return std::nullopt;
    return std::get<std::int64_t>(value->data);
  }
  InFlight in_flight() {
    InFlight transactions;
    read({std::string(statements_.in_flight), {}}, [&](std::string name, const rows::Value& start) {
      transactions.emplace(std::move(name),
                           start.is_null() ? kNever : std::get<std::int64_t>(start.data));
    });
    return transactions;
  }
  struct Fitness {
    std::string unfit;
    Micros step = 1;
  };
  Fitness fitness(const BoundOptions& options) {
    const rows::Value table = rows::Value::text(sql::qualified(session_.dialect(), options.table));
    Fitness fitness;
    read({std::string(statements_.fitness), {table, table, rows::Value::text(options.column)}},
         [&](std::string unfit, const rows::Value& step) {
           fitness.unfit = std::move(unfit);
           if (!step.is_null()) fitness.step = std::get<std::int64_t>(step.data);
         });
    return fitness;
  }
  Micros guard() const { return statements_.guard; }

 private:
  template <class Row>
  void read(const sql::Statement& statement, const Row& row) {
    const rows::Schema schema{{"a", {rows::Logical::text}, true},
                              {"b", {rows::Logical::bigint}, true}};
    const auto stream = session_.query(statement, schema, {});
    rows::Batch batch(schema);
    std::vector<warehouse::CellMisfit> misfits;
    while (stream->next(batch, misfits)) {
      for (std::int64_t i = 0; i < batch.length; ++i) {
        const rows::Column& text = batch.columns[0];
        row(text.is_null(i) ? std::string() : std::string(text.variable(i)),
            batch.columns[1].value(i));
      }
    }
  }

  warehouse::Session& session_;
  const sql::BoundStatements& statements_;
};

void keep_only(InFlight& transactions, const InFlight& still) {
  std::erase_if(transactions, [&](const auto& each) {
    return !each.first.empty() && !still.contains(each.first);
  });
}

class Sample {
 public:
  Sample(Server server, const BoundOptions& options, Bound& bound)
      : server_(server), options_(options), bound_(bound) {}

  void take() {
    const Server::Fitness fitness = server_.fitness(options_);
    clock_ = server_.clock();
    bound_.at = clock_;
    if (!fitness.unfit.empty()) {
      bound_.follows_bounded = false;
      bound_.why = fitness.unfit;
      return;
    }
    bound_.kept.set("clock", clock_);
    const auto earlier_clock = instant_of(bound_.previous.find("clock"));
    if (earlier_clock && clock_ < *earlier_clock) {
      bound_.follows_bounded = false;
      bound_.why = "the server's clock stepped back since the last run";
      return;
    }

    Micros found = in_flight();
    // Asked last: what was still in a session before is in one of the two answers.
    if (const auto prepared = server_.prepared()) {
      found = kNone;
      blocked("a prepared transaction", *prepared);
    }
    if (bound_.follows_bounded) {  // what was a bound stays one
      found = std::max(found, instant_of(bound_.previous.find("at")).value_or(kNone));
    }
    if (clock_ - blocked_since_ > options_.max_age) {
      bound_.why = fmt::format("{} has held the bound back for more than {} seconds", blocker_,
                               options_.max_age / 1'000'000);
      return;
    }
    if (found == kNone) {
      bound_.why = fmt::format("{} has not ended yet, and there is no earlier bound", blocker_);
      return;
    }
    bound_.at = floor_to(found, std::max<Micros>(1, fitness.step));
    bound_.guarantee = kBounded;
    bound_.kept.set("at", bound_.at);
  }

 private:
  void blocked(const char* by, Micros since) {
    if (since >= blocked_since_) return;
    blocked_since_ = since;
    blocker_ = by;
  }

  // A bound as far as transactions in sessions go.
  Micros in_flight() {
    const Micros guarded = clock_ - server_.guard();
    InFlight held = server_.in_flight();
    InFlight still = held;
    const auto until = std::chrono::steady_clock::now() + std::chrono::microseconds(options_.wait);
    std::chrono::milliseconds pause = kFirstPause;
    while (hides_a_start(held) && std::chrono::steady_clock::now() < until) {
      std::this_thread::sleep_for(pause);
      pause = std::min(pause * 2, kLongestPause);
      still = server_.in_flight();
      keep_only(held, still);
    }
    if (!hides_a_start(held)) {
      const Micros oldest = oldest_start(held);
      blocked("a transaction", oldest);
      return std::min(guarded, oldest);
    }
    return one_run_behind(held, still, guarded);
  }

  Micros one_run_behind(const InFlight& held, const InFlight& still, Micros guarded) {
    Micros found = kNone;
    std::optional<Pending> earlier = read_pending(bound_.previous);
    if (earlier) {
      std::erase_if(earlier->names, [&](const auto& name) { return !still.contains(name); });
      if (earlier->names.empty()) found = earlier->at;
    }
    if (!earlier || found != kNone) {
      earlier = Pending{guarded, clock_, {}};
      for (const auto& [name, start] : held) {
        if (name.empty()) {
          earlier->at = std::min(earlier->at, start);
        } else {
          earlier->names.push_back(name);
        }
      }
    }
    bound_.kept.set("pending", to_json(*earlier));
    blocked("a transaction", earlier->since);
    return found;
  }

  Server server_;
  const BoundOptions& options_;
  Bound& bound_;
  Micros clock_ = 0;
  Micros blocked_since_ = kNever;
  const char* blocker_ = "a transaction";
};

}  // namespace

Bound sample_bound(warehouse::Session& source, const BoundOptions& options) {
  Bound bound;
  bound.guarantee = kLookback;
  bound.why = options.unfit;
  const sql::BoundStatements* statements = source.dialect().bound;
  if (bound.why.empty() && statements == nullptr) {
    bound.why =
        fmt::format("{} does not tell which transactions are in flight", source.dialect().title);
  }
  const std::string location = source.location();
  const Json* from = options.previous.find("source");
  if (from != nullptr && from->is_string() && from->as_string() == location) {
    bound.previous = options.previous;
    bound.follows_bounded = true_of(bound.previous.find("bounded"));
  }
  if (!bound.why.empty()) {
    bound.follows_bounded = false;
    bound.at = source.now();
    return bound;
  }
  if (source.in_transaction()) throw Error(codes::internal, "a bound is sampled in a transaction");
  bound.kept = Json::object({{"source", location}});
  try {
    Sample({source, *statements}, options, bound).take();
  } catch (const Error& error) {
    // 42: no such function or view, or no right to it. 0A: it is known, and not supported.
    if (!error.sqlstate().starts_with("42") && !error.sqlstate().starts_with("0A")) throw;
    bound.follows_bounded = false;
    bound.why = "the server does not show this user which transactions are in flight";
    bound.at = source.now();
  }
  return bound;
}

BoundOptions bound_options(const Job& job, const std::vector<std::string>& columns, Json previous) {
  BoundOptions options;
  options.previous = std::move(previous);
  const std::string name = job.model.cursor_name();
  const auto position = job.model.find_column(name);
  if (!job.cursor_set_by_database) {
    options.unfit = "the source does not say last_modified_set_by: database";
  } else if (job.from || job.until) {
    options.unfit = "a window given by hand moves no watermark";
  } else if (!job.model.source_query.empty()) {
    options.unfit = "a source_query may change what the last-modified column says";
  } else if (!position || job.model.columns[*position].type.logical != rows::Logical::timestamp) {
    options.unfit = "the model's last-modified column is no timestamp";
  }
  if (!options.unfit.empty()) return options;
  options.table = sql::parse_table(job.model.source_table);
  options.column = name;
  if (std::ranges::find(columns, name) == columns.end()) {
    const auto same = std::ranges::find_if(
        columns, [&](const std::string& column) { return base::ascii_iequals(column, name); });
    if (same != columns.end()) options.column = *same;  // more than one is refused by the plan
  }
  return options;
}

Claim claim(const Bound& bound, std::optional<Micros> watermark) {
  if (bound.guarantee != kBounded) return {kLookback, bound.why};
  if (watermark && !bound.follows_bounded && bound.at < *watermark) {
    return {kLookback, "the watermark that an earlier run left is not behind the bound yet"};
  }
  return {kBounded, ""};
}

Json bound_state(const Bound& bound, const Claim& claim, bool moved) {
  if (!moved) return bound.previous;
  Json state = bound.kept;
  if (state.is_null()) return state;
  state.set("bounded", claim.guarantee == kBounded);
  return state;
}

}  // namespace waybill::sync
