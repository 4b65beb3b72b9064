"""Exchange rates in whatever layout: one row for each currency and day, one column for each, or from one to another."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from babel import Locale

from keyfunnel.intake.mapping.rules import ColumnRule, Evidence, TableMapping
from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.reading.sheet import quoted
from keyfunnel.intake.typing.words import literal
from keyfunnel.model.table import Type
from keyfunnel.texts import N_, Message

_FROM = frozenset({"from", "from currency", "base", "base currency", "source currency", "currency from", "von", "de"})
_TO = frozenset({"to", "to currency", "target", "target currency", "quote currency", "currency to", "nach", "para"})
# A rate without a date holds for all that ever happened.
_ALWAYS = "1970-01-01"


@lru_cache(maxsize=1)
def currency_codes() -> frozenset[str]:
    return frozenset(Locale("en").currencies)


def wide_rates(profiles: Sequence[Profile]) -> tuple[TableMapping, ...]:
    """A table for each column that is headed by a currency's code, beside a date; empty where the sheet isn't so."""
    dates = [profile for profile in profiles if profile.type in (Type.DATE, Type.TIMESTAMP)]
    heads = [
        profile
        for profile in profiles
        if profile.header.written.strip() in currency_codes() and profile.column.reading(Type.NUMBER)
    ]
    if len(dates) != 1 or not heads or len(profiles) - len(heads) > 2:
        return ()
    reason = Message("rate_columns", N_("each of its columns is headed by a currency"))
    return tuple(
        TableMapping(
            "rates",
            {
                "currency": ColumnRule(constant=head.header.written.strip()),
                "on": ColumnRule(header=dates[0].column.header),
                "rate": ColumnRule(header=head.column.header),
            },
            where=f"{quoted(head.column.header)} IS NOT NULL",
            evidence=Evidence(0.95, (reason,)),
        )
        for head in heads
    )


def towards(rules: Mapping[str, ColumnRule], profiles: Sequence[Profile], currency: str) -> dict[str, ColumnRule]:
    """``rules`` of rates so that each says how much of the workspace's ``currency`` a unit is worth."""
    completed = dict(rules)
    base = next((profile for profile in profiles if profile.header.text in _FROM), None)
    quote = next((profile for profile in profiles if profile.header.text in _TO), None)
    if base and quote and (rate := rules.get("rate")) and rate.header:
        away, to = quoted(base.column.header), quoted(quote.column.header)
        value, ours = quoted(rate.header), literal(currency)
        reason = Message(
            "rate_towards", N_("read towards {currency}, whichever way it is written"), {"currency": currency}
        )
        evidence = Evidence(0.9, (reason,))
        completed["currency"] = ColumnRule(
            expression=f"CASE WHEN upper({to}) = {ours} THEN {away} WHEN upper({away}) = {ours} THEN {to} END",
            evidence=evidence,
        )
        completed["rate"] = ColumnRule(
            expression=f"CASE WHEN upper({to}) = {ours} THEN {value} ELSE 1.0 / nullif({value}, 0) END",
            evidence=evidence,
        )
    if "on" not in completed:
        reason = Message("rate_always", N_("no column says from when: they hold always"))
        completed["on"] = ColumnRule(constant=_ALWAYS, evidence=Evidence(0.6, (reason,)))
    return completed
