"""Files into tables of text on a DuckDB connection, whatever their encoding, delimiter and layout."""

from keyfunnel.intake.finding import Finding
from keyfunnel.intake.reading.read import read
from keyfunnel.intake.reading.sheet import LINE, Sheet, SheetColumn

__all__ = ["LINE", "Finding", "Sheet", "SheetColumn", "read"]
