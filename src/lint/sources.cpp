// The rules about which source a model reads, and whether it holds many tenants.
#include <fmt/format.h>

#include <algorithm>

#include "lint/references.hpp"
#include "lint/show.hpp"
#include "model/words.hpp"

namespace waybill::lint {
namespace {

using model::Kind;
using model::Tenancy;

// How a model names its source. A key of the wrong type counts as given, and finds nothing.
struct Naming {
  bool has_name = false;
  bool has_id = false;
  const std::string* name = nullptr;
  const std::string* id = nullptr;
  const Doc* by_name = nullptr;
  const Doc* by_id = nullptr;

  bool is_given() const { return has_name || has_id; }
};

Naming naming_of(const Registry& registry, const Doc& model) {
  if (model.kind == Kind::sync) {
    Naming naming{.has_name = model.body->find("source") != nullptr,
                  .name = text_at(*model.body, "source")};
    if (naming.name != nullptr) naming.by_name = registry.by_name(Kind::source, *naming.name);
    return naming;
  }
  Naming naming{model.body->find("source_name") != nullptr,
                model.body->find("source_id") != nullptr, text_at(*model.body, "source_name"),
                text_at(*model.body, "source_id")};
  if (naming.name != nullptr) naming.by_name = registry.by_name(Kind::source, *naming.name);
  if (naming.id != nullptr) naming.by_id = registry.by_id(Kind::source, *naming.id);
  return naming;
}

void check_named_source(const References& on, const Doc& model, const Naming& naming) {
  if (naming.name != nullptr && naming.by_name == nullptr) {
    on.findings.add("WB2013", spot(model, "source_name"),
                    fmt::format("no source is named {}", shown(*naming.name)),
                    near_name(on, Kind::source, *naming.name));
  }
  if (naming.id != nullptr && naming.by_id == nullptr) {
    if (on.registry.every_id_known(Kind::source)) {
      on.findings.add("WB2013", spot(model, "source_id"),
                      fmt::format("no source has the id {}", shown(*naming.id)));
    } else {
      on.unchecked.add("WB2013", "a source has no id yet that source_id could match");
    }
  }
  if (naming.by_name != nullptr && naming.by_id != nullptr && naming.by_name != naming.by_id) {
    on.findings.add("WB2014", spot(model, "source_id"),
                    fmt::format("source_name is {}, but source_id is that of source {}",
                                shown(naming.by_name->name), shown(naming.by_id->name)));
  }
}

// The first few names: there may be thousands.
std::string source_list(const References& on) {
  constexpr std::size_t kNamed = 10;
  const std::vector<std::string_view> names = on.registry.names(Kind::source);
  const bool all = names.size() <= kNamed;
  std::string list =
      shown_list(std::span(names).first(std::min(names.size(), kNamed)), all ? " or " : ", ");
  return all ? list : list + ", ...";
}

void note_unchecked(const References& on, const Naming& naming) {
  if (naming.is_given()) on.unchecked.add_no(Kind::source, "WB2013");
  if (naming.has_name && naming.has_id) on.unchecked.add_no(Kind::source, "WB2014");
  if (!naming.is_given()) on.unchecked.add_no(Kind::source, "WB2015");
}

// A source added beside the only one leaves the catalog's models that named none undecided.
void check_known_models(const References& on, const Doc& model) {
  const std::vector<Doc>& sources = on.registry.all(Kind::source);
  if (on.registry.known(Kind::source).size() > 1) return;
  const Doc* added = nullptr;
  for (const Doc& source : sources) {
    if (source.in_files()) added = &source;
  }
  if (added == nullptr) return;
  on.findings.add(
      "WB2015", spot(*added),
      fmt::format("with several sources, model {} of the catalog must name one", shown(model.name)),
      fmt::format("set source_name in model {}", shown(model.name)));
}

// Where a finding about a model and its source stands; nullopt: in no file.
std::optional<Spot> spot_of(const Doc& model, std::string_view key, const Doc& source) {
  if (model.in_files()) return spot(model, key);
  if (source.in_files()) return spot(source, "tenancy");
  return std::nullopt;
}

void check_tenant(const References& on, const Doc& model) {
  const bool is_anonymous = model.kind == Kind::sync;
  const bool has_column = !is_anonymous && model.body->find("organization_column") != nullptr;
  const Doc* source = source_of(on.registry, model);
  const std::optional<Tenancy> tenancy = source != nullptr ? tenancy_of(*source) : std::nullopt;
  if (!tenancy) {
    if (has_column || !model.in_files()) return;
    if (on.registry.all(Kind::source).empty()) {
      on.unchecked.add_no(Kind::source, "WB2007");
    } else {
      on.unchecked.add("WB2007", "the tenancy of the model's source is not known");
    }
    return;
  }
  if (*tenancy != Tenancy::multi_tenant_tables || has_column) return;
  const std::optional<Spot> at = spot_of(model, is_anonymous ? "query" : "", *source);
  if (!at) return;
  if (is_anonymous) {
    on.findings.add("WB2007", *at,
                    fmt::format("source {} holds many tenants, and the query of a sync has no "
                                "organization_column",
                                shown(source->name)),
                    "write the query into a model, with organization_column, and send that");
    return;
  }
  on.findings.add("WB2007", *at,
                  fmt::format("organization_column is missing in model {}: source {} holds many "
                              "tenants",
                              shown(model.name), shown(source->name)));
}

void check_schema_tenanted(const References& on, const Doc& model) {
  const Doc* source = source_of(on.registry, model);
  if (source == nullptr || tenancy_of(*source) != Tenancy::schema_tenanted) return;
  if (model.body->find("organization_column") != nullptr) {
    if (const std::optional<Spot> at = spot_of(model, "organization_column", *source)) {
      on.findings.add("WB2008", *at,
                      fmt::format("organization_column is not used in model {}: each tenant of "
                                  "source {} has a schema of its own",
                                  shown(model.name), shown(source->name)));
    }
  }
  const std::string* table = text_at(*model.body, "source_table");
  if (table == nullptr || table->find('.') == std::string::npos) return;
  if (const std::optional<Spot> at = spot_of(model, "source_table", *source)) {
    on.findings.add("WB2017", *at,
                    fmt::format("source_table {} of model {} names a schema, but source {} reads "
                                "each tenant's own",
                                shown(*table), shown(model.name), shown(source->name)),
                    fmt::format("write {}", shown(table->substr(table->rfind('.') + 1))));
  }
}

// The query of a sync that names no source.
void check_undecided_sync(const References& on, const Doc& sync) {
  const std::vector<Doc>& sources = on.registry.all(Kind::source);
  if (!sync.in_files() || sync.body->find("source") != nullptr) return;
  if (sources.empty()) {
    on.unchecked.add_no(Kind::source, "WB2015");
  } else if (sources.size() > 1) {
    on.findings.add("WB2015", spot(sync),
                    fmt::format("there are {} sources, and the sync names none", sources.size()),
                    fmt::format("add source: one of {}", source_list(on)));
  }
}

}  // namespace

const Doc* source_of(const Registry& registry, const Doc& model) {
  const Naming naming = naming_of(registry, model);
  if (!naming.is_given()) {
    const std::vector<Doc>& sources = registry.all(Kind::source);
    return sources.size() == 1 ? &sources.front() : nullptr;
  }
  if (naming.has_name && naming.has_id) {
    return naming.by_name == naming.by_id ? naming.by_name : nullptr;
  }
  return naming.has_name ? naming.by_name : naming.by_id;
}

std::optional<model::Tenancy> tenancy_of(const Doc& source) {
  const base::Json* value = source.body->find("tenancy");
  if (value == nullptr) return model::Tenancy::single_tenant;
  if (!value->is_string()) return std::nullopt;
  return model::words::parse<model::Tenancy>(model::words::kTenancies, value->as_string());
}

bool is_tenanted(const Registry& registry, const Doc& model) {
  if (model.body->find("organization_column") != nullptr) return true;
  const Doc* source = source_of(registry, model);
  if (source == nullptr) return false;
  const std::optional<Tenancy> tenancy = tenancy_of(*source);
  return tenancy && *tenancy != Tenancy::single_tenant;
}

bool has_query(const Doc& sync) {
  return text_at(*sync.body, "query") != nullptr;
}

const Doc* sent_model(const Registry& registry, const Doc& sync) {
  if (has_query(sync)) return &sync;
  const std::string* name = text_at(*sync.body, "model");
  return name != nullptr ? registry.by_name(Kind::model, *name) : nullptr;
}

void check_sources(const References& on) {
  const std::vector<Doc>& sources = on.registry.all(Kind::source);
  for (const Doc& model : on.registry.all(Kind::model)) {
    check_tenant(on, model);
    check_schema_tenanted(on, model);
    const Naming naming = naming_of(on.registry, model);
    const bool undecided = !naming.is_given() && sources.size() > 1;
    if (!model.in_files()) {
      if (undecided) check_known_models(on, model);
    } else if (sources.empty() && !(on.whole && naming.is_given())) {
      note_unchecked(on, naming);
    } else if (undecided) {
      on.findings.add("WB2015", spot(model),
                      fmt::format("there are {} sources, and the model names none", sources.size()),
                      fmt::format("add source_name: one of {}", source_list(on)));
    } else {
      check_named_source(on, model, naming);
    }
  }
  for (const Doc& sync : on.registry.all(Kind::sync)) {
    if (!has_query(sync)) continue;
    check_tenant(on, sync);
    check_undecided_sync(on, sync);
  }
}

}  // namespace waybill::lint
