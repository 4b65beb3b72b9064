"""``deals.csv``, ``deal_stage_history.csv`` and ``deal_line_items.csv`` of new business."""

import numpy as np

from keyfunnel.demo.arrays import Column, Random, text, where
from keyfunnel.demo.company import Company
from keyfunnel.demo.market import ONBOARDING, PRODUCT_KEYS, PRODUCT_NAMES, REGION_NAMES, SOFTWARE
from keyfunnel.demo.numbers import Numbers, keys
from keyfunnel.demo.pipeline import OPEN, STAGES, Deals

STATUS = text(["Open", "Won", "Lost"])
CLOSED = text([None, "Closed Won", "Closed Lost"])
CURRENCY = "USD"
_PRICES = np.array([product.price for product in SOFTWARE])
_COSTS = np.array([product.cost for product in SOFTWARE])


def deals(batch: Deals, company: Company, account_names: Column) -> dict[str, Column]:
    begun, product = batch.begun, PRODUCT_NAMES[batch.price.product]
    return {
        "Deal ID": keys("D-", batch.number),
        "Deal Name": account_names + " - " + product,
        "Account ID": keys("A-", begun.account),
        "Lead ID": keys("L-", begun.lead),
        "Deal Owner": company.reps.name[batch.owner],
        "Pipeline": np.full(len(batch), "New Business", dtype=object),
        "Deal Type": begun.kind,
        "Lead Source": begun.source,
        "Product": product,
        "Region": REGION_NAMES[begun.region],
        "Amount": batch.price.amount,
        "Currency": np.full(len(batch), CURRENCY, dtype=object),
        "Created Date": begun.created,
        "First Contact Date": begun.contacted,
        "Expected Close Date": batch.expected,
        "Closed Date": batch.closed,
        "Status": STATUS[batch.outcome],
        "Loss Reason": batch.lost_because,
        "Stage": where(batch.outcome == OPEN, _stage_now(batch), CLOSED[batch.outcome]),
    }


def stage_history(random: Random, batch: Deals) -> dict[str, Column]:
    """Every entry into a stage by deal and time, with the amount as it was estimated then."""
    deal, stage = np.nonzero(~np.isnat(batch.entered))
    done = np.flatnonzero(batch.outcome != OPEN)
    deals_ = np.concatenate([deal, batch.again[0], done])
    moment = np.concatenate([batch.entered[deal, stage], batch.again[2], batch.closed[done]])
    stages = np.concatenate([STAGES[stage], STAGES[batch.again[1]], CLOSED[batch.outcome[done]]])
    certainty = np.concatenate([stage, batch.again[1], np.full(len(done), len(STAGES))])
    guess = np.exp(random.standard_normal(len(deals_)) * np.array([0.28, 0.16, 0.06, 0.0, 0.0])[certainty])
    order = np.lexsort((moment, deals_))
    return {
        "Deal ID": keys("D-", batch.number[deals_][order]),
        "Stage": stages[order],
        "Entered Date": moment[order],
        "Amount": np.round(batch.price.amount[deals_] * guess, 2)[order],
    }


def line_items(batch: Deals, numbers: Numbers) -> dict[str, Column]:
    """Seats of the software, and onboarding where it was bought; they sum to the deal's amount."""
    price = batch.price
    helped = np.flatnonzero(price.onboarding > 0)
    which = np.concatenate([np.arange(len(batch)), helped])
    order = np.argsort(which, kind="stable")
    product, software = price.product, np.arange(len(which)) < len(batch)
    lines = {
        "Deal ID": keys("D-", batch.number[which]),
        "Product ID": where(software, PRODUCT_KEYS[product[which]], ONBOARDING.key),
        "Quantity": where(software, price.seats[which], price.onboarding[which]),
        "Unit Price": where(software, _PRICES[product[which]], ONBOARDING.price),
        "Unit Cost": where(software, _COSTS[product[which]], ONBOARDING.cost),
        "Discount": where(software, price.discount[which], 0),
    }
    keyed = {"Line ID": numbers.keys("line", "I-", len(which))}
    return keyed | {header: column[order] for header, column in lines.items()}


def _stage_now(batch: Deals) -> Column:
    """The last stage entered, the first where that isn't known."""
    last = where(np.isnat(batch.entered), np.datetime64(0, "s"), batch.entered).argmax(axis=1)
    return np.asarray(STAGES[last])
