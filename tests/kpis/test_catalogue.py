"""What must hold of every KPI, and what is said about it."""

from dataclasses import replace
from pathlib import Path

import pytest

from keyfunnel.kpis.availability import unavailable
from keyfunnel.kpis.bases import BASES
from keyfunnel.kpis.catalogue import KPIS, get
from keyfunnel.kpis.catalogue.checked import checked
from keyfunnel.kpis.explain import explain
from keyfunnel.kpis.guardrails import GUARDRAILS
from keyfunnel.kpis.query import DIMENSIONS
from keyfunnel.kpis.reference import markdown
from keyfunnel.kpis.shapes import Count, Derived
from keyfunnel.model.errors import NotThere
from keyfunnel.model.workspace import DEFAULT_STAGES
from tests.kpis.small_facts import facts

ROOT = Path(__file__).resolve().parents[2]
STAGES = {stage.name for stage in DEFAULT_STAGES}


def test_the_reference_in_the_documentation_is_current() -> None:
    assert (ROOT / "docs" / "kpis.md").read_text(encoding="utf-8") == markdown()


@pytest.mark.parametrize("key", KPIS)
def test_each_kpi_can_be_explained_and_names_only_what_is_there(key: str) -> None:
    kpi = get(key)
    assert kpi.stage is None or kpi.stage in STAGES
    assert set(kpi.guardrails) <= {rule.code for rule in GUARDRAILS}
    assert bool(kpi.pair_with) == ("pair_with" in kpi.guardrails)
    explained = explain(key)
    assert explained.definition.endswith(".")
    assert explained.why
    assert explained.watch_for
    assert explained.available is None
    assert key in explained.as_text()
    assert explained.as_json()["key"] == key


@pytest.mark.parametrize("name", BASES)
def test_each_base_offers_known_dimensions(name: str) -> None:
    assert set(BASES[name].dimensions) <= set(DIMENSIONS)


def test_an_explanation_says_what_is_lacking_here() -> None:
    found = explain("mrr", facts("2024-01-31", deals=[{"deal_id": "1"}]))
    assert (found.available, found.lacks) == (
        False,
        "Needs data that has not been imported: subscriptions.account_id; subscriptions.started_on; subscriptions.mrr.",
    )


def test_of_columns_that_would_each_do_one_is_asked_for() -> None:
    made = facts("2024-01-31", deals=[{"deal_id": "1", "outcome": "won", "closed_at": "2024-01-02"}])
    lacks = unavailable(made, "sales_cycle_length")
    assert str(lacks) == (
        "Needs data that has not been imported: deals.created_at or deals.first_contact_at or leads.created_at."
    )
    assert lacks is not None
    assert "deals.created_at vagy deals.first_contact_at vagy leads.created_at" in lacks.render("hu")


def test_an_unknown_kpi_is_told_with_the_nearest_known() -> None:
    with pytest.raises(NotThere, match="did you mean 'win_rate'"):
        get("winrate")


def test_a_catalogue_is_checked_when_it_is_built() -> None:
    kpi = get("new_deals")
    for wrong, complaint in (
        ((kpi, kpi), "two KPIs new_deals"),
        ((replace(kpi, pair_with=("nothing",)),), "names nothing, which is no KPI"),
        ((replace(kpi, pair_with=(), shape=Derived(("revenue",), lambda one: (one, one))),), "names revenue"),
        ((replace(kpi, pair_with=(), shape=Count("nowhere", "created_on")),), "nowhere, which is no base table"),
        ((replace(kpi, pair_with=(), shape=Count("deals", "opened_on")),), "opened_on, which is no date of deals"),
    ):
        with pytest.raises(ValueError, match=complaint):
            checked(wrong)


def test_a_kpi_is_checked_when_it_is_declared() -> None:
    kpi = get("new_deals")
    with pytest.raises(KeyError, match=r"deals\.opened_at"):
        replace(kpi, needs=("deals.opened_at",))
    with pytest.raises(ValueError, match="says nothing for why"):
        replace(kpi, why=" ")
    with pytest.raises(ValueError, match="lower case"):
        replace(kpi, key="New deals")
