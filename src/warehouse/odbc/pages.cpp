#include "warehouse/odbc/pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "rows/codec.hpp"
#include "warehouse/odbc/ahead.hpp"
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
constexpr std::int64_t kPageBytes = std::int64_t{4} << 20;  // of which there may be two
constexpr std::chrono::seconds kFast{1};

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

// A value of a key as a parameter that finds it: a text's own bytes, say, whatever it is read as.
rows::Value as_it_stands(const rows::Type& type, std::string cell) {
  switch (type.logical) {
    case Logical::bytes:
      return {{Logical::bytes}, std::move(cell)};
    case Logical::integer:
    case Logical::bigint:
    case Logical::decimal: {
      std::int64_t number = 0;
      if (rows::parse_int64(cell, number) == rows::Misfit::none) return rows::Value::bigint(number);
      return {{Logical::decimal}, std::move(cell)};
    }
    default:
      return rows::Value::text(std::move(cell));
  }
}

// Executed, and not yet read from.
struct Page {
  StatementHandle statement;
  ParameterBuffers buffers;
  std::int64_t most = 0;                        // rows
  std::optional<std::vector<rows::Value>> end;  // the key after which the next page begins
  bool fast = false;                            // it did not take long
};

class Pages : public RowStream {
 public:
  Pages(Connection& connection, std::string_view query, const std::vector<rows::Value>& values,
        const std::vector<SourceColumn>& columns, const rows::Schema& schema,
        const ReadOptions& options)
      : connection_(connection),
        query_(with_query(query, columns.size())),
        values_(values),
        columns_(columns),
        schema_(schema),
        options_(options),
        before_rollback_(std::move(connection.before_rollback)) {
    connection_.before_rollback = [this] {
      opener_.settle();
      if (before_rollback_) before_rollback_();
    };
    for (const std::size_t column : options_.key) {
      keys_ += fmt::format("{}w.c{}", keys_.empty() ? "" : ", ", column);
    }
  }
  Pages(const Pages&) = delete;
  Pages& operator=(const Pages&) = delete;
  ~Pages() override {
    opener_.settle();
    rows_.reset();
    connection_.before_rollback = std::move(before_rollback_);
  }

  void start() {
    may_tie_ = !options_.key_is_indexed && find_ties();
    const std::string_view versions = connection_.driver().fetches_beside;
    beside_ = scrolls_to_end() && !versions.empty() &&
              connection_.info(SQL_DRIVER_VER).starts_with(versions);
    begin(open({}, kFirstPage));
  }

  bool next(rows::Batch& batch, std::vector<CellMisfit>& misfits) override {
    while (!rows_->next(batch, misfits)) {
      const auto end = end_of_page();
      if (!end) return false;
      begin(page_after(*end));
    }
    read_ += batch.length;
    bytes_ += static_cast<std::int64_t>(batch.bytes());
    look_ahead();
    return true;
  }

  std::int64_t truncated_values() const override {
    return truncated_ + (rows_ ? rows_->truncated_values() : 0);
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
    ParameterBuffers buffers;
    StatementHandle statement = connection_.statement();
    connection_.prepare(statement, typed_marks(connection_, text, values));
    odbc::bind(statement, values, buffers);
    connection_.execute(statement);
    if (!connection_.fetch(statement)) return std::nullopt;
    std::vector<std::optional<std::string>> row;
    const SQLSMALLINT columns = statement.columns();
    for (SQLUSMALLINT i = 1; i <= static_cast<SQLUSMALLINT>(columns); ++i) {
      row.push_back(long_text(connection_, statement, i));
    }
    return row;
  }

  rows::Value key_value(std::size_t column, std::optional<std::string> cell) const {
    if (!cell) refuse_key(connection_, schema_[column].name);
    return as_it_stands(schema_[column].type, *std::move(cell));
  }

  // Where keys may tie: the key of the page's last row; none where the page is the last one.
  std::optional<std::vector<rows::Value>> find_end(const After& begin, std::int64_t most) {
    const std::string where = begin.text.empty() ? "" : " WHERE " + begin.text;
    auto row = first_row(fmt::format("{0} SELECT {1} FROM w{2} ORDER BY {1} LIMIT 1 OFFSET {3}",
                                     query_, keys_, where, most - 1),
                         begin.values);
    if (!row) return std::nullopt;
    std::vector<rows::Value> end;
    for (std::size_t i = 0; i < row->size(); ++i) {
      end.push_back(key_value(options_.key[i], std::move(row->at(i))));
    }
    return end;
  }

  // Up to and with all rows whose key is equal to the end's.
  After until(const std::vector<rows::Value>& end, bool first) const {
    const std::string column = fmt::format("w.c{}", options_.key.front());
    After further = after(options_.key, end);
    After until{fmt::format("({0} <= ?{1}) AND ({2}) IS NOT TRUE", column,
                            first ? fmt::format(" OR {} IS NULL", column) : "", further.text),
                {end.front()}};
    add_values(until.values, further.values);
    return until;
  }

  // False: the page has no such row. The cursor is elsewhere after it.
  bool go_to(const Page& page, std::int64_t row) {
    return connection_.call(page.statement, Connection::Work::fetching, [&] {
      return page.statement.raw().FetchScroll(page.statement.get(), SQL_FETCH_ABSOLUTE,
                                              static_cast<SQLLEN>(row));
    }) != SQL_NO_DATA;
  }

