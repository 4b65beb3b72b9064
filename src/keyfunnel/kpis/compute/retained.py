"""Who was held at a period's start, against the same ones at its end."""

import datetime as dt
from collections.abc import Mapping

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from keyfunnel.kpis.compute.additive import NO_ROWS
from keyfunnel.kpis.compute.cells import Cells, bare
from keyfunnel.kpis.compute.source import Source
from keyfunnel.kpis.compute.tally import bound
from keyfunnel.kpis.frame import Frame
from keyfunnel.kpis.shapes import Retention
from keyfunnel.stats.intervals import ratio_of_sums, wilson


def retained(shape: Retention, source: Source, frame: Frame) -> Cells:
    """The cells of a retention or churn rate; n counts the subjects held at the start.

    A subject counts in the group it was in at the start. Spells of one subject and group are added up.
    """
    columns = [column for name in frame.dimensions for column in (name, f"{name}_id")]
    at_start = _held(shape, source, {place: period.start for place, period in enumerate(frame.periods)}, columns)
    ends = {place: min(period.end, frame.clock) for place, period in enumerate(frame.periods)}
    at_end = _held(shape, source, ends, []).select(_place="place", _subject="subject", end_level="level")
    both = at_start.left_join(at_end, [at_start.place == at_end._place, at_start.subject == at_end._subject])
    both = both.mutate(end_level=both.end_level.fill_null(0.0))
    gone = both.end_level <= 0
    counted = both.group_by(["place", *columns]).aggregate(
        started=both.count(),
        gone=both.count(where=gone),
        start=both.level.sum(),
        lost=both.level.sum(where=gone).fill_null(0.0),
        end=both.end_level.sum(),
        kept=ibis.least(both.level, both.end_level).sum(),
        **{name: total.sum() for name, total in _squares(shape, both).items()},
    )
    found = counted.to_pyarrow()
    total = {name: found[name].to_numpy().astype(np.float64) for name in found.column_names if name not in columns}
    keys = found.select(columns) if columns else bare(found.num_rows)
    return _cells(shape, total["place"].astype(np.int64), keys, total)


def _cells(shape: Retention, place: np.ndarray, keys: pa.Table, total: Mapping[str, np.ndarray]) -> Cells:
    x, y = np.round(total[shape.numerator], 4), np.round(total[shape.denominator], 4)
    if shape.subset:
        low, high = wilson(x, y)
    else:
        low, high = ratio_of_sums(
            total["started"],
            x,
            y,
            numerator_squares=total["numerator_squares"],
            denominator_squares=total["denominator_squares"],
            products=total["products"],
        )
        # Of what there was at the start no more than all can be lost or kept, whatever a few rows leave open.
        most = np.inf if shape.numerator == "end" else 1.0
        low, high = np.clip(low, 0.0, most), np.clip(high, 0.0, most)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(y > 0, x / y, np.nan)
    return Cells(place, keys, value, x, y, total["started"], low, high).without(y <= 0, NO_ROWS)


def _squares(shape: Retention, both: ir.Table) -> dict[str, ir.Value]:
    """What the interval of a ratio of sums over the subjects needs of each."""
    of_subject = {
        "start": both.level,
        "end": both.end_level,
        "lost": (both.end_level <= 0).ifelse(both.level, 0.0),
        "kept": ibis.least(both.level, both.end_level),
    }
    if shape.subset:
        return {}
    x, y = of_subject[shape.numerator], of_subject[shape.denominator]
    return {"numerator_squares": x * x, "denominator_squares": y * y, "products": x * y}


def _held(shape: Retention, source: Source, on: Mapping[int, dt.date], columns: list[str]) -> ir.Table:
    """``place``, ``subject``, the group's columns and ``level`` above 0, as of the date of each place."""
    days = pa.table({"place": list(on), "_day": pa.array(on.values(), pa.date32())})
    moments = ibis.memtable(days)
    spells = source.rows(shape.base)
    spells = spells.filter(spells[shape.subject].notnull())
    value = ibis.literal(1.0) if shape.value is None else bound(spells, shape.value).cast("float64")
    spells = spells.select(*columns, subject=shape.subject, _from=shape.opened, _until=shape.closed, _value=value)
    running = spells.join(moments, [spells._from < moments._day, (spells._until >= moments._day).fill_null(True)])
    held = running.group_by(["place", "subject", *columns]).aggregate(level=running._value.sum())
    return held.filter(held.level > 0)
