// One session of Waybill's, to be measured beside the plain loops of limit_*.c.
//   bench_session read SPEC SQL TYPE...         SPEC: vendor=postgres,via=odbc,host=...
//   bench_session pages SPEC SQL TYPE...        in one transaction, by pages of the first column
//   bench_session write SPEC TABLE ROWS SEED    the rows of row.h
#include <fmt/format.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "bench/row.h"
#include "warehouse/open.hpp"

using namespace waybill;

namespace {

constexpr std::int64_t kBatch = 8192;

warehouse::ConnectSpec spec_of(const std::string& text) {
  warehouse::ConnectSpec spec;
  spec.name = "bench";
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.size(), text.find(',', at));
    const std::string pair = text.substr(at, end - at);
    const std::size_t equals = pair.find('=');
    const std::string key = pair.substr(0, equals), value = pair.substr(equals + 1);
    if (key == "vendor") {
      spec.vendor = value;
    } else if (key == "via") {
      spec.via = value;
    } else if (key == "driver") {
      spec.driver = value;
    } else {
      spec.options[key] = value;
    }
    at = end + 1;
  }
  return spec;
}

rows::Schema schema_of(char** types, int count) {
  rows::Schema schema;
  for (int i = 0; i < count; ++i) {
    schema.push_back({fmt::format("c{}", i), rows::parse_type(types[i]).type, true});
  }
  return schema;
}

std::int64_t read(warehouse::Session& session, const std::string& sql, const rows::Schema& schema,
                  bool by_pages) {
  warehouse::ReadOptions options;
  if (by_pages) {
    options.key = {0};
    options.key_is_indexed = true;
    session.begin(warehouse::Access::read_only);
  }
  const auto stream = session.query({sql, {}}, schema, options);
  rows::Batch batch(schema);
  std::vector<warehouse::CellMisfit> misfits;
  std::int64_t rows = 0;
  while (stream->next(batch, misfits)) {
    if (!misfits.empty()) return -1;
    rows += batch.length;
  }
  return rows;
}

std::int64_t write(warehouse::Session& session, const std::string& table, std::int64_t rows,
                   std::uint64_t seed) {
  const auto type = [](const char* text) { return rows::parse_type(text).type; };
  const rows::Schema schema{{"id", type("uuid")},           {"tenant", type("text")},
                            {"n", type("bigint")},          {"d", type("float")},
                            {"amt", type("decimal(18,4)")}, {"flag", type("boolean")},
                            {"ts", type("timestamp")},      {"dt", type("date")},
                            {"name", type("text")},         {"note", type("text")}};
  rows::Batch batch(schema);
  session.begin(warehouse::Access::read_write);
  const auto appender = session.append({"", table});
  row row;
  for (std::int64_t from = 0; from < rows; from += kBatch) {
    batch.clear();
    for (std::int64_t i = from; i < std::min(rows, from + kBatch); ++i) {
      row_make(&seed, &row);
      auto& columns = batch.columns;
      columns[0].append_fixed16(row.id);
      columns[1].append_variable(row.tenant);
      columns[2].append_int64(row.n);
      columns[3].append_float64(row.d);
      rows::Decimal256 amount{};
      amount.fill(row.amount < 0 ? ~std::uint64_t{0} : 0);
      amount[0] = static_cast<std::uint64_t>(row.amount);
      columns[4].append_decimal(amount);
      columns[5].append_bit(row.flag != 0);
      columns[6].append_int64(row.instant);
      columns[7].append_int32(row.day);
      columns[8].append_variable({row.name, row.name_size});
      if (row.note_null != 0) {
        columns[9].append_null();
      } else {
        columns[9].append_variable({row.note, row.note_size});
      }
      ++batch.length;
    }
    appender->add(batch);
  }
  appender->finish();
  session.commit();
  return rows;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  const std::string what = argv[1];
  try {
    const auto access =
        what == "write" ? warehouse::Access::read_write : warehouse::Access::read_only;
    const auto session = warehouse::open_session(spec_of(argv[2]), access);
    const std::int64_t rows =
        what != "write"
            ? read(*session, argv[3], schema_of(argv + 4, argc - 4), what == "pages")
            : write(*session, argv[3], std::atoll(argv[4]), std::strtoull(argv[5], nullptr, 10));
    fmt::print("{}\n", rows);
  } catch (const Error& error) {
    fmt::print(stderr, "bench_session: {}\n  {}\n", error.message(), error.hint());
    return 1;
  }
}
