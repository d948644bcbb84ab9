// What file sinks leave when the operating system fails, or the process is killed, at any call.
#include <doctest/doctest.h>
#include <grp.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

#include "base/error.hpp"
#include "file_place.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

// Counts the calls, and at one of them fails or kills the process; half a write is still written.
class FaultyFiles : public sink::Files {
 public:
  enum class How { fail, kill };
  FaultyFiles(int nth, How how, int reason = ENOSPC) : left_(nth), how_(how), reason_(reason) {}
  bool struck() const { return left_ <= 0; }
  const char* call() const { return call_; }

  bool is_folder(const std::string& path) const override {
    return !strikes("is_folder") && Files::is_folder(path);
  }
  bool make_folder(const std::string& path) const override {
    return !strikes("make_folder") && Files::make_folder(path);
  }
  bool names_in(const std::string& folder, std::vector<std::string>& names) const override {
    return !strikes("names_in") && Files::names_in(folder, names);
  }
  int create(const std::string& path) const override {
    return strikes("create") ? -1 : Files::create(path);
  }
  ssize_t write(int file, std::string_view bytes) const override {
    if (left_ == 1) Files::write(file, bytes.substr(0, bytes.size() / 2));
    if (strikes("write")) return -1;
    return Files::write(file, bytes.substr(0, 100'000));  // less than was asked for
  }
  // No power is cut here: the disk need not be waited for.
  bool flush(int) const override { return !strikes("flush"); }
  bool close(int file) const override {
    const bool strike = strikes("close");
    return Files::close(file) && !strike;
  }
  bool rename(const std::string& from, const std::string& to) const override {
    return !strikes("rename") && Files::rename(from, to);
  }
  bool remove(const std::string& path) const override {
    return !strikes("remove") && Files::remove(path);
  }
  bool flush_folder(const std::string&) const override { return !strikes("flush_folder"); }

 private:
  bool strikes(const char* call) const {
    if (--left_ != 0) return false;
    call_ = call;
    if (how_ == How::kill) ::kill(::getpid(), SIGKILL);
    errno = reason_;
    return true;
  }
  mutable int left_;
  How how_;
  int reason_;
  mutable const char* call_ = "";
};

constexpr std::int64_t kRows = 2000;

sink::Target faults_target(const std::string& run_id) {
  sink::Target to = target("items", run_id);
  to.schema = schema_of_texts();
  return to;
}

const FaultyFiles& sound() {
  static const FaultyFiles files(0, FaultyFiles::How::fail);
  return files;
}

// Rows of 0.4 KB in batches, so that there are several writes and several files.
void send(sink::Sink& sink, const std::string& run_id) {
  const sink::Target to = faults_target(run_id);
  const auto run = sink.begin(to);
  for (std::int64_t from = 0; from < kRows; from += 500) {
    const rows::Batch batch =
        texts(from, std::vector<std::optional<std::string>>(500, std::string(400, 'x')));
    run->put(batch, sink::Operation::upsert, sink::content_id(to, batch, sink::Operation::upsert));
  }
  run->finish();
}

// What a reader of the place may find at any moment: whole files of rows, each file once.
void check_whole(FilePlace& place, const std::vector<std::string>& files) {
  for (const auto& path : place.files_of("items")) {
    CHECK(std::ranges::find(files, path.filename().string()) != files.end());
  }
  CHECK_NOTHROW(place.delivered("items"));
}

std::vector<std::string> names(FilePlace& place) {
  std::vector<std::string> names;
  for (const auto& path : place.files_of("items")) names.push_back(path.filename().string());
  return names;
}

struct Shape {
  const char* sink;
  const char* config;
  std::size_t files;
};
constexpr Shape kShapes[] = {{"csv", "{}", 1},
                             {"jsonl", "{}", 1},
                             {"csv", "{\"rows_per_file\": 500}", 4},
                             {"jsonl", "{\"rows_per_file\": 750}", 3}};

base::Json config(const Shape& shape) {
  return base::parse_json_or_throw(shape.config, "config");
}
std::vector<std::string> expected_files(const Shape& shape) {
  FilePlace place(shape.sink, config(shape));
  send(*place.open(sound()), "reference");
  REQUIRE(names(place).size() == shape.files);
  return names(place);
}

// In a child process, which ends with what `work` answers.
template <class Work>
int in_child(const Work& work) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(work());
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

std::string refusal(sink::Sink& sink) {
  try {
    send(sink, "refused");
    return "";
  } catch (const Error& error) {
    CHECK(error.code().id == codes::unwritable_file.id);
    CHECK(error.blame() == Blame::destination);
    CHECK(error.hint() != "");
    return error.message();
  }
}

}  // namespace

TEST_CASE("a call that fails, each in turn: one error, nothing half there, the next run mends it") {
  int faults = 0;
  std::string calls;
  for (const Shape& shape : kShapes) {
    const std::vector<std::string> files = expected_files(shape);
    for (const int reason : {ENOSPC, EIO}) {
      for (int nth = 1;; ++nth) {
        FilePlace place(shape.sink, config(shape));
        const FaultyFiles broken(nth, FaultyFiles::How::fail, reason);
        const std::string message = refusal(*place.open(broken));
        if (!broken.struck()) {
          CHECK(message == "");
          break;
        }
        CAPTURE(nth);
        CAPTURE(broken.call());
        ++faults;
        calls += broken.call();
        CHECK(message != "");
        check_whole(place, files);
        send(*place.open(sound()), "next");
        CHECK(names(place) == files);
        CHECK(place.delivered("items").size() == kRows);
        CHECK(place.leftovers() == 0);
      }
    }
  }
  for (const char* call :
       {"make_folder", "names_in", "create", "write", "flush", "close", "rename", "flush_folder"}) {
    CAPTURE(call);
    CHECK(calls.find(call) != std::string::npos);
  }
  CHECK(faults > 100);
}

TEST_CASE(
    "a process that is killed, at each call in turn: nothing half there, and the same after") {
  int kills = 0;
  int with_leftovers = 0;
  for (const Shape& shape : kShapes) {
    const std::vector<std::string> files = expected_files(shape);
    for (int nth = 1;; ++nth) {
      FilePlace place(shape.sink, config(shape));
      const int status = in_child([&] {
        const FaultyFiles deadly(nth, FaultyFiles::How::kill);
        send(*place.open(deadly), "killed");
        return 0;
      });
      if (status == 0) break;
      CAPTURE(nth);
      REQUIRE(status == -SIGKILL);
      ++kills;
      check_whole(place, files);
      if (place.leftovers() > 0) ++with_leftovers;
      send(*place.open(sound()), "next");
      CHECK(names(place) == files);
      CHECK(place.delivered("items").size() == kRows);
      CHECK(place.leftovers() == 0);
    }
  }
  CHECK(kills > 50);
  CHECK(with_leftovers > 20);
}

TEST_CASE("leftovers of another sync are left alone") {
  FilePlace place("csv", {});
  const auto sink = place.open();
  sink::Target to = faults_target("alive");
  to.owner = "another";
  const auto alive = sink->begin(to);
  const rows::Batch batch = texts(1, {"a"});
  alive->put(batch, sink::Operation::upsert, sink::content_id(to, batch, sink::Operation::upsert));
  send(*sink, "next");
  CHECK(place.leftovers() == 1);
  alive->finish();
  CHECK(place.delivered("items").size() == kRows + 1);
}

TEST_CASE("a run that was cleared away by the next one fails, and harms nothing") {
  FilePlace place("csv", {});
  const auto sink = place.open();
  const sink::Target to = faults_target("asleep");
  const auto asleep = sink->begin(to);
  const rows::Batch batch = texts(1, {"a"});
  asleep->put(batch, sink::Operation::upsert, sink::content_id(to, batch, sink::Operation::upsert));
  send(*sink, "next");
  CHECK_THROWS_AS(asleep->finish(), Error);
  CHECK(place.delivered("items").size() == kRows);
  CHECK(place.leftovers() == 0);
}

TEST_CASE("a folder that is not there is not made: it may be a disk that is not mounted") {
  FilePlace place("csv", {});
  std::filesystem::remove(place.folder());
  const std::string folder = place.folder().string();
  CHECK(refusal(*place.open()) == "cannot use folder " + folder + ": No such file or directory");
  std::ofstream(folder).put('x');
  CHECK(refusal(*place.open()).starts_with("cannot read " + folder));
  std::filesystem::remove(folder);
  CHECK_FALSE(std::filesystem::exists(folder));
}

TEST_CASE("something else in the way of an object or a file is left as it is") {
  FilePlace place("csv", {});
  std::ofstream(place.folder() / "items").put('x');
  CHECK(refusal(*place.open()) != "");
  CHECK(FilePlace::content_of(place.folder() / "items") == "x");
  std::filesystem::remove(place.folder() / "items");

  send(*place.open(), "first");
  const auto file = place.files_of("items").at(0);
  const std::string content = FilePlace::content_of(file);
  std::filesystem::remove(file);
  std::filesystem::create_directory(file);
  CHECK(refusal(*place.open()) != "");
  CHECK(std::filesystem::is_directory(file));
  std::filesystem::remove(file);

  // A file of that name that somebody spoilt is put right.
  std::ofstream(file) << "half of it";
  send(*place.open(), "again");
  CHECK(FilePlace::content_of(file) == content);
  CHECK(place.leftovers() == 0);
}

TEST_CASE("a user without the right gets an error and leaves nothing") {
  FilePlace place("csv", {});
  ::chmod(place.folder().c_str(), 0555);
  const int status = in_child([&] {
    if (::getuid() == 0 &&
        (::setgroups(0, nullptr) != 0 || ::setgid(65534) != 0 || ::setuid(65534) != 0)) {
      return 2;
    }
    try {
      send(*place.open(), "refused");
    } catch (const Error& error) {
      return error.code().id == codes::unwritable_file.id && error.native_code() == EACCES ? 0 : 3;
    }
    return 4;
  });
  ::chmod(place.folder().c_str(), 0755);
  CHECK(status == 0);
  CHECK(std::filesystem::is_empty(place.folder()));
}

TEST_CASE("a planted link is not followed") {
  FilePlace place("csv", {});
  const TempDir elsewhere;
  const auto sink = place.open();
  sink::Target to = faults_target("linked");
  const auto begin = [&] {
    const auto run = sink->begin(to);
    const rows::Batch batch = texts(1, {"a"});
    run->put(batch, sink::Operation::upsert, sink::content_id(to, batch, sink::Operation::upsert));
    return run->finish().parts.at(0).place;
  };
  const std::filesystem::path file = begin();
  std::ofstream(elsewhere.file("victim")) << "precious";
  std::filesystem::remove(file);
  std::filesystem::create_symlink(elsewhere.file("victim"), file);
  begin();
  CHECK(FilePlace::content_of(elsewhere.file("victim")) == "precious");
  CHECK_FALSE(std::filesystem::is_symlink(file));
}
