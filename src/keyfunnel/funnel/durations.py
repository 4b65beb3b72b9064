"""Time in stage: days from entering a stage to going on or being lost, whoever is still in it censored.

Every exit counts, on or out, so that Kaplan-Meier is the right estimate: nobody leaves in a way that isn't the
event. (How many go *on* by a day is another question, with loss as a competing risk: see
:mod:`keyfunnel.funnel.conversion`.)
"""

import math
from collections import defaultdict
from dataclasses import dataclass, field

import ibis
import ibis.expr.types as ir

from keyfunnel.funnel.counting import Key
from keyfunnel.funnel.reading import Reading
from keyfunnel.kpis.bases.dates import days_between, days_from
from keyfunnel.stats.survival import kaplan_meier, quantile


@dataclass
class Stay:
    """A histogram of the days spent in one stage by those who left it, and so far by those who haven't."""

    left: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    still: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def by(self, share: float) -> float | None:
        """The days by which ``share`` of them have left; None where so many haven't yet."""
        days = sorted({*self.left, *self.still})
        if not days:
            return None
        curve = kaplan_meier(days, [self.left.get(d, 0) for d in days], [self.still.get(d, 0) for d in days])
        found = quantile(curve, share)
        return None if math.isnan(found) else found


def stays(reading: Reading) -> dict[tuple[Key, int], Stay]:
    """By group and position, for all stages but the last, which nobody leaves.

    Those who only passed a stage by implication spent no time in it, and those who left it on a date that isn't
    known, or before they came, are left out.
    """
    positions = reading.paths.present[:-1]
    found: dict[tuple[Key, int], Stay] = defaultdict(Stay)
    if not positions:
        return found
    parts = [_in_stage(reading, position) for position in positions]
    cells = parts[0] if len(parts) == 1 else ibis.union(*parts)
    for cell in cells.to_pyarrow().to_pylist():
        stay = found[tuple(cell[key] for key in reading.keys), cell["position"]]
        (stay.left if cell["gone"] else stay.still)[cell["days"]] += int(cell["n"])
    return found


def _in_stage(reading: Reading, position: int) -> ir.Table:
    rows = reading.rows.filter(reading.counts(position) & reading.rows[f"t{position}"].notnull())
    entered = rows[f"t{position}"]
    onward = [rows[f"t{p}"] for p in reading.paths.present if p > position]
    # The ordered entries ascend, so that the first later stage that has one is the next.
    left = days_from(entered, ibis.coalesce(*onward, rows.lost_on))
    so_far = rows.open.ifelse(days_between(entered, ibis.date(reading.clock)), ibis.null("int64"))
    timed = rows.mutate(position=ibis.literal(position, "int16"), days=ibis.coalesce(left, so_far), gone=left.notnull())
    timed = timed.filter(timed.days.notnull())
    return timed.group_by([*reading.keys, "position", "days", "gone"]).aggregate(n=timed.weight.sum())
