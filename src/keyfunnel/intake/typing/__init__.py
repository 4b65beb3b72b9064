"""Each column's type and format, worked out over the whole column, and how its cells are then read."""

from keyfunnel.intake.typing.parse import parse_sql
from keyfunnel.intake.typing.reading import Reading

__all__ = ["Reading", "parse_sql"]
