"""Applying goals: everything is checked first, all of it is written or nothing, and the same file changes nothing.

The small company won 2 of 4 in the third quarter (20 of revenue) and 3 of 4 in October (Ann 30, Bob 20, Cat 5).
Bob's team lies below Ann's; two teams are called South.
"""

from pathlib import Path

import pytest

from keyfunnel.lake.edition import Edition
from keyfunnel.model.errors import BadInput, NotThere
from keyfunnel.okr.models import AuditEntry, Cycle, CycleState, KeyResult, KeyResultSnapshot, Objective
from keyfunnel.okr.people import add_person
from keyfunnel.planning.apply import apply, apply_file
from keyfunnel.planning.applying.changes import Changes
from keyfunnel.planning.document import parse
from keyfunnel.planning.export import export
from keyfunnel.planning.status import status
from tests.planning.conftest import DEALS, PEOPLE, deal, edition_of

pytestmark = pytest.mark.django_db

GOALS = """\
cycle: {name: 2017-Q4, start: 2017-10-01, end: 2018-01-01}
objectives:
  - key: grow
    title: Grow
    owner: Ann
    key_results:
      - {key: money, title: Revenue, kpi: revenue, kind: increase, target: 100}
      - {key: rate, title: Win rate, kpi: win_rate, kind: increase, target: 80 %, weight: 3}
"""
MONEY = "kpi: revenue, kind: increase, target: 100"


def applying(edition: Edition, text: str = GOALS) -> Changes:
    return apply(edition, parse(text, "goals.yaml"))


def current(edition: Edition, text: str) -> float | None:
    applying(edition, text)
    return status(edition).key_results[0].outcome.current


def test_goals_are_written_measured_and_recorded(small: Edition) -> None:
    changes = applying(small)
    assert changes.lines() == [
        "created: cycle 2017-Q4",
        "created: objective grow",
        "created: key result grow/money",
        "created: key result grow/rate",
    ]
    money, rate = KeyResult.objects.all()
    assert (money.target, money.baseline, money.stage) == (100, 20, "Won")
    assert (rate.target, rate.baseline, rate.baseline_numerator, rate.baseline_denominator) == (0.8, 0.5, 2, 4)
    assert KeyResultSnapshot.objects.get(key_result=money).current == 55
    assert AuditEntry.objects.count() == 4


def test_the_same_file_again_changes_nothing_and_says_so(small: Edition) -> None:
    applying(small)
    entries = AuditEntry.objects.count()
    again = applying(small)
    assert again.nothing
    assert again.lines() == ["Nothing changed: the goals already say this."]
    assert AuditEntry.objects.count() == entries


def test_an_automatic_baseline_stays_as_it_was_when_the_data_change(small: Edition) -> None:
    applying(small)
    later = edition_of(small.folder.parents[2], deals=[*DEALS, deal(9, "2017-09-09", won=False)], **PEOPLE)
    assert applying(later).nothing
    assert KeyResult.objects.get(key="rate").baseline == 0.5


def test_a_baseline_is_measured_anew_when_the_question_changes(small: Edition) -> None:
    applying(small)
    changes = applying(
        small, GOALS.replace("kind: increase, target: 80 %", "kind: increase, target: 80 %, scope: {rep: Ann}")
    )
    assert changes.changed == ["key result grow/rate"]
    rate = KeyResult.objects.get(key="rate")
    assert (rate.baseline_numerator, rate.baseline_denominator) == (1, 2)


def test_what_is_gone_from_the_file_is_archived_and_may_come_back(small: Edition) -> None:
    applying(small)
    only_rate = "\n".join(line for line in GOALS.splitlines() if "money" not in line)
    assert applying(small, only_rate).archived == ["key result grow/money"]
    assert [one.key_result.key for one in status(small).key_results] == ["rate"]
    assert KeyResultSnapshot.objects.filter(key_result__key="money").exists()
    assert applying(small).changed == ["key result grow/money", "key result grow/rate"]
    assert [one.key_result.key for one in status(small).key_results] == ["money", "rate"]


