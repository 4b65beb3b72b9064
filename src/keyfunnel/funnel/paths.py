"""Which stages there are data for, and which of them each kind of subject can pass."""

from dataclasses import dataclass

from keyfunnel.kpis.bases.kept import learnt
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.stage_entries import stages_with_data
from keyfunnel.model.workspace import Stage
from keyfunnel.texts import N_, Message

KINDS = ("visitor", "lead", "deal")


@dataclass(frozen=True)
class Paths:
    """``present`` are the positions (1-based in the workspace's stages) that have data, ascending.

    ``begins`` says at which of them the path of a kind of subject begins, and ``passes`` where it may go:
    a visitor who became nobody only visits, a lead goes on as far as its deal, and a deal without a lead has a
    path of its own from the first deal stage. Leads begin with their visits where visits name their lead.
    """

    stages: tuple[Stage, ...]
    present: tuple[int, ...]
    begins: dict[str, int]
    passes: dict[str, frozenset[int]]

    def before(self, position: int) -> int | None:
        """The stage with data that precedes ``position``; None for the first."""
        place = self.present.index(position)
        return self.present[place - 1] if place else None

    def linked(self, position: int) -> bool:
        """Whether any subject could come here from the stage before: the data name who became what."""
        return any(self.leads_on(begin, position) for begin in self.begins.values() if begin < position)

    def leads_on(self, begin: int, position: int) -> bool:
        """Whether a path that begins at ``begin`` may come to ``position``."""
        return any(max(self.passes[kind]) >= position for kind, first in self.begins.items() if first == begin)

    @property
    def won(self) -> int | None:
        """Where a deal is won: the position of the last such stage that has data."""
        return max((p for p in self.present if self.stages[p - 1].deal == "won"), default=None)


def paths(facts: Facts) -> Paths:
    """The paths through this edition's stages."""
    return learnt(facts, "paths of the funnel", _paths)


def _paths(facts: Facts) -> Paths:
    stages = facts.workspace.stages
    having = stages_with_data(facts)
    present = tuple(position for position, stage in enumerate(stages, start=1) if stage in having)
    visited = frozenset(p for p in present if stages[p - 1].visits)
    of_leads = frozenset(p for p in present if stages[p - 1].lead)
    of_deals = frozenset(p for p in present if stages[p - 1].deal or stages[p - 1].crm)
    lead_passes = of_leads
    if facts.has("visits", "lead_id"):
        lead_passes |= visited
    if facts.has("leads") and (facts.has("deals", "lead_id") or facts.has("leads", "deal_id")):
        lead_passes |= of_deals
    passes = {"visitor": visited, "lead": lead_passes, "deal": of_deals}
    passes = {kind: positions for kind, positions in passes.items() if positions}
    return Paths(stages, present, {kind: min(positions) for kind, positions in passes.items()}, passes)


def lacking(facts: Facts, stage: Stage) -> Message:
    """Why ``stage`` has no data: what of its evidence would have to be brought."""
    for table, columns in _evidence(stage):
        if not facts.has(table):
            return Message("no_table", N_("No data: needs the table “{table}”"), {"table": table})
        for column in columns:
            if not facts.has(table, column):
                return Message(
                    "no_column", N_("No data: “{table}.{column}” is empty"), {"table": table, "column": column}
                )
    words = ", ".join((*stage.crm, *stage.visits)) or stage.name
    return Message("no_entries", N_("Nothing entered the stage {stage}: no row says {words}"),
                   {"stage": stage.name, "words": words})  # fmt: skip


def _evidence(stage: Stage) -> list[tuple[str, tuple[str, ...]]]:
    evidence: list[tuple[str, tuple[str, ...]]] = []
    if stage.visits:
        evidence.append(("visits", ("at",)))
    if stage.lead:
        evidence.append(("leads", (stage.lead,)))
    if stage.deal:
        evidence.append(("deals", ("created_at",) if stage.deal == "created" else ("outcome", "closed_at")))
    if stage.crm:
        evidence.append(("deal_stages", ("entered_at",)))
    return evidence
