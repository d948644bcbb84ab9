// CSV and JSON lines.
#include "sink/format.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/json.hpp"
#include "base/text.hpp"
#include "rows/json.hpp"

namespace waybill::sink {
namespace {

using rows::Logical;

constexpr std::string_view kSpecial{"\",\r\n", 4};

// An empty text is quoted, so that it is not NULL.
void append_field(std::string& out, std::string_view value, std::string_view null_text) {
  const bool plain = !value.empty() && value != null_text &&
                     value.find_first_of(kSpecial) == std::string_view::npos;
  if (plain) {
    out += value;
    return;
  }
  out += '"';
  for (const char c : value) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

class Csv : public Format {
 public:
  Csv(const rows::Schema& schema, std::string null_text) : null_text_(std::move(null_text)) {
    header_ = kOperationField;
    for (const rows::Field& field : schema) {
      header_ += ',';
      append_field(header_, field.name, null_text_);
    }
    header_ += "\r\n";
  }

  void begin_file(std::string& out) const override { out += header_; }
  void append(std::string& out, Operation operation, const Columns& columns,
              std::int64_t row) const override {
    std::string value;
    append_field(out, to_string(operation), null_text_);
    for (const rows::Column* column : columns) {
      out += ',';
      if (column == nullptr || column->is_null(row)) {
        out += null_text_;
        continue;
      }
      value.clear();
      append_text(value, *column, row);
      append_field(out, value, null_text_);
    }
    out += "\r\n";
  }

 private:
  std::string null_text_;
  std::string header_;
};

class JsonLines : public Format {
 public:
  explicit JsonLines(const rows::Schema& schema) {
    for (const rows::Field& field : schema) {
      names_.push_back(fmt::format(",{}:", base::write_json(base::Json(field.name))));
    }
  }

  void begin_file(std::string&) const override {}
  void append(std::string& out, Operation operation, const Columns& columns,
              std::int64_t row) const override {
    out += fmt::format("{{\"{}\":\"{}\"", kOperationField, to_string(operation));
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i] == nullptr) continue;
      out += names_[i];
      append_value(out, *columns[i], row);
    }
    out += "}\n";
  }

 private:
  static void append_value(std::string& out, const rows::Column& column, std::int64_t row) {
    switch (column.is_null(row) ? Logical::json : column.type().logical) {
      case Logical::bigint:  // ASCII that JSON takes as it is
      case Logical::decimal:
      case Logical::date:
      case Logical::time:
      case Logical::timestamp:
      case Logical::datetime:
      case Logical::uuid:
      case Logical::bytes:
        out += '"';
        append_text(out, column, row);
        out += '"';
        return;
      default:
        out += base::write_json(rows::cell_json(column, row));
    }
  }

  std::vector<std::string> names_;  // ,"name":
};

}  // namespace

void append_text(std::string& out, const rows::Column& column, std::int64_t row) {
  switch (column.type().logical) {
    case Logical::bytes:
      out += base::to_base64(column.variable(row));
      return;
    case Logical::text:
    case Logical::json:
      out += column.variable(row);
      return;
    default:
      out += rows::value_text(column.value(row));
  }
}

std::unique_ptr<Format> csv_format(const rows::Schema& schema, std::string null_text) {
  return std::make_unique<Csv>(schema, std::move(null_text));
}
std::unique_ptr<Format> jsonl_format(const rows::Schema& schema) {
  return std::make_unique<JsonLines>(schema);
}

}  // namespace waybill::sink
