"""The array types of this room, and how its histograms are read."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

FloatArray: TypeAlias = npt.NDArray[np.float64]
IntArray: TypeAlias = npt.NDArray[np.int64]
ArrayLike: TypeAlias = npt.ArrayLike


def floats(values: ArrayLike) -> FloatArray:
    """``values`` as floating-point numbers, None and masked ones as NaN."""
    return np.asarray(values, dtype=np.float64)


def histogram(values: ArrayLike, counts: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """``values`` (k,) ascending, with ``counts`` (..., k) in the same order.

    Raises ValueError where the last axes differ in length, or a count is negative or not a number.
    """
    points, weights = floats(values), floats(counts)
    if points.ndim != 1 or weights.ndim < 1 or weights.shape[-1] != points.shape[0]:
        raise ValueError(f"a histogram needs one count per value, not {weights.shape} for {points.shape}")
    if not (weights >= 0).all():
        raise ValueError("a histogram's counts must be 0 or more")
    order = np.argsort(points, kind="stable")
    return points[order], weights[..., order]
