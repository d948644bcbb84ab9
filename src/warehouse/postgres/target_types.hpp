// Which columns keep which values, where the driver and not libpq is asked to write them.
#ifndef WAYBILL_WAREHOUSE_POSTGRES_TARGET_TYPES_HPP
#define WAYBILL_WAREHOUSE_POSTGRES_TARGET_TYPES_HPP

#include <optional>
#include <string>

#include "rows/batch.hpp"
#include "warehouse/postgres/modifier.hpp"
#include "warehouse/target.hpp"

namespace waybill::warehouse::postgres {

// Name, pg_type.typname, modifier; {} is the table's quoted name as a literal. A domain's values
// are those of its base type.
inline constexpr const char* kTargetColumns =
    "SELECT a.attname, coalesce(b.typname, t.typname), "
    "CASE WHEN b.oid IS NULL THEN a.atttypmod ELSE t.typtypmod END "
    "FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid "
    "LEFT JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype "
    "WHERE a.attrelid = {}::pg_catalog.regclass AND a.attnum > 0 AND NOT a.attisdropped";

// nullopt: the column cannot keep such values.
std::optional<Target> target_for(const rows::Field& field, const std::string& type, int modifier);

}  // namespace waybill::warehouse::postgres

#endif
