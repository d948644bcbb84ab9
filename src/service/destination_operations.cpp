// What stands in a destination: its tables, and their columns with the types they are read as.
#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "service/handlers.hpp"
#include "service/listing.hpp"
#include "service/params.hpp"
#include "service/resolve.hpp"
#include "service/sinks.hpp"
#include "sql/statements.hpp"

namespace waybill::service {

using base::Json;

namespace {

model::Destination named_destination(const Call& call) {
  const catalog::Object object =
      find_object(*call.catalog, model::Kind::destination, text_param(call.params, "destination"));
  return model::read_destination({object.kind, object.name, object.id, object.body});
}

// What the host program says of its sink; of one that says nothing there is nothing to list.
std::shared_ptr<const sink::Registered> described_sink(const Call& call,
                                                       const model::Destination& destination) {
  const sink::Registry registered = registered_sinks(call.environment);
  const auto found = registered.find(destination.sink);
  if (found != registered.end() && !found->second->description().objects.empty()) {
    return found->second;
  }
  throw Error(codes::wrong_call,
              fmt::format("destination '{}' is a sink that describes no objects", destination.name))
      .with_hint(destination.config.find("folder") == nullptr
                     ? "what it takes is in the sink's documentation"
                     : "its files are in config.folder")
      .with_path("/destination");
}

class Place {
 public:
  Place(Call& call, const model::Destination& destination) {
    session_ = warehouse::open_session(connect_spec(call, destination.connection),
                                       warehouse::Access::read_only);
    interrupt_ = call.cancel.on_cancel([this] { session_->cancel(); });
  }
  warehouse::Session& session() { return *session_; }

