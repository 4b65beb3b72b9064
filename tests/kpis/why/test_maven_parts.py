"""Maven's fourth quarter against its third, each part checked against plain SQL over the CSV files."""

import datetime as dt
from pathlib import Path

import duckdb
import pytest

from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.why import Comparison, Usual, preceding, why
from keyfunnel.model.calendar import span

pytestmark = pytest.mark.shared

Q4 = span(dt.date(2017, 10, 1), dt.date(2018, 1, 1))
COLUMN = {"region": "regional_office", "team": "manager", "product": "replace(product, 'GTXPro', 'GTX Pro')"}
CLOSED = """
    with closed as (
        select {column} as name, close_date >= '2017-10-01' as now, deal_stage = 'Won' as won, close_value as amount
        from read_csv('{folder}/sales_pipeline.csv') join read_csv('{folder}/sales_teams.csv') using (sales_agent)
        where deal_stage in ('Won', 'Lost') and close_date >= '2017-07-01' and close_date < '2018-01-01'
    )
"""
RATE = """, g as (
    select name, count(*) filter (not now) as y0, count(*) filter (now) as y1,
        count(*) filter (won and not now) as x0, count(*) filter (won and now) as x1
    from closed group by name
), t as (select sum(x0) as x0, sum(x1) as x1, sum(y0) as y0, sum(y1) as y1 from g)
select name,
    (g.y0 / t.y0 + g.y1 / t.y1) / 2 * (g.x1 / g.y1 - g.x0 / g.y0) as rate,
    ((g.x1 / g.y1 + g.x0 / g.y0) / 2 - (t.x0 / t.y0 + t.x1 / t.y1) / 2) * (g.y1 / t.y1 - g.y0 / t.y0) as mix
from g, t
"""
REVENUE = """
select name,
    (count(*) filter (now) - count(*) filter (not now))
        * (avg(amount) filter (now) + avg(amount) filter (not now)) / 2 as volume,
    (count(*) filter (now) + count(*) filter (not now)) / 2
        * (avg(amount) filter (now) - avg(amount) filter (not now)) as value
from closed where won group by name
"""


def by_sql(shared: Path, dimension: str, sql: str) -> dict[str, tuple[float, float]]:
    query = CLOSED.format(column=COLUMN[dimension], folder=shared / "maven_crm") + sql
    return {name: (float(one), float(other)) for name, one, other in duckdb.connect().sql(query).fetchall()}


@pytest.mark.parametrize("dimension", list(COLUMN))
def test_the_parts_of_the_win_rate(maven: Facts, shared: Path, dimension: str) -> None:
    """1,257 of 2,047 to 1,196 of 1,985 (REFERENCE.md has the latter)."""
    found = why(maven, "win_rate", Comparison(Q4, preceding(Q4), by=(dimension,), parts=50))
    (split,) = found.splits
    expected = by_sql(shared, dimension, RATE)
    assert {part.name for part in split.parts} == set(expected)
    for part in split.parts:
        assert part.name is not None
        assert (part.effects.rate, part.effects.mix) == pytest.approx(expected[part.name], abs=1e-14)
    assert found.change == pytest.approx(1196 / 1985 - 1257 / 2047)
    assert split.total == pytest.approx(found.change, rel=1e-9)


@pytest.mark.parametrize("dimension", list(COLUMN))
def test_the_parts_of_revenue(maven: Facts, shared: Path, dimension: str) -> None:
    found = why(maven, "revenue", Comparison(Q4, preceding(Q4), by=(dimension,), parts=50))
    (split,) = found.splits
    expected = by_sql(shared, dimension, REVENUE)
    for part in split.parts:
        assert part.name is not None
        assert (part.effects.volume, part.effects.value) == pytest.approx(expected[part.name], abs=1e-6)
    assert found.change == split.total == 2_802_496 - 2_982_255


@pytest.mark.parametrize(
    "key", ["win_rate", "revenue", "deals_won", "average_deal_value", "pipeline_volume", "new_deals"]
)
def test_the_parts_shown_the_others_and_the_effects_all_add_up(maven: Facts, key: str) -> None:
    found = why(maven, key, Comparison(Q4, preceding(Q4), parts=2))
    assert found.change is not None
    assert len(found.splits) >= 4
    for split in found.splits:
        rows = [*split.parts, *([split.others] if split.others else [])]
        assert sum(row.effect or 0 for row in rows) == pytest.approx(found.change, rel=1e-9)
        assert sum(sum(row.effects.known().values()) for row in rows) == pytest.approx(found.change, rel=1e-9)
        assert sum(split.effects.known().values()) == pytest.approx(found.change, rel=1e-9)
    surpluses = [split.concentration.surplus for split in found.splits if split.concentration]
    assert surpluses == sorted(surpluses, reverse=True)


def test_accounts_won_in_two_regions_belong_to_neither_part(maven: Facts) -> None:
    found = why(maven, "revenue_per_customer", Comparison(Q4, preceding(Q4), by=("region", "industry")))
    by = {split.dimension: split for split in found.splits}
    assert by["industry"].total == pytest.approx(found.change, rel=1e-9)  # an account has one industry
    assert by["region"].total is None
    assert by["region"].reason is not None


def test_a_change_between_months_that_swing_widely_is_nothing_unusual(maven: Facts) -> None:
    """December's 78.5 % against November's 52.9 %: the months before went from 48.6 % to 82.8 %."""
    december = span(dt.date(2017, 12, 1), dt.date(2018, 1, 1))
    found = why(maven, "win_rate", Comparison(december, preceding(december), by=("region",)))
    assert isinstance(found.usual, Usual)
    assert found.usual.within
    assert found.usual.periods == 8  # April to November: March is the first and left out
