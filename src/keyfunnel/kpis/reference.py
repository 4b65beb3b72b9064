"""The KPI reference of the documentation: ``python -m keyfunnel.kpis.reference > docs/kpis.md``."""

from collections.abc import Iterator

from keyfunnel.kpis.catalogue import KPIS
from keyfunnel.kpis.explain import Explanation, explain
from keyfunnel.kpis.guardrails import GUARDRAILS
from keyfunnel.model.workspace import Phase

_CONVENTIONS = (
    "Conventions that hold for every KPI: periods are half-open ranges of local dates. A row without the date that",
    "places it is in no period and no total. A count is 0 only where the data reach; elsewhere there is no value,",
    "and the reason is told. Groups without rows are left out. Roll-ups are recomputed from numerators and",
    "denominators, never averaged.",
)
_ARROWS = {"up": "↑", "down": "↓", "range": "↔"}


def markdown() -> str:
    """The whole page, from the catalogue."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# KPI reference"
    yield ""
    yield "Generated from the catalogue by `python -m keyfunnel.kpis.reference`; don't edit it by hand."
    yield ""
    yield from _CONVENTIONS
    for phase in Phase:
        kpis = [kpi for kpi in KPIS.values() if kpi.phase is phase]
        if not kpis:
            continue
        yield ""
        yield f"## {phase.value.title()}"
        yield ""
        yield "| KPI | key | unit | | over time |"
        yield "| --- | --- | --- | --- | --- |"
        for kpi in kpis:
            arrow = _ARROWS[kpi.direction]
            yield f"| [{kpi.title}](#{kpi.key}) | `{kpi.key}` | {kpi.unit} | {arrow} | {kpi.accumulates} |"
        for kpi in kpis:
            yield from _section(explain(kpi.key))
    yield ""
    yield "## Guardrails"
    yield ""
    yield "| code | fires when |"
    yield "| --- | --- |"
    for rule in GUARDRAILS:
        yield f"| `{rule.code}` | {rule.fires_when} |"


def _section(one: Explanation) -> Iterator[str]:
    yield ""
    yield f'### <a id="{one.key}"></a>{one.title}'
    yield ""
    yield one.definition
    yield ""
    yield f"- **Key** `{one.key}` · {one.unit} · {one.direction} · {one.accumulates}"
    yield f"- **Form** {one.form}, dated by {one.date}; {one.interval}"
    yield f"- **Reads** {', '.join(f'`{need}`' for need in one.needs)}"
    if one.made_from:
        yield f"- **Made from** {', '.join(f'[`{key}`](#{key})' for key in one.made_from)}"
    if one.takes_stage:
        yield f"- **Asked of a funnel stage**{f', {one.stage} unless told' if one.stage else ''}"
    elif one.stage:
        yield f"- **Funnel stage** {one.stage}"
    yield f"- **Split by** {', '.join(one.dimensions) or 'nothing'}"
    yield f"- **Why** {one.why}"
    yield f"- **Watch for** {one.watch_for}"
    if one.pair_with:
        yield f"- **Read it beside** {', '.join(f'[`{key}`](#{key})' for key in one.pair_with)}"
    if one.guardrails:
        yield f"- **Guardrails** {', '.join(f'`{code}`' for code in one.guardrails)}"


if __name__ == "__main__":
    print(markdown(), end="")
