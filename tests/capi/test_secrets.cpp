// Secrets of the host program: asked for when a session is opened, copied, wiped, never shown.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "support.hpp"

using namespace waybill::tests;

namespace {

constexpr std::string_view kCanary = "canary-81f3-of-the-host";
// No server is needed: the secret is asked for before the server is.
constexpr std::string_view kVerify =
    R"({"documents": [{"connection": {"name": "pg", "vendor": "postgres",
        "options": {"host": "/nonexistent", "user": "u"}, "secrets": {"password": "host:pg main"}}}]})";

struct Vault : Counted {
  std::string value = std::string(kCanary);
  std::int32_t answer = 0;
  std::size_t claimed = 0;  // in place of the value's size
  std::vector<std::string> asked;
  const char* room = nullptr;
  std::size_t capacity = 0;

  static std::int32_t secret(void* self, const char* name, char* value, std::size_t capacity,
                             std::size_t* size) {
    Vault& vault = *static_cast<Vault*>(self);
    vault.use();
    vault.asked.emplace_back(name);
    vault.room = value;
    vault.capacity = capacity;
    vault.value.copy(value, capacity);
    *size = vault.claimed != 0 ? vault.claimed : vault.value.size();
    return vault.answer;
  }
  static void destroy(void* self) { Counted::destroy(static_cast<Vault*>(self)); }
};

waybill_status set(const Context& context, Vault& vault) {
  return waybill_context_set_secret_resolver(context.get(), Vault::secret, &vault, Vault::destroy,
                                             nullptr);
}

std::string verified(const Context& context) {
  Buf result;
  Err err;
  REQUIRE(waybill_call(context.get(), nullptr, "connection.verify", kVerify.data(), kVerify.size(),
                       result, err) == WAYBILL_OK);
  return result.text();
}

bool says(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a resolver is asked by name, and its answer is in no result") {
  Vault vault;
  const Context context = new_context();
  REQUIRE(set(context, vault) == WAYBILL_OK);
  const std::string said = verified(context);
  CHECK(vault.asked == std::vector<std::string>{"pg main"});
  CHECK(says(said, "no server has its socket there"));
  CHECK_FALSE(says(said, kCanary));
  CHECK(vault.capacity == 65536);
}

TEST_CASE("each way a resolver can fail is said without the value") {
  const Context context = new_context();
  CHECK(says(verified(context), "which answers none"));
  struct Failing {
    std::int32_t answer;
    std::string value;
    std::size_t claimed;
    std::string_view said;
  };
  const std::vector<Failing> cases{
      {1, std::string(kCanary), 0, "the host program has no secret 'pg main'"},
      {-1, std::string(kCanary), 0, "the host program has no secret 'pg main'"},
      {0, "", 0, "secret 'pg main' is empty"},
      {0, std::string(kCanary) + '\0' + "x", 0, "holds a NUL"},
      {0, std::string(kCanary), 65537, "is too long"},
      {0, std::string(kCanary), static_cast<std::size_t>(-1), "is too long"},
  };
  for (const Failing& failing : cases) {
    Vault vault;
    vault.answer = failing.answer;
    vault.value = failing.value;
    vault.claimed = failing.claimed;
    REQUIRE(set(context, vault) == WAYBILL_OK);
    const std::string said = verified(context);
    CAPTURE(said);
    CHECK(says(said, failing.said));
    CHECK(says(said, "secret 'password'"));
    CHECK_FALSE(says(said, "canary"));
    CHECK(vault.used == 1);
    REQUIRE(waybill_context_set_secret_resolver(context.get(), nullptr, nullptr, nullptr,
                                                nullptr) == WAYBILL_OK);
    CHECK(vault.destroyed == 1);
  }
}

TEST_CASE("a resolver's destroy runs once: when replaced, taken away, refused, or at the end") {
  Vault first, second, refused;
  Context context = new_context();
  CHECK(set(context, first) == WAYBILL_OK);
  CHECK(set(context, second) == WAYBILL_OK);
  CHECK(first.destroyed == 1);
  CHECK(second.destroyed == 0);
  CHECK(waybill_context_set_secret_resolver(nullptr, Vault::secret, &refused, Vault::destroy,
                                            nullptr) == WAYBILL_E_USAGE);
  CHECK(refused.destroyed == 1);
  CHECK(waybill_context_set_secret_resolver(context.get(), nullptr, &refused, Vault::destroy,
                                            nullptr) == WAYBILL_OK);
  CHECK(refused.destroyed == 2);
  CHECK(second.destroyed == 1);
  CHECK(set(context, second) == WAYBILL_OK);
  context.reset();
  CHECK(first.destroyed == 1);
  CHECK(second.destroyed == 2);
  CHECK(second.used == 0);
}

TEST_CASE(
    "a resolver is called under no lock: it may call back into the library and replace itself") {
  struct Reentrant {
    waybill_context* context;
    int calls = 0;
    waybill_status listed = -1;

    static std::int32_t secret(void* self, const char*, char* value, std::size_t,
                               std::size_t* size) {
      Reentrant& state = *static_cast<Reentrant*>(self);
      ++state.calls;
      Buf result;
      state.listed =
          waybill_call(state.context, nullptr, "system.features", "{}", 2, result, nullptr);
      CHECK(waybill_context_set_secret_resolver(state.context, nullptr, nullptr, nullptr,
                                                nullptr) == WAYBILL_OK);
      *value = 'x';
      *size = 1;
      return 0;
    }
  };
  const Context context = new_context();
  Reentrant state{context.get()};
  REQUIRE(waybill_context_set_secret_resolver(context.get(), Reentrant::secret, &state, nullptr,
                                              nullptr) == WAYBILL_OK);
  CHECK(says(verified(context), "no server has its socket there"));
  CHECK(state.calls == 1);
  CHECK(state.listed == WAYBILL_OK);
  CHECK(says(verified(context), "which answers none"));
}

TEST_CASE("resolvers can be replaced while calls run: none is called after its destroy") {
  struct Hook {
    std::atomic<bool> alive{true};
    std::atomic<int>* misused;

    static std::int32_t secret(void* self, const char*, char* value, std::size_t,
                               std::size_t* size) {
      Hook& hook = *static_cast<Hook*>(self);
      if (!hook.alive) ++*hook.misused;
      *value = 'x';
      *size = 1;
      return 0;
    }
    static void destroy(void* self) {
      Hook& hook = *static_cast<Hook*>(self);
      if (!hook.alive.exchange(false)) ++*hook.misused;
    }
  };
  std::atomic<int> misused{0};
  std::vector<std::unique_ptr<Hook>> hooks;
  std::atomic<bool> stop{false};
  std::atomic<int> calls{0};
  {
    const Context context = new_context();
    std::thread caller([&] {
      while (!stop) {
        verified(context);
        ++calls;
      }
    });
    for (int i = 0; i < 1000 || calls < 5; ++i) {
      hooks.push_back(std::make_unique<Hook>());
      hooks.back()->misused = &misused;
      waybill_context_set_secret_resolver(context.get(), Hook::secret, hooks.back().get(),
                                          Hook::destroy, nullptr);
    }
    stop = true;
    caller.join();
  }
  CHECK(std::ranges::none_of(hooks, [](const auto& hook) { return hook->alive.load(); }));
  CHECK(misused == 0);
}
