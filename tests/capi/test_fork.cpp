// Handles in a forked child: refused by name, freed without touching what the parent still uses.
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <functional>
#include <string>

#include "support.hpp"

using namespace waybill::tests;

namespace {

// Runs `body` in a child and answers what it wrote: a line for every complaint, then "end".
std::string in_child(const std::function<void(std::function<void(const char*, bool)>)>& body) {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const ::pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    std::string complaints;
    body([&](const char* what, bool ok) {
      if (!ok) complaints += std::string(what) + "\n";
    });
    complaints += "end";
    const bool written =
        ::write(ends[1], complaints.data(), complaints.size()) == ssize_t(complaints.size());
    // Not an exit: a memory checker would count the stacks of the parent's threads as lost.
    if (written) ::execl("/bin/true", "true", nullptr);
    ::_exit(1);
  }
  ::close(ends[1]);
  std::string said;
  char part[512];
  for (ssize_t count; (count = ::read(ends[0], part, sizeof part)) > 0;) {
    said.append(part, static_cast<std::size_t>(count));
  }
  ::close(ends[0]);
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK((WIFEXITED(status) && WEXITSTATUS(status) == 0));
  return said;
}

}  // namespace

TEST_CASE("a forked child is refused every handle of its parent's, and may free them") {
  const Shop shop;
  Counted log;
  Context context = new_context();
  REQUIRE(waybill_context_set_log(
              context.get(), [](void*, std::int32_t, const char*, const char*) {}, 0, &log,
              Counted::destroy, nullptr) == WAYBILL_OK);
  Catalog catalog = shop.open(context.get());
  Stream stream;
  REQUIRE(waybill_stream(context.get(), catalog.get(), "model.preview", Shop::kPreview.data(),
                         Shop::kPreview.size(), stream, nullptr) == WAYBILL_OK);
  Gate gate;
  Operation operation = start(context.get(), catalog.get(), "destination.transfer", Shop::kTransfer,
                              Gate::progress, &gate, Gate::destroy);
  gate.await_arrival();

  const std::string said = in_child([&](const auto& check) {
    const auto forked = [&](const char* what, waybill_status status, const Err& err) {
      check(what, status == WAYBILL_E_FORKED && err.code() == "WB9006");
    };
    waybill_buf result{};
    Err err;
    waybill_catalog* opened = nullptr;
    waybill_operation* started = nullptr;
    ArrowArrayStream rows{};
    std::int32_t done = 0;
    forked("set_log", waybill_context_set_log(context.get(), nullptr, 0, nullptr, nullptr, err),
           err);
    forked("set_clock", waybill_context_set_clock(context.get(), nullptr, nullptr, nullptr, err),
           err);
    forked("set_secret_resolver",
           waybill_context_set_secret_resolver(context.get(), nullptr, nullptr, nullptr, err), err);
    forked("set_alert", waybill_context_set_alert(context.get(), nullptr, nullptr, nullptr, err),
           err);
    waybill_source source{};
    source.struct_size = sizeof source;
    source.name = "s";
    forked("register_source", waybill_register_source(context.get(), &source, err), err);
    forked("call with the context",
           waybill_call(context.get(), nullptr, "rules.list", "{}", 2, &result, err), err);
    forked("call with the catalog",
           waybill_call(nullptr, catalog.get(), "model.list", "{}", 2, &result, err), err);
    forked("open with the context",
           waybill_catalog_open(&opened, context.get(), shop.catalog.c_str(), nullptr, err), err);
    forked("start",
           waybill_start(&started, nullptr, catalog.get(), "model.list", "{}", 2, nullptr, nullptr,
                         nullptr, err),
           err);
    forked("stream", waybill_stream(nullptr, catalog.get(), "model.preview", "{}", 2, &rows, err),
           err);
    forked("poll", waybill_operation_poll(operation.get(), &done, err), err);
    forked("wait", waybill_operation_wait(operation.get(), &result, err), err);
    waybill_operation_cancel(operation.get());

    ArrowArray batch{};
    waybill_stream_cancel(stream);  // the parent's goes on
    check("get_next", stream->get_next(stream, &batch) == EPERM);
    check("the stream's error",
          waybill_error_status(waybill_error_from_stream(stream)) == WAYBILL_E_FORKED);
    ArrowSchema schema{};
    check("get_schema", stream->get_schema(stream, &schema) == EPERM);
    stream.release();
    check("a released stream", stream->release == nullptr);

    waybill_operation_free(operation.release());
    waybill_catalog_free(catalog.release());
    waybill_context_free(context.release());
    check("no destroy in the child", log.destroyed == 0);

    // Handles of its own work.
    check("a context of its own",
          waybill_call(nullptr, nullptr, "rules.explain", R"({"code": "WB1001"})", 18, &result,
                       err) == WAYBILL_OK);
    waybill_buf_dispose(&result);
    check("a catalog of its own",
          waybill_catalog_open(&opened, nullptr, shop.catalog.c_str(), nullptr, err) == WAYBILL_OK);
    check("a call of its own",
          waybill_call(nullptr, opened, "model.list", "{}", 2, &result, err) == WAYBILL_OK);
    waybill_buf_dispose(&result);
    waybill_catalog_free(opened);
  });
  CHECK(said == "end");

  // The parent goes on as if nothing had happened.
  CHECK(stream.count_rows() == shop.of_acme);
  gate.open();
  CHECK(wait(operation).find("status")->as_string() == "success");
  CHECK(shop.delivered() == shop.of_acme);
  CHECK(call(context.get(), catalog.get(), "catalog.check").find("ok")->as_bool());
  operation.reset();
  catalog.reset();
  stream.release();
  context.reset();
  CHECK(log.destroyed == 1);
  CHECK(gate.destroyed() == 1);
}

TEST_CASE("what a child fails to hand over is destroyed in the child") {
  const Context context = new_context();
  const std::string said = in_child([&](const auto& check) {
    Counted log, clock, secrets, alerts;
    check("set_log", waybill_context_set_log(
                         context.get(), [](void*, std::int32_t, const char*, const char*) {}, 0,
                         &log, Counted::destroy, nullptr) == WAYBILL_E_FORKED);
    check("set_clock", waybill_context_set_clock(
                           context.get(), [](void*) { return std::int64_t{0}; }, &clock,
                           Counted::destroy, nullptr) == WAYBILL_E_FORKED);
    check("set_secret_resolver",
          waybill_context_set_secret_resolver(
              context.get(),
              [](void*, const char*, char*, std::size_t, std::size_t*) { return std::int32_t{1}; },
              &secrets, Counted::destroy, nullptr) == WAYBILL_E_FORKED);
    check("set_alert",
          waybill_context_set_alert(
              context.get(), [](void*, const char*, std::size_t) { return std::int32_t{0}; },
              &alerts, Counted::destroy, nullptr) == WAYBILL_E_FORKED);
    check("destroyed", log.destroyed == 1 && clock.destroyed == 1 && secrets.destroyed == 1 &&
                           alerts.destroyed == 1);
  });
  CHECK(said == "end");
}
