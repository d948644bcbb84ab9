// Rows that come as one text each, taken apart: of one that the driver cut or changed nothing is
// read beyond it, and a cut is found out.
#include <doctest/doctest.h>

#include <functional>
#include <optional>
#include <random>
#include <string>
#include <utility>

#include "base/error.hpp"
#include "rows/value.hpp"
#include "warehouse/odbc/cells.hpp"
#include "warehouse/odbc/packed_concat.hpp"
#include "warehouse/odbc/packed_json.hpp"

namespace waybill::tests {
namespace {

using rows::Logical;
using rows::Value;
using warehouse::odbc::CellReader;
using warehouse::odbc::Form;
using warehouse::odbc::RowUnpacker;

const rows::Schema& schema() {
  static const rows::Schema fields{
      {"a", {Logical::text}}, {"b", {Logical::bigint}}, {"c", {Logical::bytes}}};
  return fields;
}

const std::vector<Value>& values() {
  static const std::vector<Value> all{
      Value::text("\1\"x\\"), Value::bigint(42), {{Logical::bytes}, std::string("\0\xff", 2)}};
  return all;
}

std::vector<CellReader> readers(const std::vector<Form>& forms) {
  std::vector<CellReader> some(schema().size());
  for (std::size_t i = 0; i < some.size(); ++i) {
    some[i].column = i;
    some[i].type = schema()[i].type;
    if (!forms.empty()) some[i].decode = find_way(forms[i], some[i].type).decode;
  }
  return some;
}

// None: it was refused.
std::optional<std::vector<Value>> read(RowUnpacker& unpacker, std::string_view row) {
  rows::Batch batch(schema());
  std::vector<warehouse::CellMisfit> misfits;
  try {
    unpacker.unpack(row, batch, misfits);
  } catch (const Error& error) {
    CHECK(error.code().id == codes::sql_rejected.id);
    return std::nullopt;
  }
  REQUIRE(batch.length == 1);
  std::vector<Value> got;
  for (const rows::Column& column : batch.columns) {
    REQUIRE(column.length() == 1);
    got.push_back(column.value(0));
  }
  return got;
}

// `signs`: what the form is made of.
void cut_and_change(RowUnpacker& unpacker, const std::string& row, std::string_view signs) {
  REQUIRE(read(unpacker, row) == values());
  CHECK(!read(unpacker, row + signs.front()));
  CHECK(!read(unpacker, row + row));
  for (std::size_t size = 0; size < row.size(); ++size) {
    INFO(size);
    CHECK(!read(unpacker, row.substr(0, size)));
    // What is left in front is not taken for more than it is.
    CHECK(read(unpacker, row.substr(size + 1)) != values());
  }
  std::mt19937 random(7);
  for (int i = 0; i < 20'000; ++i) {
    std::string changed = row;
    changed[random() % changed.size()] = signs[random() % signs.size()];
    if (i % 2 == 0) changed.erase(random() % changed.size(), 1 + random() % 3);
    read(unpacker, changed);  // sanitizers see to the rest
  }
}

}  // namespace

TEST_CASE("a row of SQLite's that was cut or changed is refused, or read within it") {
  warehouse::odbc::JsonUnpacker unpacker("test", readers({}));
  cut_and_change(unpacker, R"(["\u0001\"x\\",42,["b","00FF"]])", "[],\"\\u0n-.A\xff");
}

TEST_CASE("a row of PostgreSQL's that was cut or changed is refused, or read within it") {
  warehouse::odbc::ConcatUnpacker unpacker(
      "test", readers({Form::text, Form::digits, Form::bytes_text}), {true, false, false});
  cut_and_change(unpacker, "4\1\1\"x\\42\1\\x00ff\1", "\1039-x\\");
}

}  // namespace waybill::tests
