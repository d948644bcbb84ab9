// Whole files, with real files.
#include "base/file.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "base/error.hpp"
#include "support/temp_dir.hpp"

using namespace waybill::base;
using waybill::tests::TempDir;

namespace {

std::string code_of(const auto& call) {
  try {
    call();
  } catch (const waybill::Error& error) {
    CHECK(!error.hint().empty());
    return std::string(error.code().id) + " " + error.message();
  }
  return "nothing thrown";
}

mode_t mode_of(const std::string& path) {
  struct stat status = {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_mode & 07777;
}

std::ptrdiff_t entries(const std::filesystem::path& folder) {
  return std::distance(std::filesystem::directory_iterator(folder), {});
}

}  // namespace

TEST_CASE("what is written is read, every byte of it, and nothing is left beside it") {
  const TempDir dir;
  const std::string path = dir.file("ä b.json");
  std::string content("\0\r\n\xFF", 4);
  content += std::string(300'000, 'x');
  write_file(path, content);
  CHECK(read_file(path, 1'000'000) == content);
  write_file(path, "");
  CHECK(read_file(path, 0) == "");
  CHECK(entries(dir.path) == 1);
}

TEST_CASE("the limit is the last length that is read") {
  const TempDir dir;
  write_file(dir.file("f"), "12345");
  CHECK(read_file(dir.file("f"), 5) == "12345");
  CHECK(read_file(dir.file("f"), 4) == std::nullopt);
  CHECK(read_file("/dev/zero", 100'000) == std::nullopt);
}

TEST_CASE("a file whose size is not known beforehand is read whole") {
  const auto content = read_file("/proc/self/status", 1'000'000);
  REQUIRE(content.has_value());
  CHECK(content->find("Name:") == 0);
}

TEST_CASE("what cannot be read is an error with the system's reason") {
  const TempDir dir;
  const std::string missing = dir.file("missing");
  CHECK(code_of([&] { read_file(missing, 10); }) ==
        "WB9010 cannot read " + missing + ": No such file or directory");
  CHECK(code_of([&] { read_file(dir.path, 10); }) ==
        "WB9010 cannot read " + dir.path.string() + ": Is a directory");
}

TEST_CASE("what cannot be written is an error, and the old file stays") {
  const TempDir dir;
  const std::string path = dir.file("none/f");
  CHECK(code_of([&] { write_file(path, "x"); }) ==
        "WB9011 cannot write " + path + ": No such file or directory");
  const std::string folder = dir.file("folder");
  std::filesystem::create_directories(folder + "/inner");
  CHECK(code_of([&] { write_file(folder, "x"); }) ==
        "WB9011 cannot write " + folder + ": Is a directory");
  CHECK(entries(dir.path) == 1);
  CHECK(std::filesystem::exists(folder + "/inner"));
}

TEST_CASE("a rewritten file keeps its permissions, a new one follows the umask") {
  const TempDir dir;
  const mode_t mask = ::umask(0);
  ::umask(mask);
  write_file(dir.file("new"), "1");
  CHECK(mode_of(dir.file("new")) == (0666 & ~mask));
  REQUIRE(::chmod(dir.file("new").c_str(), 0640) == 0);
  write_file(dir.file("new"), "2");
  CHECK(mode_of(dir.file("new")) == 0640);
  CHECK(read_file(dir.file("new"), 10) == "2");
}

TEST_CASE("writing through a symbolic link replaces what it points to, not the link") {
  const TempDir dir;
  write_file(dir.file("target"), "old");
  std::filesystem::create_symlink("target", dir.path / "link");
  write_file(dir.file("link"), "new");
  CHECK(std::filesystem::is_symlink(dir.path / "link"));
  CHECK(read_file(dir.file("target"), 10) == "new");
  std::filesystem::create_symlink("loop", dir.path / "loop");
  CHECK(code_of([&] { write_file(dir.file("loop"), "x"); }).starts_with("WB9011"));
}

TEST_CASE("a reader that has the old file open still sees the old content") {
  const TempDir dir;
  write_file(dir.file("f"), "old");
  std::ifstream reader(dir.file("f"));
  write_file(dir.file("f"), "new");
  std::string seen;
  reader >> seen;
  CHECK(seen == "old");
}
