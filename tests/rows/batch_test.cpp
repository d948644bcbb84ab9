// Columns and batches in every layout, with NULLs at word borders.
#include "rows/batch.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "rows/json.hpp"
#include "support/skip.hpp"

using namespace waybill::rows;

namespace {

const std::vector<Type> kTypes{
    {Logical::text},    {Logical::boolean},        {Logical::integer},        {Logical::bigint},
    {Logical::decimal}, {Logical::floating},       {Logical::bytes},          {Logical::date},
    {Logical::time},    {Logical::timestamp},      {Logical::datetime},       {Logical::json},
    {Logical::uuid},    {Logical::decimal, 38, 4}, {Logical::decimal, 76, 38}};

// A value that differs from row to row, and what it must read as.
Value append_sample(Column& column, std::int64_t row) {
  const Type& type = column.type();
  switch (column.layout()) {
    case Layout::bit: {
      const bool value = row % 3 == 0;
      column.append_bit(value);
      return {type, std::int64_t{value}};
    }
    case Layout::int32:
      column.append_int32(static_cast<std::int32_t>(row * 1'000'003 - 5));
      return {type, row * 1'000'003 - 5};
    case Layout::int64:
      column.append_int64(row * 1'000'000'007'000 - 9);
      return {type, row * 1'000'000'007'000 - 9};
    case Layout::float64:
      column.append_float64(static_cast<double>(row) / 3);
      return {type, static_cast<double>(row) / 3};
    case Layout::decimal128:
    case Layout::decimal256: {
      const std::string text = std::to_string(row - 50) + "0000000000000000000000";
      Decimal256 number;
      REQUIRE(parse_decimal(text, type.precision, type.scale, number) == Misfit::none);
      column.append_decimal(number);
      CHECK(column.decimal(column.length() - 1) == number);
      const std::string zeros(static_cast<std::size_t>(type.scale), '0');
      return {type, (row == 50 ? "0" : text) + "." + zeros};
    }
    case Layout::variable: {
      // Empty texts, texts with NUL, and long ones.
      std::string text(static_cast<std::size_t>(row * 7 % 23), static_cast<char>('a' + row % 26));
      if (row % 5 == 0) text += std::string("\0x", 2);
      column.append_variable(text);
      return {type, std::move(text)};
    }
    case Layout::fixed16: {
      std::uint8_t bytes[16];
      for (int i = 0; i < 16; ++i) bytes[i] = static_cast<std::uint8_t>(row * 31 + i);
      column.append_fixed16(bytes);
      char buffer[40];
      return {type, std::string(buffer, format_uuid(buffer, bytes))};
    }
  }
  return {};
}

void check_column(const Column& column, const std::vector<Value>& expected) {
  REQUIRE(column.length() == static_cast<std::int64_t>(expected.size()));
  std::int64_t nulls = 0;
  for (std::size_t row = 0; row < expected.size(); ++row) {
    const auto at = static_cast<std::int64_t>(row);
    CAPTURE(row);
    REQUIRE(column.is_null(at) == expected[row].is_null());
    REQUIRE(column.value(at) == expected[row]);
    nulls += expected[row].is_null() ? 1 : 0;
  }
  CHECK(column.null_count() == nulls);
  CHECK((column.validity_data() == nullptr) == (nulls == 0));
}

std::vector<Value> fill(Column& column, std::int64_t rows, const std::vector<std::int64_t>& nulls) {
  std::vector<Value> expected;
  for (std::int64_t row = 0; row < rows; ++row) {
    if (std::find(nulls.begin(), nulls.end(), row) != nulls.end()) {
      column.append_null();
      expected.push_back(Value::null(column.type()));
    } else {
      expected.push_back(append_sample(column, row));
    }
  }
  return expected;
}

}  // namespace

TEST_CASE("columns of every type answer what was appended, NULLs at word borders among it") {
  for (const Type& type : kTypes) {
    CAPTURE(to_string(type));
    for (const std::vector<std::int64_t>& nulls : {std::vector<std::int64_t>{},
                                                   {0},
                                                   {7, 8},
                                                   {63, 64, 65},
                                                   {0, 1, 2, 3, 4, 5, 6, 7},
                                                   {129}}) {
      Column column(type);
      check_column(column, {});
      check_column(column, fill(column, 130, nulls));
      const Column moved(std::move(column));
      CHECK(moved.length() == 130);
    }
  }
}

TEST_CASE("a cleared column starts anew") {
  for (const Type& type : kTypes) {
    CAPTURE(to_string(type));
    Column column(type);
    fill(column, 70, {3, 64});
    column.clear();
    check_column(column, {});
    CHECK(column.bytes() <= 4);
    check_column(column, fill(column, 9, {8}));
  }
}

