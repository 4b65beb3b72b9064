"""What a goals file may say, and what is said about a mistake in it: always with its line and place."""

import datetime as dt

import pytest

from keyfunnel.model.calendar import Grain
from keyfunnel.model.errors import BadInput
from keyfunnel.okr.models import Ambition, Kind, ScopeKind
from keyfunnel.planning.document import Amount, Document, ObjectiveSpec, ScopeSpec, parse

GOALS = """\
cycle: {name: 2017-Q4, start: 2017-10-01, end: 2018-01-01}
objectives:
  - key: close-better
    title: Win more of what we already engage
    scope: company                 # or {team: NAME}, {rep: NAME}, or a list of them
    owner: Melvin Marxen
    ambition: stretch              # or committed
    key_results:
      - {key: win, title: Win rate to 65 %, kpi: win_rate, stage: Won, kind: increase, baseline: auto, target: 0.65}
      - {key: gtx, title: GTX Pro, kpi: revenue, kind: increase, target: 1200000, where: {product: GTX Pro}, weight: 2}
      - {key: fast, title: Close in 45 days, kpi: time_to_close, stage: Won, kind: decrease, baseline: 57, target: 45}
"""


def document(text: str = GOALS) -> Document:
    (only,) = parse(text, "goals.yaml")
    return only


def objective(old: str, new: str) -> ObjectiveSpec:
    return document(changed(old, new)).objectives[0]


def changed(old: str, new: str) -> str:
    assert GOALS.count(old) == 1, old
    return GOALS.replace(old, new)


def test_the_whole_file_is_read() -> None:
    read = document()
    assert (read.cycle.name, read.cycle.start, read.cycle.end) == ("2017-Q4", dt.date(2017, 10, 1), dt.date(2018, 1, 1))
    (only,) = read.objectives
    assert (only.key, only.owner, only.ambition) == ("close-better", "Melvin Marxen", Ambition.STRETCH)
    assert only.scopes == (ScopeSpec(ScopeKind.COMPANY),)
    win, gtx, fast = only.key_results
    assert (win.kind, win.stage, win.baseline, win.target) == (Kind.INCREASE, "Won", None, Amount(0.65))
    assert (gtx.where, gtx.weight) == ({"product": ("GTX Pro",)}, 2)
    assert (fast.kind, fast.baseline, fast.target) == (Kind.DECREASE, Amount(57), Amount(45))


def test_percent_is_a_hundredth() -> None:
    assert objective("target: 0.65", "target: 65 %").key_results[0].target == Amount(0.65, percent=True)


@pytest.mark.parametrize(
    ("scope", "meant"),
    [
        ("{team: Melvin Marxen}", [(ScopeKind.TEAM, "Melvin Marxen")]),
        ("{rep: [Ann, Bob]}", [(ScopeKind.REP, "Ann"), (ScopeKind.REP, "Bob")]),
        ("[{team: 12:30}, {rep: 7}]", [(ScopeKind.TEAM, "12:30"), (ScopeKind.REP, "7")]),
    ],
)
def test_scopes(scope: str, meant: list[tuple[ScopeKind, str]]) -> None:
    found = objective("scope: company ", f"scope: {scope} ").scopes
    assert [(one.kind, one.name) for one in found] == meant


def test_a_band_may_be_open_on_one_side() -> None:
    win = objective("kind: increase, baseline: auto, target: 0.65", "kind: keep, target: {at_least: 60 %}").key_results[
        0
    ]
    assert (win.low, win.high, win.target) == (Amount(0.6, percent=True), None, None)


def test_words_of_other_yaml_readers_stay_words() -> None:
    """``on`` and ``no`` are texts; so is a year given as a name."""
    read = document(GOALS.replace("owner: Melvin Marxen", "owner: no").replace("name: 2017-Q4", "name: 2017"))
    assert (read.cycle.name, read.objectives[0].owner) == ("2017", "no")


def test_an_own_number_and_a_parent() -> None:
    read = objective(
        "    key_results:\n",
        "    parent: grow/revenue\n"
        "    number: {kpi: revenue, kind: recurring, every: month, target: 100}\n"
        "    key_results:\n",
    )
    assert read.parent is not None
    assert (read.parent.objective, read.parent.key_result, read.parent.cycle) == ("grow", "revenue", None)
    assert read.number is not None
    assert (read.number.own_number, read.number.every) == (True, Grain.MONTH)


