"""What sales and marketing do: calls, e-mails and meetings with leads and on deals, and what comes back."""

from dataclasses import dataclass, fields

import numpy as np

from keyfunnel.demo.arrays import Column, Random, pick, text, where
from keyfunnel.demo.clock import Span, at_work, days, minutes
from keyfunnel.demo.demand import Leads
from keyfunnel.demo.pipeline import Deals

KINDS = text(["Call", "Email", "Message", "Meeting", "Demo", "Task", "Email Reply"])
_CALL, _EMAIL, _MESSAGE, _MEETING, _DEMO, _TASK, _REPLY = range(len(KINDS))
_MINUTES = np.array([9, 4, 2, 42, 48, 12, 0])
_TOUCHES = np.array([_CALL, _EMAIL, _MESSAGE])
_TOUCH_WEIGHTS = np.array([0.42, 0.5, 0.08])
_DEAL_WORK = np.array([_CALL, _EMAIL, _MEETING, _TASK, _MESSAGE])
_DEAL_WEIGHTS = np.array([0.33, 0.38, 0.15, 0.09, 0.05])


@dataclass(frozen=True)
class Activities:
    """``kind`` is a place in :data:`KINDS`; ``lead`` and ``deal`` are numbers, -1 for none; ``account`` likewise."""

    kind: Column
    at: Column
    rep: Column
    by_marketing: Column
    lead: Column
    deal: Column
    account: Column
    outbound: Column

    def __len__(self) -> int:
        return len(self.kind)

    def kept(self, rows: Column) -> "Activities":
        return Activities(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})


def joined(parts: list[Activities]) -> Activities:
    """All of them, in order of time."""
    every = Activities(
        **{field.name: np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Activities)}
    )
    return every.kept(np.argsort(every.at, kind="stable"))


def with_leads(random: Random, span: Span, leads: Leads) -> Activities:
    """First contact and further touches, replies, a meeting before a deal, and marketing's nurturing mails."""
    talked = np.flatnonzero(~np.isnat(leads.contacted))
    more = random.poisson(1.1, len(talked))
    again = np.repeat(talked, more)
    later = at_work(random, leads.contacted[again] + days(random.exponential(5, len(again))))
    stop = np.fmin(leads.converted[again], leads.given_up[again])
    keeps = np.isnat(stop) | (later < stop)
    again, later = again[keeps], later[keeps]
    ours = np.concatenate([talked, again])
    at = np.concatenate([leads.contacted[talked], later])
    touches = _of_leads(leads, ours, pick(random, _TOUCHES, len(ours), _TOUCH_WEIGHTS), at)
    met = np.flatnonzero(~np.isnat(leads.converted) & (random.random(len(leads)) < 0.6))
    before = leads.contacted[met] + (leads.converted[met] - leads.contacted[met]) * 3 // 4
    nurtured = np.repeat(np.flatnonzero(~np.isnat(leads.nurtured)), 3)
    mails = leads.nurtured[nurtured] + days(np.tile([0.0, 6.0, 13.0], len(nurtured) // 3))
    parts = [
        touches,
        _replies(random, touches, 0.27),
        _of_leads(leads, met, np.full(len(met), _MEETING), at_work(random, before)),
        _of_leads(leads, nurtured, np.full(len(nurtured), _EMAIL), mails, by_marketing=True),
    ]
    return _seen(span, joined(parts))


def on_deals(random: Random, span: Span, deals: Deals) -> Activities:
    """Work while the deal is open, demos when that stage is entered, and replies."""
    end = where(np.isnat(deals.closed), span.end, deals.closed)
    open_days = (end - deals.begun.created).view(np.int64) / 86_400
    worked = np.repeat(np.arange(len(deals)), np.minimum(random.poisson(2 + open_days / 9), 20))
    share = random.random(len(worked))
    at = deals.begun.created[worked] + ((end - deals.begun.created)[worked] * share).astype("timedelta64[s]")
    work = _of_deals(deals, worked, pick(random, _DEAL_WORK, len(worked), _DEAL_WEIGHTS), at_work(random, at))
    shown = np.flatnonzero(~np.isnat(deals.entered[:, 1]))
    demos = _of_deals(deals, shown, np.full(len(shown), _DEMO), deals.entered[shown, 1])
    return _seen(span, joined([work, demos, _replies(random, work, 0.36)]))


def held(random: Random, activities: Activities) -> Column:
    """1 for held and 0 for not held meetings and demos, -1 for the rest."""
    meeting = (activities.kind == _MEETING) | (activities.kind == _DEMO)
    came = random.random(len(activities)) < 0.87
    return where(meeting, came, -1)


def lengths(random: Random, activities: Activities) -> Column:
    """Minutes; at least one where it takes any."""
    usual = _MINUTES[activities.kind]
    drawn = np.maximum(np.round(usual * random.uniform(0.4, 1.7, len(usual))), 1)
    return where(usual > 0, drawn, 0).astype(np.int64)


def _replies(random: Random, touches: Activities, share: float) -> Activities:
    """Some e-mails are answered within hours or days."""
    answered = touches.kept((touches.kind == _EMAIL) & (random.random(len(touches)) < share))
    size = len(answered)
    return Activities(
        kind=np.full(size, _REPLY),
        at=at_work(random, answered.at + minutes(random.exponential(900, size))),
        rep=answered.rep,
        by_marketing=answered.by_marketing,
        lead=answered.lead,
        deal=answered.deal,
        account=answered.account,
        outbound=np.zeros(size, dtype=bool),
    )


def _of_leads(leads: Leads, which: Column, kind: Column, at: Column, *, by_marketing: bool = False) -> Activities:
    size = len(which)
    return Activities(
        kind=kind,
        at=at,
        rep=np.full(size, -1) if by_marketing else leads.owner[which],
        by_marketing=np.full(size, by_marketing),
        lead=leads.number[which],
        deal=np.full(size, -1),
        account=np.full(size, -1),
        outbound=np.ones(size, dtype=bool),
    )


def _of_deals(deals: Deals, which: Column, kind: Column, at: Column) -> Activities:
    size = len(which)
    return Activities(
        kind=kind,
        at=at,
        rep=deals.owner[which],
        by_marketing=np.zeros(size, dtype=bool),
        lead=np.full(size, -1),
        deal=deals.number[which],
        account=deals.begun.account[which],
        outbound=np.ones(size, dtype=bool),
    )


def _seen(span: Span, activities: Activities) -> Activities:
    return activities.kept(activities.at < span.end)
