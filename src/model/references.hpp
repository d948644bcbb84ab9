// Which keys of a document name other documents: what lint looks up, a rename follows and a delete
// asks about.
#ifndef WAYBILL_MODEL_REFERENCES_HPP
#define WAYBILL_MODEL_REFERENCES_HPP

#include <array>
#include <string_view>

#include "model/document.hpp"

namespace waybill::model {

// The value of `key` is a name, or a list of names.
struct Reference {
  Kind from;
  std::string_view key;
  Kind to;
};
inline constexpr auto kReferences = std::to_array<Reference>({
    {Kind::source, "connection", Kind::connection},
    {Kind::model, "source_name", Kind::source},
    {Kind::product, "models", Kind::model},
    {Kind::recipient, "products", Kind::product},
    {Kind::destination, "connection", Kind::connection},
    {Kind::destination, "recipient", Kind::recipient},
    {Kind::destination, "products", Kind::product},
    {Kind::destination, "enabled_models", Kind::model},
    {Kind::sync, "model", Kind::model},
    {Kind::sync, "source", Kind::source},
    {Kind::sync, "destination", Kind::destination},
});

}  // namespace waybill::model

#endif
