#include "sync/isolate.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/seeded_bug.hpp"

namespace waybill::sync {
namespace {

constexpr std::string_view kRefused = "WB8514";

class Halving {
 public:
  explicit Halving(const Isolation& isolation)
      : on_(isolation), columns_(rows::names_of(isolation.staged.columns)) {}

  Merged run() {
    const sql::Dialect& dialect = on_.session.dialect();
    on_.session.execute({sql::create_staging(dialect, on_.numbered), {}});
    on_.session.execute({sql::create_staging(dialect, on_.part), {}});
    on_.session.execute(
        sql::copy_numbered(dialect, copy(on_.numbered, on_.staged), on_.staged.key));
    if (sql::savepoint(dialect)) {
      on_.begin();
      halve(1, on_.rows + 1);
    } else {
      find_prefixes();
    }
    return std::move(merged_);
  }

 private:
  sql::CopySpec copy(const sql::TableDef& into, const sql::TableDef& from) const {
    return {into.table, from.table, columns_, {}, {}};
  }

  Merged merge_range(std::int64_t first, std::int64_t end) {
    const sql::Dialect& dialect = on_.session.dialect();
    on_.session.execute(sql::delete_rows(dialect, on_.part.table));
    const std::int64_t rows =
        on_.session.execute(sql::copy_range(dialect, copy(on_.part, on_.numbered), first, end));
    return on_.merger.merge(on_.part.table, rows);
  }

  void execute(const std::optional<sql::Statement>& statement) {
    if (statement) on_.session.execute(*statement);
  }

  // Rows first <= n < end, each half in what the one before has left.
  void halve(std::int64_t first, std::int64_t end) {
    const sql::Dialect& dialect = on_.session.dialect();
    const std::size_t letters = on_.dead_letters.letters().size();
    execute(sql::savepoint(dialect));
    try {
      merged_.add(merge_range(first, end));
      execute(sql::release_savepoint(dialect));
      return;
    } catch (const Error& error) {
      if (!is_about_rows(error)) throw;
      if (!base::seeded_bug("letters_of_failed_half_kept")) on_.dead_letters.shorten(letters);
      if (!base::seeded_bug("failed_half_kept")) execute(sql::rollback_to_savepoint(dialect));
      execute(sql::release_savepoint(dialect));
      if (end - first == 1 ||
          (base::seeded_bug("neighbour_of_culprit_dropped") && end - first == 2)) {
        refuse(first, error);
        return;
      }
    }
    const std::int64_t middle = first + (end - first) / 2;
    halve(first, middle);
    halve(middle, end);
  }

  // An error takes the transaction with it: the shortest beginning that fails ends with a culprit.
  void find_prefixes() {
    const sql::Dialect& dialect = on_.session.dialect();
    for (;;) {
      std::optional<Error> failed = try_prefix(on_.rows + 1);
      if (!failed) return;
      std::int64_t good = 1;  // rows n < good go
      std::int64_t bad = on_.rows + 1;
      while (bad - good > 1) {
        const std::int64_t middle = good + (bad - good) / 2;
        if (auto error = try_prefix(middle)) {
          failed = std::move(error);
          bad = middle;
        } else {
          on_.rollback();
          good = middle;
        }
      }
      refuse(bad - 1, *failed);
      on_.session.execute(sql::delete_numbered(dialect, on_.numbered.table, bad - 1));
    }
  }

  // nullopt: it went well, and its transaction is open.
  std::optional<Error> try_prefix(std::int64_t end) {
    const std::size_t letters = on_.dead_letters.letters().size();
    try {
      on_.begin();
      merged_ = Merged{};
      merged_.counts.rejected = rejected_;
      merged_.add(merge_range(1, end));
      return std::nullopt;
    } catch (const Error& error) {
      on_.rollback();
      on_.dead_letters.shorten(letters);
      if (!is_about_rows(error)) throw;
      return error;
    }
  }

  void refuse(std::int64_t number, const Error& error) {
    const sql::Dialect& dialect = on_.session.dialect();
    on_.session.execute(sql::delete_rows(dialect, on_.part.table));
    on_.session.execute(sql::copy_range(dialect, copy(on_.part, on_.numbered), number, number + 1));
    const auto stream = on_.session.query(sql::read_rows(dialect, on_.part.table, columns_),
                                          on_.staged.columns, {});
    rows::Batch batch(on_.staged.columns);
    std::vector<warehouse::CellMisfit> misfits;
    while (stream->next(batch, misfits)) {
      if (base::seeded_bug("culprit_without_dead_letter")) continue;
      for (std::int64_t at = 0; at < batch.length; ++at) {
        on_.dead_letters.add(kRefused, refusal_text(error), key_json(on_.plan, batch, at),
                             payload_json(on_.job, on_.plan, batch, at));
      }
    }
    ++rejected_;
    ++merged_.counts.rejected;
  }

  const Isolation& on_;
  std::vector<std::string> columns_;
  Merged merged_;
  std::int64_t rejected_ = 0;
};

}  // namespace

bool is_about_rows(const Error& error) {
  return error.code().id == codes::constraint_violated.id;
}

std::string refusal_text(const Error& error) {
  return error.sqlstate().empty()
             ? error.message()
             : fmt::format("{} (SQLSTATE {})", error.message(), error.sqlstate());
}

Merged merge_without_culprits(const Isolation& isolation) {
  return Halving(isolation).run();
}

}  // namespace waybill::sync
