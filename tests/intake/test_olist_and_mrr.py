"""A marketing funnel and subscription periods, brought in as they are."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from keyfunnel.intake.mapping import load
from tests.intake.company import Company, fates

pytestmark = pytest.mark.shared
EXAMPLES = Path(__file__).parents[2] / "examples"


def test_olist_keeps_unknown_apart_from_nothing(company: Company, shared: Path) -> None:
    leads = shared / "olist" / "olist_marketing_qualified_leads_dataset.csv"
    deals = shared / "olist" / "olist_closed_deals_dataset.csv"
    report = company.import_paths(load(EXAMPLES / "olist" / "mapping.yaml"), leads, deals)

    with leads.open(encoding="utf-8") as file:
        origins = Counter(row["origin"] or None for row in csv.DictReader(file))
    assert (origins["unknown"], origins[None]) == (1099, 60)
    assert [(file.table, file.read) for file in report.files] == [("leads", 8000), ("deals", 842)]
    assert [fates(file)[2:] for file in report.files] == [(0, 0), (0, 0)]
    assert Counter(company.column("leads", "source")) == origins
    assert set(company.column("deals", "lead_id")) <= set(company.column("leads", "lead_id"))
    assert Counter(company.column("deals", "_flags"))["won_before_lead"] == 1


def test_subscription_periods_are_taken_whole(company: Company, shared: Path) -> None:
    report = company.import_paths(None, shared / "mrr_playbook" / "data" / "subscription_periods.csv")

    assert (report.files[0].table, fates(report.files[0])) == ("subscriptions", (121, 0, 0, 0))
    assert len(set(company.column("subscriptions", "account_id"))) == 55
