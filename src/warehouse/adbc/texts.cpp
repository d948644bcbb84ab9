#include "warehouse/adbc/texts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "warehouse/adbc/decode.hpp"

namespace waybill::warehouse::adbc {

using rows::Logical;

Texts read_texts(Connection& connection, const std::string& text, const Parameters& parameters) {
  const auto result = connection.open(text, parameters);
  std::vector<ColumnReader> readers;
  std::vector<rows::Column> columns;
  const ArrowSchema& schema = *result->schema().get();
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    // Texts as they are, numbers as bigint.
    const auto number = static_cast<std::size_t>(i);
    readers.push_back(make_reader(*schema.children[i], {Logical::text}, number, false));
    if (readers.back().decode == nullptr) {
      readers.back() = make_reader(*schema.children[i], {Logical::decimal}, number, false);
    }
    if (readers.back().decode == nullptr) {
      readers.back() = make_reader(*schema.children[i], {Logical::boolean}, number, false);
    }
    columns.emplace_back(readers.back().to);
  }
  Texts all;
  std::vector<CellMisfit> misfits;
  for (;;) {
    const Array chunk = result->next();
    if (!chunk.filled()) return all;
    for (std::size_t i = 0; i < readers.size(); ++i) {
      columns[i].clear();
      const std::string why = take_chunk(readers[i], *chunk->children[i], chunk->length);
      if (readers[i].decode == nullptr || !why.empty()) {
        throw Error(codes::internal, fmt::format("connection '{}': the catalog cannot be read: {}",
                                                 connection.name(), why));
      }
      readers[i].decode(readers[i], {0, chunk->length, 0}, columns[i], misfits);
    }
    for (std::int64_t row = 0; row < chunk->length; ++row) {
      auto& values = all.emplace_back();
      for (const rows::Column& column : columns) {
        if (column.is_null(row)) {
          values.emplace_back();
        } else if (column.layout() == rows::Layout::bit) {
          values.emplace_back(column.bit(row) ? "true" : "false");
        } else {
          values.emplace_back(std::string(column.variable(row)));
        }
      }
    }
  }
}

std::string text_at(const Texts& rows, std::size_t row, std::size_t column) {
  if (row >= rows.size() || column >= rows[row].size()) return {};
  return rows[row][column].value_or("");
}

void add_key(TableInfo& info, std::vector<std::string> columns) {
  if (std::ranges::find(info.unique_keys, columns) == info.unique_keys.end()) {
    info.unique_keys.push_back(std::move(columns));
  }
}

}  // namespace waybill::warehouse::adbc
