"""Rows that a KPI would count if only they had what it reads."""

import datetime as dt

from ibis import _

from keyfunnel.kpis.guardrails import missing_values
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.query import Query
from keyfunnel.kpis.shapes import AsOf, Count, Median, Ratio, Sum
from tests.kpis.guardrails.company import company, deal, kpi, said, share, situation

JANUARY, MARCH = dt.date(2018, 1, 1), dt.date(2018, 3, 1)
WON = Count("deals", "closed_on", _.won)


def told(of: KPI, *deals: dict[str, object], query: Query | None = None) -> str | None:
    facts = company(dt.date(2018, 12, 31), deals=deals)
    return said(missing_values.check(situation(facts, of, share(1, 2), query=query))).get(0)


def closed(count: int, **more: object) -> list[dict[str, object]]:
    return [deal(f"closed-{i}", JANUARY, MARCH, "won", **more) for i in range(count)]


def test_undated_rows_are_missed_from_6_in_100_on() -> None:
    new_deals = kpi(Count("deals", "created_on"), unit="count")
    undated = [deal(f"undated-{i}", None) for i in range(6)]
    assert told(new_deals, *closed(94), *undated) == (
        "6 of 100 rows (6%) have no date to count by: they are in no period and no total."
    )
    assert told(new_deals, *closed(95), *undated[:5]) is None


def test_an_open_deal_lacks_no_close_date_but_a_won_one_does() -> None:
    win_rate = kpi(Ratio(WON, Count("deals", "closed_on", _.won | _.lost), subset=True))
    still_open = [deal(f"open-{i}", JANUARY) for i in range(50)]
    assert told(win_rate, *closed(18), *still_open) is None
    unclosed = [deal("unclosed-1", JANUARY, None, "won"), deal("unclosed-2", JANUARY, None, "lost")]
    assert told(win_rate, *closed(18), *still_open, *unclosed) == (
        "2 of 20 rows (10%) have no date to count by: they are in no period and no total."
    )


def test_a_sum_misses_amounts_and_a_median_durations() -> None:
    deals = [*closed(9, amount=100), deal("no amount", None, MARCH, "won")]
    revenue = kpi(Sum("deals", "closed_on", _.amount, _.won), unit="money")
    assert told(revenue, *deals) == "1 of 10 rows (10%) lacks a value that this reads: it is left out of it."
    assert told(kpi(Median("deals", "closed_on", _.days_to_close, _.won), unit="days"), *deals) == (
        "1 of 10 rows (10%) lacks a value that this reads: it is left out of it."
    )


def test_bases_of_dated_rows_only_are_looked_up_where_their_rows_come_from() -> None:
    """Nobody knows since when the undated deal is in the pipeline, nor when anybody engaged with it."""
    deals = [*closed(3), deal("undated", None)]
    sentence = "1 of 4 rows (25%) has no date to count by: it is in no period and no total."
    assert told(kpi(AsOf("pipeline", "open_from", "open_until"), unit="count"), *deals) == sentence
    assert told(kpi(AsOf("pipeline", "stale_from", "open_until"), unit="count"), *deals) == sentence
    assert told(kpi(Count("engagements", "engaged_on"), unit="count"), *deals) == sentence


def test_a_lead_that_was_never_qualified_lacks_nothing() -> None:
    received = dt.datetime.combine(JANUARY, dt.time())
    leads = [{"lead_id": str(i), "created_at": received} for i in range(9)]
    leads.append({"lead_id": "qualified", "created_at": received, "qualified_at": received})
    facts = company(dt.date(2018, 12, 31), leads=leads)
    qualified = kpi(Count("leads", "qualified_on"), unit="count", needs=("leads",))
    assert not missing_values.check(situation(facts, qualified, share(1, 1)))


def test_open_pipeline_misses_deals_that_nobody_knows_the_age_of() -> None:
    pipeline = kpi(AsOf("deals", "open_from", "open_until"), unit="count")
    assert told(pipeline, *closed(3), deal("undated", None)) == (
        "1 of 4 rows (25%) has no date to count by: it is in no period and no total."
    )


def test_only_the_rows_asked_about_count() -> None:
    new_deals = kpi(Count("deals", "created_on"), unit="count")
    deals = [*closed(9, region="West"), deal("undated", None, region="East")]
    assert told(new_deals, *deals, query=Query(where={"region": ("West",)})) is None
    assert told(new_deals, *deals, query=Query(where={"region": ("East",)})) is not None
