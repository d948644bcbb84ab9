#include "warehouse/host/load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "base/error.hpp"
#include "base/text.hpp"
#include "warehouse/adbc/decode.hpp"
#include "warehouse/adbc/handles.hpp"

namespace waybill::warehouse::host {
namespace {

constexpr std::int64_t kRows = 8192;

// What a stream says of its own failure, on one line.
std::string last_error(adbc::ArrayStream& stream, int code) {
  const char* const text =
      stream->get_last_error != nullptr ? stream->get_last_error(stream.get()) : nullptr;
  return base::one_line(text != nullptr ? text : std::generic_category().message(code), 400);
}

class Load {
 public:
  Load(rows::HostSource& source, const rows::ReadHints& hints, const LoadTarget& target)
      : target_(target) {
    source.open(target.columns.name, hints, stream_.get());
    if (!stream_.filled()) throw failure("opened no stream", "fill the stream that is handed in");
    if (const int code = stream_->get_schema(stream_.get(), schema_.get()); code != 0) {
      throw failure(fmt::format("has no rows to hand out: {}", last_error(stream_, code)), "");
    }
    find_columns();
  }

  void run() {
    for (;;) {
      target_.check();
      adbc::Array chunk;
      if (const int code = stream_->get_next(stream_.get(), chunk.get()); code != 0) {
        throw failure(fmt::format("failed while it was read: {}", last_error(stream_, code)), "");
      }
      if (!chunk.filled()) return;
      take(*chunk.get());
    }
  }

 private:
  Error failure(const std::string& what, std::string hint) const {
    return Error(codes::connect_failed, fmt::format("host source '{}': table '{}' {}",
                                                    target_.source, target_.columns.name, what))
        .with_hint(hint.empty() ? "ask whoever runs the host program" : std::move(hint))
        .with_blame(Blame::source);
  }

  void find_columns() {
    for (const rows::Field& field : target_.columns.columns) {
      std::int64_t at = 0;
      while (at < schema_->n_children && schema_->children[at]->name != field.name) ++at;
      if (at == schema_->n_children) {
        throw failure(fmt::format("lacks the column '{}', which it is said to have", field.name),
                      "hand out every column that the description names");
      }
      readers_.push_back(
          adbc::make_reader(*schema_->children[at], field.type, readers_.size(), false));
      positions_.push_back(at);
      if (readers_.back().decode != nullptr) continue;
      throw failure(fmt::format("has the column '{}' as {}, which is not read as {}", field.name,
                                readers_.back().from.name, rows::to_string(field.type)),
                    "hand it out as the type that the description names");
    }
  }

  void take(const ArrowArray& chunk) {
    std::string why;
    if (chunk.n_children != schema_->n_children || chunk.children == nullptr || chunk.length < 0) {
      why = "it has another number of columns than it said";
    } else if (chunk.offset != 0) {
      why = "it does not begin with its first row";
    }
    for (std::size_t i = 0; why.empty() && i < readers_.size(); ++i) {
      const ArrowArray* const column = chunk.children[positions_[i]];
      why = column == nullptr ? "a column is missing"
                              : adbc::take_chunk(readers_[i], *column, chunk.length);
    }
    if (!why.empty()) {
      throw failure(fmt::format("handed out rows that cannot be read: {}", why),
                    "follow the Arrow C data interface");
    }
    for (std::int64_t at = 0; at < chunk.length; at += kRows) {
      target_.check();
      ingest({at, std::min(kRows, chunk.length - at), 0});
    }
  }

  void ingest(const adbc::Run& run) {
    rows::Batch batch(target_.columns.columns);
    std::vector<CellMisfit> misfits;
    for (std::size_t i = 0; i < readers_.size(); ++i) {
      readers_[i].decode(readers_[i], run, batch.columns[i], misfits);
    }
    batch.length = run.count;
    if (!misfits.empty()) {
      const CellMisfit& first = misfits.front();
      const rows::Field& field = target_.columns.columns[first.column];
      throw failure(fmt::format("has a value in column '{}' ({}) that {}: row {}", field.name,
                                rows::to_string(field.type), rows::describe(first.misfit),
                                rows_ + first.row + 1),
                    "describe the column by the type its values have");
    }
    target_.session.ingest(target_.table, batch);
    rows_ += run.count;
  }

  const LoadTarget& target_;
  adbc::ArrayStream stream_;
  adbc::Schema schema_;
  std::vector<adbc::ColumnReader> readers_;
  std::vector<std::int64_t> positions_;
  std::int64_t rows_ = 0;
};

}  // namespace

void load(rows::HostSource& source, const rows::ReadHints& hints, const LoadTarget& target) {
  Load(source, hints, target).run();
}

}  // namespace waybill::warehouse::host
