// The documents of a lint beside each other: found by kind, name and id.
#ifndef WAYBILL_LINT_REGISTRY_HPP
#define WAYBILL_LINT_REGISTRY_HPP

#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lint/check.hpp"

namespace waybill::lint {

// Holds the documents of the files, and those known beside them that no file replaces (by name,
// or by id: then it is renamed). Names are compared as the catalog does, in any case.
class Registry {
 public:
  Registry(std::span<const Doc> documents, std::span<const Doc> known);

  // Those of the files first, in their order.
  const std::vector<Doc>& all(model::Kind kind) const;
  const Doc* by_name(model::Kind kind, std::string_view name) const;
  const Doc* by_id(model::Kind kind, std::string_view id) const;
  bool every_id_known(model::Kind kind) const;
  std::vector<std::string_view> names(model::Kind kind) const;
  // Those known beside the files, replaced or not.
  const std::vector<Doc>& known(model::Kind kind) const;

 private:
  struct Shelf {
    std::vector<Doc> documents;
    std::vector<Doc> known;
    std::unordered_map<std::string, std::size_t> by_name;  // folded
    std::unordered_map<std::string, std::size_t> by_id;
  };
  const Shelf& shelf(model::Kind kind) const { return shelves_[static_cast<std::size_t>(kind)]; }
  static void fill(Shelf& shelf);

  std::array<Shelf, static_cast<std::size_t>(model::Kind::sync) + 1> shelves_;
};

}  // namespace waybill::lint

#endif
