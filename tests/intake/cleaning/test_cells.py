"""Cells that can't be read, that say nothing, or that no table takes."""

import datetime as dt
import json
from decimal import Decimal

import pytest

from keyfunnel.model.errors import BadInput
from tests.intake.company import Company, codes, fates, mapped, said, table


def test_an_unreadable_cell_becomes_empty_and_its_row_repaired(company: Company) -> None:
    mapping = mapped(deals=table("deals", deal_id="Id", amount="Value", expected_close_on="Planned"))
    report = company.bring(
        mapping,
        deals="""
            Id,Value,Planned
            D1,ten,2024-01-05
            D2,20,never
            D3,much,later
            D4,40,2024-01-08
            """.replace(" ", ""),
    )

    assert fates(report.files[0]) == (1, 3, 0, 0)
    assert [(f.code, f.column, f.rows) for f in report.files[0].findings] == [
        ("unreadable_value", "deals.amount", 2),
        ("unreadable_value", "deals.expected_close_on", 2),
    ]
    assert "ten" in str(report.files[0].findings[0].message)
    assert company.rows("deals", "deal_id", "amount", "expected_close_on") == [
        ("D1", None, dt.date(2024, 1, 5)),
        ("D2", Decimal(20), None),
        ("D3", None, None),
        ("D4", Decimal(40), dt.date(2024, 1, 8)),
    ]


def test_blanks_around_a_value_and_words_for_nothing_are_no_repair(company: Company) -> None:
    mapping = mapped(deals=table("deals", deal_id="Id", source="Source", amount="Value"))
    report = company.bring(mapping, deals="Id,Source,Value\n D1 ,\u00a0web\u3000,10\nD2,n/a,-\nD3,NULL,#N/A\n")

    assert fates(report.files[0]) == (3, 0, 0, 0)
    assert company.rows("deals", "deal_id", "source", "amount") == [
        ("D1", "web", Decimal(10)),
        ("D2", None, None),
        ("D3", None, None),
    ]


def test_na_is_a_region_and_a_country_but_no_source(company: Company) -> None:
    mapping = mapped(deals=table("deals", deal_id="Id", region="Region", country="Country", source="Source"))
    company.bring(mapping, deals="Id,Region,Country,Source\nD1,NA,NA,NA\nD2,n/a,None,none\n")

    assert company.rows("deals", "deal_id", "region", "country", "source") == [
        ("D1", "NA", "NA", None),
        ("D2", None, None, None),
    ]


def test_a_word_that_a_source_uses_for_unknown_is_a_value(company: Company) -> None:
    mapping = mapped(leads=table("leads", lead_id="Id", source="Origin"))
    company.bring(mapping, leads="Id,Origin\nL1,unknown\nL2,\nL3,unknown\n")

    assert company.rows("leads", "lead_id", "source") == [("L1", "unknown"), ("L2", None), ("L3", "unknown")]


def test_columns_that_no_table_takes_are_kept_beside(company: Company) -> None:
    mapping = mapped(deals=table("deals", deal_id="Id"))
    company.bring(mapping, deals="Id,Mood,It's odd\nD1,good,\nD2,,x\nD3,,\n")

    extra = {key: value and json.loads(value) for key, value in company.rows("deals", "deal_id", "extra")}
    assert extra == {"D1": {"Mood": "good"}, "D2": {"It's odd": "x"}, "D3": None}


def test_a_known_word_is_read_in_any_case_and_an_unknown_one_kept_and_reported(company: Company) -> None:
    mapping = mapped(
        deals=table("deals", deal_id="Id", outcome=said("State", Offen="open"), currency="Cur"),
        activities=table("activities", activity_id="Id", kind="Kind"),
    )
    report = company.bring(
        mapping,
        deals="Id,State,Cur\nD1,OPEN,usd\nD2,offen,USD\nD3,Paused,EUR\n",
        activities="Id,Kind\nA1,Email Reply\nA2,call\n",
    )

    assert fates(report.files[0]) == (3, 0, 0, 0)
    assert codes(report.files[0]) == {"unknown_value": 1, "without_rate": 1}
    assert company.rows("deals", "outcome", "currency") == [("Paused", "EUR"), ("open", "USD"), ("open", "USD")]
    assert company.column("activities", "kind") == ["call", "email_reply"]


def test_the_close_date_of_an_open_deal_is_a_plan(company: Company) -> None:
    mapping = mapped(deals=table("deals", deal_id="Id", outcome="State", closed_at="Close Date"))
    report = company.bring(mapping, deals="Id,State,Close Date\nD1,open,2024-03-01\nD2,won,2024-02-01\n")

    assert fates(report.files[0]) == (2, 0, 0, 0)
    assert codes(report.files[0]) == {"planned_close": 1}
    assert company.rows("deals", "deal_id", "closed_at", "expected_close_on") == [
        ("D1", None, dt.date(2024, 3, 1)),
        ("D2", dt.datetime(2024, 2, 1), None),  # noqa: DTZ001 - kept without a zone
    ]


def test_a_mapping_that_fills_a_column_the_model_lacks_is_refused(company: Company) -> None:
    mapping = mapped(deals=table("deals", deal_id="Id", close_at="Close"))
    with pytest.raises(BadInput, match="did you mean 'closed_at'"):
        company.bring(mapping, deals="Id,Close\nD1,2024-01-01\n")
    assert company.home.lake.current() is None
