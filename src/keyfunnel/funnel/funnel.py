"""The funnel: what is known of every stage, for each group asked for."""

from keyfunnel.funnel.counting import Key, Tally, count, step
from keyfunnel.funnel.durations import Stay, stays
from keyfunnel.funnel.leak import leaks
from keyfunnel.funnel.paths import lacking, paths
from keyfunnel.funnel.query import FunnelQuery, View
from keyfunnel.funnel.reading import Reading, read
from keyfunnel.funnel.recorded import unrecorded
from keyfunnel.funnel.result import FunnelGroup, FunnelStage
from keyfunnel.funnel.ripening import Ripening, ripening
from keyfunnel.kpis.facts import Facts
from keyfunnel.model.workspace import Stage


def funnel(facts: Facts, query: FunnelQuery | None = None) -> list[FunnelGroup]:
    """A group for each combination of ``query.by`` that any subject belongs to, largest first; one without ``by``.

    Raises :class:`NotThere` for an unknown dimension or member of one.
    """
    query = query or FunnelQuery()
    if not paths(facts).present:
        return [FunnelGroup({}, {}, tuple(_absent(facts, stage) for stage in facts.workspace.stages))]
    reading = read(facts, query)
    tallies = count(reading) or ({} if query.by else {(): Tally()})
    spent, ripe, found = stays(reading), ripening(facts, query.skips), leaks(reading)
    return [
        FunnelGroup(
            dimensions={name: key[2 * place] for place, name in enumerate(query.by)},
            ids={name: key[2 * place + 1] for place, name in enumerate(query.by)},
            stages=_stages(facts, reading, key, tallies[key], spent, ripe),
            candidates=found.get(key, ()),
        )
        for key in sorted(tallies, key=lambda key: _largest_first(key, tallies[key]))
    ]


def _stages(
    facts: Facts,
    reading: Reading,
    key: Key,
    tally: Tally,
    spent: dict[tuple[Key, int], Stay],
    ripe: Ripening,
) -> tuple[FunnelStage, ...]:
    return tuple(
        _stage(reading, position, tally, spent.get((key, position)), ripe)
        if position in reading.paths.present
        else _absent(facts, stage)
        for position, stage in enumerate(reading.paths.stages, start=1)
    )


def _absent(facts: Facts, stage: Stage) -> FunnelStage:
    return FunnelStage(stage.name, stage.phase, reason=lacking(facts, stage))


def _stage(reading: Reading, position: int, tally: Tally, stay: Stay | None, ripe: Ripening) -> FunnelStage:
    stage, query, found = reading.paths.stages[position - 1], reading.query, reading.paths
    # Of the entries of a period, those to the later stage aren't all by subjects of the one before.
    cohort = query.view is View.COHORT
    one = step(tally, found, position, subset=cohort or not query.ranged)
    if not one.reached and (reason := unrecorded(reading, position)) is not None:
        return FunnelStage(stage.name, stage.phase, reason=reason)
    low, high = one.interval()
    return FunnelStage(
        stage.name,
        stage.phase,
        reached=one.reached,
        started=one.started,
        through=one.of_first,
        step_rate=one.rate,
        step_low=low,
        step_high=high,
        cumulative_rate=one.cumulative,
        median_days=stay.by(0.5) if stay else None,
        p90_days=stay.by(0.9) if stay else None,
        immature=cohort and ripe.immature(tally, found, position, query.window_days),
        backward=tally.backward[position],
    )


def _largest_first(key: Key, tally: Tally) -> tuple[bool, int, tuple[str, ...]]:
    """Groups without a name come last; ties by name, so that every run agrees."""
    most = max(tally.reached.values(), default=0)
    return None in key[::2], -most, tuple(word or "" for word in key)
