// Rows as an Arrow C stream: content, end, errors, and that it needs none of the handles any more.
#include <doctest/doctest.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <thread>

#include "support.hpp"

using namespace waybill::tests;

namespace {

waybill_status open_stream(waybill_context* context, waybill_catalog* catalog, Stream& stream,
                           std::string_view params = Shop::kPreview, Err* err = nullptr) {
  return waybill_stream(context, catalog, "model.preview", params.data(), params.size(), stream,
                        err == nullptr ? nullptr : static_cast<waybill_error**>(*err));
}

std::string_view text_at(const ArrowArray& column, std::int64_t row) {
  const auto* offsets = static_cast<const std::int32_t*>(column.buffers[1]) + column.offset;
  const auto* bytes = static_cast<const char*>(column.buffers[2]);
  return {bytes + offsets[row], static_cast<std::size_t>(offsets[row + 1] - offsets[row])};
}

}  // namespace

TEST_CASE("a stream has the model's columns and one tenant's rows") {
  const Shop shop(300);
  const Catalog catalog = shop.open();
  Stream stream;
  REQUIRE(open_stream(nullptr, catalog.get(), stream,
                      R"({"model": "orders", "recipient": "Acme", "limit": 1000})") == WAYBILL_OK);
  for (int twice = 0; twice < 2; ++twice) {
    ArrowSchema schema{};
    REQUIRE(stream->get_schema(stream, &schema) == 0);
    CHECK(std::string(schema.format) == "+s");
    REQUIRE(schema.n_children == 3);
    CHECK(std::string(schema.children[0]->name) == "order_id");
    CHECK(std::string(schema.children[0]->format) == "l");
    CHECK(std::string(schema.children[1]->format) == "u");
    CHECK(std::string(schema.children[2]->format) == "tsu:UTC");
    schema.release(&schema);
  }
  std::int64_t rows = 0;
  for (;;) {
    ArrowArray batch{};
    REQUIRE(stream->get_next(stream, &batch) == 0);
    if (batch.release == nullptr) break;
    REQUIRE(batch.n_children == 3);
    for (std::int64_t row = 0; row < batch.length; ++row) {
      const std::int64_t id = static_cast<const std::int64_t*>(batch.children[0]->buffers[1])[row];
      CHECK(id % 3 == 0);
      CHECK(text_at(*batch.children[1], row) == "item " + std::to_string(id));
    }
    rows += batch.length;
    batch.release(&batch);
  }
  CHECK(rows == shop.of_acme);
  CHECK(stream.count_rows() == 0);  // the end stays the end
  CHECK(stream->get_last_error(stream) == nullptr);
  CHECK(waybill_error_from_stream(stream) == nullptr);
}

TEST_CASE("a stream and its batches outlive every handle") {
  Stream stream;
  ArrowArray batch{};
  const Shop shop;
  {
    const Context context = new_context();
    const Catalog catalog = shop.open(context.get());
    REQUIRE(open_stream(context.get(), catalog.get(), stream) == WAYBILL_OK);
  }
  REQUIRE(stream->get_next(stream, &batch) == 0);
  REQUIRE((batch.release != nullptr));
  stream.release();
  CHECK((stream->release == nullptr));
  CHECK(text_at(*batch.children[1], 1) == "item 3");
  std::thread([&] { batch.release(&batch); }).join();
  CHECK((batch.release == nullptr));
}

TEST_CASE("a catalog handle is free again while its stream is read, and after a failed one") {
  const Shop shop;
  const Catalog catalog = shop.open();
  Stream stream;
  REQUIRE(open_stream(nullptr, catalog.get(), stream) == WAYBILL_OK);
  call(nullptr, catalog.get(), "model.list");
  Stream failed;
  CHECK(open_stream(nullptr, catalog.get(), failed, R"({"model": "none"})") == WAYBILL_E_NOT_FOUND);
  call(nullptr, catalog.get(), "model.list");
  CHECK(stream.count_rows() == shop.of_acme);
}

TEST_CASE("a stream that cannot be opened leaves nothing to release") {
  const Shop shop;
  const Catalog catalog = shop.open();
  Stream stream;
  std::memset(static_cast<ArrowArrayStream*>(stream), 0x55, sizeof(ArrowArrayStream));
  Err err;
  CHECK(open_stream(nullptr, catalog.get(), stream, R"({"model": "none"})", &err) ==
        WAYBILL_E_NOT_FOUND);
  CHECK(err.code() == "WB9007");
  CHECK((stream->release == nullptr));
  CHECK(waybill_stream(nullptr, catalog.get(), "model.list", "{}", 2, stream, err) ==
        WAYBILL_E_USAGE);
  CHECK(err.code() == "WB9004");
  CHECK((stream->release == nullptr));
}

