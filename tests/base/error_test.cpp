// Errors and their codes.
#include "base/error.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "base/log.hpp"

using waybill::Blame;
using waybill::Error;
using waybill::ErrorClass;
namespace codes = waybill::codes;

TEST_CASE("every code has its own id of the WB9 range, a title, and stands in order") {
  std::set<std::string_view> ids;
  std::string_view before;
  for (const waybill::Code& code : waybill::all_codes()) {
    CAPTURE(std::string(code.id));
    CHECK(code.id.size() == 6);
    CHECK(code.id.starts_with("WB9"));
    CHECK(before < code.id);
    CHECK(ids.insert(code.id).second);
    CHECK(!code.title.empty());
    CHECK(code.title.back() != '.');
    CHECK(code.title.find('\n') == std::string_view::npos);
    before = code.id;
  }
  CHECK(ids.size() > 40);
}

TEST_CASE("only what can pass by itself is called retryable") {
  for (const waybill::Code& code : waybill::all_codes()) {
    CAPTURE(std::string(code.id));
    if (code.error_class == ErrorClass::transient) CHECK(code.retryable);
    if (code.error_class == ErrorClass::usage || code.error_class == ErrorClass::config ||
        code.error_class == ErrorClass::cancelled) {
      CHECK_FALSE(code.retryable);
    }
  }
}

TEST_CASE("an error carries what it was given and blames the host unless told otherwise") {
  const Error plain(codes::not_found, "no connection named x");
  CHECK(std::string(plain.what()) == "no connection named x");
  CHECK(plain.code().id == "WB9007");
  CHECK(plain.blame() == Blame::host);
  CHECK(plain.hint().empty());
  CHECK(plain.native_code() == 0);
  CHECK_FALSE(plain.retryable());

  bool caught = false;
  try {
    throw Error(codes::database_busy, "locked")
        .with_hint("try again")
        .with_path("/a/0")
        .with_blame(Blame::destination)
        .with_sqlstate("40001")
        .with_native(5);
  } catch (const std::exception& base) {
    const auto* error = dynamic_cast<const Error*>(&base);
    REQUIRE(error != nullptr);
    caught = true;
    CHECK(error->message() == "locked");
    CHECK(error->hint() == "try again");
    CHECK(error->path() == "/a/0");
    CHECK(error->blame() == Blame::destination);
    CHECK(error->sqlstate() == "40001");
    CHECK(error->native_code() == 5);
    CHECK(error->retryable());
  }
  CHECK(caught);
}

TEST_CASE("classes, sides and log levels have the names the C ABI shows") {
  CHECK(to_string(ErrorClass::usage) == "usage");
  CHECK(to_string(ErrorClass::not_found) == "not_found");
  CHECK(to_string(ErrorClass::transient) == "transient");
  CHECK(to_string(ErrorClass::cancelled) == "cancelled");
  CHECK(to_string(ErrorClass::internal) == "internal");
  CHECK(to_string(Blame::host) == "host");
  CHECK(to_string(Blame::source) == "source");
  CHECK(to_string(Blame::destination) == "destination");
  CHECK(to_string(Blame::waybill) == "waybill");
  CHECK(waybill::base::to_string(waybill::base::LogLevel::debug) == "debug");
  CHECK(waybill::base::to_string(waybill::base::LogLevel::error) == "error");
}
