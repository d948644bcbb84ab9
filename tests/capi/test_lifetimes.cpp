// Freeing in every order.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>

#include "support.hpp"

using namespace waybill::tests;

TEST_CASE("a context, a catalog, an operation and a stream may be freed in any order") {
  const Shop shop;
  shop.open();
  std::array<int, 4> order{0, 1, 2, 3};
  int orders = 0;
  do {
    CAPTURE(order[0]);
    CAPTURE(order[1]);
    CAPTURE(order[2]);
    CAPTURE(order[3]);
    Counted log, progress;
    Context context = new_context();
    REQUIRE(waybill_context_set_log(
                context.get(),
                [](void* self, std::int32_t, const char*, const char*) {
                  static_cast<Counted*>(self)->use();
                },
                0, &log, Counted::destroy, nullptr) == WAYBILL_OK);
    Catalog catalog = open_catalog(shop.catalog, context.get());
    Operation operation = start(
        context.get(), catalog.get(), "destination.transfer", Shop::kTransfer,
        [](void* self, const char*, std::size_t) {
          static_cast<Counted*>(self)->use();
          return 0;
        },
        &progress, Counted::destroy);
    Stream stream;
    REQUIRE(waybill_stream(context.get(), catalog.get(), "model.preview", Shop::kPreview.data(),
                           Shop::kPreview.size(), stream, nullptr) == WAYBILL_OK);
    for (const int which : order) {
      CHECK(log.destroyed == 0);
      if (which == 0) context.reset();
      if (which == 1) catalog.reset();
      if (which == 2) {
        wait(operation);
        operation.reset();
      }
      if (which == 3) {
        CHECK(stream.count_rows() == shop.of_acme);
        stream.release();
      }
    }
    CHECK(log.destroyed == 1);
    CHECK(log.used > 0);
    CHECK(log.used_after == 0);
    CHECK(progress.destroyed == 1);
    ++orders;
  } while (std::ranges::next_permutation(order).found);
  CHECK(orders == 24);
}

TEST_CASE("a catalog can be opened twice in one process, and each closed on its own") {
  const Shop shop;
  Catalog first = shop.open();
  const Catalog second = open_catalog(shop.catalog);
  first.reset();
  CHECK(call(nullptr, second.get(), "model.list").find("items")->as_array().size() == 1);
}
