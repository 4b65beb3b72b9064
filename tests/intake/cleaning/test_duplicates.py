"""Rows of one key are found however many keys there are: hashes of so many are looked at together."""

import pytest

from keyfunnel.intake.cleaning import duplicates
from tests.intake.company import Company, codes, fates, mapped, table

DEALS = mapped(deals=table("deals", deal_id="Id", name="Name"))
EXPORT = "Id,Name\n" + "".join(f"D{number},Deal {number}\n" for number in range(9))


@pytest.mark.parametrize("at_once", [1, 2, 5, 100])
@pytest.mark.parametrize("repeated", ["D0", "D4", "D8"])
def test_a_key_that_comes_twice_is_found_in_whichever_turn(
    company: Company, monkeypatch: pytest.MonkeyPatch, at_once: int, repeated: str
) -> None:
    monkeypatch.setattr(duplicates, "_AT_ONCE", at_once)
    report = company.bring(DEALS, deals=f"{EXPORT}{repeated},Deal {repeated[1:]}\n")

    assert fates(report.files[0]) == (9, 0, 1, 0)
    assert codes(report.files[0]) == {"duplicate_row": 1}


@pytest.mark.parametrize("at_once", [1, 2, 100])
def test_where_no_key_comes_twice_none_is_merged(
    company: Company, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(duplicates, "_AT_ONCE", at_once)

    assert fates(company.bring(DEALS, deals=EXPORT).files[0]) == (9, 0, 0, 0)
