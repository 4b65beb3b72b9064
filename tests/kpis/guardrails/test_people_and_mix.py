"""Numbers held against the wrong thing: the mix, the price, the people, the team."""

import datetime as dt
from dataclasses import replace
from typing import Any

from keyfunnel.kpis.facts import Facts
from keyfunnel.model.workspace import Workspace
from tests.kpis.guardrails.firing import fired
from tests.kpis.small_facts import facts


def closed(day: str, won: int, lost: int, **rest: Any) -> list[dict[str, Any]]:
    outcomes = ["won"] * won + ["lost"] * lost
    return [
        {"deal_id": f"{day}{rest}{n}", "outcome": outcome, "closed_at": day, "created_at": day, **rest}
        for n, outcome in enumerate(outcomes)
    ]


def test_a_total_that_rises_while_both_its_groups_fall_is_told() -> None:
    """January: web 45 of 50, fairs 60 of 200, 105 of 250 in all. February: 170 of 200 and 10 of 50: 180 of 250."""
    deals = closed("2024-01-10", 45, 5, source="web") + closed("2024-01-10", 60, 140, source="fair")
    deals += closed("2024-02-10", 170, 30, source="web") + closed("2024-02-10", 10, 40, source="fair")
    made = facts("2024-02-29", deals=deals)
    told = [
        "In all it went from 42% to 72%, yet 2 of 2 groups by Source moved the other way: their mix changed. Compare "
        "group by group."
    ]
    assert fired(made, "simpson", "win_rate", grain="month") == told
    assert fired(made, "simpson", "win_rate", "2024-02-01", "2024-03-01") == told


def test_a_total_that_rises_with_its_groups_is_not() -> None:
    deals = closed("2024-01-10", 50, 50, source="web") + closed("2024-01-10", 50, 50, source="fair")
    deals += closed("2024-02-10", 80, 20, source="web") + closed("2024-02-10", 70, 30, source="fair")
    assert not fired(facts("2024-02-29", deals=deals), "simpson", "win_rate", grain="month")


