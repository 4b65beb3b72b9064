"""What a deal is worth: seats of one product at its list price less a discount, and days of onboarding."""

from dataclasses import dataclass

import numpy as np

from keyfunnel.demo.arrays import Column, Random, choose, lognormal, where
from keyfunnel.demo.market import ONBOARDING, PRICES, SEATS, TASTE

_DISCOUNTS = np.array([0, 5, 10, 15, 20, 25])
_DISCOUNT_WEIGHTS = np.array([0.38, 0.14, 0.22, 0.1, 0.12, 0.04])


@dataclass(frozen=True)
class Price:
    """``software`` is a year's money for the seats, ``amount`` all of the deal; whole currency units."""

    product: Column
    seats: Column
    discount: Column
    onboarding: Column

    @property
    def list_value(self) -> Column:
        return np.asarray(self.seats * PRICES[self.product])

    @property
    def software(self) -> Column:
        return np.asarray(self.list_value - self.discount)

    @property
    def amount(self) -> Column:
        return np.asarray(self.software + self.onboarding * ONBOARDING.price)


def quote(random: Random, segment: Column) -> Price:
    """Seats are lognormal around what the segment needs; the product is to its taste."""
    size = len(segment)
    bounds = np.cumsum(TASTE, axis=1)
    product = (random.random(size)[:, None] >= bounds[segment]).sum(axis=1).clip(0, len(PRICES) - 1)
    seats = np.maximum(np.round(lognormal(random, SEATS[segment], 0.5, size)), 2).astype(np.int64)
    percent = _DISCOUNTS[choose(random, _DISCOUNT_WEIGHTS, size)]
    takes_onboarding = random.random(size) < np.array([0.2, 0.5, 0.8])[segment]
    onboarding = where(takes_onboarding, 1 + random.poisson(np.array([0.4, 1.5, 5.0])[segment]), 0)
    return Price(product, seats, seats * PRICES[product] * percent // 100, onboarding)
