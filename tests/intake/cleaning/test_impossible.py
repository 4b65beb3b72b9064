"""Values that can't be are kept, flagged and counted; their rows stay accepted."""

import re
from decimal import Decimal

from keyfunnel.intake.cleaning.impossible import RULES
from keyfunnel.model.tables import table as table_called
from tests.intake.company import Company, codes, fates, mapped, table

DEALS = table(
    "deals", deal_id="Id", amount="Value", created_at="Created", closed_at="Closed", outcome="Outcome", lead_id="Lead"
)


def flags(company: Company, name: str = "deals", key: str = "deal_id") -> dict[str, str | None]:
    return dict(company.rows(name, key, "_flags"))


def test_each_impossible_value_of_a_deal_is_flagged(company: Company) -> None:
    report = company.bring(
        mapped(deals=DEALS),
        deals="""
            Id,Value,Created,Closed,Outcome,Lead
            D1,-5,2024-01-01,2024-02-01,won,
            D2,10,2024-02-02,2024-02-01,lost,
            D3,10,2024-01-01,,won,
            D4,-1,,,lost,
            D5,10,2024-01-01,2024-01-01,won,
            """.replace(" ", ""),
    )

    assert fates(report.files[0]) == (5, 0, 0, 0)
    assert flags(company) == {
        "D1": "negative_amount",
        "D2": "closed_before_created",
        "D3": "won_without_close_date",
        "D4": "negative_amount,lost_without_close_date,undated",
        "D5": None,
    }
    assert codes(report.files[0]) == {
        "negative_amount": 2,
        "closed_before_created": 1,
        "won_without_close_date": 1,
        "lost_without_close_date": 1,
        "undated": 1,
    }
    assert company.column("deals", "amount")[0] == Decimal(-1)


def test_order_is_told_by_the_day_where_either_has_no_time_of_day(company: Company) -> None:
    """D1 closed at midnight of the day it was created at noon: a date, not an earlier moment."""
    company.bring(
        mapped(deals=DEALS),
        deals="Id,Value,Created,Closed,Outcome,Lead\n"
        "D1,1,2024-01-01 12:00:00,2024-01-01 00:00:00,won,\n"
        "D2,1,2024-01-01 12:00:00,2024-01-01 11:00:00,won,\n"
        "D3,1,2024-01-01 12:00:00,2024-01-01 13:00:00,won,\n",
    )

    assert flags(company) == {"D1": None, "D2": "closed_before_created", "D3": None}


def test_a_deal_won_before_its_lead_came_is_flagged(company: Company) -> None:
    mapping = mapped(leads=table("leads", lead_id="Id", created_at="Created"), deals=DEALS)
    company.bring(
        mapping,
        leads="Id,Created\nL1,2018-03-08\nL2,2018-03-01\n",
        deals="Id,Value,Created,Closed,Outcome,Lead\n"
        "D1,1,2018-03-01,2018-03-06 19:38:55,won,L1\n"
        "D2,1,2018-03-01,2018-03-06 19:38:55,won,L2\n",
    )

    assert flags(company) == {"D1": "won_before_lead", "D2": None}


def test_a_source_without_the_date_at_all_has_no_undated_rows(company: Company) -> None:
    report = company.bring(mapped(deals=table("deals", deal_id="Id")), deals="Id\nD1\n")

    assert report.files[0].findings == ()


def test_a_subscription_that_ends_before_it_starts_is_flagged(company: Company) -> None:
    mapping = mapped(subs=table("subscriptions", subscription_id="Id", started_on="From", ended_on="To", mrr="Mrr"))
    company.bring(mapping, subs="Id,From,To,Mrr\nS1,2024-02-01,2024-01-01,5\nS2,2024-01-01,2024-01-01,-5\n")

    assert flags(company, "subscriptions", "subscription_id") == {"S1": "ended_before_started", "S2": "negative_amount"}


def test_an_answer_lies_on_its_survey_s_usual_scale_where_none_is_said(company: Company) -> None:
    """0 to 10 for recommendation, up to 5 for satisfaction."""
    company.bring(
        mapped(answers=table("surveys", response_id="Id", kind="Kind", at="At", score="Score", scale="Of")),
        answers="""
            Id,Kind,At,Score,Of
            R1,nps,2024-01-01,11,
            R2,nps,2024-01-01,10,
            R3,csat,2024-01-01,6,
            R4,csat,2024-01-01,7,10
            """.replace(" ", ""),
    )
    assert flags(company, "surveys", "response_id") == {
        "R1": "score_off_scale",
        "R2": None,
        "R3": "score_off_scale",
        "R4": None,
    }


def test_no_rule_looks_at_a_reference() -> None:
    """So that what it says of a row as it was read is so when its references are resolved."""
    for rule in RULES:
        references = {column.name for column in table_called(rule.table).references}
        assert not references & set(re.findall(r"\w+", rule.condition)), rule
