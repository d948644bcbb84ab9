// The steps of live validation and what they know in common.
#ifndef WAYBILL_VALIDATE_MODEL_STEPS_HPP
#define WAYBILL_VALIDATE_MODEL_STEPS_HPP

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "sql/statements.hpp"
#include "validate/check.hpp"
#include "validate/model.hpp"
#include "validate/time_limit.hpp"

namespace waybill::validate {

struct Look {
  warehouse::Session& source;
  const ModelCheck& check;
  const TimeLimit& limit;
  model::Model model;  // a query model's columns filled in where it lists none
  ModelReport report = {};
  std::vector<warehouse::ResultColumn> found = {};  // what the source has
  std::vector<std::optional<std::size_t>> at = {};  // in `found`, by the model's columns
  std::vector<bool> readable = {};                  // its type is accepted, by column
  std::optional<std::size_t> tenant_at = {};        // in `found`
  rows::Type tenant_type = {};
  bool out_of_time = false;

  void add(ModelFinding item) { report.findings.push_back(std::move(item)); }
  // About a column of the model, or one of its keys: pointer "/columns/2/data_type".
  void add(ModelFinding item, std::size_t column, std::string_view key);
  std::string position(std::string_view name) const;  // of a column named by a key of the model
};

// Runs `work`; a failure becomes a finding with the code `refused`, or by its own kind. False: it
// failed, or there was no time left.
template <class Work>
bool attempt(Look& look, std::string_view refused, std::string_view what, Work&& work);

// What a model reads, as a statement; `columns` are names of the source.
sql::Statement read_statement(const Look& look, std::vector<std::string> columns, bool windowed);

bool look_at_source(Look& look);       // table or query; false: nothing to go on with
void check_columns(Look& look);        // names and types
void check_tenant_column(Look& look);  // there, of a type, how it compares
void check_index(Look& look);
void check_sample(Look& look);

void out_of_time(Look& look, std::string_view what);

template <class Work>
bool attempt(Look& look, std::string_view refused, std::string_view what, Work&& work) {
  if (look.out_of_time) return false;
  if (look.limit.over()) {
    out_of_time(look, what);
    return false;
  }
  try {
    work();
    return true;
  } catch (const Error& error) {
    if (look.limit.over()) {
      out_of_time(look, what);
    } else if (ends_the_call(error)) {
      throw;
    } else {
      look.add(finding_of(error, refused));
    }
    return false;
  }
}

}  // namespace waybill::validate

#endif
