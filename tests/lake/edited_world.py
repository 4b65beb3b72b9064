"""A small company whose rows are edited at random: leads, deals, their stages, lines and activities, and visits; where
asked for, also what comes of its customers, its costs, and what people enter."""

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
DAYS = 150
EDITED = ("leads", "deals", "deal_stages", "deal_lines", "activities", "visits")
WIDER = {"subscriptions": 8, "orders": 12, "spend": 10, "surveys": 8, "tickets": 6, "forecasts": 8, "entries": 6}


def world(random: Random, *, wider: bool = False) -> World:
    """Every table with rows by number; the first of each fills every column that a later one may. ``wider`` has more
    tables, over five times as long."""
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
        rows = range(count * 3 if wider else count)
        tables[name] = {n: _row(name, n, random, 0, DAYS * 5 if wider else DAYS) for n in rows}
    if wider:
        for name, count in WIDER.items():
            tables[name] = {n: _wider(name, n, random, 0, DAYS * 5) for n in range(count)}
        targets = [("revenue", "company", "2025-Q2"), ("revenue", "r1", "2025-06"), ("deals_won", "company", "2025-12")]
        tables["targets"] = {
            n: {"kpi": kpi, "scope": scope, "period": period, "amount": Decimal(100 + n)}
            for n, (kpi, scope, period) in enumerate(targets)
        }
    return tables


def edit(tables: World, random: Random) -> set[str]:
    """Change, add and take away a few rows; which tables may differ now.

    In a wider world mostly such that are dated late, some of them after all others.
    """
    wider = "subscriptions" in tables
    begin = random.choice([0, DAYS * 4, DAYS * 5 - 20]) if wider else 0
    days = DAYS * 5 + random.choice([0, 0, 30]) - begin if wider else DAYS
    names = random.sample(EDITED, random.randint(1, 3))
    if wider:
        names += random.sample(list(WIDER), random.randint(0, 1))
    for name in names:
        rows = tables[name]
        make = _row if name in EDITED else _wider
        for _ in range(random.randint(1, 3)):
            late = [n for n, row in rows.items() if _first_date(row) >= FIRST + dt.timedelta(days=begin)]
            n = random.choice([*late, max(rows) + 1, max(rows) + 2]) if wider else random.randrange(1, max(rows) + 3)
            if n == 0:
                continue
            if n in rows and random.random() < 0.3:
                del rows[n]
            else:
                rows[n] = make(name, n, random, begin, days)
    if wider and random.random() < 0.1:
        tables["reps"][1]["name"] = random.choice(["Ann", "Rep 1"])
        names.append("reps")
    if wider and random.random() < 0.1:
        tables["targets"][0]["amount"] = Decimal(random.randrange(1, 900))
        names.append("targets")
    if random.random() < 0.15:
        tables["accounts"][1]["country"] = random.choice(["TH", "HU"])
        names.append("accounts")
    return set(names)


def at_rest(tables: World, name: str) -> pa.Table:
    wanted = schema(table(name))
    return pa.Table.from_pylist(
        [{column: row.get(column) for column in wanted.names} for row in tables[name].values()], wanted
    )


def _first_date(row: Row) -> dt.datetime:
    dates = [value for value in row.values() if isinstance(value, dt.date)]
    moments = (one if isinstance(one, dt.datetime) else dt.datetime.combine(one, dt.time()) for one in dates)
    return min(moments, default=FIRST)


def _account(n: int) -> Row:
    return {"account_id": f"a{n}", "name": f"Company {n}", "country": "US", "segment": "SMB", "industry": "Retail"}


def _row(name: str, n: int, random: Random, begin: int = 0, days: int = DAYS) -> Row:
    def maybe(value: Any) -> Any:
        return value if n == 0 or random.random() < 0.7 else None

    def day() -> dt.datetime:
        moment = FIRST + dt.timedelta(days=begin + random.randrange(days))
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


def _wider(name: str, n: int, random: Random, begin: int, days: int) -> Row:
    def maybe(value: Any) -> Any:
        return value if n == 0 or random.random() < 0.7 else None

    first = FIRST.date() + dt.timedelta(days=begin + random.randrange(days))
    later = first + dt.timedelta(days=random.randrange(1, 200))
    account = {"account_id": f"a{random.randrange(5)}"}
    amount = Decimal(random.randrange(1, 900))
    moment = dt.datetime.combine(first, dt.time(9, 30))
    origin = {"_file": "export.csv", "_line": n + 1}
    match name:
        case "subscriptions":
            ended = later if n == 0 or random.random() < 0.5 else None
            spell = {"subscription_id": f"s{n}", "started_on": first, "ended_on": ended}
            return origin | account | spell | {"mrr": amount}
        case "orders":
            return origin | account | {"order_id": f"o{n}", "ordered_at": moment, "revenue": amount, "cost": amount / 2}
        case "spend":
            kind = "acquisition" if n == 0 else random.choice(["acquisition", "marketing", "sales"])
            source = maybe("web")
            return origin | {"spend_id": f"x{n}", "on": first, "category": kind, "amount": amount, "source": source}
        case "surveys":
            kind = "nps" if n == 0 else random.choice(["nps", "csat"])
            score = Decimal(random.randrange(6))
            return origin | account | {"response_id": f"q{n}", "kind": kind, "at": moment, "score": score}
        case "tickets":
            resolved = maybe(moment + dt.timedelta(hours=random.randrange(200)))
            kind = "complaint" if n == 0 else random.choice(["complaint", "question"])
            return origin | account | {"ticket_id": f"k{n}", "kind": kind, "opened_at": moment, "resolved_at": resolved}
        case "forecasts":
            month = first.replace(day=1)
            end = (month + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
            made = month - dt.timedelta(days=random.randrange(1, 20))
            return origin | {
                "forecast_id": f"f{n}",
                "made_on": made,
                "period_start": month,
                "period_end": end,
                "rep_id": maybe(f"r{random.randrange(3)}"),
                "amount": amount,
            }
        case _:
            kpi = "morale" if n == 0 else random.choice(["morale", "calls_by_hand"])
            return origin | {
                "entry_id": f"e{n}",
                "kpi": kpi,
                "on": first,
                "rep_id": maybe(f"r{random.randrange(3)}"),
                "value": amount,
                "entered_at": moment,
            }
