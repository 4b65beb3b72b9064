"""The currency of amounts, where no column of its own tells: by signs in the cells or in the header."""

from collections.abc import Mapping, Sequence

from keyfunnel.intake.mapping.rules import ColumnRule, Evidence
from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.reading.sheet import quoted
from keyfunnel.intake.typing.currencies import meanings
from keyfunnel.intake.typing.units import unit_of
from keyfunnel.model.table import Table
from keyfunnel.model.workspace import Workspace
from keyfunnel.texts import N_, Message

_MONEY = ("amount", "revenue", "cost", "mrr", "list_price", "unit_price", "unit_cost", "annual_revenue")
_SURE, _LIKELY = 0.9, 0.8


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
            codes |= {
                meant.get(sign, sign.upper()) for source in sources if (sign := unit_of(source.header.written).sign)
            }
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


def _sources(rule: ColumnRule, looks: Sequence[Profile]) -> list[Profile]:
    """The columns that the rule takes its value from."""
    if rule.expression is not None:
        return [profile for profile in looks if quoted(profile.column.header) in rule.expression]
    return [profile for profile in looks if profile.column.header == rule.header]


def _named(codes: set[str]) -> dict[str, str]:
    return {"currency": ", ".join(sorted(codes))}