def test_several_cycles_in_one_file() -> None:
    year = GOALS.replace("2017-Q4", "2017").replace("2017-10-01", "2017-01-01")
    assert [one.cycle.name for one in parse(f"{GOALS}---\n{year}")] == ["2017-Q4", "2017"]
    with pytest.raises(BadInput, match=r"the cycle '2017-Q4' is described twice \(first in line 1\)"):
        parse(f"{GOALS}---\n{GOALS}")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: decrease", "kindd: decrease", "line 11, objectives[0].key_results[2].kindd: there is no field 'kindd' "
         "here; did you mean 'kind'?"),
        ("kind: decrease", "kind: decrese", "objectives[0].key_results[2].kind: there is no kind 'decrese'; did you "
         "mean 'decrease'?"),
        ("kind: decrease", "kind: milestones", "supported are increase, decrease, keep, recurring"),
        (", target: 45", "", "objectives[0].key_results[2]: target is missing"),
        ("target: 45", "target: 45 days", "not '45 days'"),
        ("target: 45", "target: yes", "must be a number"),
        ("target: 45", "target: .inf", "must be a number"),
        ("weight: 2", "weight: 2, weight: 3", "line 10, objectives[0].key_results[1].weight: given twice (first in "
         "line 10); remove one"),
        ("weight: 2", "weight: -1", "a weight is a number from 0 up"),
        ("key: gtx", "key: win", "there is another key result with the key 'win' in line 9"),
        ("key: gtx", "key: g/t x", "'g/t x' can't be a key"),
        ("start: 2017-10-01", "start: 2017-02-30", "line 1, cycle.start: '2017-02-30'"),
        ("start: 2017-10-01", "start: soon", "must be a date such as 2017-10-01, not 'soon'"),
        ("end: 2018-01-01", "end: 2017-10-01", "must lie after 2017-10-01"),
        ("scope: company ", "scope: compny ", "did you mean 'company'?"),
        ("scope: company ", "scope: {taem: A} ", "scope.taem: there is no field 'taem' here; did you mean 'team'?"),
        ("scope: company ", "scope: [company, {team: A}] ", "the company includes every team"),
        ("scope: company ", "scope: [{team: A}, {team: A}] ", "names the same scope twice"),
        ("where: {product: GTX Pro}", "where: GTX Pro", "as in {product: GTX Pro}"),
        ("kind: increase, baseline: auto, target: 0.65", "kind: keep, target: {}", "a band needs at_least"),
        ("kind: increase, baseline: auto, target: 0.65", "kind: keep, target: {at_least: 2, at_most: 1}", "lies above"),
        ("kind: increase, baseline: auto", "kind: recurring", "every is missing"),
        ("kind: increase, baseline: auto", "kind: increase, every: month", "judged over the whole cycle"),
        ("owner: Melvin Marxen", "owner: {name: x}", "must be a text, not a mapping"),
        ("owner: Melvin Marxen", "owner: *x", "line 6: not readable as YAML: aliases (*name) are not supported"),
        ("title: GTX Pro", "title: [GTX Pro", "line 10"),
        ("objectives:", "objektives:", "did you mean 'objectives'?"),
    ],
)  # fmt: skip
def test_mistakes_are_told_with_their_place(old: str, new: str, said: str) -> None:
    with pytest.raises(BadInput) as caught:
        document(changed(old, new))
    assert str(caught.value).startswith("goals.yaml, line ")
    assert said in str(caught.value)


def test_weights_that_add_up_to_zero_are_refused() -> None:
    text = GOALS.replace("weight: 2", "weight: 0").replace("target: 0.65", "target: 0.65, weight: 0")
    with pytest.raises(BadInput, match="the weights add up to zero"):
        document(text.replace("target: 45", "target: 45, weight: 0"))


@pytest.mark.parametrize("text", ["", "- 1", "just words", "[" * 5000, "a: \x00", "a: b: c", "? [x]\n: y"])
def test_what_is_no_goals_file_is_one_clear_error(text: str) -> None:
    with pytest.raises(BadInput, match=r"^goals\.yaml"):
        parse(text, "goals.yaml")
