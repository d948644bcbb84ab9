#include "capi/sink.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <deque>
#include <map>
#include <mutex>
#include <utility>

#include "base/error.hpp"
#include "base/json.hpp"
#include "capi/context.hpp"
#include "capi/guard.hpp"
#include "capi/handles.hpp"
#include "capi/options.hpp"
#include "capi/own_thread.hpp"
#include "capi/sink_session.hpp"
#include "sink/open.hpp"

namespace waybill::capi {
namespace {

constexpr std::size_t kLongestName = 64;
constexpr std::size_t kRetired = 16;

// What the runs of a sink share.
class Shared {
 public:
  Shared(SinkFunctions functions, sink::Description description)
      : functions_(std::make_shared<const SinkFunctions>(std::move(functions))),
        description_(std::move(description)),
        rate_(description_.requests_per_second, description_.rows_per_second) {}

  const std::shared_ptr<const SinkFunctions>& functions() const { return functions_; }
  const sink::Description& description() const { return description_; }

  sink::Terms terms() {
    sink::Terms terms{description_.batch_rows, &rate_};
    if (description_.rows_per_second > 0) {
      // A larger batch would be more than a second's rows at once.
      const auto most = std::max<std::int64_t>(
          1, static_cast<std::int64_t>(std::min(description_.rows_per_second, 1e9)));
      terms.batch_rows = terms.batch_rows == 0 ? most : std::min(terms.batch_rows, most);
    }
    return terms;
  }

  // Calls that were left behind, by whose run it was; either may come first.
  void left_behind(const std::string& owner) { add(owner, 1); }
  void returned(const std::string& owner) { add(owner, -1); }
  bool is_stuck(const std::string& owner) const {
    const std::lock_guard lock(mutex_);
    const auto found = stuck_.find(owner);
    return found != stuck_.end() && found->second > 0;
  }

  // A host that answers late finds the memory there, for a while.
  void retire(std::shared_ptr<SinkSession> session) {
    const std::lock_guard lock(mutex_);
    retired_.push_back(std::move(session));
    if (retired_.size() > kRetired) retired_.pop_front();
  }

 private:
  void add(const std::string& owner, int count) {
    const std::lock_guard lock(mutex_);
    const int left = stuck_[owner] += count;
    if (left == 0) stuck_.erase(owner);
  }

  const std::shared_ptr<const SinkFunctions> functions_;
  const sink::Description description_;
  sink::RateLimit rate_;
  mutable std::mutex mutex_;
  std::map<std::string, int> stuck_;
  std::deque<std::shared_ptr<SinkSession>> retired_;
};

// A session on the thread that all of its calls are made from.
class HostRun : public sink::Run {
 public:
  HostRun(std::shared_ptr<Shared> shared, std::string config, const sink::Target& target,
          base::CancelToken cancel)
      : shared_(std::move(shared)),
        owner_(target.owner),
        cancel_(std::move(cancel)),
        session_(std::make_shared<SinkSession>(shared_->functions(), std::move(config), target,
                                               cancel_)) {}
  ~HostRun() override { close(); }

  void open() {
    call([session = session_] { session->open(); });
  }

  std::vector<sink::RowResult> put(const rows::Batch& batch, sink::Operation operation,
                                   const sink::ContentId& id) override {
    struct Call {
      rows::Batch batch;
      std::string operation;
      std::string id;
      std::vector<sink::RowResult> results;
    };
    auto write = std::make_shared<Call>();
    write->batch = rows::Batch(batch.schema);
    rows::append_rows(write->batch, batch, 0, batch.length);
    write->operation = to_string(operation);
    write->id = id.text();
    call([session = session_, write] {
      write->results = session->write(std::move(write->batch), write->operation, write->id);
    });
    return std::move(write->results);
  }

  sink::Receipt finish() override {
    call([session = session_] { session->finish(); });
    return {};
  }

  void abort() noexcept override { close(); }

 private:
  void call(std::function<void()> work) {
    if (thread_.left_behind() || closed_) {
      throw Error(codes::internal, "a run of a sink that has ended is used");
    }
    const auto end = thread_.run(cancel_, std::move(work),
                                 [shared = shared_, session = session_, owner = owner_] {
                                   caught([&] { session->close(); });
                                   shared->returned(owner);
                                 });
    if (end == OwnThread::End::left_behind) shared_->left_behind(owner_);
    cancel_.throw_if_cancelled();
  }

