// Names of logical types.
#include "rows/type.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace waybill::rows;

namespace {

Type decimal(int precision, int scale) {
  return {Logical::decimal, precision, scale};
}

std::string reason(std::string_view text, TypeProblem problem) {
  const ParsedType parsed = parse_type(text);
  if (parsed.problem != problem) return "another problem";
  return parsed.reason;
}

}  // namespace

TEST_CASE("every type's own name reads back as the type") {
  for (int i = 0; i < kLogicalCount; ++i) {
    const Type type{static_cast<Logical>(i)};
    const ParsedType parsed = parse_type(to_string(type));
    CAPTURE(to_string(type));
    CHECK_FALSE(parsed.problem);
    CHECK(parsed.type == type);
    CHECK(name_of(type.logical) == to_string(type));
  }
  for (int precision = 1; precision <= 76; ++precision) {
    for (int scale = 0; scale <= precision; ++scale) {
      const Type type = decimal(precision, scale);
      if (parse_type(to_string(type)).type != type) FAIL(to_string(type));
    }
  }
  CHECK(to_string(decimal(18, 4)) == "decimal(18,4)");
}

TEST_CASE("aliases, case and blanks are accepted") {
  CHECK(parse_type(" VarChar ").type.logical == Logical::text);
  CHECK(parse_type("string").type.logical == Logical::text);
  CHECK(parse_type("BOOL").type.logical == Logical::boolean);
  CHECK(parse_type("int").type.logical == Logical::integer);
  CHECK(parse_type("Double").type.logical == Logical::floating);
  CHECK(parse_type("binary").type.logical == Logical::bytes);
  CHECK(parse_type("TIMESTAMP_NTZ").type.logical == Logical::datetime);
  CHECK(parse_type("numeric").type == Type{Logical::decimal});
  CHECK(parse_type("NUMERIC ( 10 , 2 )").type == decimal(10, 2));
  CHECK(parse_type("decimal(7)").type == decimal(7, 0));
  CHECK(parse_type("decimal(76,76)").type == decimal(76, 76));
  CHECK(parse_type("\tdecimal(1,0)\n").type == decimal(1, 0));
}

TEST_CASE("every listed spelling is accepted, and listed once") {
  std::set<std::string_view> seen;
  for (const std::string_view spelling : type_spellings()) {
    CAPTURE(std::string(spelling));
    CHECK_FALSE(parse_type(spelling).problem);
    CHECK(seen.insert(spelling).second);
  }
  for (int i = 0; i < kLogicalCount; ++i) CHECK(seen.contains(name_of(static_cast<Logical>(i))));
}

TEST_CASE("what is no type says why") {
  CHECK(reason("", TypeProblem::unknown) == "no such type");
  CHECK(reason("floating", TypeProblem::unknown) == "no such type");
  CHECK(reason("text text", TypeProblem::unknown) == "no such type");
  CHECK(reason("(10,2)", TypeProblem::unknown) == "no such type");
  CHECK(reason("ｄecimal", TypeProblem::unknown) == "no such type");
  CHECK(reason(std::string_view("text\0", 5), TypeProblem::unknown) == "no such type");
  CHECK(reason("varchar(255)", TypeProblem::unknown) == "varchar takes no length or precision");
  CHECK(reason("timestamp(6)", TypeProblem::unknown) == "timestamp takes no length or precision");
  const std::string range = "precision must be 1 to 76";
  CHECK(reason("decimal(0)", TypeProblem::bad_precision) == range);
  CHECK(reason("decimal(77,0)", TypeProblem::bad_precision) == range);
  CHECK(reason("decimal(-1,0)", TypeProblem::bad_precision) == range);
  CHECK(reason("decimal(99999999999999999999,0)", TypeProblem::bad_precision) == range);
  CHECK(reason("decimal(-99999999999999999999,0)", TypeProblem::bad_precision) == range);
  const std::string scale = "scale must be 0 to the precision";
  CHECK(reason("decimal(10,11)", TypeProblem::bad_precision) == scale);
  CHECK(reason("decimal(10,-1)", TypeProblem::bad_precision) == scale);
  CHECK(reason("decimal(10,99999999999999999999)", TypeProblem::bad_precision) == scale);
  const std::string form = "write decimal(precision, scale) in whole numbers";
  for (const std::string_view text :
       {"decimal()", "decimal(a)", "decimal(1,2,3)", "decimal(1,)", "decimal(,1)", "decimal(1.5)",
        "decimal(+1)", "decimal(1))", "decimal((1)"}) {
    CAPTURE(std::string(text));
    CHECK(reason(text, TypeProblem::bad_precision) == form);
  }
  CHECK(reason("decimal(10,2", TypeProblem::bad_precision) == "the closing parenthesis is missing");
  CHECK(reason("decimal(10) x", TypeProblem::bad_precision) ==
        "the closing parenthesis is missing");
}

TEST_CASE("layouts are those of the Arrow format") {
  CHECK(layout_of({Logical::text}) == Layout::variable);
  CHECK(layout_of({Logical::boolean}) == Layout::bit);
  CHECK(layout_of({Logical::integer}) == Layout::int32);
  CHECK(layout_of({Logical::bigint}) == Layout::int64);
  CHECK(layout_of({Logical::decimal}) == Layout::variable);
  CHECK(layout_of(decimal(1, 0)) == Layout::decimal128);
  CHECK(layout_of(decimal(38, 9)) == Layout::decimal128);
  CHECK(layout_of(decimal(39, 0)) == Layout::decimal256);
  CHECK(layout_of(decimal(76, 38)) == Layout::decimal256);
  CHECK(layout_of({Logical::floating}) == Layout::float64);
  CHECK(layout_of({Logical::bytes}) == Layout::variable);
  CHECK(layout_of({Logical::date}) == Layout::int32);
  CHECK(layout_of({Logical::time}) == Layout::int64);
  CHECK(layout_of({Logical::timestamp}) == Layout::int64);
  CHECK(layout_of({Logical::datetime}) == Layout::int64);
  CHECK(layout_of({Logical::json}) == Layout::variable);
  CHECK(layout_of({Logical::uuid}) == Layout::fixed16);
}
