"""Where the funnel leaks: deals created on 1 January 2024, some shown a demo on the 3rd, some won on the 10th."""

from itertools import count
from typing import Any

import numpy as np
import pytest

from keyfunnel.funnel.funnel import funnel
from keyfunnel.funnel.leak import lift
from keyfunnel.funnel.query import FunnelQuery
from keyfunnel.funnel.result import Leak
from keyfunnel.kpis.facts import Facts
from keyfunnel.stats.shrinkage import Shrunk
from tests.funnel.small_company import only
from tests.kpis.small_facts import facts

SOURCES = ("mail", "search")
_number = count()


def deals(owner: str, n: int, won: int, **more: Any) -> list[dict[str, Any]]:
    closed = {"closed_at": "2024-01-10", "outcome": "won"}
    return [
        {"deal_id": f"D{next(_number)}", "owner_id": owner, "created_at": "2024-01-01", "outcome": "open", **more}
        | (closed if i < won else {})
        for i in range(n)
    ]


def company(*groups: list[dict[str, Any]], deal_stages: tuple[dict[str, Any], ...] = ()) -> Facts:
    rows = [deal for group in groups for deal in group]
    return facts("2024-07-01", deals=rows, deal_stages=deal_stages)


def leak_of(edition: Facts) -> Leak:
    leak = only(edition).leak
    assert leak is not None
    return leak


def test_the_lift_to_the_best_quartile_worked_out_by_hand() -> None:
    """Rates .2, .4, .6, .8 of ten each. The quartile lies a quarter of the way from .6 to .8: .65. Those below lack
    4.5, 2.5 and 0.5. Its variance: posteriors Beta(2, 8), (4, 6), (6, 4), (8, 2) have 16, 24, 24 and 16 ÷ 1100; the
    lift is -10·θ1 - 10·θ2 + 12.5·θ3 + 7.5·θ4, so (1600 + 2400 + 3750 + 900) ÷ 1100."""
    means = np.array([0.2, 0.4, 0.6, 0.8])
    shrunk = Shrunk(means, alpha=1, beta=1, successes=np.array([1.0, 3, 5, 7]), n=np.full(4, 8.0))
    ten = Shrunk(means, alpha=0, beta=0, successes=means * 10, n=np.full(4, 10.0))
    best, lifted = lift(ten)
    assert best == pytest.approx(0.65)
    assert lifted.value == pytest.approx(7.5)
    assert lifted.variance == pytest.approx(8650 / 1100)
    assert lift(shrunk)[0] == pytest.approx(0.65)


def test_reps_who_do_alike_show_no_leak() -> None:
    alike = [deals(owner, 100, won) for owner, won in (("A", 50), ("B", 46), ("C", 54))]
    assert only(company(*alike)).leak is None


def test_reps_who_differ_show_one_worth_what_the_others_lack() -> None:
    """60, 60 and 20 of 100 are won, each worth 200: those of C lack up to 40 deals, 8,000; shrunk, a little less."""
    leak = leak_of(company(*(deals(owner, 100, won, amount=200) for owner, won in (("A", 60), ("B", 60), ("C", 20)))))
    assert (leak.after, leak.stage, leak.dimension, leak.unit) == ("Opportunity", "Won", "owner", "money")
    worst = leak.groups[0]
    assert (worst.name, worst.n, worst.reached) == ("C", 100, 20)
    assert (leak.n, leak.rate, leak.average, leak.downstream) == (300, 140 / 300, 200, 1)
    assert 6500 < leak.value < 8000
    assert leak.low < leak.value < leak.high
    assert leak.p < 1e-6


def test_no_rep_is_named_in_its_sentence() -> None:
    leak = leak_of(company(*(deals(owner, 100, won) for owner, won in (("Ann", 60), ("Bea", 60), ("Cy", 20)))))
    assert leak.unit == "count"  # no amounts
    assert leak.average is None
    sentence = str(leak.message)
    assert sentence.startswith("46.7% of 300 go on from Opportunity to Won; at the upper quartile of reps it is ")
    assert not any(name in sentence for name in ("Ann", "Bea", "Cy"))
    assert f"{round(leak.value)} more would be won ({round(leak.low)} to {round(leak.high)})" in sentence


def test_groups_under_thirty_are_not_compared() -> None:
    assert only(company(deals("A", 100, 60), deals("C", 29, 2))).leak is None
    assert only(company(deals("A", 100, 60), deals("C", 30, 2))).leak is not None


def test_a_best_group_that_is_most_of_all_hides_no_leak() -> None:
    """A's rate pulls that of all above the best quartile, and B and C still lack what they lack."""
    leak = leak_of(company(deals("A", 1000, 600), deals("B", 100, 30), deals("C", 100, 30)))
    assert leak.rate > leak.best
    assert leak.value > 0


