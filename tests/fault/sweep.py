#!/usr/bin/env python3
"""The sweep of tests/fault in parts, side by side, each with a server of its own.

  tests/fault/sweep.py build/tests/fault/test_faults_postgres                   5,000 faults, two at once
  tests/fault/sweep.py --share 0 --parts 200 --keep sweep PROGRAM               all there are, for hours

What a part says is kept in a folder; a part that is there, of the same program, is not run again: what
was stopped goes on where it was. Exit code 1: a part failed, and its log says which fault.
"""
import argparse
import concurrent.futures
import hashlib
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FIGURES = ("injected", "runs failed", "went well", "committed", "processes killed", "cancelled", "took an early end")


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path)
    parser.add_argument("--share", type=int, default=500, help="faults of each of the ten scenarios; 0: all there are")
    parser.add_argument("--parts", type=int, default=10)
    parser.add_argument("--jobs", type=int, default=2, help="parts at once")
    parser.add_argument("--keep", type=Path, help="folder of what parts say; without it nothing is kept")
    parser.add_argument("--for", type=float, dest="seconds", help="begin no part after so many seconds")
    return parser.parse_args()


def run_part(options, identity, folder, number):
    """Its seconds, and None where there was no time for it."""
    log = folder / f"{options.program.name}-{options.share}-{number}-of-{options.parts}.log"
    first = f"program {identity}\n"
    if log.exists() and log.read_text().startswith(first) and "\ndone in " in log.read_text():
        return log, True
    if options.seconds is not None and time.monotonic() - options.began > options.seconds:
        return log, None
    began = time.monotonic()
    done = subprocess.run([options.program, "--test-case=a fault at any call*"], capture_output=True, text=True, check=False,
                          env={**os.environ, "WAYBILL_TEST_FAULTS": str(options.share),
                               "WAYBILL_TEST_FAULT_PART": f"{number}/{options.parts}"})
    text = first + done.stdout + done.stderr
    well = done.returncode == 0 and "injected of" in done.stdout
    if well:
        text += f"\ndone in {time.monotonic() - began:.0f} s\n"
    log.write_text(text)
    return log, well


def main():
    options = parse()
    options.began = time.monotonic()
    identity = hashlib.sha256(options.program.read_bytes()).hexdigest()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        failed, left, sums, seconds = [], 0, dict.fromkeys(FIGURES, 0), 0
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            parts = [pool.submit(run_part, options, identity, folder, number + 1) for number in range(options.parts)]
            for part in concurrent.futures.as_completed(parts):
                log, well = part.result()
                if well is None:
                    left += 1
                    continue
                text = log.read_text()
                for name in FIGURES:
                    sums[name] += sum(int(found) for found in re.findall(rf"(\d+) {name}", text))
                if well:
                    seconds += int(re.search(r"\ndone in (\d+) s", text)[1])
                else:
                    failed.append(log.name)
                    print(text, file=sys.stderr)
        print(f"{options.program.name}: " + ", ".join(f"{number} {name}" for name, number in sums.items()) +
              f"; {options.parts - left} of {options.parts} parts, {len(failed)} failed, {seconds} s of all parts together")
        for name in failed:
            print(f"failed: {name}")
        # A run that hung and was cancelled counts among those that failed.
        if not failed and sums["injected"] != sum(sums.values()) - sums["injected"] - sums["cancelled"]:
            sys.exit("the figures of the parts do not add up")
        # What every sweep of some size meets.
        if not left and not all(sums[name] for name in ("runs failed", "went well", "processes killed", "cancelled")):
            sys.exit("nothing failed, went well, was killed or was cancelled: the sweep shows nothing")
        sys.exit(1 if failed or left else 0)


if __name__ == "__main__":
    main()
