#include "warehouse/odbc/raw.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include "base/error.hpp"

namespace waybill::warehouse::odbc {
namespace {

constexpr const char* kLibrary = "libodbc.so.2";

template <class Function>
void find(void* library, const char* name, Function& function, std::string_view connection) {
  void* const symbol = ::dlsym(library, name);
  if (symbol == nullptr) {
    throw Error(codes::connect_failed,
                fmt::format("connection '{}': {} has no function {}", connection, kLibrary, name))
        .with_hint("install unixODBC 2.3.1 or later (package libodbc2)");
  }
  function = reinterpret_cast<Function>(symbol);
}

}  // namespace

Raw load_raw(std::string_view connection) {
  void* const library = ::dlopen(kLibrary, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (library == nullptr) {
    throw Error(codes::connect_failed,
                fmt::format("connection '{}': unixODBC's driver manager {} is not on this machine",
                            connection, kLibrary))
        .with_hint("install it: package libodbc2 on Debian and Ubuntu, unixODBC on Fedora");
  }
  Raw raw;
#define WAYBILL_ODBC_FIND(name) find(library, "SQL" #name, raw.name, connection);
  WAYBILL_ODBC_FUNCTIONS(WAYBILL_ODBC_FIND)
#undef WAYBILL_ODBC_FIND
  ::dlclose(library);  // the count of this call; the library stays
  return raw;
}

}  // namespace waybill::warehouse::odbc
