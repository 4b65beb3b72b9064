"""A product that leads for a reason that isn't the product: what it costs, or who it was advertised to."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

import ibis
from ibis import _

from keyfunnel.kpis.guardrails.rows_by_period import periods, rows_by_period
from keyfunnel.kpis.guardrails.rule import Findings, Rule, Situation
from keyfunnel.kpis.measurement import Guardrail, Measurement, Severity
from keyfunnel.model.calendar import Period
from keyfunnel.texts import N_, Message

CODE = "price_or_campaign"
FEWEST_WINS = 5
HALF = 0.5
BANDS = 4
FILLED = 0.9
CAMPAIGN = N_("{share:percent} of its {wins} wins came from one campaign, {campaign}.")
PRICE = N_("It ranks {rank} of {products}; with ticket size held equal it would rank {other}.")

Wins = Mapping[tuple[Period, str], Mapping[str | None, float]]
"""By period and product: wins by campaign."""


def check(situation: Situation) -> Findings:
    if situation.query.by != ("product",):
        return {}
    wins = _wins(situation)
    held_equal = _rates_at_equal_size(situation) if situation.kpi.unit == "ratio" else _totals(wins)
    fired = {}
    for period in periods(situation):
        mine = {place: one for place, one in enumerate(situation.measurements) if one.period == period and _known(one)}
        now = _ranks({str(one.ids["product"]): float(one.value or 0) for one in mine.values()})
        then = _ranks({key: value for (of, key), value in held_equal.items() if of == period and key in now})
        for place, one in mine.items():
            key = str(one.ids["product"])
            message = _campaign(wins.get((period, key), {}))
            if message is None and len(then) == len(now) and now[key] != then[key]:
                message = Message(CODE, PRICE, {"rank": now[key], "products": len(now), "other": then[key]})
            if message is not None:
                fired[place] = Guardrail(Severity.INFO, message)
    return fired


def _known(one: Measurement) -> bool:
    return one.value is not None and one.ids["product"] is not None


def _wins(situation: Situation) -> Wins:
    found: dict[tuple[Period, str], dict[str | None, float]] = defaultdict(dict)
    for one in situation.ask(replace(situation.query, by=("product", "campaign")), "product_win_rate"):
        key = one.ids["product"]
        if key is not None and one.numerator:
            found[one.period, key][one.dimensions["campaign"]] = one.numerator
    return found


def _campaign(wins: Mapping[str | None, float]) -> Message | None:
    total = sum(wins.values())
    named = {name: n for name, n in wins.items() if name is not None}
    if total < FEWEST_WINS or not named:
        return None
    name, most = max(named.items(), key=lambda item: item[1])
    if most <= HALF * total:
        return None
    return Message(CODE, CAMPAIGN, {"share": most / total, "wins": round(total), "campaign": name})


def _totals(wins: Wins) -> dict[tuple[Period, str], float]:
    """What revenue and units would rank by if every deal were of the same size: the deals won."""
    return {key: sum(several.values()) for key, several in wins.items()}


def _rates_at_equal_size(situation: Situation) -> dict[tuple[Period, str], float]:
    """Win rates by period and product, each averaged over the same mix of quarters of ticket size; nothing where too
    few of the won or of the lost carry a value."""
    rows = rows_by_period(situation, "deal_products", "closed_on").filter(_.won | _.lost)
    valued = (rows["value"] > 0).fill_null(False)
    filled = rows.aggregate(
        won=rows.count(where=rows.won & valued) / rows.count(where=rows.won),
        lost=rows.count(where=rows.lost & valued) / rows.count(where=rows.lost),
    )
    share = filled.to_pyarrow().to_pylist()[0]
    if min(share["won"] or 0, share["lost"] or 0) < FILLED:
        return {}
    rows = rows.filter(valued & rows.product_id.notnull())
    rows = rows.mutate(_band=ibis.ntile(BANDS).over(ibis.window(group_by="period", order_by="value")))
    counted = rows.group_by(["period", "product_id", "_band"]).aggregate(n=rows.count(), won=rows.count(where=rows.won))
    bands: dict[tuple[int, int], int] = defaultdict(int)
    rates: dict[tuple[int, str], dict[int, float]] = defaultdict(dict)
    for row in counted.to_pyarrow().to_pylist():
        bands[row["period"], row["_band"]] += row["n"]
        rates[row["period"], row["product_id"]][row["_band"]] = row["won"] / row["n"]
    asked = periods(situation)
    found = {}
    for (place, product), by_band in rates.items():
        weight = sum(bands[place, band] for band in by_band)
        found[asked[place], product] = sum(bands[place, band] * rate for band, rate in by_band.items()) / weight
    return found


def _ranks(values: Mapping[str, float]) -> dict[str, int]:
    """1 for the largest; those alike share a rank."""
    return {key: 1 + sum(other > value for other in values.values()) for key, value in values.items()}


PRICE_OR_CAMPAIGN = Rule(
    CODE,
    N_("A product's rank changes when ticket size is held equal, or one campaign brought over half of its wins."),
    check,
)
