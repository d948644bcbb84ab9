// Schemas and batches as Arrow C structs. Every child owns what it points to, so that a consumer
// may move it out and release its parent first.
#include "rows/arrow.hpp"

#include <fmt/format.h>

#include <array>
#include <memory>
#include <utility>

namespace waybill::rows {
namespace {

std::string format_of(const Type& type) {
  switch (type.logical) {
    case Logical::text:
    case Logical::json:
      return "u";
    case Logical::boolean:
      return "b";
    case Logical::integer:
      return "i";
    case Logical::bigint:
      return "l";
    case Logical::decimal:
      switch (layout_of(type)) {
        case Layout::decimal128:
          return fmt::format("d:{},{}", type.precision, type.scale);
        case Layout::decimal256:
          return fmt::format("d:{},{},256", type.precision, type.scale);
        default:
          return "u";
      }
    case Logical::floating:
      return "g";
    case Logical::bytes:
      return "z";
    case Logical::date:
      return "tdD";
    case Logical::time:
      return "ttu";
    case Logical::timestamp:
      return "tsu:UTC";
    case Logical::datetime:
      return "tsu:";
    case Logical::uuid:
      return "w:16";
  }
  return "n";
}

// The specification's key-value encoding: int32 counts and lengths in native order.
std::string metadata_of(const Type& type) {
  std::string encoded;
  const auto put_number = [&encoded](std::size_t number) {
    const auto narrow = static_cast<std::int32_t>(number);
    encoded.append(reinterpret_cast<const char*>(&narrow), sizeof narrow);
  };
  const auto put_text = [&](std::string_view text) {
    put_number(text.size());
    encoded += text;
  };
  put_number(1);
  put_text("waybill.type");
  put_text(to_string(type));
  return encoded;
}

// What a struct's children live in: the structs and the table of pointers to them.
template <class Struct>
struct Children {
  explicit Children(std::size_t count) : structs(count), pointers(count) {
    for (std::size_t i = 0; i < count; ++i) pointers[i] = &structs[i];
  }
  Children(const Children&) = delete;
  Children& operator=(const Children&) = delete;
  ~Children() {
    // A child that was moved out has no release any more.
    for (Struct& child : structs) {
      if (child.release != nullptr) child.release(&child);
    }
  }
  std::vector<Struct> structs;
  std::vector<Struct*> pointers;
};

struct SchemaData {
  explicit SchemaData(std::size_t count) : children(count) {}
  std::string format;
  std::string name;
  std::string metadata;
  Children<ArrowSchema> children;
};

struct ArrayData {
  explicit ArrayData(std::size_t count) : children(count) {}
  std::vector<Column> column;  // one, but for the struct itself
  std::array<const void*, 3> buffers{};
  Children<ArrowArray> children;
};

template <class Struct, class Data>
void release(Struct* self) {
  const std::unique_ptr<Data> data(static_cast<Data*>(self->private_data));
  self->private_data = nullptr;
  self->release = nullptr;
}

void hand_out(std::unique_ptr<SchemaData> data, std::int64_t flags, ArrowSchema* out) {
  *out = {};
  out->format = data->format.c_str();
  out->name = data->name.c_str();
  out->metadata = data->metadata.empty() ? nullptr : data->metadata.data();
  out->flags = flags;
  out->n_children = static_cast<std::int64_t>(data->children.pointers.size());
  out->children = data->children.pointers.empty() ? nullptr : data->children.pointers.data();
  out->release = release<ArrowSchema, SchemaData>;
  out->private_data = data.release();
}

void hand_out(std::unique_ptr<ArrayData> data, std::int64_t length, std::int64_t null_count,
              std::int64_t buffers, ArrowArray* out) {
  *out = {};
  out->length = length;
  out->null_count = null_count;
  out->n_buffers = buffers;
  out->buffers = data->buffers.data();
  out->n_children = static_cast<std::int64_t>(data->children.pointers.size());
  out->children = data->children.pointers.empty() ? nullptr : data->children.pointers.data();
  out->release = release<ArrowArray, ArrayData>;
  out->private_data = data.release();
}

void export_field(const Field& field, ArrowSchema* out) {
  auto data = std::make_unique<SchemaData>(0);
  data->format = format_of(field.type);
  data->name = field.name;
  data->metadata = metadata_of(field.type);
  hand_out(std::move(data), field.nullable ? ARROW_FLAG_NULLABLE : 0, out);
}

void export_column(Column column, ArrowArray* out) {
  // Some consumers want a pointer even where there are no bytes to read.
  alignas(64) static constexpr std::array<std::uint8_t, 64> kNothing{};
  auto data = std::make_unique<ArrayData>(0);
  const Column& kept = data->column.emplace_back(std::move(column));
  const std::uint8_t* values = kept.values_data();
  if (values == nullptr) values = kNothing.data();
  data->buffers[0] = kept.validity_data();
  const bool variable = kept.layout() == Layout::variable;
  data->buffers[1] = variable ? kept.offsets_data() : values;
  data->buffers[2] = variable ? values : nullptr;
  const std::int64_t length = kept.length();
  const std::int64_t null_count = kept.null_count();
  hand_out(std::move(data), length, null_count, variable ? 3 : 2, out);
}

}  // namespace

void export_schema(const Schema& schema, ArrowSchema* out) {
  auto data = std::make_unique<SchemaData>(schema.size());
  data->format = "+s";
  for (std::size_t i = 0; i < schema.size(); ++i) {
    export_field(schema[i], data->children.pointers[i]);
  }
  hand_out(std::move(data), 0, out);
}

void export_batch(Batch batch, ArrowArray* out) {
  auto data = std::make_unique<ArrayData>(batch.columns.size());
  for (std::size_t i = 0; i < batch.columns.size(); ++i) {
    export_column(std::move(batch.columns[i]), data->children.pointers[i]);
  }
  hand_out(std::move(data), batch.length, 0, 1, out);
}

}  // namespace waybill::rows
