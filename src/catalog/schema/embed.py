"""Writes the numbered .sql files, in order, as one C++ table: embed.py OUT.cpp 0001_x.sql ..."""
import pathlib
import sys

out, files = pathlib.Path(sys.argv[1]), [pathlib.Path(name) for name in sys.argv[2:]]
rows = []
for expected, file in enumerate(files, start=1):
    number = file.name.split("_")[0]
    if number != f"{expected:04d}":
        sys.exit(f"{file.name}: schema files are numbered without gaps, {expected:04d} comes next")
    sql = file.read_text(encoding="utf-8")
    if ')sql"' in sql:
        sys.exit(f"{file.name}: the text )sql\" cannot be embedded")
    rows.append(f'    {{{expected}, R"sql({sql})sql"}},\n')

out.write_text(
    "// Generated from src/catalog/schema/*.sql.\n"
    '#include "catalog/migrate.hpp"\n\n'
    "namespace waybill::catalog {\n\n"
    "namespace {\nconstexpr Migration all_migrations[] = {\n" + "".join(rows) + "};\n}\n\n"
    "std::span<const Migration> migrations() { return all_migrations; }\n\n"
    "}  // namespace waybill::catalog\n",
    encoding="utf-8",
)
