"""Generated leads and deals that enter stages in any order, again, on one day, with and without a time of day."""

import datetime as dt
import random
from typing import Any

from keyfunnel.kpis.facts import Facts
from keyfunnel.model.workspace import Phase, Stage, Workspace
from tests.kpis.small_facts import facts

CLOCK = dt.date(2024, 3, 10)

OVERLAPPING = Workspace(
    stages=(
        Stage("Seen", Phase.AWARENESS, visits=("visit",)),
        Stage("Asked", Phase.AWARENESS, lead="created_at", visits=("demo_request",)),
        Stage("Fit", Phase.CONSIDERATION, lead="qualified_at", crm=("qualified", "demo")),
        Stage("Deal", Phase.DECISION, deal="created", crm=("opened",)),
        Stage("Demo", Phase.DECISION, crm=("demo",)),
        Stage("Won", Phase.DECISION, deal="won", crm=("closed won",)),
    )
)
"""Stages that several kinds of row are evidence of, and a word that counts as two of them."""


def moment(chance: random.Random, since: int = 0) -> str:
    day = dt.datetime.combine(dt.date(2024, 1, 1), dt.time()) + dt.timedelta(days=since + chance.randrange(80))
    return (day + dt.timedelta(hours=chance.choice([0, 0, 9, 15]))).isoformat()


def histories(seed: int, workspace: Workspace, many: int = 120, *, visits: bool = True) -> Facts:
    """As many leads as deals, half of which are a lead's; some entries lie after the clock."""
    chance = random.Random(seed)

    def maybe(share: float, value: object) -> Any:
        return value if chance.random() < share else None

    leads = [
        {
            "lead_id": f"l{i}",
            "created_at": maybe(0.9, moment(chance)),
            "qualified_at": maybe(0.5, moment(chance)),
            "disqualified_at": maybe(0.2, moment(chance, 10)),
        }
        for i in range(many)
    ]
    deals = [
        {
            "deal_id": f"d{i}",
            "lead_id": maybe(0.5, f"l{chance.randrange(many)}"),
            "created_at": maybe(0.9, moment(chance)),
            "closed_at": maybe(0.7, moment(chance, 20)),
            "outcome": chance.choice(["open", "won", "lost"]),
        }
        for i in range(many)
    ]
    words = ["Demo", "demo", "proposal", "qualified", "opened", "closed won", "unheard of"]
    stages = [
        {"deal_id": f"d{i}", "stage": chance.choice(words), "entered_at": moment(chance)}
        for i in range(many)
        for _ in range(chance.randrange(4))
    ]
    tables = {"leads": leads, "deals": deals, "deal_stages": stages}
    if visits:
        tables["visits"] = [
            {
                "visit_id": f"v{i}",
                "visitor_id": maybe(0.7, f"u{chance.randrange(many)}"),
                "at": moment(chance),
                "kind": chance.choice(["visit", "demo_request"]),
                "lead_id": maybe(0.3, f"l{chance.randrange(many)}"),
            }
            for i in range(many)
        ]
    return facts(CLOCK.isoformat(), workspace, **tables)
