"""Numbers shown with the one that keeps them honest."""

import datetime as dt

from keyfunnel.kpis import catalogue
from keyfunnel.kpis.guardrails import attach, pair_with
from keyfunnel.kpis.measurement import Measurement, Severity
from keyfunnel.kpis.query import Query
from keyfunnel.kpis.shapes import Count
from keyfunnel.model.calendar import Calendar, Grain
from keyfunnel.model.errors import BadInput
from tests.kpis.guardrails.company import company, kpi, said, situation
from tests.kpis.guardrails.firing import fired
from tests.kpis.small_facts import facts

NOWHERE = company(dt.date(2018, 12, 31))
MONTHS = [Calendar().period(dt.date(2018, month, 1), Grain.MONTH) for month in (1, 2)]
LEADS = kpi(Count("leads", "created_on"), key="counted", unit="count", pair_with=("win_rate", "average_deal_value"))


def counted(place: int, **dimensions: str) -> Measurement:
    return Measurement("counted", MONTHS[place], 7, "count", 7, dimensions=dimensions)


def companions(query: Query, key: str | None = None, /) -> list[Measurement]:
    """The win rate of each month; the average deal value of January only."""
    if key == "win_rate":
        return [Measurement(key, month, value, "ratio") for month, value in zip(MONTHS, (0.5, 0.625), strict=True)]
    return [Measurement("average_deal_value", MONTHS[0], 2360.91, "money")]


def test_each_value_names_its_companions_of_the_same_period() -> None:
    found = pair_with.check(situation(NOWHERE, LEADS, counted(0), counted(1), ask=companions))
    rate, value = (catalogue.get(key).title for key in LEADS.pair_with)
    assert said(found) == {
        0: f"Read it beside {rate} (50%), {value} ($2,361).",
        1: f"Read it beside {rate} (62.5%), {value} (no value here).",
    }
    assert {one.severity for one in found.values()} == {Severity.INFO}


def test_a_companion_that_cannot_be_split_alike_has_no_value_here() -> None:
    def refusing(query: Query, key: str | None = None, /) -> list[Measurement]:
        raise BadInput("no such dimension")

    found = pair_with.check(situation(NOWHERE, LEADS, counted(0, owner="Ada"), ask=refusing))
    assert "(no value here)" in said(found)[0]


def test_it_asks_once_per_companion_however_many_periods() -> None:
    asked = []

    def counting(query: Query, key: str | None = None, /) -> list[Measurement]:
        asked.append(key)
        return companions(query, key)

    pair_with.check(situation(NOWHERE, LEADS, *[counted(place) for place in (0, 1)], ask=counting))
    assert asked == ["win_rate", "average_deal_value"]


def test_only_the_guardrails_that_a_kpi_names_are_attached_and_order_is_kept() -> None:
    query = Query(grain=Grain.MONTH)
    plain, paired = (
        attach(NOWHERE, kpi(LEADS.shape, guardrails=()), query, [counted(0)], companions),
        attach(
            NOWHERE,
            kpi(LEADS.shape, unit="count", pair_with=("win_rate",), guardrails=("pair_with", "mixed_groups")),
            query,
            [counted(1), counted(0)],
            companions,
        ),
    )
    assert plain[0].guardrails == ()
    assert [one.period for one in paired] == [MONTHS[1], MONTHS[0]]
    assert [[g.code for g in one.guardrails] for one in paired] == [["pair_with"], ["pair_with"]]


def test_a_pipeline_stands_beside_the_conversion_of_each_stage_still_ahead() -> None:
    """Of four deals opened in January two came to a demo, and one of these was won; nothing tells of proposals."""
    opened = {"created_at": "2024-01-02", "outcome": "open"}
    made = facts(
        "2024-01-31",
        deals=[
            *({"deal_id": key, **opened} for key in "abc"),
            {"deal_id": "d", "created_at": "2024-01-02", "outcome": "won", "closed_at": "2024-01-20"},
        ],
        deal_stages=[{"deal_id": key, "stage": "Demo", "entered_at": "2024-01-10"} for key in "cd"],
    )
    assert fired(made, "pair_with", "pipeline_volume", "2024-01-01", "2024-02-01") == [
        "Read it beside Stage conversion: Demo (50%), Stage conversion: Won (50%), Win rate (100%), Stale deals (3)."
    ]


def test_nothing_fires_on_no_value() -> None:
    nothing = Measurement("counted", MONTHS[0], None, "count")
    assert attach(NOWHERE, LEADS, Query(), [nothing], companions) == [nothing]


def test_a_companion_that_this_workspace_has_no_data_for_is_left_out() -> None:
    """Deals are won without anybody telling what they cost."""
    won = {"outcome": "won", "closed_at": "2018-01-05", "amount": 7}
    made = facts("2018-01-31", deals=[{"deal_id": "1", **won}])
    assert fired(made, "pair_with", "revenue") == ["Read it beside Average deal value ($7)."]