def test_a_mistake_anywhere_leaves_everything_as_it_was(small: Edition) -> None:
    applying(small)
    with pytest.raises(BadInput):
        applying(small, GOALS.replace("target: 100", "target: 200").replace("kpi: win_rate", "kpi: win_rat"))
    assert KeyResult.objects.get(key="money").target == 100


def test_of_several_cycles_none_is_written_if_one_is_wrong(small: Edition) -> None:
    year = GOALS.replace("2017-Q4", "2017").replace("2017-10-01", "2017-01-01").replace("kpi: revenue", "kpi: nothing")
    with pytest.raises(BadInput):
        applying(small, f"{GOALS}---\n{year}")
    assert not Cycle.objects.exists()


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (MONEY.replace("revenue", "revenu"), "key_results[0].kpi: There is no KPI 'revenu'; did you mean 'revenue'?"),
        (MONEY.replace("revenue", "new_leads"), "new_leads can't be measured from these data"),
        (f"{MONEY}, stage: Wonn", "there is no funnel stage 'Wonn'; did you mean 'Won'?"),
        (
            f"{MONEY}, where: {{prodct: Alpha}}",
            "where.prodct: There is no dimension 'prodct'; did you mean 'product'?",
        ),
        (f"{MONEY}, where: {{product: Alpa}}", "where.product: There is no product 'Alpa'; did you mean 'Alpha'?"),
        (f"{MONEY}, scope: {{team: Nort}}", "scope.team: There is no team 'Nort'; did you mean 'North'?"),
        (f"{MONEY}, scope: {{rep: Anne}}", "scope.rep: There is no rep 'Anne'; did you mean 'Ann'?"),
        (f"{MONEY}, scope: {{team: South}}", "2 are called 'South'; use the id, one of s1, s2"),
        (f"{MONEY}, scope: {{rep: Ann}}, where: {{owner: Bob}}", "both the filter and the scope choose: owner"),
        (f"{MONEY}, drivers: [win_rat]", "did you mean 'win_rate'?"),
        ("kpi: revenue, kind: increase, target: 20 %", "revenue is no ratio"),
        ("kpi: win_rate, kind: increase, target: 65", "65 would be 6,500%; write 65% or 0.65"),
        ("kpi: win_rate, kind: increase, target: 1.2", "lies between 0 and 100%"),
        ("kpi: win_rate, kind: increase, target: 0.5", "the target equals the baseline, 0.5"),
        ("kpi: win_rate, kind: increase, target: 0.4", "from 0.5 to 0.4 is a decrease, not an increase"),
        ("kpi: revenue, kind: increase, baseline: 7, target: 7", "the target equals the baseline, 7"),
        ("kpi: deals_lost, kind: decrease, target: 2", "the target equals the baseline, 2"),
        ("kpi: revenue, kind: increase, target: 0", "a target of 0"),
        ("kpi: win_rate, kind: increase, target: 0.9, scope: {rep: Newcomer}", "auto finds no data"),
        ("kpi: win_rate, kind: recurring, every: month, target: 0.5", "win_rate doesn't add up over a period"),
    ],
)
def test_goals_are_held_against_catalogue_and_data(small: Edition, new: str, said: str) -> None:
    assert MONEY in GOALS
    with pytest.raises(BadInput) as caught:
        applying(small, GOALS.replace(MONEY, new))
    assert str(caught.value).startswith("goals.yaml, line 7, objectives[0].key_results[0]")
    assert said in str(caught.value)
    assert not Cycle.objects.exists()


@pytest.mark.parametrize(
    ("scope", "revenue"),
    [
        ("company", 55),
        ("{team: North}", 50),  # with the team below it
        ("{team: Far north}", 20),
        ("{rep: cat}", 5),
        ("{rep: [Ann, Cat]}", 35),
        ("[{team: Far north}, {rep: Cat}]", 25),
        ("{team: s1}", 5),
        ("{rep: Newcomer}", 0),
    ],
)
def test_a_scope_says_whose_rows_count(small: Edition, scope: str, revenue: float) -> None:
    assert current(small, GOALS.replace(MONEY, f"{MONEY}, scope: {scope}")) == revenue
    inherited = GOALS.replace("owner: Ann", f"scope: {scope}").split("      - {key: rate")[0]
    assert current(small, inherited) == revenue