TEST_CASE("a source that fails while it is read answers an errno, a text and the whole error") {
  const Shop shop(3000);
  const Catalog catalog = shop.open();
  Stream stream;
  REQUIRE(open_stream(nullptr, catalog.get(), stream) == WAYBILL_OK);
  // The statement is prepared; nothing was read yet.
  shop.break_source();
  for (int again = 0; again < 2; ++again) {  // the error stays
    ArrowArray batch{};
    std::memset(&batch, 0x55, sizeof batch);
    const int answer = stream->get_next(stream, &batch);
    CHECK(answer == EINVAL);
    CHECK((batch.release == nullptr));
    const waybill_error* error = waybill_error_from_stream(stream);
    REQUIRE(error != nullptr);
    CHECK(waybill_error_status(error) == WAYBILL_E_SCHEMA);
    CHECK(std::string(waybill_error_code(error)) == "WB9110");
    CHECK(std::string(waybill_error_blame(error)) == "source");
    CHECK(std::string(stream->get_last_error(stream)) == waybill_error_message(error));
  }
  ArrowSchema schema{};
  CHECK(stream->get_schema(stream, &schema) == 0);
  CHECK(waybill_error_from_stream(stream) == nullptr);
  schema.release(&schema);
}

TEST_CASE("a stream's callbacks refuse a NULL to fill") {
  const Shop shop;
  const Catalog catalog = shop.open();
  Stream stream;
  REQUIRE(open_stream(nullptr, catalog.get(), stream) == WAYBILL_OK);
  CHECK(stream->get_schema(stream, nullptr) == EINVAL);
  CHECK(stream->get_next(stream, nullptr) == EINVAL);
  CHECK(std::string(waybill_error_code(waybill_error_from_stream(stream))) == "WB9005");
  CHECK(stream.count_rows() == shop.of_acme);
}

TEST_CASE("the error of a stream of another library is none of ours") {
  ArrowArrayStream foreign{};
  int anything = 0;
  foreign.private_data = &anything;
  foreign.release = [](ArrowArrayStream* self) { self->release = nullptr; };
  CHECK(waybill_error_from_stream(&foreign) == nullptr);
}

TEST_CASE("a stream can be moved by copying the struct, as the interface says") {
  const Shop shop;
  const Catalog catalog = shop.open();
  Stream first, second;
  REQUIRE(open_stream(nullptr, catalog.get(), first) == WAYBILL_OK);
  ArrowArrayStream* const to = second;
  *to = *static_cast<ArrowArrayStream*>(first);
  first->release = nullptr;
  CHECK(second.count_rows() == shop.of_acme);
}

TEST_CASE("all rows of a model come as a stream") {
  const Shop shop(30'000);
  const Catalog catalog = shop.open();
  Stream stream;
  const std::string_view params = R"({"model": "orders", "recipient": "Acme"})";
  REQUIRE(waybill_stream(nullptr, catalog.get(), "model.read", params.data(), params.size(), stream,
                         nullptr) == WAYBILL_OK);
  CHECK(stream.count_rows() == shop.of_acme);
  CHECK(stream.count_rows() == 0);
  Err err;
  Buf result;
  CHECK(waybill_call(nullptr, catalog.get(), "model.read", params.data(), params.size(), result,
                     err) == WAYBILL_E_USAGE);
  CHECK(err.code() == "WB9004");
}

TEST_CASE("a cancelled stream ends with an error, and not as if its rows had") {
  const Shop shop(60'000);
  const Catalog catalog = shop.open();
  Stream stream;
  const std::string_view params = R"({"model": "orders", "recipient": "Acme"})";
  REQUIRE(waybill_stream(nullptr, catalog.get(), "model.read", params.data(), params.size(), stream,
                         nullptr) == WAYBILL_OK);
  ArrowArray batch{};
  REQUIRE(stream->get_next(stream, &batch) == 0);
  batch.release(&batch);
  std::thread([&] { waybill_stream_cancel(stream); }).join();
  for (int again = 0; again < 2; ++again) {
    CHECK(stream->get_next(stream, &batch) == ECANCELED);
    CHECK((batch.release == nullptr));
    CHECK(waybill_error_status(waybill_error_from_stream(stream)) == WAYBILL_E_CANCELLED);
  }
  ArrowSchema schema{};
  CHECK(stream->get_schema(stream, &schema) == 0);
  schema.release(&schema);
}

TEST_CASE("cancelling no stream, an ended one or another library's does nothing") {
  waybill_stream_cancel(nullptr);
  ArrowArrayStream foreign{};
  waybill_stream_cancel(&foreign);
  const Shop shop;
  const Catalog catalog = shop.open();
  Stream stream;
  REQUIRE(open_stream(nullptr, catalog.get(), stream) == WAYBILL_OK);
  CHECK(stream.count_rows() == shop.of_acme);
  waybill_stream_cancel(stream);
  CHECK(stream.count_rows() == 0);
}
