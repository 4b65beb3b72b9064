"""A small company whose rows are edited at random: leads, deals, their stages, lines and activities, and visits."""

import datetime as dt
from decimal import Decimal
from random import Random
from typing import Any

import pyarrow as pa

from keyfunnel.lake.at_rest import schema
from keyfunnel.model.tables import table

Row = dict[str, Any]
World = dict[str, dict[Any, Row]]

STAGES = ("Demo", "Proposal", "Qualified", "Negotiation")
FIRST = dt.datetime.fromisoformat("2024-01-01")


def world(random: Random) -> World:
    """Every table with rows by number; the first of each fills every column that a later one may."""
    tables: World = {
        "accounts": {n: _account(n) for n in range(5)},
        "reps": {n: {"rep_id": f"r{n}", "name": f"Rep {n}", "region": "NS"[n % 2]} for n in range(3)},
    }
    for name, count in (
        ("leads", 10),
        ("deals", 16),
        ("deal_stages", 30),
        ("deal_lines", 12),
        ("activities", 16),
        ("visits", 20),
    ):
        tables[name] = {n: _row(name, n, random) for n in range(count)}
    return tables


def edit(tables: World, random: Random) -> set[str]:
    """Change, add and take away a few rows; which tables may differ now."""
    names = random.sample(["leads", "deals", "deal_stages", "deal_lines", "activities", "visits"], random.randint(1, 3))
    for name in names:
        rows = tables[name]
        for _ in range(random.randint(1, 3)):
            n = random.randrange(1, max(rows) + 3)
            if n in rows and random.random() < 0.3:
                del rows[n]
            else:
                rows[n] = _row(name, n, random)
    if random.random() < 0.15:
        tables["accounts"][1]["country"] = random.choice(["TH", "HU"])
        names.append("accounts")
    return set(names)


def at_rest(tables: World, name: str) -> pa.Table:
    wanted = schema(table(name))
    return pa.Table.from_pylist(
        [{column: row.get(column) for column in wanted.names} for row in tables[name].values()], wanted
    )


def _account(n: int) -> Row:
    return {"account_id": f"a{n}", "name": f"Company {n}", "country": "US", "segment": "SMB", "industry": "Retail"}


def _row(name: str, n: int, random: Random) -> Row:
    def maybe(value: Any) -> Any:
        return value if n == 0 or random.random() < 0.7 else None

    def day() -> dt.datetime:
        moment = FIRST + dt.timedelta(days=random.randrange(150))
        return moment + dt.timedelta(minutes=random.choice((0, 0, 607, 900)))

    origin = {"_file": "export.csv", "_line": n + 1}
    match name:
        case "leads":
            created = day()
            return origin | {
                "lead_id": f"l{n}",
                "company": f"Lead {n}",
                "account_id": maybe(f"a{random.randrange(5)}"),
                "owner_id": f"r{random.randrange(3)}",
                "source": maybe(random.choice(["web", "fair"])),
                "deal_id": f"d{random.randrange(18)}" if n == 0 or random.random() < 0.3 else None,
                "created_at": created,
                "qualified_at": maybe(created + dt.timedelta(days=random.randrange(9))),
                "first_contacted_at": maybe(created + dt.timedelta(minutes=random.randrange(5000))),
                "disqualified_at": day() if n == 0 or random.random() < 0.2 else None,
            }
        case "deals":
            outcome = "won" if n == 0 else random.choice(["open", "won", "lost"])
            return origin | {
                "deal_id": f"d{n}",
                "name": f"Deal {n}",
                "account_id": maybe(f"a{random.randrange(6)}"),
                "lead_id": f"l{random.randrange(12)}" if n == 0 or random.random() < 0.5 else None,
                "owner_id": f"r{random.randrange(3)}",
                "amount": maybe(Decimal(random.randrange(1, 900))),
                "created_at": maybe(day()),
                "first_contact_at": maybe(day()),
                "closed_at": None if outcome == "open" else maybe(day()),
                "outcome": outcome,
            }
        case "deal_stages":
            amount = maybe(Decimal(random.randrange(1, 900)))
            return origin | {
                "deal_id": f"d{random.randrange(18)}",
                "stage": random.choice(STAGES),
                "entered_at": maybe(day()),
                "amount": amount,
            }
        case "deal_lines":
            return origin | {
                "line_id": f"n{n}",
                "deal_id": f"d{random.randrange(18)}",
                "product_id": f"p{n % 3}",
                "unit_price": Decimal(random.randrange(1, 90)),
            }
        case "activities":
            kind = "meeting" if n == 0 else random.choice(["call", "email", "meeting", "note"])
            return origin | {
                "activity_id": f"t{n}",
                "kind": kind,
                "held": True if n == 0 else random.choice([True, None]),
                "by": maybe("sales"),
                "rep_id": f"r{random.randrange(3)}",
                "deal_id": maybe(f"d{random.randrange(18)}"),
                "lead_id": f"l{random.randrange(12)}" if n == 0 or random.random() < 0.5 else None,
                "account_id": maybe(f"a{random.randrange(5)}"),
                "at": day(),
            }
        case _:
            return origin | {
                "visit_id": f"v{n}",
                "kind": random.choice(["page", "demo_request"]),
                "visitor_id": f"w{random.randrange(8)}" if n == 0 or random.random() < 0.8 else None,
                "lead_id": f"l{random.randrange(12)}" if n == 0 or random.random() < 0.3 else None,
                "source": maybe(random.choice(["web", "fair"])),
                "at": day(),
            }