  void close() noexcept {
    if (std::exchange(closed_, true)) return;
    const std::exception_ptr failure = caught([this] {
      if (!thread_.left_behind()) {
        const auto end = thread_.run(
            cancel_, [session = session_] { session->close(); },
            [shared = shared_, owner = owner_] { shared->returned(owner); });
        if (end == OwnThread::End::left_behind) shared_->left_behind(owner_);
      }
      shared_->retire(session_);
    });
    // Without the memory to hand it over it is closed here.
    if (failure != nullptr && !thread_.left_behind()) caught([this] { session_->close(); });
  }

  const std::shared_ptr<Shared> shared_;
  const std::string owner_;
  const base::CancelToken cancel_;
  const std::shared_ptr<SinkSession> session_;
  bool closed_ = false;
  OwnThread thread_;
};

class HostSink : public sink::Sink {
 public:
  HostSink(std::shared_ptr<Shared> shared, std::string config, base::CancelToken cancel)
      : shared_(std::move(shared)), config_(std::move(config)), cancel_(std::move(cancel)) {}

  std::string_view name() const override { return shared_->functions()->name; }
  sink::Terms terms() const override { return shared_->terms(); }
  void check(const sink::Target& target) const override {
    check_target(name(), shared_->description(), target);
  }
  std::unique_ptr<sink::Run> begin(const sink::Target& target) override {
    if (shared_->is_stuck(target.owner)) {
      throw Error(
          codes::sink_stuck,
          fmt::format("sink '{}' has not returned from a call of a run that was cancelled", name()))
          .with_hint("let the sink poll waybill_cancelled; the next run goes when it has returned")
          .with_blame(Blame::destination);
    }
    auto run = std::make_unique<HostRun>(shared_, config_, target, cancel_);
    run->open();
    return run;
  }

 private:
  const std::shared_ptr<Shared> shared_;
  const std::string config_;
  const base::CancelToken cancel_;
};

class HostRegistered : public sink::Registered {
 public:
  HostRegistered(SinkFunctions functions, sink::Description description)
      : shared_(std::make_shared<Shared>(std::move(functions), std::move(description))) {}

  const sink::Description& description() const override { return shared_->description(); }
  std::unique_ptr<sink::Sink> open(const base::Json& config,
                                   const base::CancelToken& cancel) const override {
    const base::Json given = config.is_object() ? config : base::Json::object();
    return std::make_unique<HostSink>(shared_, base::write_json(given), cancel);
  }
  void try_out(const base::Json& config, const base::CancelToken& cancel) const override {
    open(config, cancel)->begin(sink::Target{});
  }

 private:
  const std::shared_ptr<Shared> shared_;
};

std::string checked_name(const char* name) {
  require(name, "sink->name");
  const std::string_view text(name);
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  };
  if (text.empty() || text.size() > kLongestName || !std::ranges::all_of(text, is_plain)) {
    throw Error(codes::bad_parameter, "sink->name cannot be the name of a sink")
        .with_hint(fmt::format("1 to {} letters, digits, '-' and '_'", kLongestName));
  }
  return std::string(text);
}

}  // namespace

std::shared_ptr<const sink::Registered> make_sink(const waybill_sink& sink, UserData user_data) {
  std::string name = checked_name(sink.name);
  require(reinterpret_cast<const void*>(sink.write), "sink->write");
  sink::Description description;
  if (sink.describe_json != nullptr) {
    description = sink::read_description(
        name, base::parse_json_or_throw({sink.describe_json, sink.describe_size}, "describe_json"));
  }
  return std::make_shared<HostRegistered>(
      SinkFunctions{std::move(name), std::move(user_data), sink.open, sink.write, sink.finish,
                    sink.close},
      std::move(description));
}

}  // namespace waybill::capi

using namespace waybill::capi;

extern "C" {

waybill_status waybill_register_sink(waybill_context* context, const waybill_sink* sink,
                                     waybill_error** err) {
  constexpr std::size_t kFirst = WAYBILL_FIRST_SIZE(waybill_sink, close);
  UserData owned = user_data_of(sink, kFirst);
  return guard(err, [&] {
    require(sink, "sink");
    const waybill_sink known = known_options(*sink, kFirst, "waybill_sink");
    auto made = make_sink(known, std::move(owned));
    state_of(context)->add_sink(known.name, std::move(made));
  });
}

waybill_status waybill_unregister_sink(waybill_context* context, const char* name,
                                       waybill_error** err) {
  return guard(err, [&] {
    require(name, "name");
    state_of(context)->remove_sink(name);
  });
}

}  // extern "C"
