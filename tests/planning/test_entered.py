"""What people enter by hand: read as typed, kept in an edition of its own, everything else carried over."""

import datetime as dt
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from keyfunnel.kpis import catalogue
from keyfunnel.lake import layout
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.lake.remeasure import remeasure
from keyfunnel.model.calendar import Calendar
from keyfunnel.model.errors import BadInput, KeyfunnelError, NotThere
from keyfunnel.planning.entered import notes, words
from keyfunnel.planning.entered.targets import Target, read, remove, set_targets, targets
from tests.prepared import copy, prepared, the_company

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Home:
    return copy(prepared(tmp_path_factory, "company", the_company), tmp_path / "home")


def current(home: Home) -> Edition:
    edition = home.lake.current()
    assert edition is not None
    return edition


def stored(edition: Edition) -> list[dict[str, object]]:
    order = ("kpi", "stage", "grain", "start", "dimension", "id")
    rows = [
        row
        for path in layout.values(edition.folder).glob("*.parquet")
        for row in pq.read_table(path, partitioning=None).to_pylist()
    ]
    return sorted(rows, key=lambda row: [str(row[name]) for name in order])


def test_an_edition_with_a_target_holds_what_measuring_everything_would_give(home: Home) -> None:
    imported = current(home)
    amended = set_targets(home, [read(imported, "revenue", "company", "2017-Q4", "40,000")], by=None)
    assert amended is not None
    assert amended.report() == imported.report()
    carried = stored(amended)
    measured = remeasure(home)
    assert measured is not None
    assert carried == stored(measured)
    assert {row["kpi"] for row in carried} - {row["kpi"] for row in stored(imported)} == {
        "quota_attainment",
        "pipeline_coverage",
    }


def test_the_same_target_again_makes_no_edition(home: Home) -> None:
    wanted = [read(current(home), "win_rate", "North", "2017-q4", "65 %")]
    assert wanted == [Target("win_rate", "North", "2017-Q4", 0.65)]
    assert set_targets(home, wanted, by=None) is not None
    assert set_targets(home, wanted, by=None) is None


def test_a_target_is_removed_by_any_name_of_its_scope(home: Home) -> None:
    set_targets(home, [read(current(home), "revenue", "Ann", "2017-Q4", "1")], by=None)
    remove(home, read(current(home), "revenue", "r1", "2017-Q4", None), by=None)
    assert targets(current(home)) == []


@pytest.mark.parametrize(
    ("words_typed", "told"),
    [
        (("revnue", "company", "2017", "1"), "did you mean 'revenue'"),
        (("revenue", "Anm", "2017", "1"), "did you mean 'Ann'"),
        (("revenue", "company", "2017-13", "1"), "2017-Q3"),
        (("revenue", "company", "2017", "much"), "not a number"),
        (("revenue", "company", "2017", "5 %"), "no ratio"),
        (("win_rate", "company", "2017", "65"), "write 65%"),
        (("win_rate", "company", "2017", "165 %"), "win_rate lies between 0 and 100%, and 165 % doesn't"),
        (("revenue", "Nobody", "2017", "1"), "There is no team or rep 'Nobody'"),
    ],
)
def test_what_cannot_be_meant_is_told(home: Home, words_typed: tuple[str, str, str, str], told: str) -> None:
    with pytest.raises(KeyfunnelError, match=told):
        read(current(home), *words_typed)


def test_a_fiscal_year_is_named_by_the_year_it_ends_in() -> None:
    fiscal = Calendar(fiscal_start=4)
    assert words.period("2018", fiscal)[0].start == dt.date(2017, 4, 1)
    assert words.period("2018-Q4", fiscal)[0].start == dt.date(2018, 1, 1)
    assert words.period("2018-01", fiscal)[0].end == dt.date(2018, 2, 1)


def test_amounts_may_be_grouped() -> None:
    assert words.amount("1,200,000.50", catalogue.get("revenue")) == 1_200_000.5
    with pytest.raises(BadInput):
        words.amount("1,20", catalogue.get("revenue"))  # a decimal comma? Better asked than guessed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("1,5", 1.5), ("1 200 000,50", 1_200_000.5), ("1.200.000", 1_200_000), ("1.200,5", 1200.5), ("1234.5", 1234.5)],
)
def test_where_decimals_follow_a_comma_amounts_are_typed_so(typed: str, meant: float) -> None:
    assert words.amount(typed, catalogue.get("revenue"), decimal=",") == meant


@pytest.mark.parametrize("typed", ["1.200", "1,200,000", "1.20,5"])
def test_what_might_be_thousands_or_decimals_is_asked(typed: str) -> None:
    with pytest.raises(BadInput, match="such as 1200000, 0,65 or 65%"):
        words.amount(typed, catalogue.get("revenue"), decimal=",")


@pytest.mark.parametrize("typed", ["0017-09-01", "2201-01-01"])
def test_a_slip_in_the_year_is_told(typed: str) -> None:
    with pytest.raises(BadInput, match=f"{typed} lies outside the years 1900 to 2200"):
        words.day(typed)


def test_a_note_is_changed_in_its_place(home: Home) -> None:
    note, _ = notes.add(home, dt.date(2017, 9, 1), "Trade fiar", by=None)
    assert notes.change(home, note.note_id, note.on, "Trade  fiar", by=None) is None  # the same but for blanks
    assert notes.change(home, note.note_id, dt.date(2017, 9, 2), "Trade fair", by=None) is not None
    assert [(one.on, one.text) for one in notes.notes(current(home))] == [(dt.date(2017, 9, 2), "Trade fair")]
    with pytest.raises(NotThere):
        notes.change(home, note.note_id, note.on, "Once more", by=None)


def test_a_note_changed_into_another_is_that_one(home: Home) -> None:
    first, _ = notes.add(home, dt.date(2017, 9, 1), "Fair", by=None)
    second, _ = notes.add(home, dt.date(2017, 9, 2), "Fair", by=None)
    notes.change(home, first.note_id, second.on, second.text, by=None)
    assert [one.note_id for one in notes.notes(current(home))] == [second.note_id]


def test_a_note_is_kept_once_and_can_be_taken_away(home: Home) -> None:
    note, edition = notes.add(home, dt.date(2017, 9, 1), " Trade \n fair ", by=None)
    assert edition is not None
    assert (note.text, notes.add(home, dt.date(2017, 9, 1), "Trade fair", by=None)[1]) == ("Trade fair", None)
    with pytest.raises(NotThere, match=f"did you mean '{note.note_id}'"):
        notes.remove(home, note.note_id[:-1], by=None)
    notes.remove(home, note.note_id, by=None)
    assert notes.notes(current(home)) == []
