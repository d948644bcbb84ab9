#!/usr/bin/python3
"""Schedules against croniter, a year of each: every start, none else.

usage: check_schedules.py DUE [SEED]

croniter is asked for times without a zone only: about changes of clocks it differs from what
Waybill promises (it may run a time twice, or leave it out). What is promised is said here in Python,
over its own reader of the zone database: an expression that allows every hour follows the time that
passes; any other one runs each time it names once, the first of two, and a time that clocks leave
out as soon as they go on.
"""

import random
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

try:
    from croniter import croniter
except ImportError:
    print("SKIP: python3-croniter is not installed")
    sys.exit(77)

DATABASE = Path("/usr/share/zoneinfo")
ZONES = [
    "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/St_Johns",
    "Pacific/Chatham", "Africa/Cairo", "America/Santiago", "Europe/Dublin", "Asia/Kathmandu", "Africa/Casablanca",
]
# Years with 29 February and without, before and after the last change that files list.
YEARS = [2023, 2024, 2026, 2028, 2036, 2037, 2038, 2045]
FIXED = [
    "30 2 * * *", "15 2 * * *", "*/15 2 * * *", "0 2 * * 0", "0 0 * * *", "59 23 31 * *", "0 0 29 2 *", "0 6 * * 1-5",
    "0 */2 * * *", "30 1,2,3 * 3,10,11 *", "*/15 * * * *", "7 * * * *", "* * * 3 0", "0 0 13 * 5", "0 12 1-7 * mon",
    "45 1-3 * * *", "0 0 1 JAN,jul *", "0 4 * * 5-7",
]


def field(rng: random.Random, first: int, last: int, may_step_all: bool) -> str:
    def part() -> str:
        start = rng.randint(first, last)
        end = rng.randint(start, last)
        return rng.choice([str(start), f"{start}-{end}", f"{start}-{end}/{rng.randint(1, 5)}"])

    kind = rng.random()
    if kind < 0.35:
        return "*"
    if kind < 0.5 and may_step_all:
        return f"*/{rng.randint(1, last)}"
    return ",".join(part() for _ in range(rng.randint(1, 3)))


def expression(rng: random.Random) -> str:
    """One that croniter reads as cron itself does. Its own ways: a step over all days of the month or of
    the week restricts them, a list of all days does not; and after a short month it leaves out days where
    the list has later ones than that month."""
    while True:
        text = " ".join(
            [
                field(rng, 0, 59, True), field(rng, 0, 23, True), field(rng, 1, 28, False),
                field(rng, 1, 12, True), field(rng, 0, 6, False),
            ]
        )
        days = text.split()[2], text.split()[4]
        expanded = croniter.expand(text)[0]
        if all((expanded[at] == ["*"]) == (day == "*") for at, day in zip((2, 4), days)):
            return text


def local_times(cron: str, first: datetime, last: datetime) -> list[datetime]:
    times = []
    walk = croniter(cron, first - timedelta(minutes=1), max_years_between_matches=12)
    while True:
        try:
            time = walk.get_next(datetime)
        except Exception:  # croniter's own: no date in those years
            return times
        if time > last:
            return times
        times.append(time)


def seconds(time: datetime) -> int:
    return int(time.replace(tzinfo=timezone.utc).timestamp())


def in_zone(time: datetime, zone: ZoneInfo) -> int:
    """The first instant at which clocks show this time, or go on after leaving it out."""
    first = time.replace(tzinfo=zone, fold=0)
    back = first.astimezone(timezone.utc).astimezone(zone).replace(tzinfo=None)
    if back == time:
        return int(first.timestamp())
    # Left out: the change lies between the two readings of the time.
    low = int(time.replace(tzinfo=zone, fold=1).timestamp())
    high = int(first.timestamp())
    offset = datetime.fromtimestamp(low, zone).utcoffset()
    while high - low > 1:
        middle = (low + high) // 2
        if datetime.fromtimestamp(middle, zone).utcoffset() == offset:
            low = middle
        else:
            high = middle
    return high


def expected(cron: str, zone: ZoneInfo, begin: int, end: int) -> list[int]:
    margin = timedelta(days=2)
    first = datetime.fromtimestamp(begin, timezone.utc).replace(tzinfo=None) - margin
    last = datetime.fromtimestamp(end, timezone.utc).replace(tzinfo=None) + margin
    hours = croniter.expand(cron)[0][1]
    times = local_times(cron, first, last)
    if hours == ["*"] or set(hours) == set(range(24)):
        found = set()
        for time in times:
            for fold in (0, 1):
                instant = time.replace(tzinfo=zone, fold=fold)
                if instant.astimezone(timezone.utc).astimezone(zone).replace(tzinfo=None) == time:
                    found.add(int(instant.timestamp()))
    else:
        found = {in_zone(time, zone) for time in times}
    return sorted(instant for instant in found if begin < instant < end)


def main() -> int:
    due, seed = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 20261121
    rng = random.Random(seed)
    cases = [(cron, zone, rng.choice(YEARS)) for cron in FIXED for zone in ZONES[1:4]]
    cases += [(expression(rng), rng.choice(ZONES), rng.choice(YEARS)) for _ in range(50)]
    lines, wanted = [], []
    for cron, name, year in cases:
        begin, end = seconds(datetime(year, 1, 1)) - 1, seconds(datetime(year + 1, 1, 1))
        if "*" in cron.split()[0] and "*" in cron.split()[1]:  # many starts: the months of changes
            begin, end = seconds(datetime(year, 3, 1)), seconds(datetime(year, 4, 10))
        lines.append(f"{cron}\t{DATABASE / name}\t{begin}\t{end}\n")
        wanted.append(expected(cron, ZoneInfo(name), begin, end))
    for minutes in (15, 60, 360, 720, 1440):
        begin, end = seconds(datetime(2026, 3, 1)), seconds(datetime(2026, 4, 10))
        lines.append(f"{minutes}m\t{DATABASE / 'UTC'}\t{begin}\t{end}\n")
        wanted.append([at for at in range(begin + 60, end, 60) if at % 86400 % (minutes * 60) == 0])
    done = subprocess.run([due], input="".join(lines), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(f"due ended with {done.returncode}: {done.stderr}")
        return 1
    answers = [[int(at) for at in line.split()] for line in done.stdout.splitlines()]
    failures, starts = 0, 0
    for line, want, got in zip(lines, wanted, answers, strict=True):
        starts += len(want)
        if want == got:
            continue
        failures += 1
        show = lambda only: [datetime.fromtimestamp(at, timezone.utc).isoformat() for at in sorted(only)[:5]]
        print(f"{line.strip()}\n  missing {show(set(want) - set(got))}\n  too many {show(set(got) - set(want))}")
    if starts < 10_000:
        print(f"only {starts} starts were compared")
        return 1
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
