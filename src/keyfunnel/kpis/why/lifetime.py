"""What a customer's lifetime value is made from: MRR, customers, their margin and their churn."""

from keyfunnel.kpis.compute.lifetime import months_before
from keyfunnel.kpis.evaluate import raw
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.query import Query
from keyfunnel.kpis.shapes import Lifetime
from keyfunnel.kpis.why.comparison import Comparison
from keyfunnel.model.calendar import Grain, Period

Numbers = tuple[float, ...]


def inputs_of(shape: Lifetime) -> list[tuple[str, ...]]:
    """As a formula names its inputs; the two parts of a fraction move together."""
    fractions = [(f"{key}:numerator", f"{key}:denominator") for key in (shape.margin, shape.churn)]
    return [(shape.mrr,), (shape.customers,), *fractions]


def read_inputs(facts: Facts, shape: Lifetime, asked: Comparison, period: Period) -> list[Numbers]:
    """MRR and customers at the period's end, margin and churn summed over the months that the value goes by."""
    at_end = [_at_end(facts, key, asked, period) for key in (shape.mrr, shape.customers)]
    months = months_before(facts.workspace.calendar, min(period.end, facts.observed_end), shape.months)
    asked_of = Query(Grain.MONTH, where=asked.where, start=months[0].start, end=months[-1].end)
    return [*at_end, *(_summed(facts, key, asked_of) for key in (shape.margin, shape.churn))]


def lifetime_of(mrr: Numbers, customers: Numbers, margin: Numbers, churn: Numbers) -> float:
    """NaN where nobody is there, nothing was earned on or nobody left."""
    (paid,), (there,), (earned, revenue), (gone, started) = mrr, customers, margin, churn
    below = there * revenue * gone
    return paid * earned * started / below if below > 0 else float("nan")


def _at_end(facts: Facts, key: str, asked: Comparison, period: Period) -> Numbers:
    (found,) = raw(facts, [key], asked.of(period))
    return (float("nan") if found.value is None else float(found.value),)


def _summed(facts: Facts, key: str, query: Query) -> Numbers:
    found = raw(facts, [key], query)
    return sum(one.numerator or 0.0 for one in found), sum(one.denominator or 0.0 for one in found)
