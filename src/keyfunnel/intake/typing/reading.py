"""One way in which a column's cells can be read."""

from dataclasses import dataclass

from keyfunnel.model.table import Type
from keyfunnel.texts import Message


@dataclass(frozen=True)
class Reading:
    """``format`` is a word that :func:`keyfunnel.intake.typing.parse_sql` understands (``""`` for text).

    ``filled`` cells have a value after empty words (``n/a``, ``-``, ``null``) are left out, and ``parsed`` of them can
    be read this way, over the whole column. ``unreadable`` are some that can't. ``assumed`` is set where the cells
    alone don't decide (no day above 12) and the workspace's locale did; ``because`` says why this one.
    """

    type: Type
    format: str
    filled: int
    parsed: int
    unreadable: tuple[str, ...] = ()
    assumed: bool = False
    because: Message | None = None

    @property
    def share(self) -> float:
        """Readable cells among the filled; 1 where none is filled."""
        return self.parsed / self.filled if self.filled else 1.0
