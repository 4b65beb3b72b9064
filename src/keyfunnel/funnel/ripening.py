"""Whether a cohort's conversion can be judged yet: how much of what usually comes could have been seen.

The curves are learnt once from all subjects of an edition, as :mod:`keyfunnel.kpis.maturity` does for KPIs: days
from the start to reaching a stage, a lost subject staying at risk, because what usually comes is the cumulative
incidence with loss as a competing risk.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
import numpy as np

from keyfunnel.funnel.chain import chains_at_hand
from keyfunnel.funnel.counting import Tally
from keyfunnel.funnel.paths import Paths, paths
from keyfunnel.funnel.query import Skips
from keyfunnel.funnel.reading import entered
from keyfunnel.kpis.bases.dates import days_between
from keyfunnel.kpis.bases.kept import learnt
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.maturity import FEWEST_ROWS, FEWEST_SHARE, Maturity
from keyfunnel.stats.arrays import FloatArray
from keyfunnel.stats.survival import kaplan_meier

ENOUGH = 0.95


@dataclass(frozen=True)
class Ripening:
    """``curves`` by the positions where a path begins and where it comes to."""

    curves: dict[tuple[int, int], Maturity]

    def immature(self, tally: Tally, found: Paths, position: int, window: int) -> bool:
        """Whether under 95 % of those who usually reach the stage within the window could be seen by now."""
        seen = everyone = 0.0
        for (kind, days), n in tally.followed.items():
            begin = found.begins.get(kind, position)
            if begin < position and found.leads_on(begin, position):
                everyone += n
                seen += n if days is None else n * self._seen(begin, position, days, window)
        return everyone > 0 and seen < ENOUGH * everyone

    def _seen(self, begin: int, position: int, days: int, window: int) -> float:
        curve = self.curves.get((begin, position))
        usual = float(curve.by(window)) if curve and curve.known else 0.0
        return float(curve.by(days)) / usual if curve and usual else 0.0


def recorded_from(facts: Facts) -> dict[int, dt.date]:
    """The first day of the month in which the first entry to each stage was recorded, by position."""
    return learnt(facts, "first entries of the funnel", _recorded_from)


def ripening(facts: Facts, skips: Skips) -> Ripening:
    return learnt(facts, f"ripening of the funnel, {skips}", lambda facts: _learn(facts, skips))


def _recorded_from(facts: Facts) -> dict[int, dt.date]:
    rows = chains_at_hand(facts)
    present = paths(facts).present
    first = rows.aggregate(**{f"t{p}": rows[f"t{p}"].min() for p in present}).to_pyarrow().to_pylist()[0]
    return {p: first[f"t{p}"].replace(day=1) for p in present if first[f"t{p}"] is not None}


def _learn(facts: Facts, skips: Skips) -> Ripening:
    found = paths(facts)
    chains = chains_at_hand(facts)
    started_on, reached = entered(chains, found, skips)
    rows = chains.select("kind", "weight", started_on=started_on, **{f"r{p}": date for p, date in reached.items()})
    recorded = recorded_from(facts)
    parts = [_lags(rows, p, recorded[p], facts) for p in found.present[1:] if p in recorded]
    if not parts:
        return Ripening({})
    cells = (parts[0] if len(parts) == 1 else ibis.union(*parts)).to_pyarrow().to_pylist()
    grouped: dict[tuple[int, int], list[tuple[int, bool, int]]] = defaultdict(list)
    for cell in cells:
        begin = found.begins[cell["kind"]]
        if begin < cell["position"]:
            grouped[begin, cell["position"]].append((cell["days"], cell["reached"], int(cell["n"])))
    return Ripening({key: _curve(recorded[key[1]], lags) for key, lags in grouped.items()})


def _lags(rows: ir.Table, position: int, since: dt.date, facts: Facts) -> ir.Table:
    """Days to the stage, or so far, of those who started since anything of it was recorded."""
    started = rows.filter(rows.started_on >= since)
    reached = started[f"r{position}"]
    end = ibis.coalesce(reached, ibis.date(facts.observed_until.date()))
    lagged = started.mutate(
        position=ibis.literal(position, "int16"), days=days_between(started.started_on, end), reached=reached.notnull()
    )
    return lagged.group_by(["kind", "position", "days", "reached"]).aggregate(n=lagged.weight.sum())


def _curve(since: dt.date, lags: list[tuple[int, bool, int]]) -> Maturity:
    days = [lag for lag, _, _ in lags]
    curve = kaplan_meier(days, [n * came for _, came, n in lags], [n * (not came) for _, came, n in lags])
    everyone = sum(n for _, _, n in lags)
    enough = (curve.events > 0) & (curve.at_risk >= max(FEWEST_ROWS, FEWEST_SHARE * everyone))
    incidence: FloatArray = 1 - curve.survival[enough]
    shares: FloatArray = incidence / incidence[-1:] if incidence.size else np.empty(0)
    return Maturity(since, tuple(int(day) for day in curve.times[enough]), tuple(float(share) for share in shares))
