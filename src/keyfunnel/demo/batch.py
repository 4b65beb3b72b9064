"""One batch of new business, from the first visit to what its customers do years later, written as it arises."""

from dataclasses import dataclass

import numpy as np

from keyfunnel.demo import activities, dirt
from keyfunnel.demo.arrays import Column, Random
from keyfunnel.demo.beginnings import from_leads, outbound, together
from keyfunnel.demo.clock import Span, days, midnight
from keyfunnel.demo.company import Company
from keyfunnel.demo.customers import Customers, live
from keyfunnel.demo.demand import LEADS_A_DEAL, Leads, arise
from keyfunnel.demo.exports import accounts, customers, deals, leads
from keyfunnel.demo.exports.activities import activities as activities_file
from keyfunnel.demo.exports.csv_files import CsvFiles
from keyfunnel.demo.exports.marketing import LeadCounts
from keyfunnel.demo.exports.quotas import Revenue
from keyfunnel.demo.numbers import Numbers
from keyfunnel.demo.pipeline import WON, Deals, pursue

_OUTBOUND_SHARE = 0.17


@dataclass(frozen=True)
class World:
    """What batches share."""

    span: Span
    company: Company
    files: CsvFiles
    numbers: Numbers
    lead_counts: LeadCounts
    revenue: Revenue


def simulate(random: Random, world: World, month: int, size: int) -> None:
    """``size`` deals of new business (about: some leads of the month need longer) and all around them."""
    cold = round(size * _OUTBOUND_SHARE)
    asked = round((size - cold) * LEADS_A_DEAL)
    numbers, start = world.numbers, world.span.months[month]
    first_company = numbers.take("company", asked + cold)
    found = arise(random, world.span, world.company, start, asked, numbers.take("lead", asked), first_company)
    world.lead_counts.add(found, month)

    first_account = numbers.take("account", int((~np.isnat(found.converted)).sum()))
    warm, which = from_leads(random, world.company, found, first_account)
    first_account = numbers.take("account", cold)
    called = outbound(random, world.span, world.company, start, cold, first_account, first_company + asked)
    begun = together(warm, called)
    first_deal = numbers.take("deal", len(begun.created))
    pursued = pursue(random, world.span, world.company, begun, first_deal)

    _write_leads(random, world, found, pursued, which)
    _write_accounts(random, world, pursued)
    _write_deals(random, world, pursued)
    _serve_customers(random, world, pursued)


def _write_leads(random: Random, world: World, found: Leads, pursued: Deals, which: Column) -> None:
    became = np.full((2, len(found)), -1)
    became[:, which] = pursued.number[: len(which)], pursued.begun.account[: len(which)]
    world.files.write("leads", dirt.in_leads(random, leads.leads(random, found, world.company, *became)))
    world.files.write("web_visits", leads.visits(random, found, world.numbers))
    _write_activities(random, world, activities.with_leads(random, world.span, found))


def _write_accounts(random: Random, world: World, pursued: Deals) -> None:
    begun = pursued.begun
    batch = accounts.Accounts(begun.account, begun.company, begun.segment, begun.country, begun.created)
    world.files.write("accounts", accounts.accounts(random, batch))
    world.files.write("contacts", accounts.contacts(random, batch, world.numbers))


def _write_deals(random: Random, world: World, pursued: Deals) -> None:
    won = pursued.outcome == WON
    world.revenue.add(pursued.owner[won], pursued.closed[won], pursued.price.amount[won])
    world.files.write("deals", dirt.in_deals(random, deals.deals(pursued, world.company)))
    world.files.write("deal_stage_history", deals.stage_history(random, pursued))
    world.files.write("deal_line_items", deals.line_items(pursued, world.numbers))
    _write_activities(random, world, activities.on_deals(random, world.span, pursued))


def _write_activities(random: Random, world: World, batch: activities.Activities) -> None:
    columns = activities_file(random, batch, world.company, world.numbers)
    world.files.write("activities", dirt.in_activities(random, columns))


def _serve_customers(random: Random, world: World, pursued: Deals) -> None:
    served, which = _customers(random, world.span, pursued)
    life = live(random, world.span, served)
    owner = world.company.customer_reps(random, len(which))
    more = customers.customer_deals(world.span, life, owner, world.numbers)
    won = more.outcome == WON
    world.revenue.add(more.owner[won], more.closed[won], more.amount[won])
    begun = pursued.begun
    rows = customers.deals(more, served, world.company, begun.company[which], begun.region[which], world.span)
    for file, columns in (
        ("deals", dirt.in_deals(random, rows)),
        ("deal_stage_history", customers.stage_history(more)),
        ("deal_line_items", customers.line_items(more, served, world.numbers)),
        ("subscriptions", customers.subscriptions(life, served, world.span, world.numbers)),
        ("surveys", customers.surveys(life, served, world.numbers)),
        ("tickets", customers.tickets(life, served, world.numbers)),
    ):
        world.files.write(file, columns)


def _customers(random: Random, span: Span, pursued: Deals) -> tuple[Customers, Column]:
    """Accounts won, from a few days after the close, and the place of the deal behind each."""
    won = np.flatnonzero(pursued.outcome == WON)
    since = midnight(pursued.closed[won] + days(random.uniform(1, 15, len(won))))
    won, since = won[since < span.end], since[since < span.end]
    fit = 0.5 * pursued.begun.quality[won] + random.normal(0, 0.6, len(won))
    mrr = np.round(pursued.price.software[won] / 12, 2)
    large = pursued.begun.segment[won] > 0
    return Customers(pursued.begun.account[won], since, mrr, fit, pursued.price.product[won], large), won
