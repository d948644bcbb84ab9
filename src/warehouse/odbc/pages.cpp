#include "warehouse/odbc/pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "warehouse/odbc/last_key.hpp"
#include "warehouse/odbc/long_cell.hpp"
#include "warehouse/odbc/manners_rows.hpp"
#include "warehouse/odbc/parameters.hpp"
#include "warehouse/odbc/read_manner.hpp"
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

void add_values(std::vector<rows::Value>& all, const std::vector<rows::Value>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

class Pages : public RowStream {
 public:
  Pages(Connection& connection, std::string_view query, const std::vector<rows::Value>& values,
        const std::vector<SourceColumn>& columns, const rows::Schema& schema,
        const ReadOptions& options)
      : connection_(connection),
        text_(with_casts(connection, query, read_casts(connection, columns, schema))),
        query_(with_query(connection, query, columns.size())),
        values_(values),
        columns_(columns),
        schema_(schema),
        options_(options) {
    for (const std::size_t column : options_.key) {
      keys_ += fmt::format("{}w.c{}", keys_.empty() ? "" : ", ", column);
    }
    may_tie_ = !options_.key_is_indexed && find_ties();
    open({});
  }

  bool next(rows::Batch& batch, std::vector<CellMisfit>& misfits) override {
    while (!page_->next(batch, misfits)) {
      if (may_tie_ ? !end_ : read_ < rows_) return false;
      const std::vector<rows::Value> last = may_tie_ ? *end_ : page_->last_key();
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
  // Whether different keys may be equal to the server, as 'a' and 'A' are in most of its orders: a
  // page that ends between the two would be the last to see either.
  bool find_ties() {
    std::string asked;
    for (const std::size_t column : options_.key) {
      if (schema_[column].type.logical != Logical::text) continue;
      asked += fmt::format("{}COLLATION(w.c{})", asked.empty() ? "" : ", ", column);
    }
    if (asked.empty()) return false;
    const auto orders = first_row(fmt::format("{} SELECT {} FROM w LIMIT 1", query_, asked), {});
    return orders && !std::ranges::all_of(*orders, [](const auto& order) {
             return order && is_exact_collation(*order);
           });
  }

  std::optional<std::vector<std::optional<std::string>>> first_row(
      const std::string& text, const std::vector<rows::Value>& further) {
    std::vector<rows::Value> values = values_;
    add_values(values, further);
    StatementHandle statement = connection_.statement();
    connection_.prepare(statement, typed_marks(connection_, text, values));
    odbc::bind(statement, values, buffers_);
    connection_.execute(statement);
    if (!connection_.fetch(statement)) return std::nullopt;
    std::vector<std::optional<std::string>> row;
    const SQLSMALLINT columns = statement.columns();
    for (SQLUSMALLINT i = 1; i <= static_cast<SQLUSMALLINT>(columns); ++i) {
      row.push_back(long_text(connection_, statement, i));
    }
    return row;
  }

  // The key of the page's last row; none where the page is the last one.
  void find_end(const After& begin) {
    end_.reset();
    const std::string where = begin.text.empty() ? "" : " WHERE " + begin.text;
    const auto row =
        first_row(fmt::format("{0} SELECT {1} FROM w{2} ORDER BY {1} LIMIT 1 OFFSET {3}", query_,
                              keys_, where, rows_ - 1),
                  begin.values);
    if (!row) return;
    end_.emplace();
    for (std::size_t i = 0; i < row->size(); ++i) {
      const rows::Field& field = schema_[options_.key[i]];
      if (!row->at(i)) refuse_key(connection_, field.name);
      end_->push_back(as_it_stands(field.type, *row->at(i)));
    }
  }

  // Up to and with all rows whose key is equal to the end's.
  After until_end(bool first) const {
    const std::string column = fmt::format("w.c{}", options_.key.front());
    After further = after(options_.key, *end_);
    After until{fmt::format("({0} <= ?{1}) AND ({2}) IS NOT TRUE", column,
                            first ? fmt::format(" OR {} IS NULL", column) : "", further.text),
                {end_->front()}};
    add_values(until.values, further.values);
    return until;
  }

  void open(const After& begin) {
    std::string condition = begin.text;
    std::vector<rows::Value> values = values_;
    add_values(values, begin.values);
    if (may_tie_) find_end(begin);
    if (may_tie_ && end_) {
      const After until = until_end(begin.text.empty());
      condition += (condition.empty() ? "" : " AND ") + until.text;
      add_values(values, until.values);
    }
    std::string text = text_;
    if (!condition.empty()) text += " WHERE " + condition;
    text += " ORDER BY " + keys_;
    if (!may_tie_) text += fmt::format(" LIMIT {}", rows_);

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
  std::string query_;
  std::string keys_;
  std::vector<rows::Value> values_;
  std::vector<SourceColumn> columns_;
  rows::Schema schema_;
  ReadOptions options_;
  bool may_tie_ = false;
  std::optional<std::vector<rows::Value>> end_;  // where keys may tie
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
