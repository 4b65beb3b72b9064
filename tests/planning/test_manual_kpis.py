"""KPIs whose values people enter, over the company of tests/web/company.py: Ann of North, Ben of South, the data
reach to 2017-12-01."""

import datetime as dt
from pathlib import Path

import pytest

from keyfunnel.kpis.evaluate import evaluate
from keyfunnel.kpis.explain import explain
from keyfunnel.kpis.query import Query
from keyfunnel.kpis.rows import rows
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.lake.remeasure import remeasure
from keyfunnel.model.calendar import Grain
from keyfunnel.model.errors import KeyfunnelError, NotThere
from keyfunnel.model.workspace import Workspace
from keyfunnel.okr.models import AuditEntry
from keyfunnel.planning.apply import apply_file
from keyfunnel.planning.entered.value_files import read_values
from keyfunnel.planning.entered.values import Value, read, record_values, values
from keyfunnel.planning.organisation import Organisation
from keyfunnel.planning.own_kpis import apply_kpis, export_kpis, parse
from keyfunnel.planning.status import status
from tests.planning.test_entered import current, stored
from tests.prepared import copy, prepared
from tests.web.company import found

pytestmark = pytest.mark.django_db

KPIS = """
kpis:
  - {key: partners_met, title: Partners met, form: manual}
  - {key: mood, title: Mood of the team, form: manual, unit: index}
  - {key: on_time, title: Offers sent on time, form: manual, unit: ratio}
"""
Q4 = {"start": dt.date(2017, 10, 1), "end": dt.date(2018, 1, 1)}


def the_company_with_manual_kpis(folder: Path) -> Home:
    made = Home(folder / "home").create(Workspace(name="Acme", kpis=parse(KPIS, "kpis.yaml")))
    found(made, folder / "exports")
    return made


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Home:
    made = prepared(tmp_path_factory, "company-with-manual-kpis", the_company_with_manual_kpis)
    return copy(made, tmp_path / "home")


def typed(home: Home, kpi: str, on: str, value: str | None, scope: str = "", comment: str = "") -> Value:
    edition = home.lake.current()
    return read(home.workspace, Organisation(edition.facts()) if edition else None, kpi, on, value, scope, comment)


def enter(home: Home, *of: tuple[str, ...]) -> Edition:
    edition = record_values(home, [typed(home, *one) for one in of], by=None)
    assert edition is not None
    return edition


def value(edition: Edition, kpi: str, **asked: object) -> float | None:
    query = Query(**{**Q4, **asked})  # type: ignore[arg-type]  # dates  # each test names its own fields
    return evaluate(edition.facts(), [kpi], query)[0].value


def test_what_adds_up_is_summed_and_of_a_level_the_last_one_counts(home: Home) -> None:
    edition = enter(
        home,
        ("partners_met", "2017-10-05", "5"),
        ("partners_met", "2017-11-25", "3", "Ann"),
        ("mood", "2017-10-05", "6"),
        ("mood", "2017-11-05", "7.5"),
        ("on_time", "2017-11-05", "80 %"),
    )
    assert [value(edition, kpi) for kpi in ("partners_met", "mood", "on_time")] == [8, 7.5, 0.8]
    by_month = evaluate(edition.facts(), ["partners_met", "mood"], Query(Grain.MONTH, **Q4))  # type: ignore[arg-type]  # dates
    assert [one.value for one in by_month] == [5, 3, None, 6, 7.5, None]
    assert by_month[2].reason is not None
    assert by_month[2].reason.code == "nothing_entered"
    (kept,) = [one for one in edition.values("partners_met", Grain.QUARTER) if one.period.start == Q4["start"]]
    assert (kept.value, kept.n) == (8, 2)


def test_whose_values_they_are(home: Home) -> None:
    edition = enter(
        home,
        ("partners_met", "2017-10-05", "5"),
        ("partners_met", "2017-11-25", "3", "Ann"),
        ("partners_met", "2017-11-25", "2", "team:North"),
        ("mood", "2017-10-05", "6"),
        ("mood", "2017-11-25", "9", "North"),
    )
    by_owner = evaluate(edition.facts(), ["partners_met"], Query(by=("owner",), **Q4))  # type: ignore[arg-type]  # dates
    assert {one.dimensions["owner"]: one.value for one in by_owner} == {"Ann": 3, None: 7}
    assert value(edition, "partners_met", where={"team": ("North",)}) == 5  # Ann's and her team's own
    assert value(edition, "mood") == 6  # the company's isn't made of its teams'
    assert value(edition, "mood", where={"team": ("North",)}) == 9
    assert value(edition, "mood", where={"owner": ("Ann",)}) is None
    assert rows(edition.facts(), "partners_met", Query(**Q4)).to_pyarrow().num_rows == 3  # type: ignore[arg-type]  # dates


def test_a_correction_keeps_what_was_there(home: Home) -> None:
    enter(home, ("partners_met", "2017-10-05", "5"))
    enter(home, ("partners_met", "2017-10-05", "6", "", " counted\n again "))
    edition = enter(home, ("partners_met", "2017-10-07", "1"))
    assert value(edition, "partners_met") == 7
    history = values(edition, "partners_met")
    assert [(one.on.day, one.value, one.stands, one.comment) for one in history] == [
        (7, 1, True, ""),
        (5, 6, True, "counted again"),
        (5, 5, False, ""),
    ]
    assert {one.by for one in history} == {"command line"}
    withdrawn = record_values(home, [typed(home, "partners_met", "2017-10-05", None)], by=None)
    assert withdrawn is not None
    assert value(withdrawn, "partners_met") == 1
    assert len(values(withdrawn, "partners_met")) == 4
    changes = [(entry.before, entry.after) for entry in AuditEntry.objects.filter(action="KPI values entered")]
    key = "partners_met company 2017-10-05"
    assert changes[::-1][:2] == [({key: None}, {key: 5.0}), ({key: 5.0}, {key: 6.0})]
    assert changes[0] == ({key: 6.0}, {key: None})


