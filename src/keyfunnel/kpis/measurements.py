"""From arrays to measurements."""

import numpy as np

from keyfunnel.kpis.compute.cells import Cells
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.frame import Frame
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.kpis.notes import notes
from keyfunnel.stats.arrays import FloatArray


def measurements(facts: Facts, kpi: KPI, cells: Cells, frame: Frame) -> list[Measurement]:
    """One for each cell: periods ascending, groups by name, those without one last."""
    columns = {
        name: column.to_pylist() for name, column in zip(cells.keys.column_names, cells.keys.columns, strict=True)
    }
    numbers = {name: _plain(getattr(cells, name)) for name in ("value", "numerator", "denominator", "low", "high")}
    stated = notes(facts, kpi)
    found = [
        Measurement(
            kpi=kpi.key,
            period=frame.periods[place],
            unit=kpi.unit,
            n=round(float(cells.n[row])),
            dimensions={name: columns[name][row] for name in frame.dimensions},
            ids={name: columns[f"{name}_id"][row] for name in frame.dimensions},
            guardrails=stated if cells.reasons.get(row) is None else (),
            edition=facts.edition,
            reason=cells.reasons.get(row),
            value=numbers["value"][row],
            numerator=numbers["numerator"][row],
            denominator=numbers["denominator"][row],
            low=numbers["low"][row],
            high=numbers["high"][row],
        )
        for row, place in enumerate(cells.place.tolist())
    ]
    return sorted(found, key=_order)


def _plain(numbers: FloatArray) -> list[float | None]:
    return [None if np.isnan(number) else number for number in numbers.tolist()]


def _order(one: Measurement) -> tuple[object, ...]:
    names = ((name is None, (name or "").casefold(), name or "") for name in one.dimensions.values())
    return one.period.start, *names
