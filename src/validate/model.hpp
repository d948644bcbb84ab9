// Live validation of a model: what only its warehouse can tell. Reads, bounded in rows, bytes and
// time; never writes. Everything found is an answer, none of it ends the rest.
#ifndef WAYBILL_VALIDATE_MODEL_HPP
#define WAYBILL_VALIDATE_MODEL_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/time.hpp"
#include "lint/lint.hpp"
#include "model/document.hpp"
#include "warehouse/session.hpp"

namespace waybill::validate {

struct ModelFinding {
  std::string code;  // "WB8010"; lint's own among them
  lint::Severity severity = lint::Severity::error;
  std::string column;   // name in the source; empty: not about one
  std::string pointer;  // in the model's document: "/columns/3/data_type"
  std::string message;
  std::string hint;
};
// Takes severity, and the hint where none is given, from the rule.
ModelFinding finding(std::string_view code, std::string message, std::string hint = {});

struct Skipped {
  std::string check;
  std::string why;
};

struct ModelReport {
  std::vector<ModelFinding> findings;  // in the order of the checks
  std::vector<Skipped> skipped;
  std::int64_t rows = 0;  // looked at
  std::size_t errors() const;
};

// What is validated, resolved: nothing is left to look up.
struct ModelCheck {
  model::Model model;
  // The model's query with its variables replaced; empty for a table. nullopt: it needs a tenant
  // and there is none.
  std::optional<std::string> query = "";
  bool tenanted = false;
  std::optional<std::string> tenant;  // whose rows; absent: everybody's
  std::optional<base::Micros> from;   // window of the last-modified column
  std::optional<base::Micros> until;
  std::int64_t sample_rows = 1000;
  std::int64_t cell_bytes = 65536;  // larger cells do not arrive
  std::int64_t seconds = 30;
  bool show_values = false;
};

ModelReport validate_model(warehouse::Session& source, const ModelCheck& check);

// A failure of the warehouse as a finding. `refused`: the code for a statement it does not take.
ModelFinding finding_of(const Error& error, std::string_view refused);

base::Json to_json(const ModelFinding& finding);

}  // namespace waybill::validate

#endif
