// What one kind of warehouse understands, as data. Code above asks for a capability, never for a
// vendor. A new warehouse is a new row in src/sql/dialects/.
#ifndef WAYBILL_SQL_DIALECT_HPP
#define WAYBILL_SQL_DIALECT_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "rows/type.hpp"
#include "sql/syntax.hpp"

namespace waybill::sql {

enum class MergeShape {
  on_conflict,        // INSERT ... SELECT ... ON CONFLICT (key) DO UPDATE ... WHERE differs
  update_then_insert  // UPDATE with correlated sub-selects, then INSERT of the anti-join
};
// What stands for a value: ? in every statement of ours, and what the warehouse wants to see.
enum class ParameterMarks { question, numbered };  // ? or $1, $2, ...
// How a key is put on a table that was loaded without one.
enum class KeyAfterLoad { unique_index, alter_table };

// A type as the warehouse may spell it, and the spelling of `created` that keeps the same values.
struct SameType {
  std::string_view spelling;
  std::string_view created;
};

struct Dialect {
  std::string_view name;
  std::string_view title;

  const Syntax* syntax = nullptr;  // names, texts, comments
  bool has_schemas = true;

  // Statements
  ParameterMarks parameters = ParameterMarks::question;
  std::size_t bind_parameters = 65535;
  MergeShape merge = MergeShape::update_then_insert;
  KeyAfterLoad key_after_load = KeyAfterLoad::alter_table;
  bool transactions = true;
  bool transactional_ddl = true;
  bool temporary_tables = true;
  bool comments = false;
  std::string_view limit;              // "LIMIT {n}"
  std::string_view null_safe_differs;  // "{a} IS DISTINCT FROM {b}"
  std::string_view binary_collation;   // appended to a text operand; may be empty
  // An index of the column's own collation does not serve one with binary_collation: both stand.
  bool collation_hides_indexes = false;
  std::string_view merge_collation;  // appended to an operand of any type in null_safe_differs
  // Holds off other writers of Waybill's own tables until the transaction ends; empty: begin_write
  // does that already.
  std::string_view lock_control;
  std::string_view begin_write = "BEGIN";
  std::string_view begin_read = "BEGIN";

  // Types. `created` is indexed by rows::Logical; {p} and {s} stand for precision and scale.
  std::array<std::string_view, rows::kLogicalCount> created;
  std::string_view created_plain_decimal;
  std::string_view created_key_text;     // text in a key column; empty: as `created`
  std::span<const SameType> same_types;  // beside `created` itself
  bool types_are_affinities = false;  // a declared type only prefers: a column may hold any value
  bool instants_are_text = false;     // timestamps are compared as ISO 8601 text
  bool finite_floats_only = false;    // NaN and infinities cannot be stored
  bool nul_in_text = true;            // a text may hold a NUL character, JSON its escape

  std::int64_t lookback_seconds = 300;  // default of a source of this vendor
};

const Dialect& generic();  // ANSI SQL-92
const Dialect& postgres();
const Dialect& sqlite();
std::span<const Dialect* const> dialects();
const Dialect* find_dialect(std::string_view name);

std::string created_type(const Dialect& dialect, const rows::Type& type, bool in_key);

}  // namespace waybill::sql

#endif