def test_a_leak_early_on_counts_what_of_it_would_be_won() -> None:
    """Of each hundred of A's and B's deals 80 see a demo, of C's 20; of all with a demo half are won."""
    shown: list[dict[str, Any]] = []
    sold: list[list[dict[str, Any]]] = []
    for owner, demos in (("A", 80), ("B", 80), ("C", 20)):
        group = deals(owner, 100, demos // 2, amount=10)
        shown += [{"deal_id": deal["deal_id"], "stage": "Demo", "entered_at": "2024-01-03"} for deal in group[:demos]]
        sold.append(group)
    leak = leak_of(company(*sold, deal_stages=tuple(shown)))
    assert (leak.after, leak.stage) == ("Opportunity", "Demo")
    assert leak.downstream == 0.5
    assert 60 * 0.5 * 10 * 0.8 < leak.value < 60 * 0.5 * 10


def test_a_past_quarter_that_did_better_is_one_too() -> None:
    """In the workspace's fiscal quarters: the calendar's here."""
    spring = [{**deal, "created_at": "2024-02-01"} for deal in deals("A", 100, 0)]
    autumn = [
        {**deal, "created_at": "2023-10-05"} | ({"closed_at": "2023-10-10"} if deal["outcome"] == "won" else {})
        for deal in deals("A", 100, 60)
    ]
    leak = leak_of(company(spring, autumn))
    assert leak.dimension == "period"
    assert [group.name for group in leak.groups] == ["2024-Q1", "2023-Q4"]


def test_who_cannot_be_judged_yet_is_left_out() -> None:
    """C's deals came two weeks ago: that none is won means nothing within a window of 90 days."""
    recent = [{**deal, "created_at": "2024-06-17"} for deal in deals("C", 100, 0)]
    assert only(company(deals("A", 100, 60), deals("B", 100, 55), recent)).leak is None


def leads(n: int, visited: str | None = None, **of: Any) -> dict[str, list[dict[str, Any]]]:
    """Leads of 2 January 2024, each won on the 10th, with the visit they came by where its day is given."""
    keys = [f"L{next(_number)}" for _ in range(n)]
    won = {"created_at": "2024-01-05", "closed_at": "2024-01-10", "outcome": "won"}
    return {
        "leads": [{"lead_id": key, "created_at": "2024-01-02", **of} for key in keys],
        "deals": [{"deal_id": key, "lead_id": key, **won} for key in keys],
        "visits": [{"visit_id": key, "lead_id": key, "at": visited, "kind": "visit"} for key in keys if visited],
    }


def site(*groups: dict[str, list[dict[str, Any]]]) -> Facts:
    every = {name: [row for one in groups for row in one.get(name, [])] for name in ("leads", "deals", "visits")}
    return facts("2024-07-01", leads=every["leads"], deals=every["deals"], visits=every["visits"])


def test_sums_of_visits_count_as_many_as_they_stand_for() -> None:
    """1,000 by mail and 1,000 by search, a row each, beside the 100 and 300 who became leads: 400 of 2,400 came on."""
    sums = [{"visit_id": one, "at": "2024-01-02", "kind": "visit", "source": one, "count": 1000} for one in SOURCES]
    by_mail, by_search = leads(100, visited="2024-01-02", source="mail"), leads(300, source="search")
    group = only(site(by_mail, by_search, {"visits": sums}))
    assert (group.stages[0].reached, group.stages[1].reached) == (2400, 400)
    leak = group.leak
    assert leak is not None
    assert (leak.after, leak.stage, leak.dimension) == ("Visit", "Lead", "source")
    assert (leak.n, leak.rate) == (2400, 400 / 2400)
    assert [(one.name, one.n, one.reached) for one in leak.groups] == [("mail", 1100, 100), ("search", 1300, 300)]


def test_nobody_answers_for_visitors() -> None:
    """A's leads had visited half a year before, too long for the window, B's on the day; but who visited and became
    no lead is nobody's, so that this says nothing about A and B."""
    first = leads(1, owner_id="B")
    first["leads"][0]["created_at"] = "2023-06-01"
    of_a, of_b = leads(100, visited="2023-07-01", owner_id="A"), leads(100, visited="2024-01-02", owner_id="B")
    found = {(leak.stage, leak.dimension) for leak in only(site(first, of_a, of_b)).candidates}
    assert found == {("Lead", "period")}


def test_each_group_has_its_own_leak() -> None:
    """In the west C lacks what A and B have; in the east nobody does."""
    west = [deals(owner, 100, won, region="West") for owner, won in (("A", 60), ("B", 60), ("C", 20))]
    east = [deals(owner, 100, won, region="East") for owner, won in (("A", 50), ("B", 46), ("C", 54))]
    groups = {g.dimensions["region"]: g for g in funnel(company(*west, *east), FunnelQuery(by=("region",)))}
    assert groups["West"].leak is not None
    assert groups["East"].leak is None


def test_who_is_not_compared_is_said() -> None:
    """Of 247 deals: 12 came two weeks ago, 5 of D's are too few to compare, 30 came in 2023 when no demo was recorded;
    100 of A's and 100 of C's are compared."""
    group = [*deals("A", 100, 0), *deals("C", 100, 0)]
    shown = [{"deal_id": deal["deal_id"], "stage": "Demo", "entered_at": "2024-01-03"} for deal in group[:60]]
    early = [{**deal, "created_at": "2023-06-01"} for deal in deals("B", 30, 0)]
    recent = [{**deal, "created_at": "2024-06-18"} for deal in deals("A", 12, 0)]
    leak = leak_of(company(group, early, recent, deals("D", 5, 0), deal_stages=tuple(shown)))
    assert (leak.after, leak.stage, leak.dimension, leak.n) == ("Opportunity", "Demo", "owner", 200)
    assert str(leak.left_out) == (
        "Left out of 247 there: 12 who can't be followed for 90 days yet; "
        "30 at Opportunity before Jan 1, 2024, when Demo began to be recorded; "
        "5 without a rep or with one who has fewer than 30."
    )


def test_where_all_are_compared_nobody_is_left_out() -> None:
    assert leak_of(company(deals("A", 100, 60), deals("C", 100, 20))).left_out is None
