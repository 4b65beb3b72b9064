"""What a KPI means and how it is computed, as one typed object that every face renders."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from keyfunnel.kpis import catalogue, library
from keyfunnel.kpis.availability import unavailable
from keyfunnel.kpis.bases import get
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.query import DIMENSIONS
from keyfunnel.kpis.reads import all_bases
from keyfunnel.kpis.shapes import (
    AsOf,
    Count,
    Derived,
    Distinct,
    Entered,
    Foreseen,
    Growth,
    Lifetime,
    Median,
    Ratio,
    Retention,
    Sum,
    inputs_of,
)
from keyfunnel.model.workspace import Workspace
from keyfunnel.texts import N_, translate

DIRECTIONS: Mapping[str, str] = {
    "up": N_("higher is better"),
    "down": N_("lower is better"),
    "range": N_("best within a range"),
}
ACCUMULATES: Mapping[str, str] = {
    "flow": N_("adds up over its period"),
    "level": N_("a state or a ratio; doesn't add up"),
}
INTERVALS: Mapping[str, str] = {
    "share": N_("Wilson's 95% interval"),
    "median": N_("95% interval between order statistics"),
    "survival": N_("Brookmeyer and Crowley's 95% interval"),
    "ratio": N_("95% interval of a ratio of sums (Fieller)"),
    "churn": N_("95% interval of the churn that it is divided by (Wilson)"),
    "none": N_("no interval"),
}
FORMS: Mapping[type, str] = {
    Count: N_("count"),
    Sum: N_("sum"),
    Distinct: N_("count of different values"),
    Ratio: N_("ratio of sums"),
    Median: N_("median"),
    AsOf: N_("state at the period's end"),
    Retention: N_("comparison of the period's start with its end"),
    Growth: N_("comparison with an earlier period"),
    Derived: N_("formula of other KPIs"),
    Lifetime: N_("formula of other KPIs"),
    Foreseen: N_("comparison with what was forecast"),
    Entered: N_("values that people enter"),
}


@dataclass(frozen=True)
class Explanation:
    """``lacks`` says what is missing here; None where the KPI can be computed, or nothing was brought yet."""

    key: str
    title: str
    phase: str
    unit: str
    direction: str
    accumulates: str
    form: str
    definition: str
    date: str
    interval: str
    needs: tuple[str, ...]
    made_from: tuple[str, ...]
    dimensions: tuple[str, ...]
    stage: str | None
    takes_stage: bool
    why: str
    watch_for: str
    pair_with: tuple[str, ...]
    guardrails: tuple[str, ...]
    available: bool | None
    lacks: str | None

    def as_json(self) -> dict[str, object]:
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}

    def as_text(self, language: str = "en") -> str:
        """For a terminal: a heading, then a line for each thing there is to say."""
        lines = [f"{self.title} ({self.key})", self.definition, ""]
        lines += [f"{translate(label, language)}: {text}" for label, text in self._lines() if text]
        return "\n".join(lines)

    def _lines(self) -> list[tuple[str, str]]:
        stage = self.stage or ""
        return [
            (N_("Form"), self.form),
            (N_("Dated by"), self.date),
            (N_("Reads"), ", ".join(self.needs)),
            (N_("Made from"), ", ".join(self.made_from)),
            (N_("Direction"), self.direction),
            (N_("Over time"), self.accumulates),
            (N_("Uncertainty"), self.interval),
            (N_("Split by"), ", ".join(self.dimensions)),
            (N_("Funnel stage"), stage),
            (N_("Why it matters"), self.why),
            (N_("What to watch for"), self.watch_for),
            (N_("Read it beside"), ", ".join(self.pair_with)),
            (N_("Guardrails"), ", ".join(self.guardrails)),
            (N_("Not available here"), self.lacks or ""),
        ]


def explain(
    key: str, facts: Facts | None = None, language: str = "en", workspace: Workspace | None = None
) -> Explanation:
    """The KPI explained in ``language``, with what ``facts`` lack for it.

    Raises :class:`NotThere` for an unknown key.
    """
    defining = facts.workspace if facts is not None else workspace
    kpi = library.get(key, defining) if defining is not None else catalogue.get(key)
    lacking = unavailable(facts, key) if facts is not None else None
    reached = [get(name).dimensions for name in all_bases(kpi.shape)]

    def said(text: str) -> str:
        return translate(text, language)

    return Explanation(
        key=kpi.key,
        title=said(kpi.title),
        phase=kpi.phase.value,
        unit=kpi.unit,
        direction=said(DIRECTIONS[kpi.direction]),
        accumulates=said(ACCUMULATES[kpi.accumulates]),
        form=said(FORMS[type(kpi.shape)]),
        definition=said(kpi.definition),
        date=said(kpi.date),
        interval=said(INTERVALS[_interval(kpi)]),
        needs=kpi.needs,
        made_from=inputs_of(kpi.shape),
        dimensions=tuple(one for one in DIMENSIONS if all(one in dimensions for dimensions in reached)),
        stage=said(kpi.stage) if kpi.stage else None,
        takes_stage=kpi.takes_stage,
        why=said(kpi.why),
        watch_for=said(kpi.watch_for),
        pair_with=kpi.pair_with,
        guardrails=kpi.guardrails,
        available=None if facts is None else lacking is None,
        lacks=lacking.render(language) if lacking else None,
    )


def _interval(kpi: KPI) -> str:
    shape = kpi.shape
    if kpi.is_share:
        return "share"
    if isinstance(shape, Lifetime):
        return "churn"
    if isinstance(shape, Retention):
        return "ratio"
    if isinstance(shape, Median):
        return "median" if shape.event is None else "survival"
    if isinstance(shape, Ratio) and not any(
        isinstance(part, Distinct) for part in (shape.numerator, shape.denominator)
    ):
        same = (shape.numerator.base, shape.numerator.date) == (shape.denominator.base, shape.denominator.date)
        return "ratio" if same else "none"
    return "none"
