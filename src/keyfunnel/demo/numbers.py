"""Keys count up over all batches."""

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from keyfunnel.demo.arrays import Column
from keyfunnel.demo.words import Text


@dataclass
class Numbers:
    """The next number of each kind of thing."""

    following: dict[str, int] = field(default_factory=dict)

    def take(self, kind: str, count: int) -> int:
        """The first of ``count`` new numbers."""
        first = self.following.get(kind, 1001)
        self.following[kind] = first + count
        return first

    def keys(self, kind: str, prefix: str, count: int) -> Text:
        """``count`` new keys."""
        return keys(prefix, self.take(kind, count) + np.arange(count))


def keys(prefix: str, numbers: Column) -> Text:
    """``prefix`` before each number, empty for negative ones."""
    digits = pa.array(numbers, mask=numbers < 0).cast(pa.string())
    return pc.binary_join_element_wise(prefix, digits, "")
