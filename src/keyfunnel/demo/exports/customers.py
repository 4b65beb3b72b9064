"""What customers do: their deals beside new business, and ``subscriptions.csv``, ``surveys.csv``, ``tickets.csv``."""

from dataclasses import dataclass

import numpy as np

from keyfunnel.demo.arrays import Column, where
from keyfunnel.demo.clock import Span
from keyfunnel.demo.company import Company
from keyfunnel.demo.customers import ENDED_BECAUSE, SURVEYS, TICKETS, Customers, Life
from keyfunnel.demo.exports.deals import CURRENCY, PRODUCT_KEYS, STATUS
from keyfunnel.demo.market import DEAL_TYPES, PRODUCT_NAMES, REGION_NAMES, SOFTWARE
from keyfunnel.demo.names import companies
from keyfunnel.demo.numbers import Numbers, keys
from keyfunnel.demo.pipeline import EVERY_STAGE, LOST, OPEN, REASONS, STAGES, closed_stage
from keyfunnel.demo.words import Text, always, joined, words

_PRICES = np.array([product.price for product in SOFTWARE])
_COSTS = np.array([product.cost for product in SOFTWARE])
_PROPOSAL = list(STAGES).index("Proposal")
_NO_DECISION = list(REASONS).index("No Decision")


@dataclass(frozen=True)
class CustomerDeals:
    """Expansions and renewals. ``which`` counts in :class:`Customers`."""

    number: Column
    which: Column
    kind: Column
    owner: Column
    amount: Column
    opened: Column
    closed: Column
    outcome: Column


def customer_deals(span: Span, life: Life, owner: Column, numbers: Numbers) -> CustomerDeals:
    """Those opened within the span; ``owner`` is the rep of each customer."""
    rows = life.table("deals")
    seen = (rows["opened"] < span.end) & (rows["opened"] >= np.datetime64(span.start, "s"))
    rows = {name: column[seen] for name, column in rows.items()}
    order = np.argsort(rows["opened"], kind="stable")
    rows = {name: column[order] for name, column in rows.items()}
    closed = span.seen(rows["closed"])
    first = numbers.take("deal", len(order))
    return CustomerDeals(
        number=np.arange(first, first + len(order)),
        which=rows["which"],
        kind=rows["kind"],
        owner=owner[rows["which"]],
        amount=rows["amount"].astype(np.int64),
        opened=rows["opened"],
        closed=closed,
        outcome=where(np.isnat(closed), OPEN, rows["outcome"]),
    )


def deals(
    batch: CustomerDeals, customers: Customers, company: Company, named: Column, region: Column, span: Span
) -> dict[str, Column | Text]:
    """``named`` are the numbers of the customers' names, ``region`` their places."""
    size = len(batch.number)
    kind = words(DEAL_TYPES, batch.kind)
    planned = where(np.isnat(batch.closed), span.end + np.timedelta64(30 * 86_400, "s"), batch.closed)
    return {
        "Deal ID": keys("D-", batch.number),
        "Deal Name": joined(companies(named[batch.which]), " - ", kind),
        "Account ID": keys("A-", customers.account[batch.which]),
        "Lead ID": keys("L-", np.full(size, -1)),
        "Deal Owner": words(company.reps.name, batch.owner),
        "Pipeline": always("Customers", size),
        "Deal Type": kind,
        "Lead Source": always("Customer", size),
        "Product": words(PRODUCT_NAMES, customers.plan[batch.which]),
        "Region": words(REGION_NAMES, region[batch.which]),
        "Amount": batch.amount,
        "Currency": always(CURRENCY, size),
        "Created Date": batch.opened,
        "First Contact Date": batch.opened,
        "Expected Close Date": planned.astype("datetime64[D]"),
        "Closed Date": batch.closed,
        "Status": words(STATUS, batch.outcome),
        "Loss Reason": words(REASONS, where(batch.outcome == LOST, _NO_DECISION, -1)),
        "Stage": words(EVERY_STAGE, where(batch.outcome == OPEN, _PROPOSAL, closed_stage(batch.outcome))),
    }


def stage_history(batch: CustomerDeals) -> dict[str, Column | Text]:
    """Proposed at once, as the customer is known."""
    done = np.flatnonzero(batch.outcome != OPEN)
    which = np.concatenate([np.arange(len(batch.number)), done])
    moment = np.concatenate([batch.opened, batch.closed[done]])
    stage = np.concatenate([np.full(len(batch.number), _PROPOSAL), closed_stage(batch.outcome[done])])
    order = np.lexsort((moment, which))
    return {
        "Deal ID": keys("D-", batch.number[which][order]),
        "Stage": words(EVERY_STAGE, stage[order]),
        "Entered Date": moment[order],
        "Amount": batch.amount[which][order].astype(float),
    }


def line_items(batch: CustomerDeals, customers: Customers, numbers: Numbers) -> dict[str, Column | Text]:
    product = customers.plan[batch.which]
    seats = -(-batch.amount // _PRICES[product])
    return {
        "Line ID": numbers.keys("line", "I-", len(batch.number)),
        "Deal ID": keys("D-", batch.number),
        "Product ID": words(PRODUCT_KEYS, product),
        "Quantity": seats,
        "Unit Price": _PRICES[product],
        "Unit Cost": _COSTS[product],
        "Discount": seats * _PRICES[product] - batch.amount,
    }


def subscriptions(life: Life, customers: Customers, span: Span, numbers: Numbers) -> dict[str, Column | Text]:
    rows = life.table("subscriptions")
    which, size = rows["which"], len(rows["which"])
    years = np.ceil((span.end - customers.since[which]).view(np.int64) / (365.25 * 86_400)).astype(np.int64)
    renews = customers.since[which].astype("datetime64[D]") + np.round(years * 365.25).astype(np.int64)
    return {
        "Subscription ID": numbers.keys("subscription", "S-", size),
        "Account ID": keys("A-", customers.account[which]),
        "Plan": words(PRODUCT_NAMES, customers.plan[which]),
        "Start Date": rows["began"].astype("datetime64[D]"),
        "End Date": rows["ended"].astype("datetime64[D]"),
        "MRR": rows["mrr"],
        "Currency": always(CURRENCY, size),
        "End Reason": words(ENDED_BECAUSE, rows["reason"]),
        "Renewal Date": where(np.isnat(rows["ended"]), renews, np.datetime64("NaT", "D")),
    }


def surveys(life: Life, customers: Customers, numbers: Numbers) -> dict[str, Column | Text]:
    rows = life.table("surveys")
    return {
        "Response ID": numbers.keys("survey", "R-", len(rows["which"])),
        "Survey": words([name for name, _, _ in SURVEYS], rows["kind"]),
        "Answered At": rows["at"],
        "Account ID": keys("A-", customers.account[rows["which"]]),
        "Score": rows["score"],
        "Scale": rows["scale"],
    }


def tickets(life: Life, customers: Customers, numbers: Numbers) -> dict[str, Column | Text]:
    rows = life.table("tickets")
    return {
        "Ticket ID": numbers.keys("ticket", "K-", len(rows["which"])),
        "Account ID": keys("A-", customers.account[rows["which"]]),
        "Ticket Type": words(TICKETS, rows["kind"]),
        "Opened Date": rows["opened"],
        "Resolved Date": rows["resolved"],
    }
