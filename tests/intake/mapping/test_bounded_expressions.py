"""Whatever a person writes as an expression, its time and memory are bounded, and nothing is half done."""

import time

import pytest

from keyfunnel.intake.mapping import ColumnRule, Mapping
from keyfunnel.intake.mapping.bounded import process
from keyfunnel.model.errors import BadInput
from tests.intake.company import Company, mapped, table

DEALS = "Id,Value,Name\nD1,5,Ann\nD2,7,Bob\n"


def by(expression: str) -> Mapping:
    return mapped(deals=table("deals", deal_id="Id", name=ColumnRule(expression=expression)))


@pytest.mark.parametrize(
    "expression",
    [
        "repeat('x', 2000000000)",
        "repeat(Name, 2000000000)",
        "repeat(repeat('x', 40000), 40000)",
        "len(range(4000000000))::VARCHAR",
        "list_reduce(list_transform(range(Value + 60), lambda y: 'x'), lambda a, b: a || a || b)",
        "lpad(Name, 1900000000, 'x')",
    ],
)
def test_what_takes_too_much_is_refused_and_nothing_has_changed(company: Company, expression: str) -> None:
    with pytest.raises(BadInput, match="expression"):
        company.bring(by(expression), deals=DEALS)
    assert company.home.lake.current() is None


def test_what_takes_too_long_is_refused(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "SECONDS", 1)
    slow = "len(list_filter(range(Value * 100000000), lambda y: y % 7 = 3))::VARCHAR"
    begun = time.monotonic()
    with pytest.raises(BadInput, match="takes more than"):
        company.bring(by(slow), deals=DEALS)
    assert time.monotonic() - begun < 60


def test_a_text_longer_than_any_cell_is_refused(company: Company) -> None:
    with pytest.raises(BadInput, match="2,000,000 characters"):
        company.bring(by("repeat('x', 2000000)"), deals=DEALS)


def test_a_condition_is_bounded_too(company: Company) -> None:
    heavy = mapped(deals=table("deals", where="repeat(Name, 2000000000) = 'x'", deal_id="Id", name="Name"))
    with pytest.raises(BadInput, match="the rows of deals"):
        company.bring(heavy, deals=DEALS)


def test_what_grows_a_little_is_a_value_like_others(company: Company) -> None:
    company.bring(by("repeat(Name, 2) || lpad(Value::VARCHAR, 3, '0')"), deals=DEALS)
    assert company.rows("deals", "deal_id", "name") == [("D1", "AnnAnn005"), ("D2", "BobBob007")]


def test_a_value_that_is_another_each_time_is_refused(company: Company) -> None:
    with pytest.raises(BadInput, match=r"random\(\) isn't allowed"):
        company.bring(by("Name || random()::VARCHAR"), deals=DEALS)


def test_an_aggregate_of_what_grows_is_no_value_of_a_row(company: Company) -> None:
    with pytest.raises(BadInput, match="must appear in the GROUP BY"):
        company.bring(by("repeat(max(Name), 2)"), deals=DEALS)
