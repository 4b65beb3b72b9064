"""The rows behind a value."""

import ibis
import ibis.expr.types as ir
from ibis import Deferred

from keyfunnel.kpis import catalogue, library
from keyfunnel.kpis.availability import unavailable
from keyfunnel.kpis.bases import base, get
from keyfunnel.kpis.compute.tally import bound
from keyfunnel.kpis.evaluate import check_split, frame_of
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.query import Query
from keyfunnel.kpis.reads import all_bases
from keyfunnel.kpis.row_columns import VALUE, row_columns
from keyfunnel.kpis.scope import Scope, scope_of
from keyfunnel.kpis.shapes import (
    AsOf,
    Count,
    Derived,
    Distinct,
    Entered,
    Foreseen,
    Growth,
    Lifetime,
    Median,
    Part,
    Ratio,
    Retention,
    Shape,
    Sum,
    inputs_of,
    known_before,
)
from keyfunnel.kpis.staged import lacks_stage, staged
from keyfunnel.model.calendar import Period
from keyfunnel.model.errors import BadInput
from keyfunnel.texts import N_, Message


def rows(facts: Facts, key: str, query: Query) -> ir.Table:
    """The rows that the KPI's value over the whole range of ``query`` is made of, newest first.

    The base's readable columns and the names of its dimensions; ``in_numerator`` (of rates: the rest are in the
    denominator only); ``value`` where values are summed or ranked; ``_file`` and ``_line``; in the order of
    :func:`keyfunnel.kpis.row_columns.row_columns`. Counted or summed, they give the value again. A KPI made from others
    shows the rows of the first of them (:func:`made_from`).

    Raises :class:`BadInput` where the KPI can't be computed here.
    """
    kpi = library.get(key, facts.workspace)
    if (lacking := unavailable(facts, key) or lacks_stage(facts, kpi, query.stage)) is not None:
        raise BadInput(N_("{kpi}: {lacking}"), kpi=Message(key, kpi.title), lacking=lacking)
    check_split(kpi, query)
    shape = _own(staged(facts, kpi, query.stage))
    scope = scope_of(facts, query.where, all_bases(kpi.shape))
    whole = Query(where=query.where, start=query.start, end=query.end)
    frame = frame_of(facts, shape, whole)
    (period,) = frame.periods
    return _rows(facts, shape, scope, Period(period.start, min(period.end, frame.clock), period.label))


def made_from(kpi: KPI) -> tuple[KPI, ...]:
    """The KPIs that a KPI without rows of its own is made from."""
    return tuple(catalogue.get(key) for key in inputs_of(kpi.shape))


def _own(shape: Shape) -> Shape:
    """The shape itself, or that of the first KPI it is made from."""
    while isinstance(shape, Growth | Derived | Foreseen | Lifetime):
        shape = catalogue.get(inputs_of(shape)[0]).shape
    return shape


def _rows(facts: Facts, shape: Shape, scope: Scope, period: Period) -> ir.Table:
    match shape:
        case Ratio():
            return _of_ratio(facts, known_before(shape, facts.observed_end), scope, period)
        case Count() | Sum() | Distinct():
            return _shown(_of_part(facts, shape, scope, period), shape.base, shape.date)
        case Median():
            table = _dated(facts, shape.base, shape.date, scope, period)
            table = _where(table, shape.where).mutate(value=shape.value)
            ended = ibis.literal(True) if shape.event is None else bound(table, shape.event)
            ranked = table.filter(table["value"].notnull()).mutate(in_numerator=ended)
            return _shown(ranked, shape.base, shape.date, marked=shape.event is not None)
        case AsOf():
            table = _where(_open(facts, shape.base, shape.opened, shape.closed, scope, period.end), shape.where)
            return _shown(_valued(table, shape.value), shape.base, shape.opened)
        case Retention():
            return _of_retention(facts, shape, scope, period)
        case Entered():
            table = _dated(facts, "entries", "entered_on", scope, period)
            of_kpi = table.filter(table.kpi == shape.key).mutate(in_numerator=ibis.literal(True))
            return _shown(of_kpi, "entries", "entered_on")
        case _:
            raise TypeError(f"{type(shape).__name__} has no rows of its own")