  // The key of the row that ends a page which is full.
  std::optional<std::vector<rows::Value>> read_end(const Page& page) {
    if (!go_to(page, page.most)) return std::nullopt;
    std::vector<rows::Value> end;
    for (const std::size_t column : options_.key) {
      const auto position = static_cast<SQLUSMALLINT>(column + 1);
      end.push_back(key_value(column, long_text(connection_, page.statement, position)));
    }
    return end;
  }

  // Of the rows after some key, at most so many; of all that tie with the last of them.
  Page open(const After& begin, std::int64_t most) {
    const auto since = std::chrono::steady_clock::now();
    std::string condition = begin.text;
    std::vector<rows::Value> values = values_;
    add_values(values, begin.values);
    std::optional<std::vector<rows::Value>> end;
    if (may_tie_) end = find_end(begin, most);
    if (end) {
      const After up_to = until(*end, begin.text.empty());
      condition += (condition.empty() ? "" : " AND ") + up_to.text;
      add_values(values, up_to.values);
    }
    std::string text = query_ + " SELECT * FROM w";
    if (!condition.empty()) text += " WHERE " + condition;
    text += " ORDER BY " + keys_;
    if (!may_tie_) text += fmt::format(" LIMIT {}", most);

    Page page{connection_.statement(), {}, most, std::move(end)};
    prepare_for_reading(page.statement);
    connection_.prepare(page.statement, typed_marks(connection_, text, values));
    odbc::bind(page.statement, values, page.buffers);
    connection_.execute(page.statement);
    if (scrolls_to_end()) page.end = read_end(page);
    page.fast = std::chrono::steady_clock::now() - since < kFast;
    return page;
  }

  bool scrolls_to_end() const { return !may_tie_ && connection_.driver().scrolls; }

  void begin(Page page) {
    read_ = bytes_ = 0;
    end_ = std::move(page.end);
    most_ = page.most;
    fast_ = page.fast;
    buffers_ = std::move(page.buffers);
    rows_ = open_stream(connection_, std::move(page.statement), columns_, schema_, options_,
                        scrolls_to_end() ? Cursor::elsewhere : Cursor::before_first);
    look_ahead();
  }

  // Of the page that has been read; none: it is the last one.
  std::optional<std::vector<rows::Value>> end_of_page() const {
    if (may_tie_ || scrolls_to_end()) return end_;
    if (read_ < most_) return std::nullopt;
    return rows_->last_key();
  }

  // As many rows as a page's are long.
  std::int64_t rows_of_a_page() const {
    return std::clamp(kPageBytes / std::max<std::int64_t>(1, row_bytes_), kLeastRows, kMostRows);
  }

  // The page after this one is opened while this one's rows are fetched and decoded; not where that
  // may take long, as the end of this stream would have to wait for it, nor where rows are huge.
  void look_ahead() {
    if (read_ > 0) row_bytes_ = bytes_ / read_;
    if (!beside_ || opening_ || !end_ || !fast_ || row_bytes_ == 0 ||
        row_bytes_ * kLeastRows > kPageBytes) {
      return;
    }
    opening_ = opener_.start(
        [this, most = rows_of_a_page()] { opened_ = open(after(options_.key, *end_), most); });
  }

  // The page that was opened ahead. None: it has to be opened again, by itself. libmaodbc 3.1
  // clears the error of the connection with each row it fetches, so that what failed beside it may
  // have another error, or be said to have succeeded, and has no rows then.
  std::optional<Page> take_ahead() {
    if (!std::exchange(opening_, false)) return std::nullopt;
    try {
      opener_.wait();
      std::optional<Page> ahead = std::exchange(opened_, std::nullopt);
      if (ahead->end || go_to(*ahead, 1)) return ahead;
    } catch (const Error&) {
      connection_.check_cancelled();
    }
    connection_.check_in_transaction();
    return std::nullopt;
  }

  Page page_after(const std::vector<rows::Value>& end) {
    std::optional<Page> ahead = take_ahead();
    truncated_ += rows_->truncated_values();
    rows_.reset();
    if (ahead) return *std::move(ahead);
    return open(after(options_.key, end), rows_of_a_page());
  }

  Connection& connection_;
  std::string query_;  // w(c0, c1, ...)
  std::string keys_;
  std::vector<rows::Value> values_;
  std::vector<SourceColumn> columns_;
  rows::Schema schema_;
  ReadOptions options_;
  std::function<void()> before_rollback_;  // of the connection, until the end
  bool may_tie_ = false;
  bool beside_ = false;  // a page can be opened while another is read
  // The page that is read.
  std::optional<std::vector<rows::Value>> end_;
  std::int64_t most_ = 0;  // rows
  bool fast_ = false;
  ParameterBuffers buffers_;
  std::unique_ptr<ResultStream> rows_;
  std::int64_t read_ = 0;
  std::int64_t bytes_ = 0;
  std::int64_t row_bytes_ = 0;  // on the average; 0: not known yet
  std::int64_t truncated_ = 0;  // in the pages before it
  // The one after it.
  std::optional<Page> opened_;
  bool opening_ = false;
  Ahead opener_;  // goes first: it uses the rest
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
  auto pages = std::make_unique<Pages>(connection, query, values, columns, schema, options);
  pages->start();
  return pages;
}

}  // namespace waybill::warehouse::odbc
