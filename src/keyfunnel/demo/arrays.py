"""Shorthand for the simulation's columns."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

# One column of a batch: numbers, flags, datetime64[s] (NaT: it never happened), or object for text (None: empty).
Column: TypeAlias = npt.NDArray[Any]
Random: TypeAlias = np.random.Generator

NEVER = np.datetime64("NaT", "s")


def random_for(seed: int, *place: int) -> Random:
    """A generator of its own for each place, so that batches don't depend on each other's draws."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, *place])))


def chance(log_odds: Column) -> Column:
    """Log-odds as a probability."""
    return 1 / (1 + np.exp(-log_odds))


def lognormal(random: Random, median: Column | float, sigma: float, size: int) -> Column:
    return np.asarray(median * np.exp(sigma * random.standard_normal(size)))


def pick(random: Random, words: Column, size: int, weights: Column | None = None) -> Column:
    """``size`` of ``words``, with replacement."""
    if weights is None:
        return words[random.integers(0, len(words), size)]
    return words[choose(random, weights, size)]


def choose(random: Random, weights: Column, size: int) -> Column:
    """``size`` places, each as likely as its weight."""
    bounds = np.cumsum(weights, dtype=np.float64)
    places: Column = np.searchsorted(bounds, random.random(size) * bounds[-1], side="right")
    return places.clip(0, len(weights) - 1)


def text(values: Sequence[str | None]) -> Column:
    return np.array(values, dtype=object)


def blank(size: int) -> Column:
    """A column of empty text."""
    return np.full(size, None, dtype=object)


def never(size: int) -> Column:
    return np.full(size, NEVER)


def where(condition: Column, yes: object, no: object) -> Column:
    """``yes`` where it holds, else ``no``; text stays text, so that None can be empty."""
    chosen = np.where(condition, yes, no)  # type: ignore[call-overload]  # numpy's types know no None
    return np.asarray(chosen.astype(object) if chosen.dtype.kind == "U" else chosen)