EVERYTHING = """\
cycle: {name: 2017-Q4, start: 2017-10-01, end: 2018-01-01}
objectives:
  - key: grow
    title: Grow
    scope: [{team: s1}, {rep: Ann}]
    owner: '007'
    why: 'Because: yes'
    key_results:
      - {key: money, title: Revenue, kpi: revenue, kind: increase, target: 100, drivers: [deals_won], weight: 0.5}
      - {key: rate, title: Rate, kpi: win_rate, kind: increase, target: 80 %, scope: company, where: {product: [Alpha]}}
      - {key: band, title: Band, kpi: deals_won, kind: keep, target: {at_least: 1, at_most: 9}, every: week, owner: Bob}
      - {key: again, title: Again, kpi: revenue, kind: recurring, every: month, target: 10}
  - key: below
    title: Ünder it, ไทย
    parent: grow/money
    ambition: stretch
    scope: {team: s2}
    number: {kpi: deals_won, kind: increase, baseline: 1, target: 9}
    key_results: [{key: a, title: A, kpi: revenue, kind: increase, target: 10}]
"""


def test_what_is_exported_applies_back_to_the_same(small: Edition) -> None:
    applying(small, EVERYTHING)
    file = export()
    assert applying(small, file).nothing
    Cycle.objects.all().delete()
    applying(small, file)
    assert export() == file


def test_an_objective_hangs_under_a_key_result(small: Edition) -> None:
    below = "  - {key: below, title: B, parent: grow/money, key_results: [{key: a, title: A, " + MONEY + "}]}\n"
    applying(small, GOALS + below)
    assert str(Objective.objects.get(key="below").parent_key_result) == "2017-Q4/grow/money"
    with pytest.raises(BadInput, match=r"objectives\[1\]\.parent: there is no key result 'mony'; did you mean 'money'"):
        applying(small, GOALS + below.replace("grow/money", "grow/mony"))
    with pytest.raises(BadInput, match="grow would hang under itself"):
        applying(small, GOALS.replace("owner: Ann", "parent: below") + below)
    assert Objective.objects.get(key="grow").parent_objective is None


def test_a_closed_cycle_stays_as_it_is(small: Edition) -> None:
    applying(small)
    cycle = Cycle.objects.get()
    before = status(small).as_json()
    cycle.move_to(CycleState.CLOSED, None)
    with pytest.raises(BadInput, match="is closed and stays as it is"):
        applying(small, GOALS.replace("target: 100", "target: 200"))
    later = edition_of(small.folder.parents[2], deals=[*DEALS, deal(9, "2017-10-09", amount=1000)], **PEOPLE)
    assert status(later).as_json() == before


def test_who_changed_a_goal_is_on_record(small: Edition) -> None:
    applying(small)
    alice, _ = add_person("alice")
    apply(small, parse(GOALS.replace("target: 100", "target: 120")), alice.user)
    entry = AuditEntry.objects.first()
    assert entry is not None
    assert (entry.who, entry.subject) == ("alice", "key result 2017-Q4/grow/money")
    assert (entry.before, entry.after) == ({"target": 100.0}, {"target": 120.0})


def test_advice_is_given_without_blocking(small: Edition) -> None:
    only = "\n".join(line for line in GOALS.splitlines() if "money" not in line)
    assert applying(small, only.replace("owner: Ann", "owner: Zoe")).warnings == [
        "objective grow has 1 key result; two to five are usual",
        "owner 'Zoe' is neither a rep in the data nor someone who may sign in",
    ]


def test_a_file_that_is_no_text_is_one_clear_error(small: Edition, tmp_path: Path) -> None:
    (tmp_path / "goals.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInput, match="is not UTF-8 text"):
        apply_file(small, tmp_path / "goals.yaml")
    with pytest.raises(BadInput, match="can't be read: No such file"):
        apply_file(small, tmp_path / "none.yaml")


def test_without_goals_status_says_what_to_do(small: Edition) -> None:
    with pytest.raises(NotThere, match="keyfunnel goals apply"):
        status(small)
    applying(small)
    with pytest.raises(NotThere, match="did you mean '2017-Q4'"):
        status(small, cycle="2017-Q3")
