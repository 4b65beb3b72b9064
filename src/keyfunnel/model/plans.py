"""What was planned and promised, exchange rates, notes on charts, and values that people enter."""

from keyfunnel.model.table import Column, Table, Type, date, number, text

FORECASTS = Table(
    "forecasts",
    ("forecast_id",),
    (
        text("forecast_id", "the forecast's key"),
        date("made_on", "day the forecast was made"),
        date("period_start", "first day of the period it is about", planned=True),
        date("period_end", "first day after that period", planned=True),
        text("rep_id", "whose", references="reps"),
        text("team_id", "which team's", references="teams"),
        number("amount", "revenue foreseen"),
        text("currency", "ISO 4217 code; the workspace's where absent"),
        text("category", "commit, best_case or another word of the source's"),
    ),
    "Revenue forecasts made by people",
)

TARGETS = Table(
    "targets",
    ("kpi", "scope", "period"),
    (
        text("kpi", "the KPI's key"),
        text("scope", "company, or the name or id of a team or rep"),
        text("period", "2017, 2017-Q3 or 2017-06"),
        number("amount", "the target, in the KPI's unit"),
    ),
    "Quotas and yearly plans",
)

RATES = Table(
    "rates",
    ("currency", "on"),
    (
        text("currency", "ISO 4217 code"),
        date("on", "first day it holds", planned=True),
        Column("rate", Type.RATE, "units of the workspace's currency for one of this"),
    ),
    "Exchange rates",
)

NOTES = Table(
    "notes",
    ("note_id",),
    (
        text("note_id", "the note's key"),
        date("on", "day", planned=True),
        text("text", "what happened"),
    ),
    "Events drawn on charts",
)

ENTRIES = Table(
    "entries",
    ("entry_id",),
    (
        text("entry_id", "the entry's key"),
        text("kpi", "the KPI's key"),
        date("on", "day it is of", planned=True),
        text("rep_id", "whose", references="reps"),
        text("team_id", "which team's", references="teams"),
        number("value", "the value, in the KPI's unit; none where it was withdrawn"),
        text("entered_by", "who entered it"),
        Column("entered_at", Type.TIMESTAMP, "when it was entered", planned=True),
        text("comment", "what was said about it"),
    ),
    "Values of KPIs that people enter: of a KPI, a day and a scope the newest stands, those before it are its history",
)
