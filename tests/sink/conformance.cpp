#include "conformance.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/error.hpp"

namespace waybill::tests {
namespace {

using sink::ContentId;
using sink::Operation;
using sink::Receipt;
using sink::Target;

std::vector<Row> sorted(std::vector<Row> rows) {
  std::ranges::sort(rows);
  return rows;
}

std::set<std::string> ids(const Receipt& receipt) {
  std::set<std::string> all;
  for (const sink::Part& part : receipt.parts) all.insert(part.id);
  return all;
}

struct Sent {
  Sent(rows::Batch&& rows, Operation what = Operation::upsert)
      : batch(std::make_shared<rows::Batch>(std::move(rows))), operation(what) {}
  std::shared_ptr<const rows::Batch> batch;
  Operation operation;
};

void put(sink::Run& run, const Target& target, const rows::Batch& batch, Operation operation) {
  CHECK(run.put(batch, operation, sink::content_id(target, batch, operation)).empty());
}

Receipt send(SinkPlace& place, const Target& target, const std::vector<Sent>& batches) {
  const auto sink = place.open();
  const auto run = sink->begin(target);
  for (const Sent& each : batches) put(*run, target, *each.batch, each.operation);
  return run->finish();
}

rows::Batch some(std::int64_t from, std::int64_t to) {
  std::vector<std::optional<std::string>> values;
  for (std::int64_t i = from; i < to; ++i) values.push_back("value " + std::to_string(i));
  return texts(from, values);
}

Target texts_target(const std::string& object = "items", const std::string& run_id = "run-1") {
  Target result = target(object, run_id);
  result.schema = schema_of_texts();
  return result;
}

struct Case {
  const char* name;
  void (*check)(const SinkQuirks&);
};

constexpr auto kCases = std::to_array<Case>({
    {"values of every type arrive exactly",
     [](const SinkQuirks& quirks) {
       const auto place = quirks.make_place();
       const rows::Batch batch = rows_of_every_type();
       const Receipt receipt = send(*place, target(), {{rows_of_every_type(), Operation::upsert}});
       std::int64_t rows = 0;
       for (const sink::Part& part : receipt.parts) {
         rows += part.rows;
         CHECK(part.bytes > 0);
         CHECK(part.id.size() == 32);
         CHECK(part.place != "");
       }
       CHECK(rows == batch.length);
       CHECK(sorted(place->delivered("items")) == sorted(wanted(batch, Operation::upsert)));
       CHECK(place->leftovers() == 0);
     }},
    {"NULL, an empty text and words for nothing are told apart",
     [](const SinkQuirks& quirks) {
       const auto place = quirks.make_place();
       const std::vector<std::optional<std::string>> values{std::nullopt, "",     "NULL", "null",
                                                            "\\N",        "\"\"", " "};
       const rows::Batch batch = texts(1, values);
       send(*place, texts_target(), {{texts(1, values), Operation::insert}});
       CHECK(sorted(place->delivered("items")) == sorted(wanted(batch, Operation::insert)));
     }},
    {"each row says what it is to do, and a delete needs the key alone",
     [](const SinkQuirks& quirks) {
       const auto place = quirks.make_place();
       std::vector<Row> all;
       std::vector<Sent> batches;
       std::int64_t id = 0;
       for (const Operation each : {Operation::insert, Operation::update, Operation::upsert}) {
         batches.push_back({some(id, id + 2), each});
         id += 2;
         const auto rows = wanted(*batches.back().batch, each);
         all.insert(all.end(), rows.begin(), rows.end());
       }
       batches.push_back({keys_alone({100, 101}), Operation::remove});
       for (Row row : wanted(*batches.back().batch, Operation::remove)) {
         if (quirks.deletes_are_padded) row["value"] = std::nullopt;
         all.push_back(row);
       }
       send(*place, texts_target(), batches);
       CHECK(sorted(place->delivered("items")) == sorted(all));
     }},
    {"many batches arrive, each row once",
     [](const SinkQuirks& quirks) {
       const auto place = quirks.make_place();
       std::vector<Sent> batches;
       for (std::int64_t i = 0; i < 50; ++i) batches.push_back({some(i * 1000, i * 1000 + 1000)});
       send(*place, texts_target(), batches);
       CHECK(sorted(place->delivered("items")) ==
             sorted(wanted(some(0, 50'000), Operation::upsert)));
       CHECK(place->leftovers() == 0);
     }},
    {"a cell of megabytes arrives",
     [](const SinkQuirks& quirks) {
       const auto place = quirks.make_place();
       const std::vector<std::optional<std::string>> values{std::string(5'000'000, '"'), "small"};
       const rows::Batch batch = texts(1, values);
       send(*place, texts_target(), {texts(1, values)});
       CHECK(sorted(place->delivered("items")) == sorted(wanted(batch, Operation::upsert)));
     }},
    {"nothing is seen before the end",
     [](const SinkQuirks& quirks) {
       const auto place = quirks.make_place();
       const auto sink = place->open();
       const auto run = sink->begin(texts_target());
       for (std::int64_t i = 0; i < 10; ++i) {
         put(*run, texts_target(), some(i * 5000, i * 5000 + 5000), Operation::upsert);
         CHECK(place->delivered("items").empty());
       }
       run->finish();
       CHECK(place->delivered("items").size() == 50'000);
     }},
    {"what is aborted, or let go of, leaves nothing",
     [](const SinkQuirks& quirks) {
       const auto place = quirks.make_place();
       const auto sink = place->open();
       for (const bool says_so : {true, false}) {
         auto run = sink->begin(texts_target());
         put(*run, texts_target(), some(0, 10), Operation::upsert);
         if (says_so) run->abort();
         run.reset();
         CHECK(place->delivered("items").empty());
         CHECK(place->leftovers() == 0);
       }
     }},
    {"a run without rows leaves nothing",
     [](const SinkQuirks& quirks) {
       const auto place = quirks.make_place();
       CHECK(send(*place, texts_target(), {}).parts.empty());
       CHECK(send(*place, texts_target(), {{some(0, 0)}}).parts.empty());
       CHECK(place->delivered("items").empty());
       CHECK(place->leftovers() == 0);
     }},
    {"a repeat has the same ids and is there once",
     [](const SinkQuirks& quirks) {
       const auto place = quirks.make_place();
       const Receipt first = send(*place, texts_target(), {{some(0, 100)}, {some(100, 200)}});
       const Receipt same =
           send(*place, texts_target("items", "run-2"), {{some(0, 100)}, {some(100, 200)}});
       CHECK(ids(same) == ids(first));
       CHECK(place->delivered("items").size() == 200);
       if (quirks.parts_by_order) return;
       // However the rows come and are cut into batches.
       const Receipt other = send(*place, texts_target("items", "run-3"),
                                  {{some(150, 200)}, {some(0, 1)}, {some(1, 150)}});
       CHECK(ids(other) == ids(first));
       CHECK(place->delivered("items").size() == 200);
       CHECK(place->leftovers() == 0);
     }},
    {"other content has other ids",
     [](const SinkQuirks& quirks) {
       const auto place = quirks.make_place();
       std::set<std::string> all;
       std::size_t parts = 0;
       const auto add = [&](const Target& target, const std::vector<Sent>& batches) {
         const std::set<std::string> got = ids(send(*place, target, batches));
         parts += got.size();
         all.insert(got.begin(), got.end());
       };
       Target later = texts_target();
       later.since = "2026-01-02";
       Target mirror = texts_target();
       mirror.mode = "mirror";
       Target others = texts_target();
       others.owner = "another";
       Target keyed = texts_target();
       keyed.key = {0, 1};
       add(texts_target(), {{texts(1, {"a"})}});
       add(texts_target(), {{texts(1, {"a"}), Operation::insert}});
       add(texts_target(), {{texts(1, {""})}});
       add(texts_target(), {{texts(1, {std::nullopt})}});
       add(texts_target(), {{texts(1, {"a"})}, {texts(1, {"a"})}});
       add(texts_target(), {{texts(2, {"a"})}});
       add(texts_target("others"), {{texts(1, {"a"})}});
       for (const Target& target : {later, mirror, others, keyed}) add(target, {{texts(1, {"a"})}});
       CHECK(all.size() == parts);
     }},
    {"objects of any name are kept apart and stay where they belong",
     [](const SinkQuirks& quirks) {
       const auto place = quirks.make_place();
       const std::vector<std::string> names{
           "..",  ".",       "../items", "/etc/passwd", "a/b",  "a%2Fb",    "a\\b",
           "con", "A",       "a",        " ",           "a\nb", "\xC3\xA9", std::string("a\0b", 3),
           "-rf", ".hidden", "~"};
       for (std::size_t i = 0; i < names.size(); ++i) {
         send(*place, texts_target(names[i]), {{texts(static_cast<std::int64_t>(i), {"x"})}});
       }
       for (std::size_t i = 0; i < names.size(); ++i) {
         CAPTURE(names[i]);
         CHECK(place->delivered(names[i]) ==
               wanted(texts(static_cast<std::int64_t>(i), {"x"}), Operation::upsert));
       }
       CHECK(place->leftovers() == 0);
     }},
    {"a batch of another shape is refused and nothing of the run arrives",
     [](const SinkQuirks& quirks) {
       const auto place = quirks.make_place();
       const auto sink = place->open();
       rows::Batch other_type({{"id", {rows::Logical::integer}}, {"value", {rows::Logical::text}}});
       rows::Batch unknown(schema_of_texts());
       unknown.schema[1].name = "another";
       const rows::Batch keys = keys_alone({1});
       for (const rows::Batch* batch :
            std::initializer_list<const rows::Batch*>{&other_type, &unknown, &keys}) {
         const auto run = sink->begin(texts_target());
         put(*run, texts_target(), some(0, 10), Operation::upsert);
         CHECK_THROWS_AS(run->put(*batch, Operation::upsert,
                                  sink::content_id(texts_target(), *batch, Operation::upsert)),
                         Error);
         run->abort();
       }
       CHECK(place->delivered("items").empty());
       CHECK(place->leftovers() == 0);
     }},
    {"a run that has ended takes nothing more",
     [](const SinkQuirks& quirks) {
       const auto place = quirks.make_place();
       const auto sink = place->open();
       const auto run = sink->begin(texts_target());
       put(*run, texts_target(), some(0, 1), Operation::upsert);
       run->finish();
       const ContentId id = sink::content_id(texts_target(), some(1, 2), Operation::upsert);
       CHECK_THROWS_AS(run->put(some(1, 2), Operation::upsert, id), Error);
       CHECK_THROWS_AS(run->finish(), Error);
       run->abort();
       CHECK(place->delivered("items").size() == 1);
     }},
    {"fields of one name are refused",
     [](const SinkQuirks& quirks) {
       const auto place = quirks.make_place();
       const auto sink = place->open();
       for (const char* name : {"id", "_waybill_operation"}) {
         Target twice = texts_target();
         twice.schema[1].name = name;
         CHECK_THROWS_AS(sink->begin(twice), Error);
       }
     }},
});

}  // namespace

Target target(const std::string& object, const std::string& run_id) {
  Target result;
  result.owner = "catalog/sync/tenant";
  result.run_id = run_id;
  result.object = object;
  result.mode = "upsert";
  result.since = "2026-01-01T00:00:00.000000Z";
  result.schema = schema_of_every_type();
  result.key = {0};
  return result;
}

void run_conformance(const SinkQuirks& quirks) {
  for (const Case& each : kCases) {
    SUBCASE(each.name) {
      CAPTURE(quirks.name);
      each.check(quirks);
    }
  }
}

}  // namespace waybill::tests