def test_the_same_again_makes_no_edition(home: Home) -> None:
    enter(home, ("partners_met", "2017-10-05", "5"))
    assert record_values(home, [typed(home, "partners_met", "2017-10-05", "5.0")], by=None) is None
    with pytest.raises(NotThere, match="did you mean '2017-10-05'"):
        record_values(home, [typed(home, "partners_met", "2017-10-06", None)], by=None)


def test_an_edition_with_values_holds_what_measuring_everything_would_give(home: Home) -> None:
    carried = stored(enter(home, ("partners_met", "2017-10-05", "5"), ("partners_met", "2017-11-05", "2", "Ann")))
    assert remeasure(home) is not None
    assert carried == stored(current(home))


def test_a_value_of_a_day_that_the_data_do_not_reach_waits(home: Home) -> None:
    edition = enter(home, ("mood", "2018-02-01", "5"))
    assert edition.observed_until.date() == dt.date(2017, 12, 1)
    assert explain("mood", edition.facts()).lacks == "No value was entered yet up to the day that the data reach."


def test_values_come_before_any_import_too(tmp_path: Path) -> None:
    home = Home.find(tmp_path / "bare").create(Workspace())
    (tmp_path / "kpis.yaml").write_text(KPIS)
    assert apply_kpis(home, tmp_path / "kpis.yaml") is None
    edition = enter(home, ("partners_met", "2017-10-05", "5"))
    assert value(edition, "partners_met") == 5


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("partners_meet", "2017-10-05", "1"), "did you mean 'partners_met'"),
        (("revenue", "2017-10-05", "1"), "measured from the data, not entered"),
        (("mood", "5.10.2017", "1"), "is not a date such as"),
        (("mood", "2117-10-05", "1"), "still to come"),
        (("mood", "2017-10-05", "much"), "not a number"),
        (("on_time", "2017-10-05", "80"), "write 80%"),
        (("mood", "2017-10-05", "1", "Nort"), "did you mean 'North'"),
    ],
)
def test_what_cannot_be_meant_is_told(home: Home, words: tuple[str, ...], told: str) -> None:
    with pytest.raises(KeyfunnelError, match=told):
        typed(home, *words)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("values.csv", "Date;Value;Scope;KPI\n2017-10-05;5;;\n2017-11-05;80 %;;on_time\n"),
        (
            "values.yaml",
            "values:\n  - {date: 2017-10-05, value: 5}\n  - {kpi: on_time, date: 2017-11-05, value: 80 %}\n",
        ),
    ],
)
def test_a_file_of_values_is_one_edition_and_one_audit_entry(home: Home, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    edition = record_values(home, read_values(home, tmp_path / name, "partners_met"), by=None)
    assert edition is not None
    assert (value(edition, "partners_met"), value(edition, "on_time")) == (5, 0.8)
    assert AuditEntry.objects.get(action="KPI values entered").subject == "partners_met, on_time"


def test_a_file_that_cannot_be_meant_changes_nothing_and_says_where(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "values.csv"
    file.write_text("kpi,date,value\nmood,2017-10-05,5\nmood,2017-10-06,lots\n")
    with pytest.raises(KeyfunnelError, match=r"values.csv line 3: 'lots' is not a number"):
        read_values(home, file)
    file.write_text("kpi,date,valeu\nmood,2017-10-05,5\n")
    with pytest.raises(KeyfunnelError, match="did you mean 'value'"):
        read_values(home, file)


def test_a_goal_may_be_set_before_the_first_value_is_there(home: Home, tmp_path: Path) -> None:
    goals = tmp_path / "goals.yaml"
    goals.write_text(
        "cycle: {name: Q, start: 2017-10-01, end: 2018-01-01}\n"
        "objectives: [{key: o, title: O, key_results: "
        "[{key: k, title: K, kpi: partners_met, kind: increase, target: 10}]}]\n"
    )
    apply_file(current(home), goals)
    edition = enter(home, ("partners_met", "2017-10-05", "8"))
    (key_result,) = status(edition).as_json()["objectives"][0]["key_results"]
    assert (key_result["current"], key_result["progress"]) == (8, 0.8)
    (tmp_path / "fewer.yaml").write_text("kpis: [{key: mood, title: Mood, form: manual, unit: index}]")
    with pytest.raises(KeyfunnelError, match=r"the key result .*/k is measured by it"):
        apply_kpis(home, tmp_path / "fewer.yaml")


def test_what_is_said_of_a_manual_kpi_comes_back(home: Home) -> None:
    assert parse(export_kpis(home), "again.yaml") == home.workspace.kpis


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("base: deals", "base: isn't said of a manual KPI"),
        ("accumulates: flw", "did you mean 'flow'"),
        ("unit: percent", "there is no unit 'percent'"),
    ],
)
def test_what_a_manual_kpi_cannot_be_is_told(written: str, told: str) -> None:
    with pytest.raises(KeyfunnelError, match=told):
        parse(f"kpis: [{{key: a, title: A, form: manual, {written}}}]", "kpis.yaml")
