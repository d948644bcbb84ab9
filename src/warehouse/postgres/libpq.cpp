#include "warehouse/postgres/libpq.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include "base/error.hpp"

namespace waybill::warehouse::postgres {
namespace {

constexpr const char* kLibrary = "libpq.so.5";

template <class Function>
void find(void* library, const char* name, Function& function, std::string_view connection) {
  void* const symbol = ::dlsym(library, name);
  if (symbol == nullptr) {
    throw Error(codes::connect_failed,
                fmt::format("connection '{}': {} has no function {}", connection, kLibrary, name))
        .with_hint("install PostgreSQL's client library of version 12 or later (package libpq5)");
  }
  function = reinterpret_cast<Function>(symbol);
}

}  // namespace

Libpq load_libpq(std::string_view connection) {
  void* const library = ::dlopen(kLibrary, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (library == nullptr) {
    const char* const reason = ::dlerror();
    throw Error(codes::connect_failed,
                fmt::format("connection '{}': PostgreSQL's client library cannot be loaded: {}",
                            connection, reason == nullptr ? kLibrary : reason))
        .with_hint("install it: package libpq5 on Debian and Ubuntu, libpq on Fedora and Alpine");
  }
  Libpq api;
#define WAYBILL_LIBPQ_FIND(name, answer, parameters) \
  find(library, "PQ" #name, api.name, connection);
  WAYBILL_LIBPQ_FUNCTIONS(WAYBILL_LIBPQ_FIND)
#undef WAYBILL_LIBPQ_FIND
  ::dlclose(library);  // the count of this call; the library stays
  return api;
}

}  // namespace waybill::warehouse::postgres
