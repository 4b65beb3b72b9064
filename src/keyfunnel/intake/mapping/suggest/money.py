"""The currency and the magnitude of amounts, where no column of its own tells: by signs in the cells or the header."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace

from keyfunnel.intake.mapping.rules import ColumnRule, Evidence
from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.reading.sheet import quoted
from keyfunnel.intake.typing.currencies import CURRENCY, meanings, sign_of
from keyfunnel.intake.typing.magnitudes import magnitude_pattern, mil_is_thousand, power_of
from keyfunnel.intake.typing.plain import plain
from keyfunnel.model.table import Table, Type
from keyfunnel.model.workspace import Workspace
from keyfunnel.texts import N_, Message

_MONEY = ("amount", "revenue", "cost", "mrr", "list_price", "unit_price", "unit_cost", "annual_revenue")
_SURE, _LIKELY = 0.9, 0.8
# Amount (€), Amount in EUR, 金额（万元）, Betrag [T€], Revenue ($M): what stands in brackets, or last.
_WORD = f"(?P<word>{magnitude_pattern()}|'?000s?)"
_UNIT = re.compile(
    rf"[(\[]\s*(?:in |en |em |ezer )?(?:{CURRENCY}\s*)?{_WORD}?[.]?\s*(?:de )?(?:{CURRENCY})?\s*[)\]]\s*$|"
    rf"(?:^|[\s_-])(?:in |en |em )?{CURRENCY}\s*$"
)


def currency_rule(
    table: Table, rules: Mapping[str, ColumnRule], looks: Sequence[Profile], workspace: Workspace
) -> ColumnRule | None:
    """The rule for ``currency``, where amounts are in another than the workspace's."""
    if "currency" not in table.names or "currency" in rules:
        return None
    for name in _MONEY:
        if name not in rules:
            continue
        sources = _sources(rules[name], looks)
        meant = meanings(workspace.currency, workspace.locale)
        codes = {meant.get(sign, sign.upper()) for source in sources for sign in source.signs}
        if not codes - {workspace.currency}:
            codes |= {meant.get(sign, sign.upper()) for source in sources if (sign := _sign_in_header(source))}
            if len(codes) != 1 or workspace.currency in codes:
                continue
            said = Message("header_in_currency", N_("the header of the amounts says {currency}"), _named(codes))
            return ColumnRule(constant=codes.pop(), evidence=Evidence(_LIKELY, (said,)))
        if header := rules[name].header:
            signs_differ = Message("signs_differ", N_("amounts are written with the signs of different currencies"))
            written = Message(
                "written_in_currency", N_("amounts are written with the sign of {currency}"), _named(codes)
            )
            return ColumnRule(header=header, evidence=Evidence(_SURE, (signs_differ if len(codes) > 1 else written,)))
        if len(codes) == 1:
            said = Message("written_in_currency", N_("amounts are written with the sign of {currency}"), _named(codes))
            return ColumnRule(constant=codes.pop(), evidence=Evidence(_SURE, (said,)))
    return None


def with_magnitudes(
    rules: Mapping[str, ColumnRule], looks: Sequence[Profile], workspace: Workspace
) -> dict[str, ColumnRule]:
    """``rules`` in which amounts below a header such as 金额（万元） are multiplied."""
    multiplied = dict(rules)
    for name in _MONEY:
        rule = rules.get(name)
        profile = next((p for p in looks if rule and p.column.header == rule.header), None)
        if rule is None or profile is None or not profile.column.reading(Type.NUMBER):
            continue
        if power := _power_in_header(profile, workspace):
            text = N_("its header says that it is in units of {unit}")
            said = Message("header_magnitude", text, {"unit": 10**power})
            evidence = replace(rule.evidence or Evidence(_LIKELY, ()), score=_LIKELY)
            multiplied[name] = ColumnRule(
                expression=f"{quoted(profile.column.header)} * {10**power}",
                evidence=replace(evidence, reasons=(*evidence.reasons, said)),
            )
    return multiplied


def _sources(rule: ColumnRule, looks: Sequence[Profile]) -> list[Profile]:
    """The columns that the rule takes its value from."""
    if rule.expression is not None:
        return [profile for profile in looks if quoted(profile.column.header) in rule.expression]
    return [profile for profile in looks if profile.column.header == rule.header]


def _sign_in_header(profile: Profile) -> str:
    found = _unit(profile)
    return sign_of(found[0]) if found else ""


def _power_in_header(profile: Profile, workspace: Workspace) -> int:
    """A letter alone says nothing without a currency: Revenue (M) may be that of a month."""
    found = _unit(profile)
    if not found or not found["word"]:
        return 0
    sign = _sign_in_header(profile)
    if len(found["word"]) == 1 and found["word"].isascii() and not sign:
        return 0
    return power_of(found["word"], mil_is_thousand(workspace.locale) or sign in ("r$", "brl"))


def _unit(profile: Profile) -> "re.Match[str] | None":
    return _UNIT.search(unicodedata.normalize("NFKC", plain(profile.header.written)).lower())


def _named(codes: set[str]) -> dict[str, str]:
    return {"currency": ", ".join(sorted(codes))}
