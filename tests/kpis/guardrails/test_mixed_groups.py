"""Totals over groups that differ."""

import datetime as dt

from ibis import _

from keyfunnel.kpis.guardrails import mixed_groups
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.kpis.query import Query
from keyfunnel.kpis.shapes import Count, Median, Ratio, Sum
from tests.kpis.guardrails.company import company, deal, kpi, said, share, situation

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
    """Answers by dimension, and what was asked."""

    def __init__(self, **answers: list[Measurement]) -> None:
        self.answers = answers
        self.asked: list[tuple[str, ...]] = []

    def __call__(self, query: Query, key: str | None = None, /) -> list[Measurement]:
        self.asked.append(query.by)
        return self.answers[query.by[0]]


def test_names_the_dimension_that_splits_strongest_and_its_ends() -> None:
    """Source 60/100, 30/100: χ² 18.2, V 0.30. Region 55/100, 35/100: χ² 8.1, p .0044, V 0.20."""
    groups = Groups(
        source=[share(60, 100, source="web"), share(30, 100, source="fair")],
        region=[share(55, 100, region="West"), share(35, 100, region="East")],
    )
    found = mixed_groups.check(situation(TWO_SOURCES_AND_REGIONS, RATE, share(90, 200), ask=groups))
    assert said(found) == {
        0: "Groups differ by Source: web at 60% (100 rows), fair at 30% (100 rows). Split by it before judging."
    }
    assert groups.asked == [("source",), ("region",)]  # one group of country has nothing to differ from


def test_a_sure_but_slight_difference_is_let_be() -> None:
    """51,000 and 49,000 of 100,000: p < 10⁻¹⁸, V 0.02."""
    groups = Groups(
        source=[share(51_000, 100_000, source="web"), share(49_000, 100_000, source="fair")],
        region=[share(50, 100, region="West"), share(50, 100, region="East")],
    )
    assert not mixed_groups.check(situation(TWO_SOURCES_AND_REGIONS, RATE, share(100_000, 200_000), ask=groups))


def test_small_groups_do_not_speak_nor_does_the_nameless_one() -> None:
    """4 of 4 expects 2; rows without a source aren't a source."""
    groups = Groups(
        source=[share(50, 100, source="web"), share(4, 4, source="fair"), share(90, 100, source=None)],  # type: ignore[arg-type]
        region=[share(50, 100, region="West"), share(50, 100, region="East")],
    )
    assert not mixed_groups.check(situation(TWO_SOURCES_AND_REGIONS, RATE, share(144, 204), ask=groups))


def test_groups_and_dimensions_already_chosen_are_not_split_further() -> None:
    assert not mixed_groups.check(situation(TWO_SOURCES_AND_REGIONS, RATE, share(60, 100, source="web")))
    groups = Groups(region=[share(55, 100, region="West"), share(35, 100, region="East")])
    chosen = Query(where={"source": ("web",)})
    assert mixed_groups.check(situation(TWO_SOURCES_AND_REGIONS, RATE, share(90, 200), query=chosen, ask=groups))
    assert groups.asked == [("region",)]


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
        0: "Groups differ by Product: big at 1,004.5 USD (10 rows), small at 104.5 USD (10 rows). "
        "Split by it before judging."
    }
