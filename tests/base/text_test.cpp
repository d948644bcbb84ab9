// UTF-8, case, distances and encodings.
#include "base/text.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

#include "base/hash.hpp"

using namespace waybill::base;

TEST_CASE("every scalar value is well-formed UTF-8, and nothing shorter or beyond") {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c == 0xD800) c = 0xE000;
    std::string text;
    append_utf8(text, c);
    if (!is_utf8(text) || code_points(text) != 1) FAIL("U+" << static_cast<unsigned>(c));
    text.pop_back();
    if (!text.empty() && is_utf8(text)) FAIL("cut U+" << static_cast<unsigned>(c));
  }
  CHECK(is_utf8(""));
  CHECK(is_utf8(std::string("a\0b", 3)));
  for (const std::string_view bad :
       {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xED\xA0\x80",
        "\xED\xBF\xBF", "\xF0\x80\x80\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80",
        "\xF5\x80\x80\x80", "\xFF", "\xFE", "\xE2\x28\xA1", "\xE2\x82\x28", "\xC3\xC3\xA4"}) {
    CHECK_FALSE(is_utf8(bad));
    CHECK_FALSE(is_utf8("0123456789abcdef" + std::string(bad) + "0123456789abcdef"));
    CHECK(utf8_prefix("12345678" + std::string(bad)) == 8);
  }
}

TEST_CASE("a bad byte is found at any distance from an eight-byte word") {
  for (std::size_t length = 1; length < 40; ++length) {
    for (std::size_t at = 0; at < length; ++at) {
      std::string text(length, 'a');
      text[at] = '\xFF';
      if (utf8_prefix(text) != at) FAIL(length << " " << at);
    }
  }
}

TEST_CASE("control characters are C0, DEL and C1, and no part of another character") {
  CHECK(has_control("\n"));
  CHECK(has_control("a\x7F"));
  CHECK(has_control(std::string_view("\0", 1)));
  CHECK(has_control("a\xC2\x80"));
  CHECK(has_control("\xC2\x9F"));
  CHECK_FALSE(has_control("\xC2\xA0"));
  CHECK_FALSE(has_control("À\xE2\x80\xA8 ~😀"));
  CHECK_FALSE(has_control("\xC3\x80\xC4\x9F"));
  CHECK_FALSE(has_control(""));
}

TEST_CASE("ASCII case changes ASCII letters only") {
  CHECK(ascii_lower("AZ[Ä@`{") == "az[Ä@`{");
  CHECK(ascii_upper("az[ä@`{") == "AZ[ä@`{");
  CHECK(ascii_iequals("SeLect", "sElECT"));
  CHECK_FALSE(ascii_iequals("a", "ab"));
  CHECK_FALSE(ascii_iequals("Ä", "ä"));
  CHECK_FALSE(ascii_iequals("@", "`"));
  CHECK(ascii_istarts_with("URN:uuid:x", "urn:UUID:"));
  CHECK_FALSE(ascii_istarts_with("urn", "urn:"));
  CHECK(ascii_istarts_with("x", ""));
}

TEST_CASE("names fold by simple pairs of Latin, Greek and Cyrillic letters") {
  CHECK(fold_name("Straße ÀÖØÞ ×÷ÿŸ") == "straße àöøþ ×÷ÿÿ");
  CHECK(fold_name("ĀŹŽĹ") == "āźžĺ");
  CHECK(fold_name("ΑΩΆΈΣς") == "αωάέσς");
  CHECK(fold_name("АЯЀЏѠ") == "аяѐџѡ");
  CHECK(fold_name("ẀẞỸ") == "ẁẞỹ");
  CHECK(fold_name("İıſ") == "İıſ");      // no one-to-one pairs
  CHECK(fold_name("ԱႠ漢😀") == "ԱႠ漢😀");  // other scripts
  CHECK(fold_name("ȺȾ") == "ⱥⱦ");        // longer in UTF-8 than the capital
  CHECK(fold_name("A\xFFZ\xC3") == "a\xFFz\xC3");
  CHECK(fold_name(std::string("A\0B", 3)) == std::string("a\0b", 3));
  // Folding is stable, keeps the number of characters, and folds no small letter.
  for (char32_t c = 0x80; c < 0x2000; ++c) {
    std::string text;
    append_utf8(text, c);
    const std::string folded = fold_name(text);
    if (fold_name(folded) != folded || code_points(folded) != 1) FAIL("U+" << unsigned(c));
  }
}

TEST_CASE("trim, split and join keep every byte between") {
  CHECK(trim(" \t\r\n a b \v\f") == "a b");
  CHECK(trim("   ").empty());
  CHECK(trim("\xC2\xA0x") == "\xC2\xA0x");
  CHECK(split("a,,b,", ',') == std::vector<std::string_view>{"a", "", "b", ""});
  CHECK(split("", ',') == std::vector<std::string_view>{""});
  const std::vector<std::string> parts{"a", "", "b"};
  CHECK(join(parts, ", ") == "a, , b");
  CHECK(join(std::span(parts).first(1), ", ") == "a");
  CHECK(join({}, ", ").empty());
}

TEST_CASE("the nearest name is within a third of the length, or one edit") {
  constexpr std::array<std::string_view, 5> names{"source_table", "source_query", "columns",
                                                  "description", "id"};
  CHECK(nearest("source_tabel", names) == "source_table");  // a swap is one edit
  CHECK(nearest("SOURCE_QUERY", names) == "source_query");
  CHECK(nearest("colums", names) == "columns");
  CHECK(nearest("coluns", names) == "columns");
  CHECK(nearest("clmns", names) == "columns");    // 2 of 7
  CHECK(nearest("clmn", names) == std::nullopt);  // 3 of 7
  CHECK(nearest("source_tab", names) == "source_table");
  CHECK(nearest("ids", names) == "id");
  CHECK(nearest("i", names) == "id");
  CHECK(nearest("xyz", names) == std::nullopt);
  CHECK(nearest("", names) == std::nullopt);
  CHECK(nearest("x", {}) == std::nullopt);
  constexpr std::array<std::string_view, 2> tied{"abcx", "abcy"};
  CHECK(nearest("abcz", tied) == "abcx");
  constexpr std::array<std::string_view, 1> accented{"größe"};
  CHECK(nearest("GRÖSSE", accented) == "größe");  // 2 of 6 characters
  CHECK(nearest(std::string(5'000'000, 'x'), names) == std::nullopt);
  CHECK(nearest("c\xFFlumns", names) == "columns");
}

TEST_CASE("hex, base64 and content hashes are those of their specifications") {
  CHECK(to_hex(std::string_view("\x00\x7F\xFF", 3)) == "007fff");
  // RFC 4648, section 10.
  CHECK(to_base64("") == "");
  CHECK(to_base64("f") == "Zg==");
  CHECK(to_base64("fo") == "Zm8=");
  CHECK(to_base64("foo") == "Zm9v");
  CHECK(to_base64("foob") == "Zm9vYg==");
  CHECK(to_base64("fooba") == "Zm9vYmE=");
  CHECK(to_base64("foobar") == "Zm9vYmFy");
  CHECK(to_base64("\xFB\xFF\xFE") == "+//+");
  // The published value of XXH3-128 for no input, seed 0.
  CHECK(content_hash("") == "99aa06d3014798d86001c324468d497f");
  CHECK(content_hash("a") != content_hash("b"));
  CHECK(content_hash(std::string(1000, 'x')).size() == 32);
}
