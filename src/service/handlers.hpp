// What each row of the operation table runs. Grouped by file.
#ifndef WAYBILL_SERVICE_HANDLERS_HPP
#define WAYBILL_SERVICE_HANDLERS_HPP

#include "service/operation.hpp"

namespace waybill::service {

// alert_operations.cpp
base::Json alert_check(Call& call);
base::Json alert_list(Call& call);

// catalog_operations.cpp
base::Json catalog_backup(Call& call);
base::Json catalog_check(Call& call);
base::Json catalog_upgrade(Call& call);
base::Json catalog_vacuum(Call& call);

// config_operations.cpp
base::Json config_init(Call& call);
base::Json config_lint(Call& call);
base::Json config_schema(Call& call);
base::Json config_plan(Call& call);
base::Json config_apply(Call& call);

// export_operations.cpp
base::Json config_export(Call& call);

// connection_operations.cpp
base::Json connection_grants(Call& call);
base::Json connection_rotate(Call& call);
base::Json connection_verify(Call& call);

// destination_operations.cpp
base::Json destination_fields(Call& call);
base::Json destination_objects(Call& call);

// destination_test.cpp
base::Json destination_test(Call& call);

// dialect_operations.cpp
base::Json dialect_check(Call& call);
base::Json dialect_keys(Call& call);
base::Json dialect_list(Call& call);
base::Json dialect_show(Call& call);

// doctor_operations.cpp
base::Json system_doctor(Call& call);

// metrics_operations.cpp
base::Json metrics_get(Call& call);

// object_operations.cpp: one get and one list for every kind of document
template <model::Kind kind>
base::Json object_get(Call& call);
template <model::Kind kind>
base::Json object_list(Call& call);

// object_changes.cpp: the same for every kind of document
template <model::Kind kind>
base::Json object_create(Call& call);
template <model::Kind kind>
base::Json object_update(Call& call);
template <model::Kind kind>
base::Json object_rename(Call& call);
template <model::Kind kind>
base::Json object_delete(Call& call);
base::Json model_usage(Call& call);

// sink_check.cpp
base::Json sink_check(Call& call);

// sink_operations.cpp
base::Json sink_list(Call& call);

// sync_changes.cpp
base::Json sync_clone(Call& call);
base::Json sync_pause(Call& call);
base::Json sync_resume(Call& call);

// version_operations.cpp
base::Json version_diff(Call& call);
base::Json version_get(Call& call);
base::Json version_list(Call& call);
base::Json version_restore(Call& call);

// run_operations.cpp
base::Json sync_get(Call& call);
base::Json sync_list(Call& call);
base::Json sync_compare(Call& call);
base::Json sync_plan(Call& call);
base::Json sync_reset(Call& call);
base::Json sync_run(Call& call);
base::Json destination_transfer(Call& call);
base::Json run_cancel(Call& call);
base::Json run_events(Call& call);
base::Json run_get(Call& call);
base::Json run_list(Call& call);

// reject_operations.cpp
base::Json reject_discard(Call& call);
std::unique_ptr<RowSource> reject_export_rows(Call& call);
base::Json reject_get(Call& call);
base::Json reject_list(Call& call);
base::Json reject_retry(Call& call);

// schedule_operations.cpp
base::Json schedule_list(Call& call);
base::Json schedule_next_due(Call& call);
base::Json schedule_run_due(Call& call);

// preview_operations.cpp
base::Json model_preview(Call& call);
std::unique_ptr<RowSource> model_preview_rows(Call& call);

// read_operations.cpp
std::unique_ptr<RowSource> model_read_rows(Call& call);

// validate_operations.cpp
base::Json model_columns(Call& call);
base::Json model_infer(Call& call);
base::Json model_validate(Call& call);
base::Json product_validate(Call& call);
// Documents of the parameters `paths` or `documents`; none when neither is given.
std::vector<model::Document> given_documents(const Call& call);

// test_operations.cpp
base::Json model_test(Call& call);

// render_operations.cpp
base::Json model_render(Call& call);

// system_operations.cpp
base::Json operations_list(Call& call);
base::Json rules_explain(Call& call);
base::Json rules_list(Call& call);
base::Json system_features(Call& call);

}  // namespace waybill::service

#endif
