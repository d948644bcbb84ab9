#!/usr/bin/env python3
"""What `waybill validate` costs on a good model of 500 columns, beside its query alone.

A throw-away PostgreSQL holds 20,000 rows of 500 columns. The query's own time is that of reading the
sample's two ends with psycopg2; the rest is Waybill's: the process, lint, types, index, values.

usage: validate_columns.py WAYBILL [COLUMNS]
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "servers"))
from servers import Postgres  # noqa: E402

WAYBILL = str(Path(sys.argv[1]).resolve())
COLUMNS = int(sys.argv[2]) if len(sys.argv) > 2 else 500
ROWS, SAMPLE, TIMES = 20_000, 500, 5
KINDS = [("bigint", "bigint", "n"), ("text", "text", "'text ' || n"),
         ("numeric(18,4)", "decimal(18,4)", "n / 4.0"), ("timestamptz", "timestamp", "now()"),
         ("boolean", "boolean", "n % 2 = 0")]


def main():
    with Postgres() as server, tempfile.TemporaryDirectory() as folder:
        cursor = server.connect().cursor()
        kinds = [KINDS[i % len(KINDS)] for i in range(COLUMNS - 2)]
        names = [f"column_{i}" for i in range(len(kinds))]
        cursor.execute("CREATE TABLE wide (id bigint PRIMARY KEY, changed timestamptz, " + ", ".join(
            f"{name} {kind[0]}" for name, kind in zip(names, kinds)) + ")")
        cursor.execute("INSERT INTO wide SELECT n, '2026-01-01Z'::timestamptz + n * interval '1 s', " +
                       ", ".join(kind[2] for kind in kinds) + f" FROM generate_series(1, {ROWS}) n")
        cursor.execute("CREATE INDEX ON wide (changed)")
        cursor.execute("ANALYZE wide")
        columns = [{"name_in_source": "id", "name_in_destination": "id", "data_type": "bigint",
                    "is_primary_key": True},
                   {"name_in_source": "changed", "name_in_destination": "changed",
                    "data_type": "timestamp", "is_last_modified": True}]
        columns += [{"name_in_source": name, "name_in_destination": name, "data_type": kind[1]}
                    for name, kind in zip(names, kinds)]
        documents = [
            {"connection": {"name": "db", "vendor": "postgres",
                            "options": {"host": str(server.folder), "port": 5432,
                                        "database": "postgres", "user": "postgres"}}},
            {"source": {"name": "src", "connection": "db"}},
            {"model": {"model_name": "broad", "source_table": "wide", "columns": columns}}]
        for i, document in enumerate(documents):
            (Path(folder) / f"{i}.json").write_text(json.dumps(document))
        query, whole = [], []
        for _ in range(TIMES):
            start = time.perf_counter()
            for order in ("", "DESC"):
                cursor.execute(f"SELECT * FROM wide ORDER BY changed {order} LIMIT {SAMPLE}")
                cursor.fetchall()
            query.append(time.perf_counter() - start)
            start = time.perf_counter()
            done = subprocess.run([WAYBILL, "--json", "validate", "broad", "--path", folder],
                                  capture_output=True, text=True, check=False)
            whole.append(time.perf_counter() - start)
            result = json.loads(done.stdout)
            if result.get("findings") != [] or result["models"][0]["rows"] != 2 * SAMPLE:
                sys.exit(f"not the report of a good model: {done.stdout[:500]}")
        own, all_of_it = statistics.median(query), statistics.median(whole)
        print(f"{COLUMNS} columns, {2 * SAMPLE} rows looked at: the query alone {own:.3f} s, "
              f"waybill validate {all_of_it:.3f} s, {all_of_it - own:+.3f} s on top, "
              f"ratio {all_of_it / own:.2f}")


if __name__ == "__main__":
    main()
