"""``python -m benchmarks.readers HOME``: many who read the pages of a workspace at once.

Starts a server on HOME, adds a reader to it, and lets some read a mix of pages, each waiting for one before asking for
the next: at first alone, page by page, then all at once. Prints milliseconds and, for machines that are busy with
something else, the same as a multiple of the server's smallest answer (its page to sign in), measured in between.
"""

import argparse
import itertools
import json
import re
import subprocess
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median, quantiles

from rich.console import Console
from rich.table import Table

from benchmarks.served import KEYFUNNEL, Server, served
from benchmarks.visitor import Visitor

PAGES = (
    "/en/",
    "/en/?funnel=cohort",
    "/en/?view=table",
    "/en/kpis/",
    "/en/kpis/win_rate/",
    "/en/kpis/revenue/",
    "/en/kpis/time_to_close/?grain=quarter",
    "/en/kpis/new_deals/?by=owner",
    "/en/targets/",
    "/en/data/",
)


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m benchmarks.readers", description="Many readers at once.")
    options.add_argument("home", type=Path)
    options.add_argument("--readers", type=int, default=16)
    options.add_argument("--requests", type=int, default=480, help="of all readers together")
    options.add_argument("--workers", help="processes of the server; its own choice unless given")
    asked = options.parse_args()
    account = _account(asked.home)
    with served(asked.home, *(["--workers", asked.workers] if asked.workers else [])) as server:
        Console().print(_measured(server, account, asked.readers, asked.requests))


def _measured(server: Server, account: tuple[str, str], readers: int, requests: int) -> Table:
    first = _signed_in(server, *account)
    pages = [*PAGES, *_goals(first)]
    visitors = [first, *(_signed_in(server, *account) for _ in range(readers - 1))]
    table = Table("", "median ms", "p99 ms", "× smallest", "cpu ms a page", title=f"{len(pages)} pages")

    def read(walks: Sequence[Iterable[str]]) -> list[float]:
        """Each walk by a visitor of its own, all at once."""
        with ThreadPoolExecutor(len(walks)) as pool:
            taken = pool.map(
                lambda one: [_seconds(one[0], page) for page in one[1]], zip(visitors, walks, strict=False)
            )
            return [*itertools.chain.from_iterable(taken)]

    # Each begins at another page, as people do.
    walks = [itertools.islice(itertools.cycle(pages), i, i + requests // readers) for i in range(readers)]
    for name, asked in (("first view", [pages]), ("alone", [pages * 3]), (f"{readers} at once", walks)):
        smallest = min(_seconds(first, "/en/sign-up/") for _ in range(5))
        used = server.used
        seconds = read(asked)
        middle, last = median(seconds), quantiles(seconds, n=100, method="inclusive")[-1]
        ratios = f"{middle / smallest:.1f}, {last / smallest:.1f}"
        cpu = 1000 * (server.used - used) / len(seconds)
        table.add_row(name, f"{1000 * middle:.0f}", f"{1000 * last:.0f}", ratios, f"{cpu:.0f}")
    return table


def _seconds(visitor: Visitor, page: str) -> float:
    start = time.perf_counter()
    answer = visitor.get(page)
    taken = time.perf_counter() - start
    assert answer.status == 200, (page, answer.status)
    return taken


def _goals(visitor: Visitor) -> list[str]:
    """The first objective and key result that the table of goals leads to, where there are goals."""
    page = visitor.get("/en/?view=table").text
    found = (re.search(rf'href="(/en/{kind}/\d+/)', page) for kind in ("objectives", "key-results"))
    return [one[1] for one in found if one]


def _signed_in(server: Server, name: str, password: str) -> Visitor:
    visitor = server.visitor()
    visitor.wait_for_answer()
    visitor.sign_in(name, password)
    return visitor


def _account(home: Path) -> tuple[str, str]:
    """Name and password of one who only reads, made for this run."""
    at_home = [*KEYFUNNEL, "--home", str(home)]
    known = json.loads(subprocess.run([*at_home, "user", "list", "--json"], check=True, capture_output=True).stdout)
    name = f"reader{len(known)}@example.org"
    added = subprocess.run([*at_home, "user", "add", name], check=True, capture_output=True, text=True)
    return name, added.stdout.strip()


if __name__ == "__main__":
    main()
