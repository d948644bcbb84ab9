// sink.check: a sink tried as a run would use it, and as only a bad day does.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>

#include "base/error.hpp"
#include "base/uuid.hpp"
#include "service/connections.hpp"
#include "service/handlers.hpp"
#include "service/params.hpp"
#include "service/sink_samples.hpp"
#include "service/sinks.hpp"
#include "sink/open.hpp"
#include "sink/sender.hpp"

namespace waybill::service {

using base::Json;
using SinkOperation = sink::Operation;
using validate::Check;
using validate::CheckStatus;

namespace {

constexpr std::int64_t kFirstKey = 900'001;
constexpr std::int64_t kManyRows = 300;

// What became of rows. Those that did not go stand by their keys.
struct Answers {
  std::int64_t sent = 0;
  std::map<std::string, sink::Verdict> refused;
  std::string why;
  bool without_reason = false;
};

bool has(const std::vector<std::string>& modes, std::string_view mode) {
  return modes.empty() || std::ranges::find(modes, mode) != modes.end();
}

// One object of a sink, and runs that send to it.
class Trial {
 public:
  Trial(Call& call, const sink::DescribedObject& object, std::vector<std::string> modes)
      : call_(call),
        shape_(sample_shape(object)),
        modes_(std::move(modes)),
        operation_(has(modes_, "upsert") || has(modes_, "mirror") ? SinkOperation::upsert
                   : has(modes_, "insert")                        ? SinkOperation::insert
                   : has(modes_, "update")                        ? SinkOperation::update
                                                                  : SinkOperation::remove) {
    target_.owner = "sink.check";
    target_.object = object.name;
    target_.mode = sink::to_string(operation_);
    target_.since = base::new_uuid(call.environment.clock());
    target_.schema = shape_.schema;
    target_.key = {shape_.key};
    const Json* rows = call.params.find("rows");
    if (rows != nullptr) given_ = given(shape_, rows->as_array());
  }

  void send_all(Check& check, sink::Sink& sink) {
    first_ = one_run(sink, sample(), operation_);
    judge(check, first_, sample().length);
  }
  void send_one(Check& check, sink::Sink& sink) {
    rows::Batch one(shape_.schema);
    rows::append_rows(one, sample(), 0, 1);
    judge(check, one_run(sink, one, operation_), 1);
  }
  void send_many(Check& check, sink::Sink& sink) {
    const rows::Batch many = made_up(shape_, kFirstKey + 1000, kManyRows);
    judge(check, one_run(sink, many, operation_), many.length);
  }
  void send_none(Check&, sink::Sink& sink) {
    const rows::Batch none(shape_.schema);
    const auto run = begin(sink);
    run->put(none, operation_, sink::content_id(target_, none, operation_));
    run->finish();
    begin(sink)->finish();
  }
  // As after a crash: the same content, and so the same ids, in a run of its own.
  void send_again(Check& check, sink::Sink& sink) {
    const Answers again = one_run(sink, sample(), operation_);
    if (again.refused != first_.refused) {
      fail(check, "what was sent again, under the same batch ids, was answered differently",
           "answer a batch id that was taken before as it was answered then");
    }
  }
  void send_twice(Check& check, sink::Sink& sink) {
    const auto run = begin(sink);
    put(sink, *run, sample(), operation_);
    const Answers again = put(sink, *run, sample(), operation_);
    run->finish();
    if (again.refused != first_.refused) {
      fail(check, "a batch that was repeated within the run was answered differently",
           "answer a batch id that was taken before as it was answered then");
    }
  }
  void abort(Check&, sink::Sink& sink) {
    auto run = begin(sink);
    put(sink, *run, sample(), operation_);
    run->abort();
    run.reset();
    begin(sink)->finish();
  }
  void remove(Check& check, sink::Sink& sink) {
    if (!has(modes_, "delete") && !has(modes_, "mirror")) {
      check.status = CheckStatus::skipped;
      check.message = "it takes no deletes";
      return;
    }
    for (int time = 0; time < 2; ++time) {  // the second time nothing is there any more
      const rows::Batch keys = keys_of(shape_, sample());
      judge(check, one_run(sink, keys, SinkOperation::remove), keys.length);
    }
  }

 private:
  static void fail(Check& check, std::string message, std::string hint) {
    check.status = CheckStatus::failed;
    check.message = std::move(message);
    check.hint = std::move(hint);
  }

  // Fewer than all may be refused: a sink has rules of its own.
  static void judge(Check& check, const Answers& answers, std::int64_t rows) {
    if (answers.without_reason) {
      return fail(check, "a row was refused without a reason",
                  "say why: the reason is kept with the row's dead letter");
    }
    const auto refused = static_cast<std::int64_t>(answers.refused.size());
    check.message = fmt::format("{} of {} rows taken", answers.sent, rows);
    if (refused == 0) return;
    check.message += fmt::format("; one that was not: {}", answers.why);
    if (refused < rows) return;
    check.status = CheckStatus::warning;
    check.hint = "give `rows` that it takes, or correct it if it should take these";
  }

