"""``python -m benchmarks [--size N] [NAME…]``: hold the contests and print their ratios.

A benchmark is a module here with ``contests(size: int) -> Iterable[Contest]``, named in ``MODULES``; ``size`` is the
number of deals (or leads) that its generated tables should have.
"""

import argparse
import importlib
import os
import platform

from rich.console import Console
from rich.table import Table

from benchmarks.contest import Outcome, held

MODULES = ("importing", "additive", "catalogue", "refresh", "funnel")


def main() -> None:
    options = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Ratios of times, ours to the other way."
    )
    options.add_argument("names", nargs="*", choices=[[], *MODULES], metavar="NAME", help=", ".join(MODULES))
    options.add_argument("--size", type=int, default=300_000, help="rows of the main generated table")
    options.add_argument("--turns", type=int, default=3, help="of each side; the best counts")
    asked = options.parse_args()
    screen = Console()
    outcomes = []
    for name in asked.names or MODULES:
        for contest in importlib.import_module(f"benchmarks.{name}").contests(asked.size):
            with screen.status(contest.name):
                outcomes.append(held(contest, asked.turns))
            screen.print(f"{contest.name}: {outcomes[-1].ratio:.3g}")  # the table comes when all are held
    screen.print(_table(outcomes, asked.size))
    screen.print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")


def _table(outcomes: list[Outcome], size: int) -> Table:
    table = Table("contest", "ours", "the other", "ratio", "goal", "the other is", title=f"{size:,} rows")
    for one in outcomes:
        colour = {True: "green", False: "red", None: "default"}[one.good]
        goal = "" if one.contest.goal is None else f"≤ {one.contest.goal:g}"
        table.add_row(
            one.contest.name,
            f"{one.ours:.2f} s",
            f"{one.other:.2f} s",
            f"[{colour}]{one.ratio:.3g}[/]",
            goal,
            one.contest.other_is,
        )
    return table


if __name__ == "__main__":
    main()
