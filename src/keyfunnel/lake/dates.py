"""Dates that are dates on disk."""

import ibis.expr.types as ir


def with_dates(table: ir.Table) -> ir.Table:
    """``table`` whose dates are dates: DuckDB truncates a date to a timestamp, which Ibis takes for a date still."""
    dates = [name for name, kind in table.schema().items() if kind.is_date()]
    return table.mutate(**{name: table[name].cast("timestamp").cast("date") for name in dates})
