// Models tried against their warehouses: each with its findings.
#ifndef WAYBILL_SERVICE_LIVE_MODELS_HPP
#define WAYBILL_SERVICE_LIVE_MODELS_HPP

#include <span>
#include <string>
#include <vector>

#include "service/documents.hpp"
#include "validate/model.hpp"

namespace waybill::service {

struct LiveOptions {
  std::string recipient;
  std::int64_t sample_rows = 1000;
  std::int64_t seconds = 30;
  bool show_values = false;
  bool lint = true;
};

struct LiveModel {
  std::string model;
  validate::ModelReport report;
  std::int64_t ms = 0;
  std::vector<std::string> breaks;  // syncs that fail without the columns it lacks
  std::string_view status() const;  // "passed", "warning", "failed", "skipped"
};

// In the order of `models`. Nothing wrong with a model is an exception.
std::vector<LiveModel> validate_models(const Call& call, const Documents& documents,
                                       std::span<const model::Document> models,
                                       const LiveOptions& options);

// {"findings", "counts", "models"}
base::Json live_json(std::span<const LiveModel> models);

// The models whose documents ask for no validation, this once; the key is taken out of them.
std::vector<std::string> take_skipped_validations(std::vector<model::Document>& documents);

// Validates the models among `changed`. Throws Error(lint_failed) when one has errors; answers the
// findings that are none. `must_reach`: a source that cannot be reached is an error.
base::Json validate_changed(const Call& call, std::span<const model::Document> changed,
                            std::span<const model::Document> documents,
                            std::span<const std::string> skipped, bool must_reach);

}  // namespace waybill::service

#endif
