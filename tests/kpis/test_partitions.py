"""Whatever way rows are cut up, the parts add up to the whole."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keyfunnel.kpis.evaluate import raw
from keyfunnel.kpis.facts import Facts
from tests.kpis.asking import asked, fraction
from tests.kpis.small_facts import facts

FIRST = dt.date(2023, 11, 1)
DAYS = st.integers(0, 200).map(lambda days: FIRST + dt.timedelta(days=days))
CENTS = st.integers(0, 10**9).map(lambda cents: cents / 100)


@st.composite
def deals(draw: st.DrawFn) -> list[dict[str, Any]]:
    rows = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "outcome": st.sampled_from(["won", "lost", "open", None]),
                    "created_at": st.none() | DAYS,
                    "closed_at": st.none() | DAYS,
                    "amount": st.none() | CENTS,
                    "owner_id": st.sampled_from(["a", "b", None]),
                    "region": st.sampled_from(["X", "Y", None]),
                    "account_id": st.sampled_from(["p", "q", None]),
                }
            ),
            min_size=1,
            max_size=25,
        )
    )
    return [{"deal_id": str(number), **row} for number, row in enumerate(rows)]


def made(rows: list[dict[str, Any]]) -> Facts:
    stamped = [
        {
            name: dt.datetime.combine(value, dt.time()) if isinstance(value, dt.date) else value
            for name, value in row.items()
        }
        for row in rows
    ]
    return facts("2024-04-30", deals=stamped, reps=[{"rep_id": "a", "name": "Ann", "team_id": "T"}])


KEYS = ("deals_won", "revenue", "new_deals")
CUTS: tuple[tuple[str | None, tuple[str, ...]], ...] = (
    (None, ("region", "owner")),
    ("week", ()),
    ("month", ("team",)),
    ("quarter", ("owner", "region")),
    ("day", ("region",)),
)
SLOW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(deals())
def test_groups_and_periods_add_up_to_the_total(rows: list[dict[str, Any]]) -> None:
    edition = made(rows)
    wholes = raw(edition, KEYS, asked())
    for grain, by in CUTS:
        parts = raw(edition, KEYS, asked(grain=grain, by=by))
        for whole in wholes:
            mine = [part for part in parts if part.kpi == whole.kpi]
            assert sum(part.n for part in mine) == whole.n
            if whole.value is not None:
                assert round(sum(part.value or 0 for part in mine), 4) == whole.value


@SLOW
@given(deals())
def test_a_rate_of_the_whole_is_recomputed_from_its_parts(rows: list[dict[str, Any]]) -> None:
    edition = made(rows)
    keys = ("win_rate", "average_deal_value", "time_to_close")
    every = raw(edition, keys, asked(grain="month", by=("region",)))
    for whole in raw(edition, keys, asked()):
        parts = [fraction(part) for part in every if part.kpi == whole.kpi]
        if whole.value is not None:
            assert sum(above or 0 for above, _ in parts) == pytest.approx(whole.numerator)
            assert sum(below or 0 for _, below in parts) == pytest.approx(whole.denominator)


@SLOW
@given(deals())
def test_what_is_open_splits_without_rest(rows: list[dict[str, Any]]) -> None:
    edition = made(rows)
    keys = ("pipeline_volume", "stale_deals")
    every = raw(edition, keys, asked(grain="month", by=("owner", "region")))
    for whole in raw(edition, keys, asked(grain="month")):
        parts = [part.value or 0 for part in every if (part.kpi, part.period) == (whole.kpi, whole.period)]
        assert sum(parts) == (whole.value or 0)


@SLOW
@given(deals())
def test_what_is_open_is_what_a_plain_loop_counts(rows: list[dict[str, Any]]) -> None:
    for found in raw(made(rows), ["pipeline_volume"], asked(grain="week")):
        end = min(found.period.end, dt.date(2024, 5, 1))
        expected = 0
        for row in rows:
            opened, closed = row["created_at"], None if row["outcome"] == "open" else row["closed_at"]
            possible = (
                opened and not (row["outcome"] in ("won", "lost") and not closed) and not (closed and closed < opened)
            )
            expected += bool(possible and opened < end and not (closed and closed < end))
        if found.value is not None:
            assert found.value == expected
