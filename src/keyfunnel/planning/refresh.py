"""Measure every key result that still runs on an edition, and keep what came out."""

from collections.abc import Iterable

from django.db import transaction

from keyfunnel.lake.edition import Edition
from keyfunnel.okr.models import Cycle
from keyfunnel.planning.snapshots import keep
from keyfunnel.planning.source import EditionSource
from keyfunnel.planning.status import clipped, measured


def refresh(edition: Edition, cycles: Iterable[Cycle] | None = None) -> int:
    """``cycles`` are all that aren't closed unless given. Returns how many key results were measured.

    As of the edition's clock, clipped to each cycle. Measuring comes first and writing last, so that no one
    waits for the lock meanwhile.
    """
    source = EditionSource(edition.facts())
    running = [cycle for cycle in (Cycle.objects.all() if cycles is None else cycles) if not cycle.closed]
    observed = edition.observed_until.date()
    standing = [measured(cycle, source, clipped(observed, cycle), with_charts=True) for cycle in running]
    with transaction.atomic():
        kept = [
            keep(key_result, cycle.today, cycle.edition)
            for cycle in standing
            for objective in cycle.objectives
            for key_result in (*objective.key_results, *filter(None, [objective.number]))
        ]
    return len(kept)
