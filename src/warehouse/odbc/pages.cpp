#include "warehouse/odbc/pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "warehouse/odbc/parameters.hpp"
#include "warehouse/odbc/statement.hpp"

namespace waybill::warehouse::odbc {
namespace {

using rows::Logical;

constexpr std::int64_t kFirstPage = 2000;
constexpr std::int64_t kLeastRows = 16;
constexpr std::int64_t kMostRows = 50'000;
constexpr std::int64_t kPageBytes = std::int64_t{8} << 20;

// Types whose order the server keeps, and whose values find their row again.
constexpr auto kOrdered = std::to_array<Logical>(
    {Logical::text, Logical::integer, Logical::bigint, Logical::decimal, Logical::bytes,
     Logical::date, Logical::timestamp, Logical::datetime, Logical::uuid});

// A condition with ? for the values after which a row comes, and those values: for a key of two
// columns "a >= ? AND (a > ? OR b > ?)".
struct After {
  std::string text;
  std::vector<rows::Value> values;
};

After after(const std::vector<std::size_t>& key, const std::vector<rows::Value>& last,
            std::size_t from = 0) {
  const std::string column = fmt::format("w.c{}", key[from]);
  if (from + 1 == key.size()) return {column + " > ?", {last[from]}};
  After rest = after(key, last, from + 1);
  After all{fmt::format("{0} >= ? AND ({0} > ? OR ({1}))", column, rest.text),
            {last[from], last[from]}};
  all.values.insert(all.values.end(), rest.values.begin(), rest.values.end());
  return all;
}

class Pages : public RowStream {
 public:
  Pages(Connection& connection, std::string_view query, const std::vector<rows::Value>& values,
        const std::vector<SourceColumn>& columns, const rows::Schema& schema,
        const ReadOptions& options)
      : connection_(connection),
        text_(with_casts(connection, query, read_casts(connection, columns, schema))),
        values_(values),
        columns_(columns),
        schema_(schema),
        options_(options) {
    open({});
  }

  bool next(rows::Batch& batch, std::vector<CellMisfit>& misfits) override {
    while (!page_->next(batch, misfits)) {
      if (read_ < rows_) return false;
      const std::vector<rows::Value> last = page_->last_key();
      truncated_ += page_->truncated_values();
      page_.reset();
      // As many rows as the page's were long.
      rows_ = std::clamp(
          kPageBytes / std::max<std::int64_t>(1, bytes_ / std::max<std::int64_t>(1, read_)),
          kLeastRows, kMostRows);
      open(after(options_.key, last));
    }
    read_ += batch.length;
    bytes_ += static_cast<std::int64_t>(batch.bytes());
    return true;
  }

  std::int64_t truncated_values() const override {
    return truncated_ + (page_ ? page_->truncated_values() : 0);
  }

 private:
  void open(const After& condition) {
    std::string text = text_;
    if (!condition.text.empty()) text += " WHERE " + condition.text;
    for (std::size_t i = 0; i < options_.key.size(); ++i) {
      text += fmt::format("{}w.c{}", i == 0 ? " ORDER BY " : ", ", options_.key[i]);
    }
    text += fmt::format(" LIMIT {}", rows_);
    std::vector<rows::Value> values = values_;
    values.insert(values.end(), condition.values.begin(), condition.values.end());

    StatementHandle statement = connection_.statement();
    prepare_for_reading(statement);
    connection_.prepare(statement, typed_marks(connection_, text, values));
    odbc::bind(statement, values, buffers_);
    connection_.execute(statement);
    read_ = bytes_ = 0;
    page_ = open_stream(connection_, std::move(statement), columns_, schema_, options_);
  }

  Connection& connection_;
  std::string text_;
  std::vector<rows::Value> values_;
  std::vector<SourceColumn> columns_;
  rows::Schema schema_;
  ReadOptions options_;
  ParameterBuffers buffers_;
  std::unique_ptr<ResultStream> page_;
  std::int64_t rows_ = kFirstPage;  // of the page, at most
  std::int64_t read_ = 0;           // of it
  std::int64_t bytes_ = 0;
  std::int64_t truncated_ = 0;  // in the pages before it
};

}  // namespace

bool goes_by_pages(const Connection& connection, const rows::Schema& schema,
                   const ReadOptions& options) {
  if (options.key.empty() || !connection.in_transaction() ||
      connection.driver().streaming != Streaming::whole_result) {
    return false;
  }
  return std::ranges::all_of(options.key, [&](std::size_t column) {
    return column < schema.size() &&
           std::ranges::find(kOrdered, schema[column].type.logical) != kOrdered.end();
  });
}

std::unique_ptr<RowStream> open_pages(Connection& connection, std::string_view query,
                                      const std::vector<rows::Value>& values,
                                      const std::vector<SourceColumn>& columns,
                                      const rows::Schema& schema, const ReadOptions& options) {
  return std::make_unique<Pages>(connection, query, values, columns, schema, options);
}

}  // namespace waybill::warehouse::odbc
