// Sizes, turns and repeats on the way to a sink, with waits that are only noted.
#include <doctest/doctest.h>

#include <functional>

#include "base/json.hpp"
#include "conformance.hpp"
#include "sink/description.hpp"
#include "sink/sender.hpp"

using namespace waybill;
using namespace waybill::tests;
using sink::NotNow;
using sink::Operation;
using sink::Patience;
using sink::RateLimit;
using sink::RowResult;
using sink::Sender;
using sink::Verdict;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

namespace {

class NotingRun : public sink::Run {
 public:
  struct Put {
    std::vector<std::int64_t> keys;
    std::string id;
  };
  std::vector<RowResult> put(const rows::Batch& batch, Operation,
                             const sink::ContentId& id) override {
    Put& now = puts.emplace_back();
    for (std::int64_t row = 0; row < batch.length; ++row) {
      now.keys.push_back(batch.columns[0].int64(row));
    }
    now.id = id.text();
    return answer ? answer(now) : std::vector<RowResult>();
  }
  sink::Receipt finish() override { return {}; }
  void abort() noexcept override {}

  std::vector<Put> puts;
  std::function<std::vector<RowResult>(const Put&)> answer;
};

struct Way {
  sink::Target target = tests::target();
  NotingRun run;
  std::vector<nanoseconds> waits;
  Patience patience{[this](nanoseconds time) { waits.push_back(time); }};
  std::vector<std::pair<std::int64_t, Verdict>> refused;

  Way() { target.schema = schema_of_texts(); }
  std::int64_t send(const std::vector<std::int64_t>& batches, sink::Terms terms = {}) {
    Sender sender(run, target, terms, patience, Operation::upsert,
                  [this](const rows::Batch& batch, const RowResult& result) {
                    refused.emplace_back(batch.columns[0].int64(result.row), result.verdict);
                  });
    std::int64_t first = 0;
    for (const std::int64_t rows : batches) {
      sender.add(texts(
          first, std::vector<std::optional<std::string>>(static_cast<std::size_t>(rows), "x")));
      first += rows;
    }
    return sender.end();
  }
  std::vector<std::size_t> sizes() const {
    std::vector<std::size_t> all;
    for (const NotingRun::Put& put : run.puts) all.push_back(put.keys.size());
    return all;
  }
};

sink::Description described(const std::string& json) {
  return sink::read_description("crm", base::parse_json_or_throw(json, "a description"));
}

}  // namespace

TEST_SUITE_BEGIN("sink: sender");

