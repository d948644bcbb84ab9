// Rows of a host: an Arrow stream with a text column `a`, in one batch of two rows, "x" and "yz".
// It takes its memory from malloc, so that a test in which operator new fails can hand it out.
#ifndef WAYBILL_TESTS_CAPI_HOST_ROWS_HPP
#define WAYBILL_TESTS_CAPI_HOST_ROWS_HPP

#include <cerrno>
#include <cstdlib>
#include <string_view>

#include "waybill/waybill.h"

namespace waybill::tests {

inline constexpr std::string_view kHostTables =
    R"({"tables": [{"name": "t", "columns": [{"name": "a", "type": "text"}]}]})";

namespace host_rows {

// A struct of Arrow's and the one child it has.
template <class Struct>
struct WithChild {
  Struct child;
  Struct* children[1];
};

template <class Struct>
void release(Struct* parent) {
  Struct& child = *parent->children[0];
  if (child.release != nullptr) child.release(&child);
  std::free(parent->private_data);
  parent->release = nullptr;
}

template <class Struct>
bool give_child(Struct* parent) {
  auto* const held = static_cast<WithChild<Struct>*>(std::calloc(1, sizeof(WithChild<Struct>)));
  if (held == nullptr) return false;
  held->children[0] = &held->child;
  held->child.release = [](Struct* child) { child->release = nullptr; };
  parent->n_children = 1;
  parent->children = held->children;
  parent->release = release<Struct>;
  parent->private_data = held;
  return true;
}

inline int get_schema(ArrowArrayStream*, ArrowSchema* out) {
  *out = {};
  out->format = "+s";
  out->name = "";
  if (!give_child(out)) return ENOMEM;
  out->children[0]->format = "u";
  out->children[0]->name = "a";
  return 0;
}

inline int get_next(ArrowArrayStream* stream, ArrowArray* out) {
  static constexpr int kOffsets[] = {0, 1, 3};
  static const void* parents[] = {nullptr};
  static const void* texts[] = {nullptr, kOffsets, "xyz"};
  *out = {};
  if (stream->private_data == nullptr) return 0;
  stream->private_data = nullptr;
  if (!give_child(out)) return ENOMEM;
  out->length = out->children[0]->length = 2;
  out->n_buffers = 1;
  out->buffers = parents;
  out->children[0]->n_buffers = 3;
  out->children[0]->buffers = texts;
  return 0;
}

}  // namespace host_rows

inline void fill_host_rows(ArrowArrayStream* out) {
  static char some;
  out->get_schema = host_rows::get_schema;
  out->get_next = host_rows::get_next;
  out->get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
  out->release = [](ArrowArrayStream* stream) { stream->release = nullptr; };
  out->private_data = &some;  // until the batch was given
}

}  // namespace waybill::tests

#endif
