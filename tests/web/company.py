"""A small company whose figures can be checked in one's head.

| quarter closed | won | lost | each won deal |
|---|---|---|---|
| 2017-Q2 | 6 | 14 | 1,000 |
| 2017-Q3 | 10 | 10 | 1,000 |
| 2017-Q4 | 15 | 5 | 2,000 |

Every deal is engaged 30 days before it closes. Ann (team North) closes those of odd number, Ben (team South) the
others. Eight more are open since December 1st.
"""

import csv
import datetime as dt
from pathlib import Path

from keyfunnel.intake.mapping import ColumnRule, FileMapping, Mapping, TableMapping
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.planning.intake import bring_in

QUARTERS = (
    (dt.date(2017, 5, 2), 6, 14, 1000),
    (dt.date(2017, 8, 2), 10, 10, 1000),
    (dt.date(2017, 11, 2), 15, 5, 2000),
)
PEOPLE = (("r1", "Ann", "t1"), ("r2", "Ben", "t2"))
TEAMS = (("t1", "North"), ("t2", "South"))
GOALS = """
cycle: {name: 2017-Q4, start: 2017-10-01, end: 2018-01-01}
objectives:
  - key: close-better
    title: Win more of what we engage
    owner: Ann
    key_results:
      - {key: win, title: Win rate to 80 %, kpi: win_rate, stage: Won, kind: increase, baseline: auto, target: 0.8}
      - {key: money, title: Revenue of 40 thousand, kpi: revenue, stage: Won, kind: increase, target: 40000}
      - {key: fill, title: Ten new deals, kpi: new_deals, stage: Opportunity, kind: increase, target: 40}
"""


def deals() -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for day, won, lost, amount in QUARTERS:
        for i in range(won + lost):
            closed = day + dt.timedelta(days=i)
            rows.append(
                {
                    "deal_id": f"d{len(rows) + 1:03}",
                    "owner_id": PEOPLE[len(rows) % 2][0],
                    "outcome": "won" if i < won else "lost",
                    "amount": amount if i < won else "",
                    "created_at": closed - dt.timedelta(days=30),
                    "closed_at": closed,
                }
            )
    for _ in range(8):
        open_deal = {"outcome": "open", "amount": "", "created_at": dt.date(2017, 12, 1), "closed_at": ""}
        rows.append({"deal_id": f"d{len(rows) + 1:03}", "owner_id": PEOPLE[len(rows) % 2][0], **open_deal})
    return rows


def exports(folder: Path) -> list[Path]:
    """The company's files, with headers as the model calls its columns."""
    folder.mkdir(parents=True, exist_ok=True)
    reps = [dict(zip(("rep_id", "name", "team_id"), row, strict=True)) for row in PEOPLE]
    teams = [dict(zip(("team_id", "name"), row, strict=True)) for row in TEAMS]
    tables: tuple[tuple[str, list[dict[str, object]]], ...] = (
        ("teams", [dict(row) for row in teams]),
        ("reps", [dict(row) for row in reps]),
        ("deals", deals()),
    )
    return [_write(folder / f"{name}.csv", rows) for name, rows in tables]


def _write(path: Path, rows: list[dict[str, object]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def _as_it_says(path: Path) -> FileMapping:
    headers = path.read_text(encoding="utf-8").splitlines()[0].split(",")
    return FileMapping(path.name, (TableMapping(path.stem, {name: ColumnRule(header=name) for name in headers}),))


def found(home: Home, folder: Path) -> Edition:
    """Import the company into ``home``, each file as the table it is called by."""
    files = exports(folder)
    bring_in(home, files, Mapping(tuple(_as_it_says(path) for path in files)))
    edition = home.lake.current()
    assert edition is not None
    return edition
