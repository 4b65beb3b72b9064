"""The whole catalogue from few scans: against a query for each KPI, dimension and grain, and its additive part."""

from collections.abc import Iterator

from benchmarks import workspace
from benchmarks.additive import additive
from benchmarks.contest import Contest
from benchmarks.series import one_by_one
from keyfunnel.kpis.measure import measure


def contests(size: int) -> Iterator[Contest]:
    keys = additive(workspace.edition(size))
    yield one_by_one("the catalogue", measure, lambda: workspace.afresh(size))
    yield Contest(
        "the catalogue, with medians, distinct counts, as-of values and cohorts",
        lambda: measure(workspace.afresh(size)),
        lambda: measure(workspace.afresh(size), keys),
        "its additive part alone",
        goal=4,
    )
