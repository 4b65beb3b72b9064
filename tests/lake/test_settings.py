"""Settings as YAML: what is written is read back, and mistakes are named with what was meant."""

from dataclasses import replace

import pytest

from keyfunnel.lake.settings import from_yaml, to_yaml
from keyfunnel.model.errors import BadInput
from keyfunnel.model.working_time import WorkingHours
from keyfunnel.model.workspace import DEFAULT_STAGES, Phase, Stage, Workspace


def test_what_is_shown_can_be_applied() -> None:
    workspace = Workspace(
        name="ตัวอย่าง",
        currency="THB",
        timezone="Asia/Bangkok",
        fiscal_start=10,
        stages=(Stage("Meeting", Phase.DECISION, crm=("met", "met again")), Stage("Won", Phase.DECISION, deal="won")),
        observed_until="2024-12-31",
        retention_owned_by_sales=False,
    )
    assert from_yaml(to_yaml(workspace), "F.yaml") == workspace
    assert "ตัวอย่าง" in to_yaml(workspace)


def test_a_document_changes_only_what_it_names() -> None:
    base = Workspace(name="Example", currency="EUR")
    assert from_yaml("funnel_window_days: 60", "F.yaml", base) == replace(base, funnel_window_days=60)
    assert from_yaml("", "F.yaml", base) == base


def test_a_yaml_date_is_taken_as_such() -> None:
    assert from_yaml("observed_until: 2017-12-31", "F.yaml").observed_until == "2017-12-31"
    assert from_yaml("observed_until: null", "F.yaml").observed_until is None


def test_working_hours_and_holidays_are_read_quoted_or_not() -> None:
    text = """
    working_hours:
      - {days: [mon, tue, wed, thu, fri], opens: 09:00, closes: "12:30"}
      - days: [mon]
        opens: 13:30
        closes: 18:00
    holidays: [2024-12-26, "2024-12-25", 2024-12-26]
    """
    made = from_yaml(text, "F.yaml")
    weekdays = ("mon", "tue", "wed", "thu", "fri")
    assert made.working_hours == (
        WorkingHours(weekdays, "09:00", "12:30"),
        WorkingHours(("mon",), "13:30", "18:00"),
    )
    assert made.holidays == ("2024-12-25", "2024-12-26")
    assert from_yaml(to_yaml(made), "again.yaml") == made


def test_stages_are_read_in_order() -> None:
    text = """
    stages:
      - {name: Lead, phase: awareness, lead: created_at}
      - {name: Demo, phase: decision, crm: demo}
      - {name: Won, phase: decision, deal: won}
    """
    assert from_yaml(text, "F.yaml").stages == (
        Stage("Lead", Phase.AWARENESS, lead="created_at"),
        Stage("Demo", Phase.DECISION, crm=("demo",)),
        Stage("Won", Phase.DECISION, deal="won"),
    )
    assert from_yaml(to_yaml(Workspace()), "F.yaml").stages == DEFAULT_STAGES


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("curency: EUR", r"F.yaml: there is no setting 'curency'; did you mean 'currency'\?"),
        ("currency: euro", r"F.yaml: currency: 'euro' is not an ISO 4217 code"),
        ("timezone: Asia/Bangkkok", r"F.yaml: timezone: 'Asia/Bangkkok' is not an IANA name"),
        ("fiscal_start: April", r"F.yaml: fiscal_start: 'April' is not a whole number"),
        ("working_hours: [{days: [moon], opens: '9:00', closes: '18:00'}]", "no day 'moon'; did you mean 'mon'"),
        ("working_hours: [{days: [mon], opens: '18:00', closes: '9:00'}]", "ends before it begins"),
        ("working_hours: [{days: [mon], opens: '9', closes: '18:00'}]", "'9' is not a time of day such as 09:00"),
        ("working_hours: [{days: [mon], opens: '9:00'}]", "closes is missing"),
        ("holidays: [Christmas]", "'Christmas' is not a date such as 2017-12-25"),
        ("fiscal_start: true", r"fiscal_start: True is not a whole number"),
        ("fiscal_start: 13", r"fiscal_start: 13 is not a month"),
        ("funnel_window_days: 0", r"funnel_window_days: 0 is not a number of days"),
        ("funnel_window_days: 99999999999", r"funnel_window_days: 99,999,999,999 is not a number of days"),
        ("new_customer_by: deal", r"new_customer_by: 'deal' is not known; did you mean 'deals'\?"),
        ("observed_until: soon", r"observed_until: 'soon' is not a date"),
        ("observed_until: 2017-12-31T00:00:00+01:00", r"observed_until: write local time"),
        ("name: [", r"F.yaml line 1: not readable as YAML"),
        ("- name", r"F.yaml: settings are written as"),
        ("stages: []", r"F.yaml: stages: a list of at least one stage"),
        ("stages: [Lead]", r"F.yaml: stages\[1\]: a stage is written as"),
        ("stages: [{name: Won, phase: decison, deal: won}]", r"stages\[1\]: phase: 'decison' .*'decision'\?"),
        ("stages: [{name: Won, phase: decision, deals: won}]", r"a stage has no 'deals'; did you mean 'deal'\?"),
        ("stages: [{name: Lead, phase: awareness, lead: created}]", r"lead: 'created' .*'created_at'\?"),
        ("stages: [{name: Won, phase: decision, deal: closed}]", r"deal: 'closed' is not known: one of created, won"),
        ("stages: [{name: Won, phase: decision}]", r"'Won' doesn't say what counts as it"),
        ("stages: [{phase: decision, deal: won}]", r"the stage needs a name"),
        ("stages: [{name: Won, phase: decision, crm: {a: b}}]", r"crm: a list of words is needed"),
        (
            "stages: [{name: Won, phase: decision, deal: won}, {name: won, phase: decision, crm: [x]}]",
            r"stages: 'won' is there twice",
        ),
    ],
)
def test_a_mistake_is_named(text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        from_yaml(text, "F.yaml")
