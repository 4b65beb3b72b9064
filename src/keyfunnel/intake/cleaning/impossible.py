"""Values that can't be: kept as they are, flagged, and left out of the figures that they would falsify."""

import re
from dataclasses import dataclass

from keyfunnel.intake.cleaning.sql import quoted
from keyfunnel.model.customers import CSAT_SCALE, NPS_SCALE
from keyfunnel.model.tables import TABLES
from keyfunnel.texts import N_


@dataclass(frozen=True)
class Impossible:
    """``condition`` is SQL over a row ``r`` of ``table`` (of deals, ``l`` is its lead; ``d`` the deal
    that others belong to)."""

    code: str
    table: str
    condition: str
    text: str
    column: str

    @property
    def beside(self) -> str | None:
        """The row's letter for the one of another table that the condition looks at too."""
        return next((letter for letter in ("l", "d") if re.search(rf"\b{letter}\.", self.condition)), None)


def earlier(one: str, other: str) -> str:
    """Whether ``one`` came before ``other``, by date where either has no time of day (midnight)."""
    days = f"{one}::DATE < {other}::DATE"
    timed = f"{one}::TIMESTAMP <> {one}::DATE::TIMESTAMP AND {other}::TIMESTAMP <> {other}::DATE::TIMESTAMP"
    # What few rows are goes first, and for the others nothing more is asked; terms joined by AND are all worked out.
    return f"CASE WHEN {one}::TIMESTAMP < {other}::TIMESTAMP THEN {days} OR ({timed}) END"


_LEAD_EVENTS = (
    "assigned_at", "nurtured_at", "qualified_at", "sales_qualified_at", "first_contacted_at", "converted_at",
    "disqualified_at",
)  # fmt: skip

_NEGATIVE = N_("{rows:# row|# rows}: {column} is below zero; it is in no sum")

RULES: tuple[Impossible, ...] = (
    *(
        Impossible("negative_amount", table, f"r.{column} < 0", _NEGATIVE, column)
        for table, column in (
            ("deals", "amount"),
            ("deal_stages", "amount"),
            ("subscriptions", "mrr"),
            ("forecasts", "amount"),
        )
    ),
    Impossible(
        "closed_before_created",
        "deals",
        earlier("r.closed_at", "r.created_at"),
        N_(
            "{rows:# deal was closed before it was created; it has no duration|# deals were closed before they were "
            "created; they have no duration}"
        ),
        "closed_at",
    ),
    Impossible(
        "won_without_close_date",
        "deals",
        "r.outcome = 'won' AND r.closed_at IS NULL",
        N_(
            "{rows:# won deal has no close date; it is in no period, and not open|# won deals have no close date; "
            "they are in no period, and not open}"
        ),
        "closed_at",
    ),
    Impossible(
        "lost_without_close_date",
        "deals",
        "r.outcome = 'lost' AND r.closed_at IS NULL",
        N_(
            "{rows:# lost deal has no close date; it is in no period, and not open|# lost deals have no close date; "
            "they are in no period, and not open}"
        ),
        "closed_at",
    ),
    Impossible(
        "won_before_lead",
        "deals",
        f"r.outcome = 'won' AND {earlier('r.closed_at', 'l.created_at')}",
        N_(
            "{rows:# deal was won before its lead was received; it has no duration from it|# deals were won before "
            "their lead was received; they have no duration from it}"
        ),
        "closed_at",
    ),
    Impossible(
        "stage_after_close",
        "deal_stages",
        "d.outcome IN ('won', 'lost') AND r.entered_at::DATE > d.closed_at::DATE",
        N_("{rows:# row|# rows}: a stage was entered on a day after the deal was closed"),
        "entered_at",
    ),
    Impossible(
        "order_after_loss",
        "orders",
        "d.outcome = 'lost' AND r.ordered_at::DATE > d.closed_at::DATE",
        N_("{rows:# order was placed after its|# orders were placed after their} deal was lost"),
        "ordered_at",
    ),
    Impossible(
        "event_before_created",
        "leads",
        " OR ".join(earlier(f"r.{event}", "r.created_at") for event in _LEAD_EVENTS),
        N_(
            "{rows:# lead has something done with it before it was received|# leads have something done with them "
            "before they were received}; that has no duration"
        ),
        "created_at",
    ),
    *(
        Impossible(
            "ended_before_started",
            table,
            "r.ended_on < r.started_on",
            N_("{rows:# row ended before it|# rows ended before they} started"),
            "ended_on",
        )
        for table in ("subscriptions", "reps")
    ),
    Impossible(
        "resolved_before_opened",
        "tickets",
        earlier("r.resolved_at", "r.opened_at"),
        N_(
            "{rows:# ticket was solved before it was opened; it has no duration|# tickets were solved before they "
            "were opened; they have no duration}"
        ),
        "resolved_at",
    ),
    Impossible(
        "score_off_scale",
        "surveys",
        f"r.score < 0 OR r.score > coalesce(r.scale, CASE r.kind WHEN 'nps' THEN {NPS_SCALE} "
        f"WHEN 'csat' THEN {CSAT_SCALE} END)",
        N_(
            "{rows:# answer lies outside its scale; it is in no figure|# answers lie outside their scale; they are in "
            "no figure}"
        ),
        "score",
    ),
    Impossible(
        "more_than_worked",
        "time_logs",
        "r.selling_hours > r.total_hours",
        N_("{rows:# row has|# rows have} more selling hours than hours worked"),
        "selling_hours",
    ),
    *(
        Impossible(
            "undated",
            table.name,
            f"r.{quoted(table.dated)} IS NULL",
            N_(
                "{rows:# undated row|# undated rows}: without {column} {rows:it is|they are} in no period and in no "
                "total"
            ),
            table.dated,
        )
        for table in TABLES
        if table.dated and table.dated not in table.key
    ),
)
