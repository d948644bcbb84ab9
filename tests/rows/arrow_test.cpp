// Arrow export, read back by a small reader that knows only the specification.
#include "rows/arrow.hpp"

#include <doctest/doctest.h>

#include <cstring>
#include <map>
#include <string>
#include <vector>

using namespace waybill::rows;

namespace {

// One cell as text, found by format string and buffers alone; "NULL" for a null.
std::string cell(const ArrowSchema& schema, const ArrowArray& array, std::int64_t row) {
  const auto at = static_cast<std::size_t>(row + array.offset);
  const auto* validity = static_cast<const std::uint8_t*>(array.buffers[0]);
  if (validity != nullptr && (validity[at / 8] >> (at % 8) & 1) == 0) return "NULL";
  const auto* values = static_cast<const std::uint8_t*>(array.buffers[1]);
  const std::string format = schema.format;
  const auto number = [&](auto example) {
    std::memcpy(&example, values + at * sizeof example, sizeof example);
    return std::to_string(example);
  };
  if (format == "u" || format == "z") {
    std::int32_t range[2];
    std::memcpy(range, values + at * 4, 8);
    return {static_cast<const char*>(array.buffers[2]) + range[0],
            static_cast<std::size_t>(range[1] - range[0])};
  }
  if (format == "b") return (values[at / 8] >> (at % 8) & 1) != 0 ? "true" : "false";
  if (format == "i" || format == "tdD") return number(std::int32_t{});
  if (format == "l" || format.starts_with("ts") || format == "ttu") return number(std::int64_t{});
  if (format == "g") return number(double{});
  const std::size_t width = format == "w:16" ? 16 : format.ends_with(",256") ? 32 : 16;
  std::string hex;
  for (std::size_t i = 0; i < width; ++i) {
    char two[3];
    std::snprintf(two, sizeof two, "%02x", values[at * width + i]);
    hex += two;
  }
  return hex;
}

std::map<std::string, std::string> metadata(const char* encoded) {
  std::map<std::string, std::string> pairs;
  if (encoded == nullptr) return pairs;
  const auto number = [&encoded] {
    std::int32_t value = 0;
    std::memcpy(&value, encoded, 4);
    encoded += 4;
    return value;
  };
  const auto text = [&] {
    const auto size = static_cast<std::size_t>(number());
    encoded += size;
    return std::string(encoded - size, size);
  };
  for (std::int32_t left = number(); left > 0; --left) {
    std::string key = text();
    pairs[key] = text();
  }
  return pairs;
}

const Schema kSchema{{"text", {Logical::text}, true},
                     {"boolean", {Logical::boolean}, true},
                     {"integer", {Logical::integer}, false},
                     {"bigint", {Logical::bigint}, true},
                     {"plain", {Logical::decimal}, true},
                     {"d128", {Logical::decimal, 18, 4}, true},
                     {"d256", {Logical::decimal, 76, 38}, true},
                     {"float", {Logical::floating}, true},
                     {"bytes", {Logical::bytes}, true},
                     {"date", {Logical::date}, true},
                     {"time", {Logical::time}, true},
                     {"timestamp", {Logical::timestamp}, true},
                     {"datetime", {Logical::datetime}, true},
                     {"json", {Logical::json}, true},
                     {"uüid", {Logical::uuid}, true}};

Batch sample_batch() {
  Batch batch(kSchema);
  auto& c = batch.columns;
  const std::uint8_t uuid[16] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0xFF};
  c[0].append_variable(std::string_view("a\0ä", 4));
  c[1].append_bit(true);
  c[2].append_int32(-2);
  c[3].append_int64(INT64_MIN);
  c[4].append_variable("-0.50");
  c[5].append_decimal({~std::uint64_t{0}, ~std::uint64_t{0}, ~std::uint64_t{0}, ~std::uint64_t{0}});
  c[6].append_decimal({1, 0, 0, 0});
  c[7].append_float64(0.5);
  c[8].append_variable("\xFF");
  c[9].append_int32(-719'162);
  c[10].append_int64(1);
  c[11].append_int64(-1);
  c[12].append_int64(2);
  c[13].append_variable("{}");
  c[14].append_fixed16(uuid);
  c[2].append_int32(7);
  for (std::size_t i = 0; i < c.size(); ++i) {
    if (i != 2) c[i].append_null();
  }
  batch.length = 2;
  return batch;
}

}  // namespace

TEST_CASE("a schema carries names, formats, nullability and the logical types") {
  ArrowSchema schema;
  export_schema(kSchema, &schema);
  CHECK(std::string(schema.format) == "+s");
  CHECK(schema.flags == 0);
  REQUIRE(schema.n_children == 15);
  const std::vector<std::string> formats{"u",      "b",           "i",    "l", "u",
                                         "d:18,4", "d:76,38,256", "g",    "z", "tdD",
                                         "ttu",    "tsu:UTC",     "tsu:", "u", "w:16"};
  for (std::size_t i = 0; i < formats.size(); ++i) {
    const ArrowSchema& child = *schema.children[i];
    CAPTURE(kSchema[i].name);
    CHECK(std::string(child.name) == kSchema[i].name);
    CHECK(std::string(child.format) == formats[i]);
    CHECK(child.flags == (kSchema[i].nullable ? ARROW_FLAG_NULLABLE : 0));
    CHECK(child.n_children == 0);
    CHECK(child.dictionary == nullptr);
    CHECK(metadata(child.metadata) ==
          std::map<std::string, std::string>{{"waybill.type", to_string(kSchema[i].type)}});
  }
  schema.release(&schema);
  CHECK((schema.release == nullptr));
}

