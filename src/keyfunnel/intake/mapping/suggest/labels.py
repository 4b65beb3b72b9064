"""Lists of stages and pipelines, as CRMs' interfaces give them: other tables have only their keys."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import duckdb

from keyfunnel.intake.mapping.rules import ColumnRule, Evidence
from keyfunnel.intake.mapping.suggest.fit import outcome_of
from keyfunnel.intake.mapping.suggest.outcomes import flag
from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.reading.sheet import Sheet
from keyfunnel.intake.typing.words import TRUE_WORDS, one_of
from keyfunnel.texts import N_, Message

_KEYS = ("stage id", "pipeline id", "id")
_LABELS = ("label", "name", "stage name", "master label", "pipeline name", "title")
_MOST = 2000


@dataclass(frozen=True)
class Labels:
    """What each key of a list is called, and for stages how a deal stands there."""

    source: str
    names: Mapping[str, str]
    outcomes: Mapping[str, str]


def labels(
    con: duckdb.DuckDBPyConnection, looks: Mapping[str, Sequence[Profile]], sheets: Sequence[Sheet]
) -> list[Labels]:
    return [found for sheet in sheets if (found := _labels(con, sheet, looks[sheet.relation]))]


def labelled(
    rules: Mapping[str, ColumnRule], profiles: Sequence[Profile], lists: Sequence[Labels]
) -> dict[str, ColumnRule]:
    """``rules`` with the names of stages and pipelines in the place of their keys, and the outcome a stage means."""
    by_header = {profile.column.header: profile for profile in profiles}
    named = dict(rules)
    for column in ("stage", "pipeline"):
        rule = rules.get(column)
        profile = by_header.get(rule.header or "") if rule else None
        if rule is None or profile is None or not profile.values:
            continue
        known = next((one for one in lists if set(profile.values) & set(one.names)), None)
        if known is None:
            continue
        reason = Message("labelled", N_("its keys have names in {file}"), {"file": known.source})
        evidence = Evidence(0.95, (reason,))
        there = [value for value in profile.values if value in known.names]
        named[column] = replace(rule, values={value: known.names[value] for value in there}, evidence=evidence)
        if column == "stage" and known.outcomes and not _told(rules.get("outcome")):
            meant = {value: known.outcomes[value] for value in there}
            named["outcome"] = ColumnRule(header=rule.header, values=meant, evidence=evidence)
    return named


def _told(rule: ColumnRule | None) -> bool:
    """Whether the outcome is told already: by another rule than stages whose keys say nothing."""
    return rule is not None and (rule.header is None or bool({"won", "lost"} & set(rule.values.values())))


def _labels(con: duckdb.DuckDBPyConnection, sheet: Sheet, profiles: Sequence[Profile]) -> Labels | None:
    key, name = _first(_KEYS, profiles), _first(_LABELS, profiles)
    if key is None or name is None or sheet.rows > _MOST or key.uniqueness < 1:
        return None
    won, closed = flag("won", profiles), flag("closed", profiles)
    staged = won is not None
    if not staged and key.header.text == "id":
        return None

    def yes(profile: Profile | None) -> str:
        return one_of(profile.column.name, TRUE_WORDS) if profile else "false"

    cells = f"{key.column.cell}, {name.column.cell}"
    rows = con.execute(f"SELECT {cells}, {yes(won)}, {yes(closed)} FROM {sheet.relation}").fetchall()
    rows = [row for row in rows if row[0] is not None and row[1] is not None]
    outcomes = {k: "won" if won_ else "lost" if closed_ else outcome_of(label) for k, label, won_, closed_ in rows}
    return Labels(sheet.name, {row[0]: row[1] for row in rows}, outcomes if staged else {})


def _first(known: Sequence[str], profiles: Sequence[Profile]) -> Profile | None:
    return next((p for text in known for p in profiles if p.header.text == text and p.filled), None)
