"""What customers do: their deals beside new business, and ``subscriptions.csv``, ``surveys.csv``, ``tickets.csv``."""

from dataclasses import dataclass

import numpy as np

from keyfunnel.demo.arrays import Column, blank, where
from keyfunnel.demo.clock import Span
from keyfunnel.demo.company import Company
from keyfunnel.demo.customers import Customers, Life
from keyfunnel.demo.exports.deals import CLOSED, CURRENCY, STATUS
from keyfunnel.demo.market import PRODUCT_KEYS, PRODUCT_NAMES, REGION_NAMES, SOFTWARE
from keyfunnel.demo.numbers import Numbers, keys
from keyfunnel.demo.pipeline import LOST, OPEN

_PRICES = np.array([product.price for product in SOFTWARE])
_COSTS = np.array([product.cost for product in SOFTWARE])


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
    batch: CustomerDeals, customers: Customers, company: Company, names: Column, region: Column, span: Span
) -> dict[str, Column]:
    size = len(batch.number)
    product = PRODUCT_NAMES[customers.plan[batch.which]]
    planned = where(np.isnat(batch.closed), span.end + np.timedelta64(30 * 86_400, "s"), batch.closed)
    return {
        "Deal ID": keys("D-", batch.number),
        "Deal Name": names[batch.which] + " - " + batch.kind,
        "Account ID": keys("A-", customers.account[batch.which]),
        "Lead ID": blank(size),
        "Deal Owner": company.reps.name[batch.owner],
        "Pipeline": np.full(size, "Customers", dtype=object),
        "Deal Type": batch.kind,
        "Lead Source": np.full(size, "Customer", dtype=object),
        "Product": product,
        "Region": REGION_NAMES[region[batch.which]],
        "Amount": batch.amount,
        "Currency": np.full(size, CURRENCY, dtype=object),
        "Created Date": batch.opened,
        "First Contact Date": batch.opened,
        "Expected Close Date": planned.astype("datetime64[D]"),
        "Closed Date": batch.closed,
        "Status": STATUS[batch.outcome],
        "Loss Reason": where(batch.outcome == LOST, "No Decision", None),
        "Stage": where(batch.outcome == OPEN, "Proposal", CLOSED[batch.outcome]),
    }


def stage_history(batch: CustomerDeals) -> dict[str, Column]:
    """Proposed at once, as the customer is known."""
    done = np.flatnonzero(batch.outcome != OPEN)
    which = np.concatenate([np.arange(len(batch.number)), done])
    moment = np.concatenate([batch.opened, batch.closed[done]])
    proposed = np.full(len(batch.number), "Proposal", dtype=object)
    stage = np.concatenate([proposed, CLOSED[batch.outcome[done]]])
    order = np.lexsort((moment, which))
    return {
        "Deal ID": keys("D-", batch.number[which][order]),
        "Stage": stage[order],
        "Entered Date": moment[order],
        "Amount": batch.amount[which][order].astype(float),
    }


def line_items(batch: CustomerDeals, customers: Customers, numbers: Numbers) -> dict[str, Column]:
    product = customers.plan[batch.which]
    seats = -(-batch.amount // _PRICES[product])
    return {
        "Line ID": numbers.keys("line", "I-", len(batch.number)),
        "Deal ID": keys("D-", batch.number),
        "Product ID": PRODUCT_KEYS[product],
        "Quantity": seats,
        "Unit Price": _PRICES[product],
        "Unit Cost": _COSTS[product],
        "Discount": seats * _PRICES[product] - batch.amount,
    }


def subscriptions(life: Life, customers: Customers, span: Span, numbers: Numbers) -> dict[str, Column]:
    rows = life.table("subscriptions")
    which, size = rows["which"], len(rows["which"])
    years = np.ceil((span.end - customers.since[which]).view(np.int64) / (365.25 * 86_400)).astype(np.int64)
    renews = customers.since[which].astype("datetime64[D]") + np.round(years * 365.25).astype(np.int64)
    return {
        "Subscription ID": numbers.keys("subscription", "S-", size),
        "Account ID": keys("A-", customers.account[which]),
        "Plan": PRODUCT_NAMES[customers.plan[which]],
        "Start Date": rows["began"].astype("datetime64[D]"),
        "End Date": rows["ended"].astype("datetime64[D]"),
        "MRR": rows["mrr"],
        "Currency": np.full(size, CURRENCY, dtype=object),
        "End Reason": rows["reason"],
        "Renewal Date": where(np.isnat(rows["ended"]), renews, np.datetime64("NaT", "D")),
    }


def surveys(life: Life, customers: Customers, numbers: Numbers) -> dict[str, Column]:
    rows = life.table("surveys")
    return {
        "Response ID": numbers.keys("survey", "R-", len(rows["which"])),
        "Survey": rows["kind"],
        "Answered At": rows["at"],
        "Account ID": keys("A-", customers.account[rows["which"]]),
        "Score": rows["score"],
        "Scale": rows["scale"],
    }


def tickets(life: Life, customers: Customers, numbers: Numbers) -> dict[str, Column]:
    rows = life.table("tickets")
    return {
        "Ticket ID": numbers.keys("ticket", "K-", len(rows["which"])),
        "Account ID": keys("A-", customers.account[rows["which"]]),
        "Ticket Type": rows["kind"],
        "Opened Date": rows["opened"],
        "Resolved Date": rows["resolved"],
    }