def _of_ratio(facts: Facts, shape: Ratio, scope: Scope, period: Period) -> ir.Table:
    """The denominator's rows, each marked; where the numerator counts in another base, its rows."""
    above, below = shape.numerator, shape.denominator
    if (above.base, above.date) != (below.base, below.date):
        return _shown(_of_part(facts, above, scope, period), above.base, above.date)
    table = _dated(facts, below.base, below.date, scope, period)
    counted = ibis.literal(True) if above.where is None else bound(table, above.where)
    both = table.mutate(in_numerator=counted.fill_null(False))
    where = below.where
    if isinstance(above, Count) and not shape.subset and above.where is not None and where is not None:
        where = where | above.where  # replies are none of the e-mails they are set against
    both = _where(both, where)
    if isinstance(below, Sum):
        both = both.filter(below.value.notnull())
    if isinstance(above, Sum):
        both = both.mutate(value=above.value)
    return _shown(both, below.base, below.date, marked=True)


def _of_part(facts: Facts, part: Part, scope: Scope, period: Period) -> ir.Table:
    table = _where(_dated(facts, part.base, part.date, scope, period), part.where)
    return _valued(table, part.value if isinstance(part, Sum) else None)


def _of_retention(facts: Facts, shape: Retention, scope: Scope, period: Period) -> ir.Table:
    """Those held at the start, in the numerator those that are gone at the end (or still held, with the part of their
    value that is). Of what is left at the end, what the same subjects hold then: what began in between is in the
    numerator only."""
    start = _open(facts, shape.base, shape.opened, shape.closed, scope, period.start)
    end = _open(facts, shape.base, shape.opened, shape.closed, scope, period.end)
    if shape.numerator == "end":
        marked = _held_at_either(start, end, shape)
    elif shape.numerator == "kept" and shape.value is not None:
        return _shown(_kept_of(start, end, shape.subject, shape.value), shape.base, shape.opened, marked=True)
    else:
        still = end.select(_still=shape.subject).distinct()
        joined = start.left_join(still, start[shape.subject] == still._still)
        gone = joined._still.isnull()
        marked = joined.mutate(in_numerator=gone if shape.numerator in ("gone", "lost") else ~gone)
    valued = marked if shape.value is None else marked.mutate(value=shape.value)
    return _shown(valued, shape.base, shape.opened, marked=True)


def _kept_of(start: ir.Table, end: ir.Table, subject: str, value: Deferred) -> ir.Table:
    """Rows of the start with the share of their value that their subject still holds, at most all of it."""
    before = start.group_by(_of=subject).aggregate(_before=bound(start, value).sum().cast("float64"))
    after = end.group_by(_still=subject).aggregate(_after=bound(end, value).sum().cast("float64"))
    levels = before.left_join(after, before._of == after._still)
    rows = start.join(levels, start[subject] == levels._of)
    share = rows._after.fill_null(0.0) / rows._before
    kept = bound(rows, value).cast("float64") * (share < 1).ifelse(share, 1.0)
    held = (rows._after > 0).fill_null(False)
    return rows.mutate(in_numerator=held, value=held.ifelse(kept.round(4), bound(rows, value).cast("float64")))


def _held_at_either(start: ir.Table, end: ir.Table, shape: Retention) -> ir.Table:
    held = start.select(_held=shape.subject).distinct()
    at_end = end.join(held, end[shape.subject] == held._held).drop("_held").mutate(in_numerator=ibis.literal(True))
    ended = start.difference(end).mutate(in_numerator=ibis.literal(False))
    return ibis.union(at_end, ended)


def _dated(facts: Facts, name: str, date: str, scope: Scope, period: Period) -> ir.Table:
    table = scope.within(facts, name, base(facts, name))
    return table.filter((table[date] >= ibis.date(period.start)) & (table[date] < ibis.date(period.end)))


def _open(facts: Facts, name: str, opened: str, closed: str, scope: Scope, end: object) -> ir.Table:
    table = scope.within(facts, name, base(facts, name))
    day = ibis.date(end)
    return table.filter((table[opened] < day) & (table[closed] >= day).fill_null(True))


def _where(table: ir.Table, where: Deferred | None) -> ir.Table:
    return table if where is None else table.filter(where)


def _valued(table: ir.Table, value: Deferred | None) -> ir.Table:
    marked = table.mutate(in_numerator=ibis.literal(True))
    return marked if value is None else marked.filter(value.notnull()).mutate(value=value)


def _shown(table: ir.Table, name: str, date: str, *, marked: bool = False) -> ir.Table:
    one = get(name)
    ordered = table.order_by(ibis.desc(date), one.shown[0])
    return ordered.select(*row_columns(one, date, valued=VALUE in table.columns, marked=marked))
