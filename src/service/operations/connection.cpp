// Rows of the operation table: connection.
#include "service/handlers.hpp"
#include "service/operations/rows.hpp"

namespace waybill::service {

using model::Kind;

namespace {

constexpr std::string_view kUses[] = {"source", "destination", "both"};
constexpr Param kVerify[] = {
    {"name", ParamType::text, "name of the connection; not needed beside a single document", false,
     true},
    {"paths", ParamType::text_list, "files or folders whose document of that name is tried"},
    {"documents", ParamType::documents, "documents themselves, in place of paths"},
    {"use", ParamType::text, "what it must be fit for", false, false, kUses,
     "what sources and destinations use it for, else source"}};
constexpr std::string_view kEitherUse[] = {"source", "destination"};
constexpr Param kGrants[] = {
    {"name", ParamType::text, "a connection, or a vendor such as postgres", true, true},
    {"use", ParamType::text, "what the user is for", false, false, kEitherUse,
     "what destinations use the connection for, else source"},
    {"user",
     ParamType::text,
     "name of the user",
     false,
     false,
     {},
     "the connection's, else waybill_reader or waybill_writer"},
    {"database",
     ParamType::text,
     "database, project or catalog",
     false,
     false,
     {},
     "the connection's"},
    {"schemas", ParamType::text_list, "schemas that are read or written"},
    {"warehouse", ParamType::text, "of Snowflake", false, false, {}, "the connection's"}};
constexpr ResultKey kGranted[] = {{"vendor", "string", "whose SQL it is"},
                                  {"use", "string", "source or destination"},
                                  {"script", "string", "statements, the password left out"}};
constexpr ResultKey kVerified[] = {
    {"checks", "array", "{name, status, message, hint, sqlstate, ms}"},
    {"ok", "boolean", "no check failed; warnings do not count"}};

constexpr Param kCreateIt[] = {kDocument, kNote, kSkipVerification};
constexpr Param kUpdateIt[] = {kDocument, kIfVersion, kNote, kSkipVerification};
constexpr Param kRotate[] = {
    {"name", ParamType::text, "name of the connection", true, true},
    {"secrets", ParamType::text_map, "new references by name, such as password=env:NEW_PASSWORD"},
    {"options", ParamType::text_map, "new options by name, such as user=reader2"},
    kNote};
constexpr ResultKey kRotated[] = {
    {"id", "string", "UUID"},
    {"name", "string", "unique among its kind"},
    {"version", "integer", "of its newest version, from 1"},
    {"document", "object", "the config document"},
    {"changed", "boolean", "a version was made; false: it was so already"},
    {"checks", "array", "{name, status, message, hint, sqlstate, ms}: what was tried before"}};

const Operation kRows[] = {
    {"connection.create", "Put a connection into the catalog",
     "connection create config/connections/shop.json", Needs::catalog, kChanges, false, kCreateIt,
     kSavedObject, object_create<Kind::connection>},
    {"connection.delete", "Delete a connection that nothing uses", "connection delete warehouse",
     Needs::catalog, kChanges, false, kDelete, kDeletedObject, object_delete<Kind::connection>},
    {"connection.rename", "Rename a connection, and follow it wherever it is named",
     "connection rename warehouse main-warehouse", Needs::catalog, kChanges, false, kRename,
     kRenamedObject, object_rename<Kind::connection>},
    {"connection.update", "Change a connection: the whole document, but for its name",
     "connection update config/connections/shop.json", Needs::catalog, kChanges, false, kUpdateIt,
     kSavedObject, object_update<Kind::connection>},
    {"connection.get", "Show a connection", "connection get warehouse", Needs::catalog, false,
     false, kName, kObject, object_get<Kind::connection>},
    {"connection.grants", "Print the SQL that makes a user with the rights Waybill needs",
     "connection grants postgres --use source --schema public", Needs::catalog_if_there, false,
     false, kGrants, kGranted, connection_grants},
    {"connection.list", "List connections", "connection list", Needs::catalog, false, false, kList,
     kListed, object_list<Kind::connection>},
    {"connection.rotate", "Give a connection new secrets or options, once they work",
     "connection rotate warehouse --secret password=env:NEW_PASSWORD", Needs::catalog, kChanges,
     false, kRotate, kRotated, connection_rotate},
    {"connection.verify", "Try a connection: can it be used, safely, and what is missing",
     "verify warehouse", Needs::catalog_if_there, false, false, kVerify, kVerified,
     connection_verify},
};

}  // namespace

std::span<const Operation> connection_rows() {
  return kRows;
}

}  // namespace waybill::service
