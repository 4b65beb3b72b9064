"""Totals over groups that differ."""

import datetime as dt
from dataclasses import replace

from ibis import _

from keyfunnel.kpis.guardrails import mixed_groups
from keyfunnel.kpis.guardrails.groups import asked_together
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.kpis.query import Query
from keyfunnel.kpis.shapes import Count, Median, Ratio, Sum
from keyfunnel.model.calendar import Calendar, Grain
from tests.kpis.guardrails.company import YEAR, company, deal, kpi, said, share, situation

JANUARY = dt.date(2018, 1, 1)
RATE = kpi(Ratio(Count("deals", "closed_on", _.won), Count("deals", "closed_on"), subset=True))
TWO_SOURCES_AND_REGIONS = company(
    dt.date(2018, 12, 31),
    deals=[
        deal("1", JANUARY, source="web", region="West", country="Chile"),
        deal("2", JANUARY, source="fair", region="East", country="Chile"),
    ],
)


class Groups:
    """Answers a question by dimensions with cells, and keeps what was asked."""

    def __init__(self, *cells: Measurement) -> None:
        self.cells = list(cells)
        self.asked: list[tuple[str, ...]] = []

    def __call__(self, query: Query, key: str | None = None, /) -> list[Measurement]:
        self.asked.append(query.by)
        return self.cells


def test_names_the_dimension_that_splits_strongest_and_its_ends() -> None:
    """By source 60/100 and 30/100: χ² 18.2, p .00002, V 0.30. By region 55/100 and 35/100: χ² 8.1, p .0044, V 0.20."""
    groups = Groups(
        share(35, 50, source="web", region="West"),
        share(25, 50, source="web", region="East"),
        share(20, 50, source="fair", region="West"),
        share(10, 50, source="fair", region="East"),
    )
    found = mixed_groups.check(situation(TWO_SOURCES_AND_REGIONS, RATE, share(90, 200), ask=groups))
    assert said(found) == {
        0: "Groups differ by Source: web at 60% (100 rows), fair at 30% (100 rows). Split by it before judging."
    }
    # Both in one question; one group of country has nothing to differ from.
    assert groups.asked == [("source", "region")]


def test_a_sure_but_slight_difference_is_let_be() -> None:
    """51,000 and 49,000 of 100,000: p < 10⁻¹⁸, V 0.02."""
    groups = Groups(
        share(51_000, 100_000, source="web", region="West"), share(49_000, 100_000, source="fair", region="West")
    )
    assert not mixed_groups.check(situation(TWO_SOURCES_AND_REGIONS, RATE, share(100_000, 200_000), ask=groups))


def test_a_difference_found_by_trying_often_is_let_be() -> None:
    """55/100 and 35/100 have p .0044: below .01 where it is the only try, above the .01/12 that twelve months take."""
    here = [share(55, 100, region="West"), share(35, 100, region="East")]
    chosen = Query(where={"source": ("web",)})
    whole = share(90, 200)
    assert mixed_groups.check(situation(TWO_SOURCES_AND_REGIONS, RATE, whole, query=chosen, ask=Groups(*here)))
    months = Calendar().periods(YEAR.start, YEAR.end, Grain.MONTH)
    often = Groups(*[replace(one, period=month) for month in months for one in here])
    totals = [replace(whole, period=month) for month in months]
    assert not mixed_groups.check(situation(TWO_SOURCES_AND_REGIONS, RATE, *totals, query=chosen, ask=often))


def test_small_groups_do_not_speak_nor_does_the_nameless_one() -> None:
    """4 of 4 expects 2; rows without a source aren't a source."""
    nameless = replace(share(90, 100, region="West"), dimensions={"source": None}, ids={"source": None})
    groups = Groups(share(50, 100, source="web"), share(4, 4, source="fair"), nameless)
    chosen = Query(where={"region": ("West",)})
    assert not mixed_groups.check(situation(TWO_SOURCES_AND_REGIONS, RATE, share(144, 204), query=chosen, ask=groups))
    assert groups.asked == [("source",)]


def test_groups_are_not_split_further() -> None:
    assert not mixed_groups.check(situation(TWO_SOURCES_AND_REGIONS, RATE, share(60, 100, source="web")))


def test_dimensions_are_asked_together_while_their_combinations_are_few() -> None:
    """(2 + 1) · (5 + 1) · (9 + 1) = 180; with a third more it would be 720. 400 groups are a question of their own."""
    sizes = {"owner": 400, "team": 5, "region": 2, "product": 9, "source": 12}
    assert asked_together(sizes) == [("region", "team", "product"), ("source",), ("owner",)]


def test_medians_are_compared_by_the_ranks_of_their_rows() -> None:
    """New deals take 10 to 19 days, renewals 1 to 5, ten each: no value of one below any of the other."""
    rows = [deal(f"n{i}", JANUARY, JANUARY + dt.timedelta(days=10 + i), "won", deal_type="new") for i in range(10)]
    rows += [
        deal(f"r{i}", JANUARY, JANUARY + dt.timedelta(days=1 + i % 5), "won", deal_type="renewal") for i in range(10)
    ]
    facts = company(dt.date(2018, 12, 31), deals=rows)
    cycle = kpi(Median("deals", "closed_on", _.days_to_close, _.won), unit="days")
    whole = Measurement("made_up", share(1, 1).period, 7.5, "days", 20)
    assert said(mixed_groups.check(situation(facts, cycle, whole))) == {
        0: "Groups differ by Deal type: new at 14.5 days (10 rows), renewal at 3 days (10 rows). "
        "Split by it before judging."
    }
    before = Query(end=dt.date(2018, 1, 9))
    assert not mixed_groups.check(situation(facts, cycle, whole, query=before))


def test_averages_are_compared_by_the_ranks_of_their_rows_and_named_by_their_means() -> None:
    """Ten deals of 100 to 109 against ten of 1,000 to 1,009."""
    rows = [
        deal(f"{name}{i}", JANUARY, JANUARY, "won", product_id=name, amount=base + i)
        for name, base in (("small", 100), ("big", 1000))
        for i in range(10)
    ]
    facts = company(dt.date(2018, 12, 31), deals=rows)
    worth = _.amount.notnull() & _.won
    average = kpi(Ratio(Sum("deals", "closed_on", _.amount, _.won), Count("deals", "closed_on", worth)), unit="money")
    whole = Measurement("made_up", share(1, 1).period, 554.5, "money", 20)
    assert said(mixed_groups.check(situation(facts, average, whole))) == {
        0: "Groups differ by Product: big at $1,004 (10 rows), small at $104.50 (10 rows). Split by it before judging."
    }
