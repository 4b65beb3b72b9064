"""Four leads, the deals that came of them, and a deal without a lead; all in 2024, the clock at 1 July.

| subject | Lead | Qualified | Opportunity | Demo | Proposal | how it ended |
|---|---|---|---|---|---|---|
| L1 | 1 Jan | 3 Jan | 5 Jan | 10 Jan | 12 Jan | won 31 Jan, 100 |
| L2 | 2 Jan | | 20 Jan | | | lost 10 Feb |
| L3 | 3 Jan | 4 Jan | | | | open |
| L4 | 4 Jan | | 6 Jan | | | won 1 June, 149 days after it came, 300 |
| D5 | | | 1 Feb | 2 Feb | | won 20 Feb, 50 |

D6 is a second deal of L1 and on nobody's path.
"""

from keyfunnel.funnel.funnel import funnel
from keyfunnel.funnel.query import FunnelQuery
from keyfunnel.funnel.result import FunnelGroup, FunnelStage
from keyfunnel.kpis.facts import Facts
from tests.kpis.small_facts import facts

LEADS = [
    {"lead_id": "L1", "created_at": "2024-01-01", "qualified_at": "2024-01-03", "source": "web", "owner_id": "R1"},
    {"lead_id": "L2", "created_at": "2024-01-02", "source": "fair", "owner_id": "R2"},
    {"lead_id": "L3", "created_at": "2024-01-03", "qualified_at": "2024-01-04", "source": "web"},
    {"lead_id": "L4", "created_at": "2024-01-04", "owner_id": "R1", "deal_id": "D4"},
]
DEALS = [
    {"deal_id": "D1", "lead_id": "L1", "created_at": "2024-01-05", "closed_at": "2024-01-31", "outcome": "won",
     "amount": 100, "owner_id": "R1"},
    {"deal_id": "D2", "lead_id": "L2", "created_at": "2024-01-20", "closed_at": "2024-02-10", "outcome": "lost"},
    {"deal_id": "D4", "created_at": "2024-01-06", "closed_at": "2024-06-01", "outcome": "won", "amount": 300},
    {"deal_id": "D5", "created_at": "2024-02-01", "closed_at": "2024-02-20", "outcome": "won", "amount": 50,
     "source": "web", "owner_id": "R2"},
    {"deal_id": "D6", "lead_id": "L1", "created_at": "2024-03-01", "closed_at": "2024-03-05", "outcome": "won"},
]  # fmt: skip
DEAL_STAGES = [
    {"deal_id": "D1", "stage": "Demo", "entered_at": "2024-01-10"},
    {"deal_id": "D1", "stage": "Proposal", "entered_at": "2024-01-12"},
    {"deal_id": "D5", "stage": "demo", "entered_at": "2024-02-02"},
]
TEAMS = [{"team_id": "T", "name": "All sales"}, {"team_id": "T1", "name": "North", "parent_id": "T"}]
REPS = [
    {"rep_id": "R1", "name": "Ann Lee", "team_id": "T1"},
    {"rep_id": "R2", "name": "Bo Chen", "team_id": "T"},
]


def small_company() -> Facts:
    return facts("2024-07-01", leads=LEADS, deals=DEALS, deal_stages=DEAL_STAGES, teams=TEAMS, reps=REPS)


def stages(group: FunnelGroup) -> dict[str, FunnelStage]:
    return {stage.name: stage for stage in group.stages}


def reached(group: FunnelGroup) -> dict[str, int | None]:
    return {stage.name: stage.reached for stage in group.stages if stage.reason is None}


def only(company: Facts, query: FunnelQuery | None = None) -> FunnelGroup:
    (group,) = funnel(company, query)
    return group