 private:
  std::unique_ptr<warehouse::Session> session_;
  base::CancelToken::Registration interrupt_;
};

std::vector<std::string> read_cursor(const Json& params, std::size_t parts) {
  const std::string text = text_param(params, "cursor");
  std::vector<std::string> cursor;
  if (text.empty()) return cursor;
  const base::ParsedJson parsed = base::parse_json(text);
  if (!parsed.error && parsed.value.is_array()) {
    for (const Json& part : parsed.value.as_array()) {
      if (part.is_string()) cursor.push_back(part.as_string());
    }
  }
  if (cursor.size() != parts) {
    throw Error(codes::bad_parameter, "the cursor is none of this list's")
        .with_hint("pass `next` of the page before, as it is")
        .with_path("/cursor");
  }
  return cursor;
}

std::string write_cursor(const std::vector<std::string>& parts) {
  Json cursor = Json::array();
  for (const std::string& part : parts) cursor.push(part);
  return base::write_json(cursor);
}

Json page(Json items, std::string next) {
  return Json::object({{"items", std::move(items)},
                       {"next", next.empty() ? Json(nullptr) : Json(std::move(next))}});
}

std::size_t page_size(const Json& params) {
  return static_cast<std::size_t>(integer_param(params, "page_size", 50, 1, 1000));
}

bool in_a_key(const warehouse::TableInfo& info, const std::string& column) {
  return info.has_primary_key && !info.unique_keys.empty() &&
         std::ranges::find(info.unique_keys.front(), column) != info.unique_keys.front().end();
}

// A page of what a sink describes, in its order; the cursor is the last name of the page before.
template <class Described, class ToJson>
Json described_page(const Call& call, const std::vector<Described>& all, ToJson&& to_json) {
  const std::vector<std::string> cursor = read_cursor(call.params, 1);
  const std::size_t size = page_size(call.params);
  auto next = all.begin();
  if (!cursor.empty()) {
    next = std::ranges::find(all, cursor[0], &Described::name);
    if (next != all.end()) ++next;
  }
  Json items = Json::array();
  for (; next != all.end(); ++next) {
    if (items.as_array().size() == size) {
      return page(std::move(items), write_cursor({std::prev(next)->name}));
    }
    items.push(to_json(*next));
  }
  return page(std::move(items), "");
}

Json objects_of_sink(const Call& call, const sink::Description& description) {
  return described_page(call, description.objects, [](const sink::DescribedObject& object) {
    return Json::object({{"schema", ""}, {"name", object.name}});
  });
}

Json fields_of_sink(const Call& call, std::string_view sink, const sink::Description& description) {
  const sink::DescribedObject& object =
      object_of(sink, description, text_param(call.params, "object"));
  return described_page(call, object.fields, [](const sink::DescribedField& field) {
    std::vector<std::string> types;
    for (const rows::Type& type : field.types) types.push_back(rows::to_string(type));
    return Json::object({{"name", field.name},
                         {"source_type", base::join(types, " | ")},
                         {"type", types.empty() ? Json(nullptr) : Json(types.front())},
                         {"nullable", !field.required},
                         {"primary_key", false}});
  });
}

}  // namespace

Json destination_objects(Call& call) {
  const model::Destination destination = named_destination(call);
  if (!destination.sink.empty()) {
    return objects_of_sink(call, described_sink(call, destination)->description());
  }
  Place place(call, destination);
  const std::string wanted = text_param(call.params, "schema");
  const std::vector<std::string> cursor = read_cursor(call.params, 2);
  const std::size_t size = page_size(call.params);
  std::vector<std::string> schemas =
      wanted.empty() ? place.session().schemas() : std::vector<std::string>{wanted};
  std::ranges::sort(schemas);
  Json items = Json::array();
  std::vector<std::string> last;
  for (const std::string& schema : schemas) {
    if (!cursor.empty() && schema < cursor[0]) continue;
    std::vector<warehouse::TableName> tables = place.session().tables(schema);
    std::ranges::sort(tables, {}, &warehouse::TableName::name);
    for (const warehouse::TableName& table : tables) {
      if (!cursor.empty() && schema == cursor[0] && table.name <= cursor[1]) continue;
      if (items.as_array().size() == size) return page(std::move(items), write_cursor(last));
      items.push(Json::object({{"schema", schema}, {"name", table.name}}));
      last = {schema, table.name};
    }
  }
  return page(std::move(items), "");
}

Json destination_fields(Call& call) {
  const model::Destination destination = named_destination(call);
  if (!destination.sink.empty()) {
    return fields_of_sink(call, destination.sink, described_sink(call, destination)->description());
  }
  Place place(call, destination);
  const std::string name = text_param(call.params, "object");
  const std::vector<std::string> cursor = read_cursor(call.params, 1);
  const std::size_t size = page_size(call.params);
  const sql::Table table = sql::parse_table(name);
  warehouse::Session& session = place.session();
  const auto info = session.table(table);
  if (!info) {
    throw Error(codes::no_such_table, fmt::format("destination '{}' has no table '{}'",
                                                  text_param(call.params, "destination"), name))
        .with_hint("waybill destination objects lists its tables")
        .with_path("/object");
  }
  const std::vector<warehouse::ResultColumn> columns =
      session.describe({"SELECT * FROM " + sql::qualified(session.dialect(), table), {}});
  std::size_t at = 0;
  if (!cursor.empty()) {
    const auto found = std::ranges::find(columns, cursor[0], &warehouse::ResultColumn::name);
    if (found == columns.end()) {
      throw Error(codes::bad_parameter, "the cursor's column is no longer in the table")
          .with_hint("begin again without a cursor")
          .with_path("/cursor");
    }
    at = static_cast<std::size_t>(found - columns.begin()) + 1;
  }
  Json items = Json::array();
  for (; at < columns.size(); ++at) {
    if (items.as_array().size() == size) {
      return page(std::move(items), write_cursor({columns[at - 1].name}));
    }
    const warehouse::ResultColumn& column = columns[at];
    const auto stored =
        std::ranges::find(info->columns, column.name, &warehouse::TableColumn::name);
    const bool known = stored != info->columns.end();
    items.push(Json::object({{"name", column.name},
                             {"source_type", known ? stored->source_type : column.source_type},
                             {"type", rows::to_string(column.suggested)},
                             {"nullable", known ? stored->nullable : true},
                             {"primary_key", in_a_key(*info, column.name)}}));
  }
  return page(std::move(items), "");
}

}  // namespace waybill::service
