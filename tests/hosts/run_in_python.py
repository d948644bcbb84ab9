"""The same run as run_in_c.c by the Python package.

usage: run_in_python.py FOLDER SYNC
"""

import json
import sys
from pathlib import Path

import waybill

folder, sync = Path(sys.argv[1]), sys.argv[2]
events = []
with waybill.open(folder / "waybill.db", actor="host") as catalog:
    catalog.config.apply(str(folder / "config"))
    result = catalog.syncs[sync].run(progress=events.append)
print(json.dumps(result))
print(int(bool(events)))
