"""KPIs that a workspace defines in YAML behave like the catalogue's; over the company of tests/web/company.py."""

import datetime as dt
from pathlib import Path

import pytest
from django.test import Client

from keyfunnel.kpis.evaluate import raw
from keyfunnel.kpis.explain import explain
from keyfunnel.kpis.query import Query
from keyfunnel.kpis.rows import rows
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.lake.settings import from_yaml, to_yaml
from keyfunnel.model.calendar import Grain
from keyfunnel.model.errors import BadInput
from keyfunnel.okr.models import AuditEntry, KeyResult
from keyfunnel.okr.people import add_person
from keyfunnel.planning.apply import apply_file
from keyfunnel.planning.own_kpis import apply_kpis, export_kpis, parse
from tests.prepared import copy, prepared, the_company

pytestmark = pytest.mark.django_db

KPIS = """
kpis:
  - key: big_wins
    title: Big deals won
    form: count
    base: deals
    date: closed_on
    where: {outcome: won, amount: {at_least: 1500}}
  - {key: early_money, title: Early revenue, form: sum, unit: money, base: deals, date: closed_on, value: amount,
     where: {outcome: [Won], closed_on: {below: 2017-11-05}}}
  - {key: north_share, title: Won by North, form: ratio, unit: ratio, base: deals, date: closed_on,
     where: {team: North}, among: {outcome: won}}
  - {key: until_lost, title: Days until lost, form: median, unit: days, direction: range, base: deals,
     date: closed_on, value: days_to_close, where: {outcome: {is_not: won}}}
"""
Q4 = Query(Grain.QUARTER, start=dt.date(2017, 10, 1), end=dt.date(2018, 1, 1))


@pytest.fixture
def edition(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, settings: object) -> Edition:
    home = copy(prepared(tmp_path_factory, "company", the_company), tmp_path / "home")
    settings.HOME = home.path  # type: ignore[attr-defined]  # pytest-django's wrapper takes any setting
    (tmp_path / "kpis.yaml").write_text(KPIS)
    made = apply_kpis(home, tmp_path / "kpis.yaml")
    assert made is not None
    assert apply_kpis(home, tmp_path / "kpis.yaml") is None
    return made


def test_counts_sums_shares_and_medians_are_measured(edition: Edition) -> None:
    keys = ["big_wins", "early_money", "north_share", "until_lost"]
    values = {one.kpi: one for one in raw(edition.facts(), keys, Q4)}
    assert {key: one.n for key, one in values.items()} == {
        "big_wins": 15,
        "early_money": 3,  # the wins of November 2nd, 3rd and 4th
        "north_share": 15,
        "until_lost": 5,
    }
    assert [values[key].value for key in keys] == [15, 6000, pytest.approx(8 / 15), 30]
    (stored,) = edition.values("north_share", Grain.QUARTER, start=Q4.start, end=Q4.end)
    assert stored.value == pytest.approx(8 / 15)
    assert stored.n == 15
    assert rows(edition.facts(), "big_wins", Q4).to_pyarrow().num_rows == 15
    assert explain("north_share", edition.facts()).title == "Won by North"


def test_a_definition_is_in_the_audit_log(edition: Edition) -> None:
    entry = AuditEntry.objects.get(action="KPIs defined")
    assert entry.before == {}
    assert entry.after["big_wins"]["where"] == {"outcome": "won", "amount": {"at_least": 1500}}


def test_what_is_exported_is_what_was_applied(edition: Edition) -> None:
    home = Home.find(edition.folder.parents[2])
    assert parse(export_kpis(home), "again.yaml") == home.workspace.kpis
    assert from_yaml(to_yaml(home.workspace), "workspace.yaml") == home.workspace


def test_a_goal_and_the_pages_take_it(edition: Edition, tmp_path: Path) -> None:
    goals = tmp_path / "goals.yaml"
    goals.write_text(
        "cycle: {name: Q, start: 2017-10-01, end: 2018-01-01}\n"
        "objectives: [{key: o, title: O, key_results: "
        "[{key: k, title: K, kpi: big_wins, kind: increase, target: 20}]}]\n"
    )
    apply_file(edition, goals)
    assert KeyResult.objects.get().kpi == "big_wins"
    add_person("own", role="viewer", password="a long enough password")
    client = Client()
    client.login(username="own", password="a long enough password")
    asked = "from=2017-10-01&to=2018-01-01"
    for page in ("", "kpis/", f"kpis/north_share/?{asked}&by=team", f"kpis/big_wins/rows/?{asked}"):
        assert client.get(f"/en/{page}", follow=True).status_code == 200, page
    assert "Big deals won" in client.get("/en/kpis/").content.decode()


@pytest.mark.parametrize(
    ("written", "instead", "told"),
    [
        ("base: deals", "base: deal", r"line 6, kpis\[0\].base: there is no base 'deal'; did you mean 'deals'"),
        ("at_least", "at_lest", r"line 8, .*there is no comparison 'at_lest'; did you mean 'at_least'"),
        ("{outcome: won, am", "{outcom: won, am", r"line 8, .*there is no column 'outcom'; did you mean 'outcome'"),
        ("date: closed_on", "date: closed", r"line 7, .*did you mean 'closed_on'"),
        ("key: big_wins", "key: win_rate", r"line 3, .*has a KPI 'win_rate' already"),
        ("form: count", "form: cunt", r"line 5, .*did you mean 'count'"),
        ("title: Big deals won", "titel: Big", r"line 4, .*did you mean 'title'"),
        ("1500", "many", r"line 8, .*'many' is neither a number nor a date"),
        ("key: early_money", "key: big_wins", r"line 9, .*there is another KPI 'big_wins'"),
    ],
)
def test_a_mistake_is_told_with_its_line(written: str, instead: str, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        parse(KPIS.replace(written, instead, 1), "kpis.yaml")
