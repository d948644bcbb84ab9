#include "capi/catalog.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"
#include "capi/context.hpp"
#include "capi/guard.hpp"
#include "capi/handles.hpp"
#include "capi/options.hpp"

namespace waybill::capi {

CatalogUse::CatalogUse(std::shared_ptr<CatalogState> state) {
  if (state == nullptr) return;
  if (state->in_use.test_and_set()) {
    throw Error(codes::handle_in_use, "the catalog handle is in use by another call")
        .with_hint(
            "use one catalog handle from one thread at a time; open another, or use "
            "waybill_start");
  }
  state_ = std::move(state);
}

CatalogUse::~CatalogUse() {
  if (state_ != nullptr) state_->in_use.clear();
}

std::shared_ptr<CatalogState> catalog_of(const waybill_catalog* catalog) {
  return catalog == nullptr ? nullptr : state_of(catalog);
}

namespace {

waybill_catalog_options options_of(const waybill_catalog_options* given) {
  return given == nullptr
             ? waybill_catalog_options{}
             : known_options(*given, WAYBILL_FIRST_SIZE(waybill_catalog_options, role_count),
                             "waybill_catalog_options");
}

std::string name_text(const char* text, std::string_view argument) {
  require(text, argument);
  if (!base::is_utf8(text) || base::has_control(text)) {
    throw Error(
        codes::bad_parameter,
        fmt::format("the argument `{}` must be UTF-8 without control characters", argument));
  }
  return text;
}

service::Actor read_actor(const waybill_catalog_options& options) {
  service::Actor actor;
  if (options.actor != nullptr) actor.name = name_text(options.actor, "options->actor");
  if (options.role_count != 0) require(options.roles, "options->roles");
  for (std::size_t i = 0; i < options.role_count; ++i) {
    actor.roles.push_back(name_text(options.roles[i], "options->roles[i]"));
  }
  return actor;
}

}  // namespace
}  // namespace waybill::capi

using namespace waybill::capi;

extern "C" {

waybill_status waybill_catalog_open(waybill_catalog** out, waybill_context* context,
                                    const char* path, const waybill_catalog_options* options,
                                    waybill_error** err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(out, "out");
    require(path, "path");
    auto state = std::make_shared<CatalogState>();
    state->actor = read_actor(options_of(options));
    auto catalog = std::make_unique<waybill_catalog>();
    state->handle = waybill::service::open_catalog(path, environment_of(context));
    catalog->state = std::move(state);
    *out = catalog.release();
  });
}

void waybill_catalog_free(waybill_catalog* catalog) {
  free_handle(catalog);
}

}  // extern "C"