TEST_CASE("a batch is read back value by value") {
  ArrowSchema schema;
  ArrowArray array;
  export_schema(kSchema, &schema);
  export_batch(sample_batch(), &array);
  CHECK(array.length == 2);
  CHECK(array.null_count == 0);
  CHECK(array.offset == 0);
  REQUIRE(array.n_buffers == 1);
  CHECK(array.buffers[0] == nullptr);
  REQUIRE(array.n_children == 15);
  const std::vector<std::string> first{std::string("a\0ä", 4),
                                       "true",
                                       "-2",
                                       "-9223372036854775808",
                                       "-0.50",
                                       std::string(32, 'f'),
                                       "01" + std::string(62, '0'),
                                       "0.500000",
                                       "\xFF",
                                       "-719162",
                                       "1",
                                       "-1",
                                       "2",
                                       "{}",
                                       "0102030405060708090a0b0c0d0e0fff"};
  for (std::size_t i = 0; i < first.size(); ++i) {
    const ArrowArray& child = *array.children[i];
    CAPTURE(kSchema[i].name);
    CHECK(child.length == 2);
    CHECK(child.null_count == (i == 2 ? 0 : 1));
    CHECK((child.buffers[0] == nullptr) == (i == 2));
    CHECK(child.n_buffers == (layout_of(kSchema[i].type) == Layout::variable ? 3 : 2));
    CHECK(cell(*schema.children[i], child, 0) == first[i]);
    CHECK(cell(*schema.children[i], child, 1) == (i == 2 ? "7" : "NULL"));
  }
  array.release(&array);
  CHECK((array.release == nullptr));
  schema.release(&schema);
}

TEST_CASE("children moved out live on after their parent was released") {
  ArrowSchema schema;
  ArrowArray array;
  export_schema(kSchema, &schema);
  export_batch(sample_batch(), &array);
  // Moving by the specification: copy the struct, mark the origin released.
  const auto move_out = [](auto* child) {
    auto moved = *child;
    child->release = nullptr;
    return moved;
  };
  ArrowArray text = move_out(array.children[0]);
  ArrowArray uuid = move_out(array.children[14]);
  ArrowSchema text_schema = move_out(schema.children[0]);
  ArrowSchema uuid_schema = move_out(schema.children[14]);
  array.release(&array);
  schema.release(&schema);
  CHECK(cell(text_schema, text, 0) == std::string("a\0ä", 4));
  CHECK(cell(uuid_schema, uuid, 0) == "0102030405060708090a0b0c0d0e0fff");
  CHECK(std::string(uuid_schema.name) == "uüid");
  text.release(&text);
  uuid.release(&uuid);
  text_schema.release(&text_schema);
  uuid_schema.release(&uuid_schema);
  CHECK((text.release == nullptr));
  CHECK((uuid_schema.release == nullptr));
}

TEST_CASE("a child released before its parent is not released again") {
  ArrowArray array;
  export_batch(sample_batch(), &array);
  array.children[3]->release(array.children[3]);
  CHECK((array.children[3]->release == nullptr));
  array.release(&array);
  CHECK((array.release == nullptr));
}

TEST_CASE("a parent moved by its consumer works as before") {
  ArrowArray array;
  export_batch(sample_batch(), &array);
  ArrowArray moved = array;
  array.release = nullptr;
  CHECK(moved.children[2]->length == 2);
  moved.release(&moved);
  CHECK((moved.release == nullptr));
}

TEST_CASE("empty batches and batches without columns are exported whole") {
  ArrowSchema schema;
  ArrowArray array;
  export_schema(kSchema, &schema);
  export_batch(Batch(kSchema), &array);
  CHECK(array.length == 0);
  for (std::int64_t i = 0; i < array.n_children; ++i) {
    const ArrowArray& child = *array.children[i];
    CHECK(child.length == 0);
    CHECK(child.buffers[0] == nullptr);
    CHECK(child.buffers[1] != nullptr);
    if (child.n_buffers == 3) {
      CHECK(child.buffers[2] != nullptr);
      CHECK(*static_cast<const std::int32_t*>(child.buffers[1]) == 0);
    }
  }
  array.release(&array);
  schema.release(&schema);

  export_schema({}, &schema);
  export_batch(Batch(), &array);
  CHECK(schema.n_children == 0);
  CHECK(array.n_children == 0);
  array.release(&array);
  schema.release(&schema);
}

TEST_CASE("values are aligned as the columnar format recommends") {
  ArrowArray array;
  export_batch(sample_batch(), &array);
  for (std::int64_t i = 0; i < array.n_children; ++i) {
    const ArrowArray& child = *array.children[i];
    for (std::int64_t b = 0; b < child.n_buffers; ++b) {
      CHECK(reinterpret_cast<std::uintptr_t>(child.buffers[b]) % 64 == 0);
    }
  }
  array.release(&array);
}
