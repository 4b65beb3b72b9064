"""``python -m benchmarks.first_page [FILE…]``: from exported files to goals × funnel, as a newcomer goes.

Imports the files (a generated export unless any are named) into a new home by the command line, adds a person, starts
the server, signs in and reads the page, and prints the seconds of each step. ``cpu`` is what the step's own processes
used, for machines that are busy with something else meanwhile.
"""

import argparse
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from rich.console import Console
from rich.table import Table

from benchmarks.exports import deals
from benchmarks.served import KEYFUNNEL, served

NAME = "first@example.org"
Step: TypeAlias = tuple[str, float, float]


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m benchmarks.first_page", description="From files to the page.")
    options.add_argument("files", nargs="*", type=Path, help="exports; else a generated one")
    options.add_argument("--size", type=int, default=8_800, help="deals of the generated export")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="keyfunnel-bench-") as name:
        steps = [*_steps(Path(name) / "home", asked.files or [deals(Path(name), asked.size)])]
    counted = [one for one in steps if one[0] != "user add"]
    total = ("files to page, without user add", sum(one[1] for one in counted), sum(one[2] for one in counted))
    table = Table("step", "seconds", "cpu")
    for step, seconds, cpu in (*steps, total):
        table.add_row(step, f"{seconds:.2f}", f"{cpu:.2f}")
    Console().print(table)


def _steps(home: Path, files: list[Path]) -> Iterator[Step]:
    at_home = [*KEYFUNNEL, "--home", str(home)]
    yield "import", *_timed(lambda: _said([*at_home, "import", *map(str, files)]))[1:]
    password, *taken = _timed(lambda: _said([*at_home, "user", "add", NAME, "--role", "admin"]).strip())
    yield "user add", taken[0], taken[1]
    start = time.perf_counter()
    with served(home) as server:
        visitor = server.visitor()
        visitor.wait_for_answer()
        yield "server answers", time.perf_counter() - start, server.used
        start, used = time.perf_counter(), server.used
        page = visitor.sign_in(NAME, password)
        assert 'class="funnel' in page.text, "signing in leads to no funnel"
        yield "sign in, goals × funnel", time.perf_counter() - start, server.used - used


def _said(command: list[str]) -> str:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout


def _timed(do: Callable[[], str]) -> tuple[str, float, float]:
    start, used = time.perf_counter(), os.times()
    said = do()
    now = os.times()
    cpu = now.children_user + now.children_system - used.children_user - used.children_system
    return said, time.perf_counter() - start, cpu


if __name__ == "__main__":
    main()
