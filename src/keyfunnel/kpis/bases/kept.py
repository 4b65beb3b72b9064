"""Work done once for an edition: base tables from its files, anything else from memory."""

from collections.abc import Callable
from typing import TypeVar

import ibis.expr.types as ir

from keyfunnel.kpis.facts import Facts

T = TypeVar("T")

AS_EXPRESSIONS = "bases as expressions"


def learnt(facts: Facts, name: str, work_out: Callable[[Facts], T]) -> T:
    """``work_out(facts)``, the first time that anyone asks it of the edition; then what came out. For plain values."""
    if name not in facts.learnt:
        facts.learnt[name] = work_out(facts)
    found: T = facts.learnt[name]
    return found


def kept(facts: Facts, name: str, work_out: Callable[[Facts], T]) -> T:
    """``work_out(facts)``, the first time; then what came out. For tables, which belong to one connection."""
    if name not in facts.kept:
        facts.kept[name] = work_out(facts)
    found: T = facts.kept[name]
    return found


def base_table(
    facts: Facts, name: str, build: Callable[[Facts], ir.Table], view: Callable[[Facts], bool] | None = None
) -> ir.Table:
    """The base table as it was stored with the edition; else made now, into a temporary table of the engine.

    While bases are prepared (:data:`AS_EXPRESSIONS` is kept), and where it is a ``view``, it stays the expression that
    makes it.
    """
    if name in facts.prepared:
        return facts.prepared[name]
    if facts.kept.get(AS_EXPRESSIONS) or (view is not None and view(facts)):
        return kept(facts, f"base {name}", build)
    return kept(facts, f"base {name}", lambda facts: build(facts).cache())
