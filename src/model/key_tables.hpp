// How rows of the key tables are written, and the tables by kind.
#ifndef WAYBILL_MODEL_KEY_TABLES_HPP
#define WAYBILL_MODEL_KEY_TABLES_HPP

#include <array>

#include "model/document.hpp"

namespace waybill::model::tables {

// A text that names something: never empty.
constexpr Key name_text(std::string_view name, bool required, std::string_view help,
                        std::string_view default_text = "") {
  return {.name = name,
          .type = KeyType::text,
          .required = required,
          .default_text = default_text,
          .help = help,
          .minimum = 1};
}
constexpr Key named(std::string_view help) {
  return name_text("name", true, help);
}
constexpr Key choice(std::string_view name, bool required,
                     std::span<const std::string_view> allowed, std::string_view default_text,
                     std::string_view help) {
  return {.name = name,
          .type = KeyType::text,
          .required = required,
          .allowed = allowed,
          .default_text = default_text,
          .help = help};
}
constexpr Key name_list(std::string_view name, bool required, std::string_view default_text,
                        std::string_view help) {
  return {.name = name,
          .type = KeyType::text_list,
          .required = required,
          .default_text = default_text,
          .help = help,
          .minimum = 1};
}
constexpr Key whole_number(std::string_view name, std::string_view default_text,
                           std::string_view help, double minimum, double maximum) {
  return {.name = name,
          .type = KeyType::integer,
          .default_text = default_text,
          .help = help,
          .minimum = minimum,
          .maximum = maximum};
}
constexpr Key ratio(std::string_view name, std::string_view default_text, std::string_view help) {
  return {.name = name,
          .type = KeyType::number,
          .default_text = default_text,
          .help = help,
          .minimum = 0,
          .maximum = 1};
}
constexpr Key flag(std::string_view name, std::string_view default_text, std::string_view help) {
  return {.name = name, .type = KeyType::boolean, .default_text = default_text, .help = help};
}
constexpr Key object_key(std::string_view name, std::span<const Key> children,
                         std::string_view help) {
  return {.name = name, .type = KeyType::object, .help = help, .children = children};
}

constexpr Key unobeyed(Key key) {
  key.obeyed = Obeyed::no;
  return key;
}
constexpr Key obeyed_only(Key key, std::span<const std::string_view> values) {
  key.obeyed_values = values;
  return key;
}
constexpr Key one_of_two(Key key, std::string_view group) {
  key.exactly_one = group;
  return key;
}
constexpr Key with(Key key, std::string_view other) {
  key.only_with = other;
  return key;
}

constexpr double kYear = 31'536'000;  // in seconds

inline constexpr Key kId{.name = "id",
                         .type = KeyType::text,
                         .help = "UUID; assigned at the first save when absent",
                         .minimum = 1};
inline constexpr Key kDescription{
    .name = "description", .type = KeyType::long_text, .help = "for people; never read by a run"};

std::span<const Key> connection();
std::span<const Key> source();
std::span<const Key> model();
std::span<const Key> product();
std::span<const Key> recipient();
std::span<const Key> destination();
std::span<const Key> sync();

}  // namespace waybill::model::tables

#endif
