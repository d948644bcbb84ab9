// Statements kept as text: a line `-- [postgres duckdb] word` and then the SQL, up to the next such
// line. [all] is every vendor.
#ifndef WAYBILL_TESTS_SQL_GATE_CORPUS_HPP
#define WAYBILL_TESTS_SQL_GATE_CORPUS_HPP

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "sql/syntax.hpp"

namespace waybill::tests {

struct Statement {
  std::vector<const sql::Syntax*> vendors;
  std::string note;  // what stands behind the vendors
  std::string sql;   // without the line break at its end
  int line = 0;      // of its header
};

inline std::vector<const sql::Syntax*> vendors_of(std::string_view names) {
  std::vector<const sql::Syntax*> vendors;
  for (const std::string_view name : base::split(names, ' ')) {
    if (name == "all") {
      for (const sql::Syntax& syntax : sql::syntaxes()) vendors.push_back(&syntax);
      continue;
    }
    const sql::Syntax* syntax = sql::find_syntax(name);
    INFO("vendor ", std::string(name));
    REQUIRE(syntax != nullptr);
    vendors.push_back(syntax);
  }
  return vendors;
}

inline std::vector<Statement> read_corpus(std::string_view file) {
  const auto path = std::filesystem::path(WAYBILL_GOLDEN_DIR).parent_path() / "gate" / file;
  std::ifstream in(path, std::ios::binary);
  INFO("corpus ", path.string());
  REQUIRE(in);
  std::vector<Statement> statements;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    const std::size_t end = line.find(']');
    if (line.starts_with("-- [") && end != std::string::npos) {
      const std::string_view view(line);
      statements.push_back({vendors_of(view.substr(4, end - 4)),
                            std::string(base::trim(view.substr(end + 1))), "", number});
    } else if (!statements.empty()) {
      std::string& sql = statements.back().sql;
      if (!sql.empty()) sql += '\n';
      sql += line;
    }
  }
  for (Statement& statement : statements) {
    while (statement.sql.ends_with('\n')) statement.sql.pop_back();
    INFO("line ", statement.line);
    REQUIRE(!statement.sql.empty());
  }
  return statements;
}

}  // namespace waybill::tests

#endif
