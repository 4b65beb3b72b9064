"""Whatever the deals, the parts shown and the others give the change."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keyfunnel.kpis.measurement import Measurement
from keyfunnel.kpis.why.forms import Form
from keyfunnel.kpis.why.groups import figures, groups
from keyfunnel.kpis.why.split import split
from keyfunnel.model.calendar import span

MONTH = span(dt.date(2024, 1, 1), dt.date(2024, 2, 1))
COUNTS = st.dictionaries(
    st.sampled_from(["A", "B", "C", "D", "E", "F", None]),
    st.tuples(st.integers(0, 40), st.integers(1, 40)).map(lambda pair: (min(pair), max(pair))),
    min_size=1,
)


def measured(form: Form, counts: dict[str | None, tuple[int, int]], *, each: bool) -> list[Measurement]:
    """Successes of rows, by group or in all; a sum is worth 7 for each success."""
    rows = (
        list(counts.items()) if each else [(None, tuple(sum(column) for column in zip(*counts.values(), strict=True)))]
    )
    return [
        Measurement(
            kpi="any",
            period=MONTH,
            unit="count",
            value=x / n if form == "fraction" else 7.0 * x,
            numerator=float(x) if form == "fraction" else 7.0 * x,
            denominator=float(n) if form == "fraction" else None,
            n=n,
            dimensions={"region": name} if each else {},
            ids={"region": name} if each else {},
        )
        for name, (x, n) in rows
    ]


@settings(max_examples=60)
@given(st.sampled_from(["count", "sum", "fraction"]), COUNTS, COUNTS, st.integers(1, 4))
def test_parts_and_others_are_the_change(
    form: Form, before: dict[str | None, tuple[int, int]], now: dict[str | None, tuple[int, int]], most: int
) -> None:
    totals = [measured(form, side, each=False) for side in (before, now)]
    members = groups("region", measured(form, before, each=True), measured(form, now, each=True))
    found = split(form, "region", members, figures(totals[0]), figures(totals[1]), most)
    rows = [*found.parts, *([found.others] if found.others else [])]
    change = (totals[1][0].value or 0) - (totals[0][0].value or 0)
    assert sum(row.effect or 0 for row in rows) == pytest.approx(change, abs=1e-9)
    assert sum(sum(row.effects.known().values()) for row in rows) == pytest.approx(change, abs=1e-9)
    assert sum(found.effects.known().values()) == pytest.approx(change, abs=1e-9)
    assert found.groups == len({*before, *now})
    sizes = [abs(part.effect or 0) for part in found.parts]
    assert sizes == sorted(sizes, reverse=True)