def sold(
    product: str, count: int, each: float, campaign: str | None
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    keys = [f"{product}{campaign}{n}" for n in range(count)]
    deals = [
        {"deal_id": key, "lead_id": key, "product_id": product, "amount": each, "outcome": "won"}
        | {"created_at": "2024-03-01", "closed_at": "2024-03-10"}
        for key in keys
    ]
    return deals, [{"lead_id": key, "created_at": "2024-02-01", "campaign": campaign} for key in keys]


def shop(*products: tuple[str, int, float, str | None]) -> Facts:
    made = [sold(*product) for product in products]
    return facts(
        "2024-03-31",
        deals=[row for deals, _ in made for row in deals],
        leads=[row for _, leads in made for row in leads],
    )


def test_a_product_that_leads_by_its_price_alone_is_told() -> None:
    """A: 2 of 1,000; B: 6 of 100, by two campaigns alike; without prices B would lead."""
    made = shop(("A", 2, 1000, None), ("B", 3, 100, "spring"), ("B", 3, 100, "mail"))
    assert fired(made, "price_or_campaign", "product_revenue", by=("product",)) == [
        "It ranks 1 of 2; with ticket size held equal it would rank 2.",
        "It ranks 2 of 2; with ticket size held equal it would rank 1.",
    ]


def test_a_product_sold_by_one_campaign_is_told() -> None:
    made = shop(("A", 2, 100, None), ("B", 4, 100, "spring"), ("B", 2, 100, None))
    assert fired(made, "price_or_campaign", "product_revenue", by=("product",)) == [
        "66.7% of its 6 wins came from one campaign, spring."
    ]


def test_products_in_the_same_order_either_way_are_not() -> None:
    made = shop(("A", 2, 100, None), ("B", 3, 100, "spring"), ("B", 3, 100, "mail"))
    assert not fired(made, "price_or_campaign", "product_revenue", by=("product",))


def test_win_rates_are_compared_at_equal_ticket_size() -> None:
    """Small deals are won 9 in 10 by A and all by B, large ones 2 in 10 and 3 in 10; A sells mostly small ones."""
    deals = closed("2024-03-10", 36, 4, product_id="A", amount=10) + closed(
        "2024-03-10", 2, 8, product_id="A", amount=90
    )
    deals += closed("2024-03-10", 10, 0, product_id="B", amount=10) + closed(
        "2024-03-10", 12, 28, product_id="B", amount=90
    )
    told = fired(facts("2024-03-31", deals=deals), "price_or_campaign", "product_win_rate", by=("product",))
    assert told[0] == "It ranks 1 of 2; with ticket size held equal it would rank 2."


def answered(minutes: dict[str, int]) -> Facts:
    at = dt.datetime.fromisoformat("2024-03-01T09:00:00")
    leads = [
        {"lead_id": rep, "owner_id": rep, "created_at": at, "first_contacted_at": at + dt.timedelta(minutes=waited)}
        for rep, waited in minutes.items()
    ]
    return facts("2024-03-31", leads=leads)


def test_response_time_is_always_told_with_the_range_of_the_reps() -> None:
    """Medians of 2, 4, 6, 8 and 100 minutes: quartiles 4 and 8."""
    made = answered({"a": 2, "b": 4, "c": 6, "d": 8, "e": 100})
    told = (
        "A personal number: of 5 reps the fastest quarter takes at most 4 minutes, the slowest at least 8 minutes. "
        "Look at it rep by rep."
    )
    assert fired(made, "per_rep", "lead_response_time") == [told]
    assert fired(made, "per_rep", "lead_response_time", where={"owner": "e"}) == [
        "A personal number, never a verdict on the company: look at it rep by rep."
    ]


def left(early: int, late: int, stayed: int) -> Facts:
    """Since 1 January 2023: ``early`` customers for 60 days, ``late`` for a year, ``stayed`` for two."""
    ends = ["2023-03-02"] * early + ["2024-01-01"] * late + [None] * stayed
    rows = [
        {"subscription_id": str(n), "account_id": str(n), "started_on": "2023-01-01", "ended_on": end, "mrr": 1}
        for n, end in enumerate(ends)
    ]
    return facts("2024-12-31", subscriptions=rows)


def test_customers_who_leave_soon_point_at_the_sale() -> None:
    """Of 731 days each, 10 × 60 + 5 × 365 + 5 × 731 = 6,080; young are 10 × 60 + 10 × 90 = 1,500, or 24.7 %."""
    assert fired(left(10, 5, 5), "not_sales_owned", "customer_churn_rate", "2023-02-01", "2023-04-01") == [
        "10 of 15 customers who left did so within 90 days (66.7%), though only 24.7% of the time of all customers is "
        "that young: look at what was promised in the sale."
    ]


def test_customers_who_leave_at_any_time_do_not() -> None:
    assert not fired(left(5, 20, 20), "not_sales_owned", "customer_churn_rate", "2023-02-01", "2023-04-01")


def test_retention_that_isnt_sales_is_told_whatever_it_is() -> None:
    made = left(5, 20, 20)
    made = replace(made, workspace=Workspace(retention_owned_by_sales=False), kept={})
    assert fired(made, "not_sales_owned", "net_revenue_retention", "2023-02-01", "2023-04-01") == [
        "In this workspace retention isn't for sales to answer for: don't judge sales by it."
    ]


def worked(**cells: tuple[int, int]) -> Facts:
    """``ann_web=(10, 100)``: of 100 leads that Ann had from the web, 10 became a deal. The target is a half."""
    leads = [
        {
            "lead_id": f"{cell}{n}",
            "owner_id": cell.split("_")[0],
            "source": cell.split("_")[1],
            "created_at": "2024-03-01",
            "converted_at": "2024-03-02" if n < deals else None,
        }
        for cell, (deals, count) in cells.items()
        for n in range(count)
    ]
    target = {"kpi": "lead_to_opportunity_rate", "scope": "company", "period": "2024-03", "amount": 0.5}
    return facts("2024-03-31", leads=leads, targets=[target])


def far(made: Facts) -> list[str]:
    return fired(made, "far_from_target", "lead_to_opportunity_rate", "2024-03-01", "2024-04-01")


def test_poor_leads_are_told_from_poor_handling() -> None:
    """Both reps turn 40 % of fair leads into deals and 10 % of web leads."""
    made = worked(ann_web=(10, 100), ann_fair=(40, 100), ben_web=(10, 100), ben_fair=(40, 100))
    assert far(made) == [
        "It is at 25%, 50% of its target of 50%. Lead quality: in the same hands, sources lie between 10% and 40%. "
        "Qualification: with leads of the same source, people differ no more than by chance (25% to 25%)."
    ]


def test_poor_handling_is_told_from_poor_leads_and_names_nobody() -> None:
    made = worked(ann_web=(10, 100), ann_fair=(10, 100), ben_web=(40, 100), ben_fair=(40, 100))
    (told,) = far(made)
    assert "Qualification: with leads of the same source, people lie between 10% and 40%." in told
    assert "sources differ no more than by chance" in told
    assert not {"ann", "ben"} & set(told.lower().split())


def test_it_says_where_it_cannot_tell() -> None:
    (told,) = far(worked(ann_web=(1, 9)))
    assert "too few leads of different sources in the same hands to tell" in told
    assert "too few people with leads of the same source to tell" in told


def test_it_is_far_from_below_three_quarters_of_the_target_on() -> None:
    """Of 50 %: 75 of 200 are just three quarters of it, 74 of 200 are less."""
    assert not far(worked(ann_web=(37, 100), ben_fair=(38, 100)))
    assert far(worked(ann_web=(37, 100), ben_fair=(37, 100)))