  const rows::Batch& sample() {
    if (given_.length > 0) return given_;
    if (made_up_.length == 0) made_up_ = made_up(shape_, kFirstKey, kKindsOfRows);
    return made_up_;
  }

  std::unique_ptr<sink::Run> begin(sink::Sink& sink) {
    target_.run_id = base::new_uuid(call_.environment.clock());
    sink.check(target_);
    return sink.begin(target_);
  }

  Answers one_run(sink::Sink& sink, const rows::Batch& batch, SinkOperation operation) {
    const auto run = begin(sink);
    Answers answers = put(sink, *run, batch, operation);
    run->finish();
    return answers;
  }

  Answers put(const sink::Sink& sink, sink::Run& run, const rows::Batch& batch,
              SinkOperation operation) const {
    Answers answers;
    const sink::Patience patience(
        [this](std::chrono::nanoseconds time) { call_.cancel.sleep(time); });
    const auto refused = [&](const rows::Batch& rows, const sink::RowResult& result) {
      const std::size_t key = rows.columns.size() == 1 ? 0 : shape_.key;
      const auto [at, is_new] = answers.refused.emplace(
          rows::value_text(rows.columns[key].value(result.row)), result.verdict);
      if (is_new && answers.why.empty()) answers.why = result.reason;
      answers.without_reason |= result.reason.empty();
    };
    sink::Sender sender(run, target_, sink.terms(), patience, operation, refused);
    sender.add(batch);
    answers.sent = sender.end();
    return answers;
  }

  Call& call_;
  const SampleShape shape_;
  const std::vector<std::string> modes_;
  const SinkOperation operation_;
  sink::Target target_;
  rows::Batch given_;
  rows::Batch made_up_;
  Answers first_;
};

struct Step {
  std::string_view name;
  void (Trial::*work)(Check&, sink::Sink&);
};
constexpr Step kSteps[] = {
    {"Takes rows of every type", &Trial::send_all}, {"Takes one row", &Trial::send_one},
    {"Takes no rows", &Trial::send_none},           {"Takes many rows", &Trial::send_many},
    {"Takes a run again", &Trial::send_again},      {"Takes a batch twice", &Trial::send_twice},
    {"Works on after an abort", &Trial::abort},     {"Deletes, also what is gone", &Trial::remove},
};

Check step(std::string name, const std::function<void(Check&)>& work) {
  Check check = validate::timed(std::move(name), work);
  if (check.code != nullptr) check.message = fmt::format("{}: {}", check.code->id, check.message);
  return check;
}

Json config_param(const Json& params) {
  const Json* config = params.find("config");
  if (config == nullptr) return Json::object();
  return config->is_string() ? base::parse_json_or_throw(config->as_string(), "config") : *config;
}

}  // namespace

Json sink_check(Call& call) {
  const std::string name = text_param(call.params, "name");
  const Json config = config_param(call.params);
  const sink::Registry registered = registered_sinks(call.environment);
  sink::check_name(name, registered);
  const auto of_host = registered.find(name);
  const sink::Description description =
      of_host == registered.end() ? sink::Description() : of_host->second->description();

  std::vector<Check> checks;
  std::unique_ptr<sink::Sink> sink;
  checks.push_back(step("Opens with the config, and closes", [&](Check&) {
    sink = sink::open_sink(name, config, registered, call.cancel);
    if (of_host != registered.end()) of_host->second->try_out(config, call.cancel);
  }));
  if (checks.back().status == CheckStatus::failed) return checks_json(checks);

  const std::string wanted = text_param(call.params, "object");
  std::vector<sink::DescribedObject> objects = description.objects;
  if (objects.empty()) {
    objects.push_back({wanted.empty() ? "waybill_check" : wanted, {}, {}});
  } else if (!wanted.empty()) {
    objects = {object_of(name, description, wanted)};
  }
  for (const sink::DescribedObject& object : objects) {
    Trial trial(call, object, object.modes.empty() ? description.modes : object.modes);
    for (const Step& next : kSteps) {
      if (call.progress && !call.progress(Json::object(
                               {{"event", "progress"}, {"phase", next.name}, {"rows", 0}}))) {
        call.cancel.cancel();
      }
      call.cancel.throw_if_cancelled();
      checks.push_back(step(fmt::format("{}: {}", object.name, next.name),
                            [&](Check& check) { (trial.*next.work)(check, *sink); }));
    }
  }
  return checks_json(checks);
}

}  // namespace waybill::service
