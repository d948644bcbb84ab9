// The rules about which source a model reads, and whether it holds many tenants.
#include <fmt/format.h>

#include "lint/references.hpp"
#include "lint/show.hpp"
#include "model/words.hpp"

namespace waybill::lint {
namespace {

using model::Kind;

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
                    did_you_mean(*naming.name, on.registry.names(Kind::source)));
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
                                shown(*naming.name), shown(naming.by_id->name)));
  }
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

void check_tenant(const References& on, const Doc& model) {
  if (model.body->find("organization_column") != nullptr) return;
  const Doc* source = source_of(on.registry, model);
  if (source == nullptr) {
    if (model.in_files() && on.registry.all(Kind::source).empty()) {
      on.unchecked.add_no(Kind::source, "WB2007");
    }
    return;
  }
  if (tenancy_of(*source) != model::Tenancy::multi_tenant_tables) return;
  const Doc* place = first_in_files({&model, source});
  if (place == nullptr) return;
  on.findings.add("WB2007", place == source ? spot(*source, "tenancy") : spot(model),
                  fmt::format("organization_column is missing in model {}: source {} holds many "
                              "tenants",
                              shown(model.name), shown(source->name)));
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
  return source != nullptr && tenancy_of(*source) == model::Tenancy::multi_tenant_tables;
}

void check_sources(const References& on) {
  const std::vector<Doc>& sources = on.registry.all(Kind::source);
  for (const Doc& model : on.registry.all(Kind::model)) {
    check_tenant(on, model);
    const Naming naming = naming_of(on.registry, model);
    const bool undecided = !naming.is_given() && sources.size() > 1;
    if (!model.in_files()) {
      if (undecided) check_known_models(on, model);
    } else if (sources.empty()) {
      note_unchecked(on, naming);
    } else if (undecided) {
      on.findings.add(
          "WB2015", spot(model),
          fmt::format("there are {} sources, and the model names none", sources.size()),
          fmt::format("add source_name: one of {}", shown_list(on.registry.names(Kind::source))));
    } else {
      check_named_source(on, model, naming);
    }
  }
}

}  // namespace waybill::lint