TEST_CASE("NULLs keep a zero slot or a repeated offset") {
  for (const Type& type : kTypes) {
    CAPTURE(to_string(type));
    Column column(type);
    append_sample(column, 1);
    column.append_null();
    switch (column.layout()) {
      case Layout::bit:
        CHECK_FALSE(column.bit(1));
        break;
      case Layout::int32:
        CHECK(column.int32(1) == 0);
        break;
      case Layout::int64:
        CHECK(column.int64(1) == 0);
        break;
      case Layout::float64:
        CHECK(column.float64(1) == 0);
        break;
      case Layout::decimal128:
      case Layout::decimal256:
        CHECK(column.decimal(1) == Decimal256{});
        break;
      case Layout::variable:
        CHECK(column.variable(1).empty());
        break;
      case Layout::fixed16:
        for (int i = 0; i < 16; ++i) CHECK(column.fixed16(1)[i] == 0);
        break;
    }
  }
}

TEST_CASE("retain keeps the flagged rows of every layout, whatever the pattern") {
  std::mt19937 random(17);
  const std::vector<std::size_t> lengths{0, 1, 7, 8, 9, 63, 64, 65, 127, 128, 200};
  for (const Type& type : kTypes) {
    CAPTURE(to_string(type));
    for (const std::size_t length : lengths) {
      for (int pattern = 0; pattern < 6; ++pattern) {
        Column column(type);
        std::vector<std::int64_t> nulls;
        for (std::size_t row = 0; row < length; ++row) {
          if ((pattern % 2 == 0 && random() % 4 == 0) || (pattern == 5 && row % 64 >= 62)) {
            nulls.push_back(static_cast<std::int64_t>(row));
          }
        }
        const std::vector<Value> all = fill(column, static_cast<std::int64_t>(length), nulls);
        std::vector<std::uint8_t> keep(length);
        std::vector<Value> expected;
        for (std::size_t row = 0; row < length; ++row) {
          switch (pattern) {
            case 0:
              keep[row] = 1;
              break;
            case 1:
              keep[row] = 0;
              break;
            case 2:
              keep[row] = random() % 2 == 0 ? 0 : 255;
              break;
            case 3:
              keep[row] = row != 0;
              break;
            case 4:
              keep[row] = all[row].is_null() ? 0 : 1;
              break;
            default:
              keep[row] = random() % 10 != 0;
          }
          if (keep[row] != 0) expected.push_back(all[row]);
        }
        column.retain(keep);
        check_column(column, expected);
        // Appending goes on rightly behind what was kept, bits of an unfinished byte included.
        expected.push_back(append_sample(column, 3));
        column.append_null();
        expected.push_back(Value::null(type));
        for (std::int64_t row = 0; row < 10; ++row) expected.push_back(append_sample(column, row));
        check_column(column, expected);
      }
    }
  }
}

TEST_CASE("retain refuses flags of another length") {
  Column column(Type{Logical::bigint});
  column.append_int64(1);
  const auto code = [](const auto& call) {
    try {
      call();
    } catch (const waybill::Error& error) {
      return std::string(error.code().id);
    }
    return std::string();
  };
  CHECK(code([&] { column.retain({}); }) == "WB9090");
  CHECK(code([&] { column.retain({1, 1}); }) == "WB9090");
  Batch batch(Schema{{"a", {Logical::bigint}, true}});
  CHECK(code([&] { batch.retain({1}); }) == "WB9090");
}

TEST_CASE("decimals of 128 bits are extended with their sign") {
  Column column(Type{Logical::decimal, 38, 0});
  Decimal256 number;
  const std::string largest(38, '9');
  REQUIRE(parse_decimal("-" + largest, 38, 0, number) == Misfit::none);
  column.append_decimal(number);
  CHECK(column.decimal(0) == number);
  CHECK(std::get<std::string>(column.value(0).data) == "-" + largest);
  CHECK(column.bytes() == 17);
}

TEST_CASE("doubles and integers keep every bit") {
  Column doubles(Type{Logical::floating});
  doubles.append_float64(std::numeric_limits<double>::quiet_NaN());
  doubles.append_float64(-0.0);
  doubles.append_float64(std::numeric_limits<double>::denorm_min());
  doubles.append_float64(-std::numeric_limits<double>::infinity());
  CHECK(std::isnan(doubles.float64(0)));
  CHECK(std::signbit(doubles.float64(1)));
  CHECK(doubles.float64(2) == 5e-324);
  CHECK(doubles.float64(3) == -std::numeric_limits<double>::infinity());
  Column bigints(Type{Logical::bigint});
  bigints.append_int64(std::numeric_limits<std::int64_t>::min());
  bigints.append_int64(std::numeric_limits<std::int64_t>::max());
  CHECK(bigints.int64(0) == std::numeric_limits<std::int64_t>::min());
  CHECK(bigints.int64(1) == std::numeric_limits<std::int64_t>::max());
}

