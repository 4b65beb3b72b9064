"""Which group-bys can be added to, and that their words tell what they depend on."""

import datetime as dt

import ibis
import ibis.expr.types as ir
import pytest
from ibis import _

from keyfunnel.lake.worded import Worded, worded

END = dt.date(2024, 4, 1)
KINDS = {"deal_id": "string", "owner_id": "string", "amount": "decimal(18, 4)", "created_on": "date", "won_on": "date"}


@pytest.fixture
def deals() -> ir.Table:
    connection = ibis.duckdb.connect()
    connection.create_database("prepared")
    made: ir.Table = connection.create_table("deals", schema=ibis.schema(KINDS), database="prepared")
    return made


def by_owner(rows: ir.Table, end: dt.date = END) -> ir.Table:
    return rows.filter(rows.created_on < ibis.date(end)).group_by("owner_id").aggregate(total=_.amount.sum())


def words(question: ir.Table, end: dt.date = END) -> Worded:
    found = worded(question, end)
    assert found is not None
    return found


def test_the_same_question_is_known_whatever_day_it_is_asked_up_to(deals: ir.Table) -> None:
    later = dt.date(2024, 5, 1)
    assert words(by_owner(deals)).name == words(by_owner(deals, later), later).name
    assert words(by_owner(deals)).name != words(by_owner(deals.mutate(amount=_.amount * 2))).name


def test_it_can_be_asked_of_other_rows_up_to_another_day(deals: ir.Table) -> None:
    later = words(by_owner(deals)).of("was", dt.date(2024, 5, 1))
    assert '"was"."deals"' in later
    assert "MAKE_DATE(2024, 5, 1)" in later
    assert "prepared" not in later


def test_it_tells_which_dates_the_clock_decides_about(deals: ir.Table) -> None:
    assert words(by_owner(deals.mutate(created_on=_.won_on))).compared == frozenset({"won_on"})
    known = deals.filter(_.created_on < ibis.date(END)).aggregate(won=_.count(where=_.won_on < ibis.date(END)))
    assert words(known).compared == frozenset({"created_on", "won_on"})
    later = (_.won_on >= ibis.date(END)).identical_to(True)
    unknown = deals.filter(_.created_on < ibis.date(END)).aggregate(won=_.count(where=~later))
    assert words(unknown).compared == frozenset({"created_on", "won_on"})
    assert words(by_owner(deals.mutate(created_on=ibis.greatest(_.created_on, _.won_on)))).compared is None


def test_what_looks_at_rows_together_cannot_be_added_to(deals: ir.Table) -> None:
    numbered = deals.mutate(amount=ibis.row_number().over(order_by=_.deal_id))
    assert worded(by_owner(numbered), END) is None
    assert worded(by_owner(deals.distinct()), END) is None
    assert worded(by_owner(deals.filter(_.deal_id.isin(deals.owner_id))), END) is None
    largest = deals.filter(_.created_on < ibis.date(END)).aggregate(largest=_.amount.max())
    assert worded(largest, END) is None
