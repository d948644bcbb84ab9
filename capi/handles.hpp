// The opaque structs of waybill.h: a tag that tells live handles of this process from NULL, freed,
// foreign and inherited ones, and a share of what is behind them.
#ifndef WAYBILL_CAPI_HANDLES_HPP
#define WAYBILL_CAPI_HANDLES_HPP

#include <sys/types.h>
#include <unistd.h>

#include <cstdint>
#include <memory>
#include <new>
#include <string_view>

#include "waybill/waybill.h"

namespace waybill::capi {

// First in every handle, so that one handle passed for another is noticed.
struct Tag {
  std::uint64_t magic = 0;
  ::pid_t process = 0;
};

class ContextState;
struct CatalogState;
class OperationState;

}  // namespace waybill::capi

struct waybill_context {
  static constexpr std::uint64_t kMagic = 0x5742'636f'6e74'6578;  // "WBcontex"
  static constexpr std::string_view kName = "context";
  waybill::capi::Tag tag{kMagic, ::getpid()};
  std::shared_ptr<waybill::capi::ContextState> state;
};

struct waybill_catalog {
  static constexpr std::uint64_t kMagic = 0x5742'6361'7461'6c6f;  // "WBcatalo"
  static constexpr std::string_view kName = "catalog";
  waybill::capi::Tag tag{kMagic, ::getpid()};
  std::shared_ptr<waybill::capi::CatalogState> state;
};

struct waybill_operation {
  static constexpr std::uint64_t kMagic = 0x5742'6f70'6572'6174;  // "WBoperat"
  static constexpr std::string_view kName = "operation";
  waybill::capi::Tag tag{kMagic, ::getpid()};
  std::shared_ptr<waybill::capi::OperationState> state;
};

namespace waybill::capi {

// Error(bad_handle) naming the argument.
[[noreturn]] void throw_null(std::string_view argument);
[[noreturn]] void throw_bad_handle(std::string_view handle);
[[noreturn]] void throw_forked(std::string_view handle);

template <class Pointer>
void require(Pointer* argument, std::string_view name) {
  if (argument == nullptr) throw_null(name);
}

enum class Standing { dead, inherited, live };

template <class Handle>
Standing standing(const Handle* handle) {
  if (handle == nullptr || handle->tag.magic != Handle::kMagic) return Standing::dead;
  return handle->tag.process == ::getpid() ? Standing::live : Standing::inherited;
}

// The handle's state. Throws Error(bad_handle) or Error(forked).
template <class Handle>
const auto& state_of(const Handle* handle) {
  require(handle, Handle::kName);
  switch (standing(handle)) {
    case Standing::dead:
      throw_bad_handle(Handle::kName);
    case Standing::inherited:
      throw_forked(Handle::kName);
    case Standing::live:
      break;
  }
  return handle->state;
}

// In a forked child the state is left alone (its locks, threads and files are the parent's): only
// the handle's own memory goes.
template <class Handle>
void free_handle(Handle* handle) noexcept {
  switch (standing(handle)) {
    case Standing::dead:
      return;
    case Standing::inherited:
      handle->tag = {};
      ::operator delete(handle);
      return;
    case Standing::live:
      handle->tag = {};
      delete handle;
      return;
  }
}

}  // namespace waybill::capi

#endif