TEST_CASE("a text column refuses more than int32 offsets can reach, and stays as it was" *
          doctest::skip(waybill::tests::unless_deep("a column of 2 GiB needs 3 GiB of memory"))) {
  Column column(Type{Logical::text});
  const std::string piece(1U << 28, 'x');
  for (int i = 0; i < 7; ++i) column.append_variable(piece);
  bool thrown = false;
  try {
    column.append_variable(piece);
  } catch (const waybill::Error& error) {
    thrown = true;
    CHECK(error.code().id == "WB9090");
  }
  CHECK(thrown);
  CHECK(column.length() == 7);
  column.append_variable(std::string_view(piece).substr(1));
  CHECK(column.variable(7).size() == piece.size() - 1);
  CHECK(column.variable(6).size() == piece.size());
}

TEST_CASE("a batch filters, drops columns and starts anew as one") {
  Batch batch(Schema{{"a", {Logical::bigint}, false},
                     {"b", {Logical::text}, true},
                     {"c", {Logical::boolean}, true}});
  REQUIRE(batch.columns.size() == 3);
  for (std::int64_t row = 0; row < 20; ++row) {
    for (Column& column : batch.columns) append_sample(column, row);
    ++batch.length;
  }
  CHECK(batch.bytes() ==
        batch.columns[0].bytes() + batch.columns[1].bytes() + batch.columns[2].bytes());
  std::vector<std::uint8_t> keep(20, 0);
  keep[4] = keep[5] = keep[19] = 1;
  batch.retain(keep);
  CHECK(batch.length == 3);
  for (const Column& column : batch.columns) CHECK(column.length() == 3);
  CHECK(batch.columns[0].int64(2) == 19 * 1'000'000'007'000 - 9);
  batch.drop_columns_from(3);
  CHECK(batch.columns.size() == 3);
  batch.drop_columns_from(1);
  CHECK(batch.columns.size() == 1);
  CHECK(batch.schema.size() == 1);
  CHECK(batch.schema[0].name == "a");
  batch.clear();
  CHECK(batch.length == 0);
  CHECK(batch.columns[0].length() == 0);
  CHECK(batch.schema.size() == 1);
}

TEST_CASE("buffers keep their content and alignment while growing and moving") {
  Buffer buffer;
  CHECK(buffer.data() == nullptr);
  buffer.append(nullptr, 0);
  CHECK(buffer.size() == 0);
  for (int i = 0; i < 1000; ++i) buffer.append(&i, sizeof i);
  REQUIRE(buffer.size() == 4000);
  CHECK(reinterpret_cast<std::uintptr_t>(buffer.data()) % 64 == 0);
  Buffer other(std::move(buffer));
  Buffer third;
  third.append("x", 1);
  third = std::move(other);
  int last = 0;
  std::memcpy(&last, third.data() + 3996, 4);
  CHECK(last == 999);
  const std::size_t capacity = third.capacity();
  third.clear();
  CHECK(third.size() == 0);
  CHECK(third.capacity() == capacity);
}

TEST_CASE("cells become JSON without losing a digit or a byte") {
  const auto cell = [](const Type& type, const auto& append) {
    Column column(type);
    append(column);
    column.append_null();
    CHECK(cell_json(column, 1).is_null());
    return waybill::base::write_json(cell_json(column, 0));
  };
  CHECK(cell({Logical::boolean}, [](Column& c) { c.append_bit(true); }) == "true");
  CHECK(cell({Logical::integer}, [](Column& c) { c.append_int32(-7); }) == "-7");
  CHECK(cell({Logical::bigint}, [](Column& c) { c.append_int64(9007199254740993); }) ==
        "\"9007199254740993\"");
  CHECK(cell({Logical::floating}, [](Column& c) { c.append_float64(0.1); }) == "0.1");
  CHECK(cell({Logical::floating}, [](Column& c) { c.append_float64(std::nan("")); }) == "\"NaN\"");
  CHECK(cell({Logical::bytes}, [](Column& c) { c.append_variable("\xFF"); }) == "\"/w==\"");
  CHECK(cell({Logical::text}, [](Column& c) { c.append_variable("ä\n"); }) == "\"ä\\n\"");
  CHECK(cell({Logical::date}, [](Column& c) { c.append_int32(0); }) == "\"1970-01-01\"");
  CHECK(cell({Logical::decimal, 4, 2}, [](Column& c) {
          c.append_decimal({150, 0, 0, 0});
        }) == "\"1.50\"");
}
