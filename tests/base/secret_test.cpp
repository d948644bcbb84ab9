#include "base/secret.hpp"

#include <doctest/doctest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <fstream>
#include <type_traits>

#include "base/error.hpp"
#include "support/temp_dir.hpp"

namespace {

using namespace waybill;

static_assert(!std::is_copy_constructible_v<base::Secret>);
static_assert(!std::is_copy_assignable_v<base::Secret>);

constexpr const char* kValue = "s3cret ;{}=&@'\"";

std::string refused(const std::string& reference) {
  try {
    base::resolve_secret(reference, "secret 'password'");
  } catch (const Error& error) {
    CHECK(error.code().id == codes::secret_unresolved.id);
    CHECK((error.message() + error.hint()).find("s3cret") == std::string::npos);
    CHECK(!error.hint().empty());
    return error.message();
  }
  return "";
}

std::string with_file(const tests::TempDir& dir, const std::string& content, unsigned mode) {
  const std::string path = dir.file("secret");
  std::ofstream(path, std::ios::binary) << content;
  REQUIRE(::chmod(path.c_str(), mode) == 0);
  return "file:" + path;
}

}  // namespace

TEST_CASE("a secret is read from a file that only its owner may read") {
  const tests::TempDir dir;
  for (const char* end : {"", "\n", "\r\n", "\nsecond line\n"}) {
    CHECK(std::string(base::resolve_secret(with_file(dir, std::string(kValue) + end, 0600), "x")
                          .reveal()) == kValue);
  }
  CHECK(refused(with_file(dir, kValue, 0640)).find("can be read by others") != std::string::npos);
  CHECK(refused(with_file(dir, kValue, 0604)).find("can be read by others") != std::string::npos);
  CHECK(!refused(with_file(dir, "", 0600)).empty());
  CHECK(!refused(with_file(dir, "\ns3cret", 0600)).empty());
  CHECK(!refused(with_file(dir, std::string("s3cret\0x", 8), 0600)).empty());
  CHECK(!refused(with_file(dir, std::string(70'000, 's'), 0600)).empty());
  CHECK(!refused("file:" + dir.file("absent")).empty());
  CHECK(refused("file:" + dir.path.string()).find("not a regular file") != std::string::npos);
}

TEST_CASE("a secret is read from the environment") {
  // Of the names there are, one that every process has.
  const char* path = std::getenv("PATH");
  REQUIRE(path != nullptr);
  CHECK(std::string(base::resolve_secret("env:PATH", "x").reveal()) == path);
  CHECK(refused("env:WAYBILL_TEST_NO_SUCH_VARIABLE").find("not set") != std::string::npos);
  CHECK(!refused("env:").empty());
}

TEST_CASE("what is no reference is refused and not shown") {
  CHECK(!refused("s3cret").empty());
  CHECK(!refused("host:name").empty());
  CHECK(!refused("").empty());
}

TEST_CASE("a secret of the host is asked for by its name, and its absence is said") {
  std::string asked;
  const base::HostSecrets host = [&](std::string_view name) {
    asked = name;
    if (name == "none") {
      throw Error(codes::secret_unresolved, "the host has no 'none'").with_hint("ask the host");
    }
    return base::Secret(name == "empty" ? "" : "s3cret");
  };
  CHECK(std::string(base::resolve_secret("host:pg", "x", host).reveal()) == "s3cret");
  CHECK(asked == "pg");
  const auto said = [&](const char* reference) {
    try {
      base::resolve_secret(reference, "connection 'shop': secret 'password'", host);
      return std::string();
    } catch (const Error& error) {
      CHECK(error.code().id == codes::secret_unresolved.id);
      return error.message() + " | " + error.hint();
    }
  };
  CHECK(said("host:none") ==
        "connection 'shop': secret 'password': the host has no 'none' | ask the host");
  CHECK(said("host:empty").find("secret 'empty' is empty") != std::string::npos);
}

TEST_CASE("a secret leaves nothing behind where it was") {
  std::string text = "s3cret and longer than what fits into the object itself";
  const char* const bytes = text.data();
  const std::size_t size = text.size();
  base::wipe(text);
  CHECK(text.empty());
  CHECK(std::string(bytes, size) == std::string(size, '\0'));
  base::Secret first("short");
  base::Secret second(std::move(first));
  CHECK(std::string(second.reveal()) == "short");
  CHECK(first.empty());  // NOLINT(bugprone-use-after-move)
  first = std::move(second);
  CHECK(std::string(first.reveal()) == "short");
}
