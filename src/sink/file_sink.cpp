#include "sink/file_sink.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <system_error>
#include <utility>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"

namespace waybill::sink {
namespace {

constexpr std::size_t kBuffer = std::size_t{256} << 10;
constexpr std::size_t kLongestName = 255;  // of an entry of a folder, in bytes
constexpr std::string_view kTemporary = ".waybill-";
constexpr std::string_view kTemporaryEnd = ".tmp";

Error failure(std::string_view what, const std::string& path, int reason) {
  const bool full = reason == ENOSPC || reason == EDQUOT;
  return Error(codes::unwritable_file,
               fmt::format("cannot {} {}: {}", what, path, std::generic_category().message(reason)))
      .with_hint(full ? "make room on the disk; the next run sends the rows again"
                      : "check that the folder is there and that this user may write to it")
      .with_blame(Blame::destination)
      .with_native(reason);
}

// A file under a name that no reader looks at, until it is given its own.
class PartFile {
 public:
  PartFile(const Files& files, std::string path, const Target& target)
      : files_(files), path_(std::move(path)), id_(target) {
    file_ = files_.create(path_);
    if (file_ < 0) throw failure("create", path_, errno);
  }
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;
  ~PartFile() {
    if (file_ >= 0) files_.close(file_);
    if (!path_.empty()) files_.remove(path_);
  }

  std::string& text() { return text_; }
  void write_if_much() {
    if (text_.size() >= kBuffer) write();
  }
  ContentId& id() { return id_; }

  // From here on it is on the disk, still under its temporary name.
  void complete() {
    write();
    if (!files_.flush(file_)) throw failure("write", path_, errno);
    if (!files_.close(std::exchange(file_, -1))) throw failure("write", path_, errno);
  }
  void appear_as(const std::string& path) {
    if (!files_.rename(path_, path)) throw failure("create", path, errno);
    path_.clear();
  }
  std::int64_t bytes() const { return bytes_; }

 private:
  void write() {
    std::string_view rest = text_;
    while (!rest.empty()) {
      const ssize_t written = files_.write(file_, rest);
      if (written <= 0) throw failure("write", path_, written < 0 ? errno : EIO);
      rest.remove_prefix(static_cast<std::size_t>(written));
      bytes_ += written;
    }
    text_.clear();
  }

  const Files& files_;
  std::string path_;
  ContentId id_;
  int file_ = -1;
  std::string text_;
  std::int64_t bytes_ = 0;
};

class FileRun : public Run {
 public:
  FileRun(const FileSinkSpec& spec, const Files& files, const Target& target)
      : spec_(spec),
        files_(files),
        target_(target),
        format_(spec.format(target.schema)),
        folder_(fmt::format("{}/{}", spec.folder, folder_name(target.object))),
        most_rows_(spec.rows_per_file > 0 ? spec.rows_per_file
                                          : std::numeric_limits<std::int64_t>::max()),
        mine_(fmt::format("{}{}-", kTemporary, base::content_hash(target.owner))) {
    check_names();
    clear_away_leftovers();
  }

  std::vector<RowResult> put(const rows::Batch& batch, Operation operation,
                             const ContentId& id) override {
    check_open();
    const Columns columns = find_columns(batch, operation);
    ended_ = true;  // unless all of it succeeds
    for (std::int64_t from = 0; from < batch.length;) {
      if (parts_.empty() || parts_.back()->id().rows() == most_rows_) next_part();
      PartFile& part = *parts_.back();
      const std::int64_t to = from + std::min(batch.length - from, most_rows_ - part.id().rows());
      for (std::int64_t row = from; row < to; ++row) {
        format_->append(part.text(), operation, columns, row);
        part.write_if_much();
      }
      if (to - from == batch.length) {
        part.id().add(id);
      } else {
        part.id().add(batch, operation, from, to);
      }
      from = to;
    }
    ended_ = false;
    return {};
  }

  Receipt finish() override {
    check_open();
    ended_ = true;
    Receipt receipt;
    if (!parts_.empty()) parts_.back()->complete();
    for (const auto& part : parts_) {
      const std::string id = part->id().text();
      const std::string path = fmt::format("{}/{}.{}", folder_, id, spec_.name);
      part->appear_as(path);
      receipt.parts.push_back({id, path, part->id().rows(), part->bytes()});
    }
    if (!parts_.empty()) {
      for (const std::string& folder : {folder_, spec_.folder}) {
        if (!files_.flush_folder(folder)) throw failure("write", folder, errno);
      }
    }
    parts_.clear();
    return receipt;
  }

  void abort() noexcept override {
    ended_ = true;
    parts_.clear();
  }

