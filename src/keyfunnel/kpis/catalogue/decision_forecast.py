"""Decision: how good the forecasts are, and what time is left for selling."""

import numpy as np
from ibis import _

from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.shapes import Foreseen, Ratio, Sum
from keyfunnel.model.workspace import Phase
from keyfunnel.stats.arrays import FloatArray
from keyfunnel.texts import N_

PERIODS = 8
"""How many past periods a bias or an error is taken over: fewer promise nothing."""

FORECAST = N_("the whole period; the forecast is the last one made before it began")
_NEEDS = (
    "forecasts.made_on",
    "forecasts.period_start",
    "forecasts.period_end",
    "forecasts.amount",
    "deals.outcome",
    "deals.closed_at",
    "deals.amount",
)
_JUDGED = ("short_history", "stale_data", "mixed_currency", "pair_with")


def _accuracy(actual: FloatArray, foreseen: FloatArray) -> tuple[FloatArray, FloatArray]:
    return np.maximum(0.0, actual - np.abs(actual - foreseen)), actual


def _bias(actual: FloatArray, foreseen: FloatArray) -> tuple[FloatArray, FloatArray]:
    return foreseen - actual, actual


def _absolute_error(actual: FloatArray, foreseen: FloatArray) -> tuple[FloatArray, FloatArray]:
    return np.abs(actual - foreseen), actual


KPIS = (
    KPI(
        key="forecast_accuracy",
        title=N_("Forecast accuracy"),
        phase=Phase.DECISION,
        unit="ratio",
        counted_in="money",
        direction="up",
        accumulates="level",
        shape=Foreseen("revenue", _accuracy),
        date=FORECAST,
        needs=_NEEDS,
        definition=N_(
            "1 − |revenue − forecast| ÷ revenue, at least 0. The forecast is the last one made before the period "
            "began: the company's, else the sum of the teams', else of the people's; commitments before other "
            "categories."
        ),
        why=N_("Sound spending on key accounts and on growth rests on it."),
        watch_for=N_(
            "Dangerous alone: one accurate period promises nothing. Judge it over enough periods, with its bias."
        ),
        stage="Won",
        pair_with=("forecast_bias",),
        guardrails=_JUDGED,
    ),
    KPI(
        key="forecast_accuracy_by_week",
        title=N_("Forecast accuracy, week by week"),
        phase=Phase.DECISION,
        unit="ratio",
        counted_in="money",
        direction="up",
        accumulates="level",
        shape=Foreseen("revenue", _accuracy, weekly=True),
        date=N_("the week; the forecast is the last one made before it began"),
        needs=_NEEDS,
        definition=N_(
            "Forecast accuracy of the month (else quarter, else year) that the week begins in, by the last forecast "
            "made before the week. Over longer periods, of all weeks that begin in them, weighted by revenue."
        ),
        why=N_("Shows how early a forecast can be relied on: how far from the end it comes close."),
        watch_for=N_(
            "The nearer the end, the less is left to foresee: compare the same weeks of several periods, never a first "
            "week with a last one."
        ),
        stage="Won",
        pair_with=("forecast_accuracy", "forecast_bias"),
        guardrails=_JUDGED,
    ),
    KPI(
        key="forecast_bias",
        title=N_("Forecast bias"),
        phase=Phase.DECISION,
        unit="ratio",
        counted_in="money",
        direction="range",
        accumulates="level",
        shape=Foreseen("revenue", _bias, PERIODS),
        date=FORECAST,
        needs=_NEEDS,
        definition=N_(
            "(Σ forecasts − Σ revenue) ÷ Σ revenue over the 8 periods up to this one; above 0 too much was promised."
        ),
        why=N_("Errors that always point the same way can be corrected."),
        watch_for=N_(
            "Errors of both signs cancel out: near 0 it may still be wrong every time. Read it with the error."
        ),
        stage="Won",
        pair_with=("forecast_wape",),
        guardrails=_JUDGED,
    ),
    KPI(
        key="forecast_wape",
        title=N_("Forecast error (WAPE)"),
        phase=Phase.DECISION,
        unit="ratio",
        counted_in="money",
        direction="down",
        accumulates="level",
        shape=Foreseen("revenue", _absolute_error, PERIODS),
        date=FORECAST,
        needs=_NEEDS,
        definition=N_("Σ |revenue − forecast| ÷ Σ revenue over the 8 periods up to this one."),
        why=N_("How far off the forecasts usually are, large periods counting more."),
        watch_for=N_("Doesn't say in which direction: read it with the bias."),
        stage="Won",
        pair_with=("forecast_bias",),
        guardrails=_JUDGED,
    ),
    KPI(
        key="selling_time_share",
        title=N_("Time spent selling"),
        phase=Phase.DECISION,
        unit="ratio",
        counted_in="hours",
        direction="up",
        accumulates="level",
        shape=Ratio(Sum("time_logs", "worked_on", _.selling_hours), Sum("time_logs", "worked_on", _.total_hours)),
        date=N_("the day worked"),
        needs=("time_logs.on", "time_logs.selling_hours", "time_logs.total_hours"),
        definition=N_("Hours spent selling ÷ hours worked; entries that lack one of them are left out."),
        why=N_("What is spent on reports and searching can't be spent with customers."),
        watch_for=N_(
            "People write down their own time: the number says as much about how they do that as about their work."
        ),
        stage="Opportunity",
        guardrails=("missing_values", "stale_data"),
    ),
)
