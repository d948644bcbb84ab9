#include "warehouse/adbc/source_stream.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <memory>
#include <new>
#include <string_view>
#include <utility>

#include "rows/arrow.hpp"

namespace waybill::warehouse::adbc {
namespace {

// Rows between two looks at whether to stop: bits of a boolean begin with a byte.
constexpr std::int64_t kSlice = 16'384;

// Field metadata in Arrow's encoding: one pair, the type's canonical extension.
template <std::size_t size>
constexpr std::array<char, 28 + 4 + size + 4> extension(std::string_view value) {
  std::array<char, 28 + 4 + size + 4> out{};
  std::size_t at = 0;
  const auto put_number = [&](std::size_t number) {
    for (const char byte : std::bit_cast<std::array<char, 4>>(static_cast<std::int32_t>(number))) {
      out[at++] = byte;
    }
  };
  const auto put_text = [&](std::string_view text) {
    put_number(text.size());
    for (const char c : text) out[at++] = c;
  };
  put_number(1);
  put_text("ARROW:extension:name");
  put_text(value);
  return out;
}
constexpr auto kUuid = extension<10>("arrow.uuid");
constexpr auto kJson = extension<10>("arrow.json");

struct Pull {
  const Rows& rows;
  const Watch& watch;
  Pulled& pulled;
};

struct Slice {
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;
  std::vector<std::array<const void*, 3>> buffers;
  std::array<const void*, 1> none{};
};

void release_slice(ArrowArray* self) {
  const std::unique_ptr<Slice> slice(static_cast<Slice*>(self->private_data));
  for (ArrowArray& child : slice->children) {
    if (child.release != nullptr) child.release(&child);
  }
  self->release = nullptr;
}
// What it points to is the batch's.
void release_child(ArrowArray* self) {
  self->release = nullptr;
}

void fill_column(const rows::Column& column, std::int64_t from, std::int64_t count,
                 std::array<const void*, 3>& buffers, ArrowArray& out) {
  // Some consumers want a pointer even where there are no bytes to read.
  alignas(64) static constexpr std::array<std::uint8_t, 64> kNothing{};
  const std::uint8_t* values = column.values_data();
  if (values == nullptr) values = kNothing.data();
  const bool variable = column.layout() == rows::Layout::variable;
  buffers = {column.validity_data(), variable ? column.offsets_data() : values,
             variable ? values : nullptr};
  out = {};
  out.length = count;
  out.offset = from;
  out.null_count = column.null_count() == 0 ? 0 : -1;
  out.n_buffers = variable ? 3 : 2;
  out.buffers = buffers.data();
  out.release = release_child;
}

int get_schema(ArrowArrayStream* self, ArrowSchema* out) {
  const auto& pull = *static_cast<const Pull*>(self->private_data);
  try {
    const rows::Schema& schema = pull.rows.schema;
    rows::export_schema(schema, out);
    for (std::size_t i = 0; i < schema.size(); ++i) {
      const rows::Logical logical = schema[i].type.logical;
      if (logical == rows::Logical::uuid) out->children[i]->metadata = kUuid.data();
      if (logical == rows::Logical::json) out->children[i]->metadata = kJson.data();
    }
  } catch (const std::bad_alloc&) {
    pull.pulled.stopped = true;
    return ENOMEM;
  }
  return 0;
}

int get_next(ArrowArrayStream* self, ArrowArray* out) {
  const auto& pull = *static_cast<const Pull*>(self->private_data);
  Pulled& pulled = pull.pulled;
  *out = {};
  if (pull.watch.stopped() || pulled.stopped) {
    pulled.stopped = true;
    return ECANCELED;
  }
  const std::int64_t count = std::min(kSlice, pull.rows.length - pulled.rows);
  if (count == 0) {
    pulled.ended = true;
    return 0;
  }
  try {
    auto slice = std::make_unique<Slice>();
    const std::size_t columns = pull.rows.columns.size();
    slice->children.resize(columns);
    slice->buffers.resize(columns);
    for (std::size_t i = 0; i < columns; ++i) {
      fill_column(*pull.rows.columns[i], pulled.rows, count, slice->buffers[i], slice->children[i]);
      slice->pointers.push_back(&slice->children[i]);
    }
    out->length = count;
    out->n_buffers = 1;
    out->buffers = slice->none.data();
    out->n_children = static_cast<std::int64_t>(columns);
    out->children = slice->pointers.data();
    out->release = release_slice;
    out->private_data = slice.release();
  } catch (const std::bad_alloc&) {
    pulled.stopped = true;
    return ENOMEM;
  }
  pulled.rows += count;
  return 0;
}

const char* get_last_error(ArrowArrayStream*) {
  return "stopped by Waybill";
}

void release_stream(ArrowArrayStream* self) {
  const std::unique_ptr<Pull> pull(static_cast<Pull*>(self->private_data));
  self->release = nullptr;
}

}  // namespace

ArrayStream make_stream(const Rows& rows, const Watch& watch, Pulled& pulled) {
  ArrayStream stream;
  auto pull = std::make_unique<Pull>(Pull{rows, watch, pulled});
  stream->get_schema = get_schema;
  stream->get_next = get_next;
  stream->get_last_error = get_last_error;
  stream->release = release_stream;
  stream->private_data = pull.release();
  return stream;
}

}  // namespace waybill::warehouse::adbc