 private:
  void check_open() const {
    if (ended_) throw Error(codes::internal, "the run of a sink has ended already");
  }

  void check_names() const {
    std::vector<std::string_view> names{kOperationField};
    for (const rows::Field& field : target_.schema) names.push_back(field.name);
    std::ranges::sort(names);
    const auto twice = std::ranges::adjacent_find(names);
    if (twice == names.end()) return;
    throw Error(codes::table_mismatch,
                fmt::format("object '{}': two fields are named '{}'", target_.object, *twice))
        .with_hint("give each column a name_in_destination of its own")
        .with_blame(Blame::host);
  }

  void clear_away_leftovers() const {
    std::vector<std::string> names;
    if (!files_.names_in(folder_, names)) {
      if (errno != ENOENT) throw failure("read", folder_, errno);
      // Not made here: it may be a disk that is not mounted now.
      if (!files_.is_folder(spec_.folder)) throw failure("use folder", spec_.folder, errno);
    }
    for (const std::string& name : names) {
      if (!name.starts_with(mine_) || !name.ends_with(kTemporaryEnd)) continue;
      const std::string path = fmt::format("{}/{}", folder_, name);
      if (!files_.remove(path) && errno != ENOENT) throw failure("remove", path, errno);
    }
  }

  // Of the batch, in the order of the schema.
  Columns find_columns(const rows::Batch& batch, Operation operation) const {
    const auto refuse = [&](std::string_view why) {
      return Error(codes::internal, fmt::format("object '{}': a batch {}", target_.object, why));
    };
    Columns columns(target_.schema.size(), nullptr);
    for (std::size_t i = 0; i < batch.schema.size(); ++i) {
      const rows::Field& field = batch.schema[i];
      const auto same = std::ranges::find(target_.schema, field.name, &rows::Field::name);
      if (same == target_.schema.end() || same->type != field.type ||
          batch.columns.at(i).type() != field.type) {
        throw refuse("has a column that was not announced");
      }
      columns[static_cast<std::size_t>(same - target_.schema.begin())] = &batch.columns[i];
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const bool needed =
          operation != Operation::remove || std::ranges::find(target_.key, i) != target_.key.end();
      if (needed && columns[i] == nullptr) throw refuse("lacks a column");
    }
    return columns;
  }

  void next_part() {
    if (parts_.empty()) {
      make_folder();
    } else {
      parts_.back()->complete();
    }
    const std::string path = fmt::format("{}/{}{}-{}{}", folder_, mine_,
                                         folder_name(target_.run_id), parts_.size(), kTemporaryEnd);
    parts_.push_back(std::make_unique<PartFile>(files_, path, target_));
    format_->begin_file(parts_.back()->text());
  }

  void make_folder() const {
    if (!files_.make_folder(folder_) && errno != EEXIST) throw failure("create", folder_, errno);
  }

  const FileSinkSpec& spec_;
  const Files& files_;
  const Target target_;
  const std::unique_ptr<Format> format_;
  const std::string folder_;
  const std::int64_t most_rows_;  // of one file
  const std::string mine_;        // how names of temporary files of this owner begin
  std::vector<std::unique_ptr<PartFile>> parts_;
  bool ended_ = false;
};

class FileSink : public Sink {
 public:
  FileSink(FileSinkSpec spec, const Files& files) : spec_(std::move(spec)), files_(files) {}

  std::string_view name() const override { return spec_.name; }
  std::unique_ptr<Run> begin(const Target& target) override {
    return std::make_unique<FileRun>(spec_, files_, target);
  }

 private:
  FileSinkSpec spec_;
  const Files& files_;
};

}  // namespace

std::string folder_name(std::string_view object) {
  constexpr std::string_view kOther = "%/\\:*?\"<>|";
  std::string name;
  for (const char c : object) {
    const auto byte = static_cast<unsigned char>(c);
    const bool hidden = c == '.' && name.empty();
    if (byte < 0x20 || byte == 0x7F || hidden || kOther.find(c) != std::string_view::npos) {
      name += fmt::format("%{:02X}", byte);
    } else {
      name += c;
    }
  }
  if (name.empty() || name.size() > kLongestName) {
    throw Error(codes::bad_identifier,
                fmt::format("the name of an object is {}", name.empty() ? "empty"
                                                                        : "too long for "
                                                                          "a folder"))
        .with_hint("give the sync another object");
  }
  return name;
}

std::unique_ptr<Sink> make_file_sink(FileSinkSpec spec, const Files& files) {
  return std::make_unique<FileSink>(std::move(spec), files);
}

}  // namespace waybill::sink
