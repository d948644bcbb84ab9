"""Several processes, signals and dead owners around one sync.

Usage: test_processes.py WAYBILL
"""

import json
import signal
import sys
import time
import traceback

from workbench import INSTANT, Workbench, finish

BINARY = sys.argv[1]


def small(rows=2000):
    bench = Workbench(BINARY)
    bench.source(rows=[(i, f"row {i}", INSTANT) for i in range(rows)])
    bench.configure()
    return bench


def large():
    """Takes long enough to be met in the middle."""
    bench = Workbench(BINARY)
    bench.source("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600000)"
                 f" INSERT INTO items SELECT i, printf('%0100d', i), '{INSTANT}' FROM n")
    bench.configure()
    return bench


def wait_until_reading(process):
    """Until the run tells that rows are under way (with --json, events go to standard error)."""
    for line in process.stderr:
        if json.loads(line).get("rows", 0) > 0:
            return
    raise AssertionError(f"the run ended first: {process.wait()}")


def test_ten_processes_start_the_same_sync_at_once():
    with small() as bench:
        processes = [bench.start("--json", "run", "items sync") for _ in range(10)]
        ended = [(process.communicate(timeout=120)[0], process.returncode) for process in processes]
        won = [out for out, code in ended if code == 0]
        refused = [json.loads(out)["error"]["code"] for out, code in ended if code != 0]
        assert won, ended
        assert all(code == "WB9201" for code in refused), ended
        inserted = sum(json.loads(out)["report"]["counts"]["inserted"] for out in won)
        assert inserted == 2000, inserted
        assert bench.delivered() == bench.oracle()
        return f"{len(won)} ran one after the other, {len(refused)} were refused"


def test_ten_processes_open_one_new_catalog_and_apply():
    with Workbench(BINARY) as bench:
        bench.source(rows=[(1, "a", INSTANT)])
        bench.configure()
        for file in bench.folder.glob("waybill.db*"):
            file.unlink()
        processes = [bench.start("--json", "apply", "config") for _ in range(10)]
        ended = [(process.communicate(timeout=120), process.returncode) for process in processes]
        assert all(code == 0 for _, code in ended), ended
        created = sum(1 for (out, _), _ in ended for change in json.loads(out)["changes"]
                      if change["action"] == "create")
        assert created == 6, created


def test_a_live_owner_is_not_disturbed_a_dead_one_is_replaced_at_once():
    with large() as bench:
        owner = bench.start("--json", "run", "items sync")
        wait_until_reading(owner)
        owner.send_signal(signal.SIGSTOP)
        try:
            code, out, _ = bench.run("--json", "run", "items sync")
            error = json.loads(out)["error"]
            assert (code, error["code"]) == (1, "WB9201"), out
            assert f"process {owner.pid}" in error["message"], error
        finally:
            owner.kill()
            owner.communicate()
        start = time.monotonic()
        assert bench.transfer()["inserted"] == 600000
        runs = json.loads(bench.check("--json", "run", "list"))["items"]
        assert [run["status"] for run in runs] == ["success", "orphaned"], runs
        return f"taken over and done in {time.monotonic() - start:.1f} s"


def test_ctrl_c_ends_a_run_with_nothing_committed():
    for interrupt in (signal.SIGINT, signal.SIGTERM):
        with large() as bench:
            process = bench.start("--json", "run", "items sync")
            wait_until_reading(process)
            start = time.monotonic()
            process.send_signal(interrupt)
            out, _ = process.communicate(timeout=60)
            took = time.monotonic() - start
            assert process.returncode == 130, (process.returncode, out)
            assert json.loads(out)["error"]["code"] == "WB9092", out
            tables = bench.query("destination.db", "SELECT name FROM sqlite_master "
                                                   "WHERE name = 'items'")
            assert tables == [], tables
            runs = json.loads(bench.check("--json", "run", "list"))["items"]
            assert [run["status"] for run in runs] == ["cancelled"], runs
    return f"ended after {took:.2f} s"


def test_a_killed_owner_of_another_tenant_or_sync_is_no_obstacle():
    with large() as bench:
        owner = bench.start("--json", "run", "items sync")
        wait_until_reading(owner)
        owner.kill()
        owner.communicate()
        assert bench.transfer()["inserted"] == 600000
        assert bench.delivered() == bench.oracle()


def test_kills_in_the_middle_of_exports():
    """Whole files at every moment, and the next export goes on."""
    with Workbench(BINARY) as bench:
        config = bench.folder / "config"
        config.mkdir()
        for i in range(400):
            (config / f"{i}.json").write_text(json.dumps(
                {"recipient": {"name": f"Tenant {i}", "id_in_provider_system": str(i)}}))
        bench.check("apply", "config")
        began = time.monotonic()
        bench.check("export", "timed")
        took = time.monotonic() - began
        interrupted = 0
        out = bench.folder / "out"
        for turn in range(20):
            process = bench.start("export", "out")
            time.sleep(took * turn / 20)
            process.kill()
            process.communicate()
            files = list(out.glob("*/*.json"))
            for file in files:
                assert json.loads(file.read_text())["recipient"]["name"], file
            if not (out / "waybill.lock.json").exists():
                interrupted += 1
            elif turn % 2 == 0:
                for file in [*files[::2], out / "waybill.lock.json"]:
                    file.unlink()
        bench.check("export", "out")
        assert json.loads(bench.check("--json", "plan", "out"))["changes"] == []
        there = {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}
        timed = bench.folder / "timed"
        assert there == {str(path.relative_to(timed)): path.read_bytes()
                         for path in timed.rglob("*") if path.is_file()}
        assert not list(out.glob(".waybill*"))
        return f"{interrupted} of 20 had not ended"


def main():
    passed = failed = 0
    for name, test in list(globals().items()):
        if not name.startswith("test_"):
            continue
        try:
            note = test()
            passed += 1
            print(f"ok {name[5:].replace('_', ' ')}" + (f" ({note})" if note else ""))
        except Exception:
            failed += 1
            print(f"FAILED {name[5:].replace('_', ' ')}")
            traceback.print_exc(file=sys.stdout)
    finish(passed, failed)


main()
