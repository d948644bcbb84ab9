// Conformance: a cancel from any thread ends the call within a second, and the session lives on.
#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "conformance.hpp"
#include "helpers.hpp"

namespace waybill::tests {
namespace {

using rows::Logical;
using rows::Value;
using warehouse::Access;
using Clock = std::chrono::steady_clock;

rows::Schema one_number() {
  return {{"n", {Logical::bigint}}};
}
const sql::Table kNumbers{"", "numbers"};

std::unique_ptr<warehouse::Session> with_numbers(Place& place) {
  auto session = place.open(Access::read_write);
  session->execute({sql::create_table(session->dialect(), {kNumbers, one_number(), {}}), {}});
  return session;
}

// Runs the call, cancels after a moment: it must end as cancelled within a second of that.
void check_cancelled(warehouse::Session& session, const std::function<void()>& call) {
  std::atomic<Clock::rep> cancelled_at = 0;
  std::thread canceller([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(150));
    cancelled_at = Clock::now().time_since_epoch().count();
    session.cancel();
  });
  CHECK(code_of(call) == codes::cancelled.id);
  const auto end = Clock::now();
  canceller.join();
  CHECK(end - Clock::time_point(Clock::duration(cancelled_at)) < std::chrono::seconds(1));
  CHECK(code_of([&] { session.ping(); }) == codes::cancelled.id);
  CHECK(code_of([&] { session.scalar({"SELECT 1", {}}); }) == codes::cancelled.id);
  session.clear_cancel();
  CHECK(session.scalar({"SELECT 1", {}}) == Value::bigint(1));
}

void a_read_is_cancelled(const Quirks& quirks) {
  const auto place = quirks.fresh();
  with_numbers(*place);
  const auto session = place->open(Access::read_only);
  check_cancelled(*session, [&] { session->scalar({quirks.endless_query, {}}); });
  check_cancelled(*session, [&] {
    const auto stream = session->query({quirks.endless_query, {}}, one_number(), {});
    rows::Batch batch;
    std::vector<warehouse::CellMisfit> misfits;
    while (stream->next(batch, misfits)) {
    }
  });
}

void a_write_is_cancelled(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = with_numbers(*place);
  check_cancelled(*session, [&] { session->execute({quirks.endless_write, {}}); });
  CHECK(count_rows(*session, "numbers") == 0);
  session->begin(Access::read_write);
  session->execute({"INSERT INTO numbers (n) VALUES (1)", {}});
  CHECK(code_of([&] {
          std::thread canceller([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            session->cancel();
          });
          try {
            session->execute({quirks.endless_write, {}});
          } catch (const Error&) {
            canceller.join();
            throw;
          }
          canceller.join();
        }) == codes::cancelled.id);
  // Whatever became of the transaction: nothing of it may be committed by what follows.
  session->clear_cancel();
  const std::string then = code_of([&] {
    session->execute({"INSERT INTO numbers (n) VALUES (2)", {}});
  });
  const std::string commit = code_of([&] { session->commit(); });
  if (!commit.empty()) CHECK(then == commit);
  session->rollback();
  CHECK(!session->in_transaction());
  CHECK(count_rows(*session, "numbers") == (commit.empty() ? 2 : 0));
  session->ingest(kNumbers, batch_of(one_number(), {{Value::bigint(3)}}));
}

void a_cancel_before_the_call_counts(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = with_numbers(*place);
  const rows::Batch batch = batch_of(one_number(), {{Value::bigint(1)}});
  auto stream = session->query(select_all(*session, kNumbers, one_number()), one_number(), {});
  session->cancel();
  rows::Batch out;
  std::vector<warehouse::CellMisfit> misfits;
  CHECK(code_of([&] { stream->next(out, misfits); }) == codes::cancelled.id);
  stream.reset();
  const auto refused = [&](const std::function<void()>& call) {
    CHECK(code_of(call) == codes::cancelled.id);
  };
  refused([&] { session->query({"SELECT 1", {}}, one_number(), {}); });
  refused([&] { session->execute({"DELETE FROM numbers", {}}); });
  refused([&] { session->ingest(kNumbers, batch); });
  refused([&] { session->describe({"SELECT 1", {}}); });
  refused([&] { session->begin(Access::read_write); });
  refused([&] { session->tables("main"); });
  refused([&] { session->table(kNumbers); });
  refused([&] { session->schemas(); });
  refused([&] { session->now(); });
  session->clear_cancel();
  session->ingest(kNumbers, batch);
  CHECK(count_rows(*session, "numbers") == 1);
}

void a_cancelled_transaction_can_be_rolled_back(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = with_numbers(*place);
  session->begin(Access::read_write);
  session->ingest(kNumbers, batch_of(one_number(), {{Value::bigint(1)}}));
  session->cancel();
  CHECK(code_of([&] { session->commit(); }) == codes::cancelled.id);
  CHECK(session->in_transaction());
  session->rollback();  // no need to clear first
  CHECK(!session->in_transaction());
  session->clear_cancel();
  CHECK(count_rows(*session, "numbers") == 0);
}

void waiting_for_a_lock_is_cancelled(const Quirks& quirks) {
  if (!quirks.one_writer) return;
  const auto place = quirks.fresh();
  const auto first = with_numbers(*place);
  first->begin(Access::read_write);
  first->execute({"INSERT INTO numbers (n) VALUES (1)", {}});
  const auto second = place->open(Access::read_write);
  check_cancelled(*second, [&] { second->begin(Access::read_write); });
  CHECK(!second->in_transaction());
  first->rollback();
}

void cancels_at_any_moment(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = with_numbers(*place);
  std::atomic<bool> stop = false;
  std::thread canceller([&] {
    while (!stop) session->cancel();
  });
  int done = 0;
  for (int i = 0; i < 300; ++i) {
    session->clear_cancel();
    const std::string code = code_of([&] {
      session->ingest(kNumbers, batch_of(one_number(), {{Value::bigint(i)}}));
      ++done;
    });
    INFO(code);
    CHECK((code.empty() || code == codes::cancelled.id));
  }
  for (int i = 0; i < 300; ++i) {
    const std::string code = code_of([&] {
      session->clear_cancel();
      session->begin(Access::read_write);
      session->execute({"INSERT INTO numbers (n) VALUES (7)", {}});
    });
    INFO(code);
    CHECK((code.empty() || code == codes::cancelled.id));
    session->rollback();
    CHECK(!session->in_transaction());
  }
  stop = true;
  canceller.join();
  session->clear_cancel();
  CHECK(count_rows(*session, "numbers") == done);  // what said done is done, the rest is not
}

}  // namespace

std::vector<ConformanceCase> cancel_cases() {
  return {
      {"a read is cancelled within a second", a_read_is_cancelled},
      {"a write is cancelled within a second", a_write_is_cancelled},
      {"a cancel before the call counts", a_cancel_before_the_call_counts},
      {"a cancelled transaction can be rolled back", a_cancelled_transaction_can_be_rolled_back},
      {"waiting for a lock is cancelled", waiting_for_a_lock_is_cancelled},
      {"cancels at any moment", cancels_at_any_moment},
  };
}

}  // namespace waybill::tests
