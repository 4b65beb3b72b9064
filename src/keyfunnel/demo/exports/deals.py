"""``deals.csv``, ``deal_stage_history.csv`` and ``deal_line_items.csv`` of new business."""

import numpy as np

from keyfunnel.demo.arrays import Column, Random, text, where
from keyfunnel.demo.company import Company
from keyfunnel.demo.market import DEAL_TYPES, PRODUCT_NAMES, PRODUCTS, REGION_NAMES, SOFTWARE, SOURCE_NAMES
from keyfunnel.demo.names import companies
from keyfunnel.demo.numbers import Numbers, keys
from keyfunnel.demo.pipeline import EVERY_STAGE, OPEN, REASONS, Deals, closed_stage
from keyfunnel.demo.words import Text, always, joined, words

_UNCERTAIN = np.array([0.28, 0.16, 0.06, 0.0, 0.0, 0.0])  # how far off the amount is in each stage
STATUS = text(["Open", "Won", "Lost"])
CURRENCY = "USD"
PRODUCT_KEYS = text([product.key for product in PRODUCTS])
_PRICES = np.array([product.price for product in PRODUCTS])
_COSTS = np.array([product.cost for product in PRODUCTS])
_ONBOARDING = len(SOFTWARE)


def deals(batch: Deals, company: Company) -> dict[str, Column | Text]:
    begun, product = batch.begun, words(PRODUCT_NAMES, batch.price.product)
    return {
        "Deal ID": keys("D-", batch.number),
        "Deal Name": joined(companies(begun.company), " - ", product),
        "Account ID": keys("A-", begun.account),
        "Lead ID": keys("L-", begun.lead),
        "Deal Owner": words(company.reps.name, batch.owner),
        "Pipeline": always("New Business", len(batch)),
        "Deal Type": words(DEAL_TYPES, begun.kind),
        "Lead Source": words(SOURCE_NAMES, begun.source),
        "Product": product,
        "Region": words(REGION_NAMES, begun.region),
        "Amount": batch.price.amount,
        "Currency": always(CURRENCY, len(batch)),
        "Created Date": begun.created,
        "First Contact Date": begun.contacted,
        "Expected Close Date": batch.expected,
        "Closed Date": batch.closed,
        "Status": words(STATUS, batch.outcome),
        "Loss Reason": words(REASONS, batch.lost_because),
        "Stage": words(EVERY_STAGE, where(batch.outcome == OPEN, _stage_now(batch), closed_stage(batch.outcome))),
    }


def stage_history(random: Random, batch: Deals) -> dict[str, Column | Text]:
    """Every entry into a stage by deal and time, with the amount as it was estimated then."""
    deal, stage = np.nonzero(~np.isnat(batch.entered))
    done = np.flatnonzero(batch.outcome != OPEN)
    deals_ = np.concatenate([deal, batch.again[0], done])
    moment = np.concatenate([batch.entered[deal, stage], batch.again[2], batch.closed[done]])
    stages = np.concatenate([stage, batch.again[1], closed_stage(batch.outcome[done])])
    guess = np.exp(random.standard_normal(len(deals_)) * _UNCERTAIN[stages])
    order = np.lexsort((moment, deals_))
    return {
        "Deal ID": keys("D-", batch.number[deals_][order]),
        "Stage": words(EVERY_STAGE, stages[order]),
        "Entered Date": moment[order],
        "Amount": np.round(batch.price.amount[deals_] * guess, 2)[order],
    }


def line_items(batch: Deals, numbers: Numbers) -> dict[str, Column | Text]:
    """Seats of the software, and onboarding where it was bought; they sum to the deal's amount."""
    price = batch.price
    helped = np.flatnonzero(price.onboarding > 0)
    which = np.concatenate([np.arange(len(batch)), helped])
    order = np.argsort(which, kind="stable")
    software = order < len(batch)
    which = which[order]
    product = where(software, price.product[which], _ONBOARDING)
    return {
        "Line ID": numbers.keys("line", "I-", len(which)),
        "Deal ID": keys("D-", batch.number[which]),
        "Product ID": words(PRODUCT_KEYS, product),
        "Quantity": where(software, price.seats[which], price.onboarding[which]),
        "Unit Price": _PRICES[product],
        "Unit Cost": _COSTS[product],
        "Discount": where(software, price.discount[which], 0),
    }


def _stage_now(batch: Deals) -> Column:
    """The place of the last stage entered, of the first where that isn't known."""
    return np.asarray(where(np.isnat(batch.entered), np.datetime64(0, "s"), batch.entered).argmax(axis=1))
