"""One way in which a column's cells can be read."""

from dataclasses import dataclass, replace

from keyfunnel.intake.typing.formats import with_marks
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


def in_units(readings: tuple[Reading, ...], power: int) -> tuple[Reading, ...]:
    """``readings`` whose numbers are to be multiplied by ten to the ``power``."""
    if not power:
        return readings
    numbers = (Type.NUMBER, Type.INTEGER)
    return tuple(
        replace(one, type=Type.NUMBER, format=with_marks(one.format, frozenset({f"e{power}"})))
        if one.type in numbers
        else one
        for one in readings
    )
