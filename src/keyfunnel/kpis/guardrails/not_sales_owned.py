"""Retention held against those who don't own it, or churn that began with the sale."""

import ibis

from keyfunnel.kpis.bases import base, get
from keyfunnel.kpis.bases.dates import days_between
from keyfunnel.kpis.bases.kept import learnt
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.guardrails.rule import Findings, Rule, Situation
from keyfunnel.kpis.measurement import Guardrail, Severity
from keyfunnel.texts import N_, Message

CODE = "not_sales_owned"
EARLY_DAYS = 90
FEWEST = 5
NOT_OURS = N_("In this workspace retention isn't for sales to answer for: don't judge sales by it.")
OVERSOLD = N_(
    "{early} of {gone} customers who left did so within {days} days ({share:percent}), though only {usual:percent} of "
    "the time of all customers is that young: look at what was promised in the sale."
)


def check(situation: Situation) -> Findings:
    message = _message(situation.facts)
    if message is None:
        return {}
    fired = Guardrail(Severity.INFO if message.text == NOT_OURS else Severity.WARNING, message)
    return {place: fired for place, one in enumerate(situation.measurements) if one.value is not None}


def _message(facts: Facts) -> Message | None:
    if not facts.workspace.retention_owned_by_sales:
        return Message(CODE, NOT_OURS)
    if not get("customer_spells").can_be_made(facts):
        return None
    gone, early, share = learnt(facts, "early churn", _early)
    if early < FEWEST or early <= 2 * share * gone:
        return None
    told = {"early": early, "gone": gone, "days": EARLY_DAYS, "share": early / gone, "usual": share}
    return Message(CODE, OVERSOLD, told)


def _early(facts: Facts) -> tuple[int, int, float]:
    """Customers gone; those of them within the first days; the share of all customers' days that are so early."""
    spells = base(facts, "customer_spells")
    clock = ibis.date(facts.observed_end)
    gone = (spells.active_until < clock).fill_null(False)
    days = days_between(spells.active_from, gone.ifelse(spells.active_until, clock))
    spells = spells.mutate(_gone=gone, _days=days).filter(ibis._._days > 0)
    early = (spells._days > EARLY_DAYS).ifelse(EARLY_DAYS, spells._days)
    found = spells.aggregate(
        gone=spells.count(where=spells._gone),
        early=spells.count(where=spells._gone & (spells._days <= EARLY_DAYS)),
        young=early.sum(),
        all=spells._days.sum(),
    )
    row = found.to_pyarrow().to_pylist()[0]
    return row["gone"], row["early"], (row["young"] or 0) / (row["all"] or 1)


NOT_SALES_OWNED = Rule(
    CODE,
    N_("Retention isn't sales' in this workspace; or those who leave early are over twice their share of tenure."),
    check,
)
