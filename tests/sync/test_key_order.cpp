#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "sync/key_order.hpp"

using namespace waybill;
using rows::Logical;

namespace {

constexpr std::int64_t kParcelRows = 100;

// A key of the type, and which one it is.
rows::Schema schema_of(const rows::Type& type) {
  return {{"id", type, false}, {"row", {Logical::bigint}, false}, {"note", {Logical::text}, true}};
}

rows::Value value_of(const rows::Type& type, int i, int count) {
  switch (type.logical) {
    case Logical::bigint:
    case Logical::integer:
      return {type, std::int64_t{i} * 7 - count * 3};
    case Logical::decimal:
      return {type, std::to_string(i * 3 - count) + ".5"};
    case Logical::floating:
      return {type, i * 0.25 - count / 8.0};
    case Logical::uuid:
      return {type, "ff00aa00-0000-4000-8000-000000" + std::to_string(100000 + i)};
    default:
      return {type, "the same eight " + std::to_string(100000 + i)};
  }
}

std::vector<rows::Value> values_in_order(const rows::Type& type, int count) {
  std::vector<rows::Value> values;
  for (int i = 0; i < count; ++i) values.push_back(value_of(type, i, count));
  if (type.logical == Logical::decimal) {  // -1.5 comes before -0.5
    std::ranges::sort(values, {}, [](const rows::Value& value) {
      return std::stod(std::get<std::string>(value.data));
    });
  }
  return values;
}

sync::Parcel parcel_of(const rows::Schema& schema, const std::vector<rows::Value>& ids,
                       std::span<const int> which) {
  sync::Parcel parcel;
  parcel.rows = rows::Batch(schema);
  for (const int row : which) {
    parcel.rows.columns[0].append(ids[static_cast<std::size_t>(row)]);
    parcel.rows.columns[1].append_int64(row);
    if (row % 3 == 0) {
      parcel.rows.columns[2].append_null();
    } else {
      parcel.rows.columns[2].append_variable("note of " + std::to_string(row));
    }
  }
  parcel.rows.length = static_cast<std::int64_t>(which.size());
  parcel.came = parcel.rows.length + 1;
  return parcel;
}

std::vector<sync::Parcel> through(const sync::Plan& plan, std::vector<sync::Parcel> parcels,
                                  bool to_sink = false) {
  sync::Job job;
  job.to_sink = to_sink;
  job.memory_mib = 1;
  sync::ParcelQueue queue(parcels.size());
  sync::KeyOrder order(job, plan, queue);
  for (sync::Parcel& parcel : parcels) REQUIRE(order.push(std::move(parcel)));
  REQUIRE(order.push_rest());
  queue.close();
  std::vector<sync::Parcel> passed;
  while (auto parcel = queue.pop()) passed.push_back(std::move(*parcel));
  return passed;
}

}  // namespace

TEST_CASE("rows that go straight into a table with a key go in its order, a stretch at a time") {
  for (const rows::Type type :
       {rows::Type{Logical::bigint}, rows::Type{Logical::integer}, rows::Type{Logical::text},
        rows::Type{Logical::uuid}, rows::Type{Logical::floating},
        rows::Type{.logical = Logical::decimal, .precision = 18, .scale = 1}}) {
    CAPTURE(rows::to_string(type));
    constexpr int kRows = 20'000;
    const rows::Schema schema = schema_of(type);
    const std::vector<rows::Value> ids = values_in_order(type, kRows);
    std::vector<int> which(kRows);
    for (int i = 0; i < kRows; ++i) which[static_cast<std::size_t>(i)] = i;
    std::mt19937 random(7);
    std::ranges::shuffle(which, random);
    std::vector<sync::Parcel> parcels;
    for (std::size_t first = 0; first < which.size(); first += kParcelRows) {
      parcels.push_back(parcel_of(schema, ids, std::span(which).subspan(first, kParcelRows)));
    }
    sync::Plan plan;
    plan.key = {0};
    if (type.logical == Logical::uuid) {
      plan.full_reason = "first_run";  // staged, to be merged all at once
    } else {
      plan.load = sync::Load::append;
    }
    const std::size_t count = parcels.size();
    const std::vector<sync::Parcel> passed = through(plan, std::move(parcels));

    REQUIRE(passed.size() == count);
    std::vector<int> seen(kRows);
    int descents = 0;
    std::int64_t before = std::numeric_limits<std::int64_t>::max();
    bool whole = true;
    for (const sync::Parcel& parcel : passed) {
      whole = whole && parcel.rows.length == kParcelRows && parcel.came == kParcelRows + 1;
      for (std::int64_t row = 0; row < parcel.rows.length; ++row) {
        const std::int64_t number = parcel.rows.columns[1].int64(row);
        ++seen[static_cast<std::size_t>(number)];
        whole = whole && parcel.rows.columns[0].value(row) == ids[static_cast<std::size_t>(number)];
        const rows::Column& note = parcel.rows.columns[2];
        whole =
            whole && (number % 3 == 0 ? note.is_null(row)
                                      : note.variable(row) == "note of " + std::to_string(number));
        descents += number < before ? 1 : 0;
        before = number;
      }
    }
    CHECK(whole);
    CHECK(std::ranges::all_of(seen, [](int times) { return times == 1; }));
    CHECK(descents > 1);  // more than one stretch of a quarter of a mebibyte
    CHECK(descents < 12);
  }
}

TEST_CASE("rows of a key of two columns are ordered by both") {
  const rows::Schema schema{{"tenant", {Logical::text}, false}, {"id", {Logical::bigint}, false}};
  sync::Parcel parcel;
  parcel.rows = rows::Batch(schema);
  for (int i = 0; i < 50; ++i) {
    parcel.rows.columns[0].append_variable(i % 2 == 0 ? "acme" : "ace");
    parcel.rows.columns[1].append_int64(50 - i);
  }
  parcel.rows.length = 50;
  sync::Plan plan;
  plan.load = sync::Load::append;
  plan.key = {0, 1};
  std::vector<sync::Parcel> parcels;
  parcels.push_back(std::move(parcel));
  const std::vector<sync::Parcel> passed = through(plan, std::move(parcels));
  std::vector<std::pair<std::string, std::int64_t>> keys;
  for (std::int64_t row = 0; row < 50; ++row) {
    keys.emplace_back(passed[0].rows.columns[0].variable(row),
                      passed[0].rows.columns[1].int64(row));
  }
  CHECK(std::ranges::is_sorted(keys));
  CHECK(keys.size() == 50);
}

TEST_CASE("rows go as they come where nothing keeps an index while they are loaded") {
  struct Case {
    sync::Load load;
    const char* full_reason;
    bool to_sink;
  };
  for (const Case& one : {Case{sync::Load::create, "first_run", false},
                          Case{sync::Load::staged, "", false},  // few are merged
                          Case{sync::Load::staged, "first_run", true}}) {
    sync::Plan plan;
    plan.load = one.load;
    plan.full_reason = one.full_reason;
    plan.key = {0};
    const rows::Schema schema = schema_of({Logical::bigint});
    const std::vector<rows::Value> ids = values_in_order({Logical::bigint}, 3);
    const std::vector<int> which{2, 0, 1};
    std::vector<sync::Parcel> parcels;
    parcels.push_back(parcel_of(schema, ids, which));
    const std::vector<sync::Parcel> passed = through(plan, std::move(parcels), one.to_sink);
    REQUIRE(passed.size() == 1);
    for (std::size_t i = 0; i < which.size(); ++i) {
      CHECK(passed[0].rows.columns[1].int64(static_cast<std::int64_t>(i)) == which[i]);
    }
  }
}