TEST_CASE("batches have the size a sink takes, whatever they came in, and none is lost") {
  for (const std::vector<std::int64_t>& came :
       {std::vector<std::int64_t>{10}, {3, 3, 3, 1}, {1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, {8, 2}}) {
    Way way;
    CHECK(way.send(came, {4, nullptr}) == 10);
    CHECK(way.sizes() == std::vector<std::size_t>{4, 4, 2});
    CHECK(way.run.puts[2].keys == std::vector<std::int64_t>{8, 9});
  }
  Way as_they_come;
  as_they_come.send({3, 7});
  CHECK(as_they_come.sizes() == std::vector<std::size_t>{3, 7});
  Way none;
  CHECK(none.send({}, {4, nullptr}) == 0);
  CHECK(none.run.puts.empty());
}

TEST_CASE("what cannot be done now is done again, later each time, and given up in the end") {
  Way way;
  way.run.answer = [&](const auto&) -> std::vector<RowResult> {
    throw NotNow("busy", milliseconds(0));
  };
  CHECK_THROWS_AS(way.send({2}), NotNow);
  CHECK(way.run.puts.size() == Patience::kMostCalls);
  REQUIRE(way.waits.size() == Patience::kMostCalls - 1);
  for (int call = 1; call < Patience::kMostCalls; ++call) {
    const milliseconds most(100 << (call - 1));
    CHECK(way.waits[static_cast<std::size_t>(call - 1)] >= most / 2);
    CHECK(way.waits[static_cast<std::size_t>(call - 1)] <= most);
  }
  for (const auto& put : way.run.puts) CHECK(put.id == way.run.puts[0].id);

  Way asked;
  asked.run.answer = [&](const auto&) -> std::vector<RowResult> {
    if (asked.run.puts.size() == 1) throw NotNow("in a minute", seconds(60));
    return {};
  };
  CHECK(asked.send({2}) == 2);
  CHECK(asked.waits == std::vector<nanoseconds>{seconds(60)});

  Way too_late;
  too_late.run.answer = [&](const auto&) -> std::vector<RowResult> {
    throw NotNow("tomorrow", Patience::kLongestWait + milliseconds(1));
  };
  CHECK_THROWS_AS(too_late.send({2}), NotNow);
  CHECK(too_late.waits.empty());

  Way broken;
  broken.run.answer = [&](const auto&) -> std::vector<RowResult> {
    throw Error(codes::sink_failed, "no");
  };
  CHECK_THROWS_AS(broken.send({2}), Error);
  CHECK(broken.run.puts.size() == 1);
}

TEST_CASE("rows that are asked for again come alone, so often, and are refused after that") {
  Way way;
  way.run.answer = [&](const NotingRun::Put& put) {
    std::vector<RowResult> results;
    for (std::size_t row = 0; row < put.keys.size(); ++row) {
      const std::int64_t key = put.keys[row];
      const auto at = static_cast<std::int64_t>(row);
      if (key == 1) results.push_back({at, Verdict::rejected, "no"});
      if (key == 2 || (key == 3 && way.run.puts.size() < 3)) {
        results.push_back({at, Verdict::retry, "later"});
      }
    }
    return results;
  };
  CHECK(way.send({5}) == 3);
  std::vector<std::vector<std::int64_t>> came;
  for (const auto& put : way.run.puts) came.push_back(put.keys);
  CHECK(came == std::vector<std::vector<std::int64_t>>{{0, 1, 2, 3, 4}, {2, 3}, {2, 3}, {2}});
  CHECK(way.refused ==
        std::vector<std::pair<std::int64_t, Verdict>>{{1, Verdict::rejected}, {2, Verdict::retry}});
  CHECK(way.waits.size() == 3);
}

TEST_CASE("turns are as far apart as the limits ask, whoever takes them") {
  const RateLimit::Clock::time_point now = RateLimit::Clock::now();
  RateLimit requests(10, 0);
  CHECK(requests.take_turn(500, now) == nanoseconds(0));
  CHECK(requests.take_turn(500, now) == milliseconds(100));
  CHECK(requests.take_turn(500, now + milliseconds(150)) == milliseconds(50));
  CHECK(requests.take_turn(500, now + seconds(9)) == nanoseconds(0));
  RateLimit rows(0, 100);
  CHECK(rows.take_turn(50, now) == nanoseconds(0));
  CHECK(rows.take_turn(1, now) == milliseconds(500));
  RateLimit both(10, 100);
  CHECK(both.take_turn(1, now) == nanoseconds(0));
  CHECK(both.take_turn(30, now) == milliseconds(100));
  CHECK(both.take_turn(1, now) == milliseconds(400));
  RateLimit none(0, 0);
  CHECK(none.take_turn(1'000'000, now) == nanoseconds(0));
  CHECK(none.take_turn(1, now) == nanoseconds(0));

  Way way;
  RateLimit slow(0.5, 0);
  way.send({4}, {2, &slow});
  REQUIRE(way.waits.size() == 2);
  CHECK(way.waits[0] == nanoseconds(0));
  CHECK(way.waits[1] > seconds(1));
}

TEST_CASE("a type fits where every value of it does") {
  const auto type = [](const char* text) { return rows::parse_type(text).type; };
  struct Pair {
    const char* taken;
    const char* sent;
    bool fits;
  };
  for (const Pair& pair : {Pair{"text", "text", true},
                           {"text", "json", false},
                           {"bigint", "integer", false},
                           {"decimal", "decimal(10,2)", true},
                           {"decimal", "decimal", true},
                           {"decimal(10,2)", "decimal", false},
                           {"decimal(10,2)", "decimal(10,2)", true},
                           {"decimal(10,2)", "decimal(9,1)", true},
                           {"decimal(10,2)", "decimal(10,1)", false},
                           {"decimal(10,2)", "decimal(10,3)", false},
                           {"timestamp", "datetime", false}}) {
    CAPTURE(pair.taken);
    CAPTURE(pair.sent);
    CHECK(sink::takes(type(pair.taken), type(pair.sent)) == pair.fits);
  }
}

TEST_CASE("modes are an object's own before the sink's, and mirror is upsert with delete") {
  sink::Target target = tests::target("a");
  target.schema = schema_of_texts();
  const auto refusal = [&](const std::string& description, const std::string& mode,
                           bool deletes = false) {
    target.mode = mode;
    target.deletes = deletes;
    try {
      sink::check_target("crm", described(description), target);
      return std::string();
    } catch (const Error& error) {
      CHECK(error.code().id == codes::sink_mismatch.id);
      return error.message();
    }
  };
  const std::string own =
      R"({"modes": ["insert"], "objects": [{"name": "a", "modes": ["upsert"]}]})";
  CHECK(refusal(own, "upsert") == "");
  CHECK(refusal(own, "insert") != "");
  CHECK(refusal(own, "mirror", true) != "");
  CHECK(refusal(own, "upsert", true).find("takes no deletes") != std::string::npos);
  CHECK(refusal(R"({"modes": ["upsert", "delete"]})", "mirror", true) == "");
  CHECK(refusal(R"({"modes": ["mirror"]})", "upsert") != "");
  CHECK(refusal("{}", "delete", true) == "");
  const std::string keyed = R"({"objects": [{"name": "a", "fields": [
      {"name": "id"}, {"name": "value"}, {"name": "needed", "required": true}]}]})";
  CHECK(refusal(keyed, "upsert").find("'needed' is required") != std::string::npos);
  CHECK(refusal(keyed, "delete", true) == "");
}

TEST_SUITE_END();
