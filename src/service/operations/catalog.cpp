// Rows of the operation table: catalog.
#include "service/handlers.hpp"
#include "service/operations/rows.hpp"

namespace waybill::service {

namespace {

constexpr ResultKey kChecked[] = {{"ok", "boolean", "no problem found"},
                                  {"problems", "array", "what was found"},
                                  {"schema_version", "integer", "of the catalog file"}};

constexpr Param kBackup[] = {{"path", ParamType::text, "file to write", true, true},
                             {"force", ParamType::boolean, "write over a file that is there"}};
constexpr ResultKey kBackedUp[] = {{"path", "string", "the file"},
                                   {"bytes", "integer", "its size"},
                                   {"schema_version", "integer", "of the catalog"}};
constexpr Param kUpgrade[] = {
    {"path", ParamType::text, "the catalog file; on a command line by default that of --catalog",
     false, true},
    {"backup", ParamType::text, "file for a copy of it as it is before"}};
constexpr ResultKey kUpgraded[] = {{"from", "integer", "schema version that it had"},
                                   {"to", "integer", "schema version that it has"},
                                   {"ok", "boolean", "no problem found in it"},
                                   {"problems", "array", "what was found"}};
constexpr Param kVacuum[] = {
    {"runs_days", ParamType::integer, "forget runs that ended more days ago, and their events"},
    {"run_events_days", ParamType::integer,
     "forget events of runs that happened more days ago, but not the runs"},
    {"rejects_days", ParamType::integer, "forget dead letters that were settled more days ago"},
    {"versions_days", ParamType::integer, "forget versions older than this, but the newest"}};
constexpr ResultKey kVacuumed[] = {{"runs", "integer", "forgotten"},
                                   {"run_events", "integer", "forgotten"},
                                   {"rejects", "integer", "forgotten"},
                                   {"versions", "integer", "forgotten"},
                                   {"bytes_before", "integer", "size of the catalog"},
                                   {"bytes_after", "integer", "size of the catalog"}};

const Operation kRows[] = {
    {"catalog.backup", "Copy the catalog to a file while it is in use",
     "catalog backup waybill.bak", Needs::catalog, kChanges, false, kBackup, kBackedUp,
     catalog_backup},
    {"catalog.check",
     "Check the catalog file for damage",
     "catalog check",
     Needs::catalog,
     false,
     false,
     {},
     kChecked,
     catalog_check},
    {"catalog.upgrade", "Bring a catalog of an older Waybill up to date, with a copy made before",
     "catalog upgrade --backup waybill-old.db", Needs::nothing, kChanges, false, kUpgrade,
     kUpgraded, catalog_upgrade},
    {"catalog.vacuum",
     "Forget old runs, events, dead letters and versions as told, and give free space back",
     "catalog vacuum --runs-days 365 --rejects-days 90", Needs::catalog, kChanges, false, kVacuum,
     kVacuumed, catalog_vacuum},
};

}  // namespace

std::span<const Operation> catalog_rows() {
  return kRows;
}

}  // namespace waybill::service
