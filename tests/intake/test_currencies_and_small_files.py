"""Money in several currencies and their rates in any layout; files of few columns; what is found in rows."""

from decimal import Decimal
from pathlib import Path

import pytest

from keyfunnel.intake.mapping import ColumnRule
from keyfunnel.lake.home import Home
from keyfunnel.model.errors import BadInput
from keyfunnel.model.workspace import Workspace
from tests.intake.company import Company, codes, mapped, table

DEALS = """
    Deal ID,Amount,Currency,Stage,Created,Close Date
    D1,100,Euro,Closed Won,2024-01-02,2024-02-03
    D2,100,US Dollar,Closed Won,2024-01-02,2024-02-03
    D3,9,฿,Closed Won,2024-01-02,2024-02-03
"""


def test_a_currency_by_name_or_sign_is_its_code_and_one_without_a_rate_is_reported(company: Company) -> None:
    report = company.bring(None, deals=DEALS, rates="Currency,Date,Rate\nEUR,2024-01-01,1.1\n")
    assert company.rows("deals", "deal_id", "currency") == [("D1", "EUR"), ("D2", "USD"), ("D3", "THB")]
    assert codes(report.files[0])["without_rate"] == 1


def test_signs_that_differ_within_a_column_tell_the_currency(company: Company) -> None:
    company.bring(
        None,
        deals="""
        Deal ID,Amount,Stage,Created,Close Date
        D1,€100,Closed Won,2024-01-02,2024-02-03
        D2,$250,Closed Won,2024-01-02,2024-02-03
        D3,3 000 Ft,Closed Won,2024-01-02,2024-02-03
        """,
    )
    assert [
        (key, code, int(amount)) for key, code, amount in company.rows("deals", "deal_id", "currency", "amount")
    ] == [
        ("D1", "EUR", 100),
        ("D2", "USD", 250),
        ("D3", "HUF", 3000),
    ]


ONE_SIGN = """
    Deal ID;Amount;Stage;Created;Close Date
    D1;100,50 €;Closed Won;2024-01-02;2024-02-03
    D2;1,2 Mio. €;Closed Won;2024-01-02;2024-02-03
"""


def test_a_sign_that_is_not_the_workspace_s_is_its_currency(company: Company) -> None:
    """All in euros, in a workspace of dollars."""
    report = company.bring(None, deals=ONE_SIGN)
    assert company.rows("deals", "deal_id", "currency", "amount") == [
        ("D1", "EUR", Decimal("100.5")),
        ("D2", "EUR", Decimal(1_200_000)),
    ]
    assert codes(report.files[0])["without_rate"] == 2
    again = company.bring(None, deals=ONE_SIGN, rates="Currency,Date,Rate\nEUR,2024-01-01,1.1\n")
    assert "without_rate" not in codes(again.files[0])


def test_a_mapping_without_a_currency_is_told_of_foreign_signs(company: Company) -> None:
    report = company.bring(mapped(deals=table("deals", deal_id="Deal ID", amount="Amount")), deals=ONE_SIGN)
    assert company.column("deals", "currency") == [None, None]
    assert codes(report.files[0])["foreign_currency"] == 2


@pytest.mark.parametrize(
    ("header", "currency", "amount"),
    [
        ("Amount (€)", "EUR", 1200),
        ("Amount in EUR", "EUR", 1200),
        ("Betrag [T€]", "EUR", 1_200_000),
        ("Amount (k$)", None, 1_200_000),
        ("金额（万元）", "CNY", 12_000_000),
        ("Valor (R$ mil)", "BRL", 1_200_000),
        ("Amount (M)", None, 1200),
    ],
)
def test_a_header_may_say_the_currency_and_the_unit(
    company: Company, header: str, currency: str | None, amount: int
) -> None:
    company.bring(None, deals=f"Deal ID,{header},Stage,Created\nD1,1200,Closed Won,2024-01-02\n")
    assert company.rows("deals", "currency", "amount") == [(currency, Decimal(amount))]


def test_a_sign_of_several_currencies_is_told_where_it_is_not_the_workspace_s(tmp_path: Path) -> None:
    """$ in a workspace of Canadian dollars is its own; in one of euros it is taken for the US dollar."""
    text = "Deal ID,Amount,Stage,Created\nD1,$100,Closed Won,2024-01-02\n"
    for own, found, assumed in (("CAD", None, 0), ("EUR", "USD", 1)):
        (tmp_path / own).mkdir()
        company = Company(Home(tmp_path / own / "home").create(Workspace(currency=own)), tmp_path / own)
        report = company.bring(None, deals=text)
        assert company.column("deals", "currency") == [found]
        assert codes(report.files[0]).get("assumed_currency", 0) == assumed


@pytest.mark.parametrize(
    "rates",
    [
        "Currency,Date,Rate\nEUR,2024-01-01,1.25\nTHB,2024-01-01,0.025\n",
        "Date,EUR,THB\n2024-01-01,1.25,0.025\n",
        "From,To,Date,Rate\nEUR,USD,2024-01-01,1.25\nUSD,THB,2024-01-01,40\n",
    ],
    ids=["a row each", "a column each", "either way"],
)
def test_rates_come_in_any_layout(company: Company, rates: str) -> None:
    company.bring(None, exchange_rates=rates)
    assert [(code, rate) for code, _, rate in company.rows("rates", "currency", "on", "rate")] == [
        ("EUR", 1.25),
        ("THB", 0.025),
    ]


def test_a_file_of_a_key_and_one_column_is_taken_for_its_table(company: Company) -> None:
    report = company.bring(None, export="Deal ID,Amount\nD1,100\nD2,200\n", org="team_id,name\nT1,North\nT2,South\n")
    assert [file.table for file in report.files] == ["deals", "teams"]


def test_an_expression_that_fails_on_a_row_is_told_with_file_and_column(company: Company) -> None:
    failing = mapped(deals=table("deals", deal_id="Id", amount=ColumnRule(expression='CAST("A" AS INT)')))
    with pytest.raises(BadInput, match=r"deals.csv, column amount: the expression 'CAST\(\"A\" AS INT\)' fails"):
        company.bring(failing, deals="Id,A\n1,5\n2,x\n")


def test_a_stage_entered_after_the_close_is_flagged(company: Company) -> None:
    """D1 closed on 3 February; Demo was entered a day later, Won on the day itself."""
    report = company.bring(
        None,
        deals=DEALS,
        stage_history="Deal ID,Stage,Entered\nD1,Proposal,2024-01-15\nD1,Won,2024-02-03\nD1,Demo,2024-02-04\n",
    )
    assert codes(report.files[1])["stage_after_close"] == 1
    assert company.rows("deal_stages", "stage", "_flags") == [
        ("Demo", "stage_after_close"),
        ("Proposal", None),
        ("Won", None),
    ]


def test_categories_of_people_that_rows_only_mention_are_folded_too(company: Company) -> None:
    company.bring(
        mapped(
            deals=(
                table("deals", deal_id="Id", account_id="Client"),
                table("accounts", distinct=True, name="Client", industry="Industry"),
            )
        ),
        deals="Id,Client,Industry\n1,Acme,Steel\n2,Beta,STEEL\n3,Gamma,Steel\n",
    )
    assert set(company.column("accounts", "industry")) == {"Steel"}
