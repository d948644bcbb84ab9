// The cases of the golden files: each function that makes a statement, with what it is asked for.
#ifndef WAYBILL_TESTS_SQL_GOLDEN_CASES_HPP
#define WAYBILL_TESTS_SQL_GOLDEN_CASES_HPP

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/statements.hpp"

namespace waybill::tests::golden {

using Make = std::function<std::vector<sql::Statement>(const sql::Dialect&)>;
// Its name begins with that of the function, or of the member with the text, that it is about:
// "read: a tenant", "create_table of shop.every".
struct Case {
  std::string name;
  Make make;
};
std::string_view subject_of(const Case& one);

std::vector<Case> definition_cases();
std::vector<Case> read_cases();
std::vector<Case> merge_cases();
std::vector<Case> staging_cases();
std::vector<Case> look_cases();
std::vector<Case> vendor_cases();
std::vector<Case> corpus_cases();  // of every table in tests/sql/corpus/
std::vector<Case> all_cases();     // in the order of the golden files

Make text(std::function<std::string(const sql::Dialect&)> make);
Make one(std::function<sql::Statement(const sql::Dialect&)> make);
std::vector<sql::Statement> some(std::optional<sql::Statement> statement);
std::vector<sql::Statement> some(std::optional<std::string> text);
std::vector<sql::Statement> some(std::string text);  // none where it is empty
std::vector<sql::Statement> some(std::string_view text);

// A name with quotes of every kind in it, as far as the vendor can spell them, and Unicode.
std::string hostile(const sql::Dialect& dialect, std::string_view base);
// The dialect's own name of a table of the session's.
sql::Table scratch(const sql::Dialect& dialect, std::string_view name);
// A staging table merged into "orders".
sql::MergeSpec staged(const sql::Dialect& dialect, std::vector<std::string> columns,
                      std::vector<std::string> key);
// The same with hostile names, and a key that is a reserved word.
sql::MergeSpec staged_hostile(const sql::Dialect& dialect);

}  // namespace waybill::tests::golden

#endif
