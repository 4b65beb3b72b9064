"""Judging a key result that goes from a baseline to a target: kinds increase and decrease."""

import datetime as dt
from dataclasses import dataclass

from keyfunnel.kpis.measurement import Measurement
from keyfunnel.okr.models.choices import Status
from keyfunnel.planning.progress import outcome, reasons, verdict
from keyfunnel.planning.progress.aim import Aim
from keyfunnel.planning.progress.outcome import Goal, Outcome
from keyfunnel.planning.progress.pace import Pace, pace
from keyfunnel.planning.progress.question import Source
from keyfunnel.planning.progress.shift import elapsed
from keyfunnel.texts import Message


@dataclass(frozen=True)
class Projection:
    """Where the value is heading; None where nothing tells, and ``reason`` then says why."""

    end: float | None
    reason: Message | None = None


def aim_of(goal: Goal) -> Aim:
    if goal.target is None:
        raise ValueError(f"a goal of kind {goal.kind} needs a target")
    return Aim(goal.kind, goal.question.flow, goal.target, goal.baseline)


def pace_of(goal: Goal, source: Source) -> Pace | None:
    return pace(source, goal.period, (goal.question, *goal.wider))


def judge(goal: Goal, source: Source, measured: Measurement, cut: dt.date, learnt: Pace | None) -> Outcome:
    """``measured`` is the KPI from the cycle's start to ``cut`` (exclusive), and has a value."""
    aim, value = aim_of(goal), measured.value
    if value is None:
        raise ValueError("only a value can be judged")
    if cut >= goal.period.end:
        progress = aim.progress(value)
        return outcome.of(
            measured,
            status=verdict.at_end(progress),
            progress=progress,
            projected_end=value,
            allowance_used=aim.allowance_used(value),
        )
    projected = project(goal, value, cut, learnt)
    at_end = None if projected.end is None else aim.progress(projected.end)
    # Of a shrinking flow only the projected end says anything: on day one nothing is lost yet.
    progress_now = at_end if aim.allowance else aim.progress(value)
    return outcome.of(
        measured,
        status=_status(aim, progress_now, at_end),
        progress=progress_now,
        projected_end=projected.end,
        allowance_used=aim.allowance_used(value),
        reason=projected.reason,
    )


def project(goal: Goal, value: float, cut: dt.date, learnt: Pace | None) -> Projection:
    """Flows: value ÷ the share that has usually come in by now; levels: value + what usually still comes."""
    reason = reasons.paced_by_wider() if learnt and not learnt.own else None
    if not goal.question.flow:
        rest = learnt.rest(cut) if learnt else None
        if rest is None:
            return Projection(None, reasons.too_little_past())
        end = value + rest
        if goal.question.kpi.is_share and learnt and not 0 <= end <= 1:
            end = _within(value, learnt.part_of_left(cut) or 0.0)
        return Projection(end, reason)
    share = learnt.share(cut) if learnt else None
    if share is None:
        return Projection(value / elapsed(cut, goal.period), reasons.taken_as_steady())
    if share <= 0:
        return Projection(None, reasons.nothing_usually_in())
    return Projection(value / share, reason)


def _within(share: float, part_of_left: float) -> float:
    """What usually still comes may be more than is left of a share: then it is taken as a part of that."""
    return share + part_of_left * (1 - share if part_of_left > 0 else share)


def _status(aim: Aim, progress_now: float | None, at_end: float | None) -> Status | None:
    can_be_undone = not aim.flow or aim.allowance
    if not can_be_undone and progress_now is not None and verdict.met(progress_now):
        return Status.DONE
    return None if at_end is None else verdict.on_course(at_end)
