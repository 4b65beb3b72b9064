"""Lists of stages, pipelines and sources, as CRMs' interfaces give them: other tables have only their keys."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import duckdb

from keyfunnel.intake.mapping.rules import ColumnRule, Evidence
from keyfunnel.intake.mapping.suggest.headers import singular, words
from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.mapping.suggest.standing import flag, outcome_of, outcomes
from keyfunnel.intake.reading.sheet import Sheet
from keyfunnel.intake.typing.words import TRUE_WORDS, one_of
from keyfunnel.texts import N_, Message

_KEYS = ("stage id", "pipeline id", "status id", "id")
_LABELS = ("label", "name", "stage name", "status name", "master label", "pipeline name", "title")
_LISTED = ("stage", "pipeline", "source")
_MOST = 2000


@dataclass(frozen=True)
class Labels:
    """What each key of a list is called, and for stages how a deal stands there. Where only the file's name says what
    is listed, its last word is ``of``."""

    source: str
    names: Mapping[str, str]
    outcomes: Mapping[str, str]
    of: str | None = None

    def tells_of(self, profile: Profile) -> bool:
        if self.of is None:
            return bool(set(profile.values) & set(self.names))
        spoken_of = profile.header.text.removesuffix(" id").split()[-1:]
        return spoken_of == [self.of] and set(profile.values) <= set(self.names)


def labels(
    con: duckdb.DuckDBPyConnection, looks: Mapping[str, Sequence[Profile]], sheets: Sequence[Sheet]
) -> list[Labels]:
    return [found for sheet in sheets if (found := _labels(con, sheet, looks[sheet.relation]))]


def labelled(
    rules: Mapping[str, ColumnRule], profiles: Sequence[Profile], lists: Sequence[Labels]
) -> dict[str, ColumnRule]:
    """``rules`` with names in the place of keys, and the outcome a stage means."""
    by_header = {profile.column.header: profile for profile in profiles}
    named = dict(rules)
    for column in _LISTED:
        rule = rules.get(column)
        profile = by_header.get(rule.header or "") if rule else None
        if rule is None or profile is None or not profile.values:
            continue
        known = next((one for one in lists if one.tells_of(profile)), None)
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
    key = _first(_KEYS, [profile for profile in profiles if profile.uniqueness == 1])
    name = _first(_LABELS, profiles)
    if key is None or name is None or sheet.rows > _MOST:
        return None
    won, closed = flag("won", profiles), flag("closed", profiles)
    kind = next((p for p in profiles if {"won", "lost"} <= set(outcomes(p).values())), None)
    by_file = key.header.text == "id" and won is None

    def yes(profile: Profile | None) -> str:
        return one_of(profile.column.name, TRUE_WORDS) if profile else "false"

    told = kind.column.cell if kind else name.column.cell
    cells = f"{key.column.cell}, {name.column.cell}, {told}"
    rows = con.execute(f"SELECT {cells}, {yes(won)}, {yes(closed)} FROM {sheet.relation}").fetchall()
    rows = [row for row in rows if row[0] is not None and row[1] is not None]
    meant = {
        k: "won" if won_ else "lost" if closed_ and won else outcome_of(said or label)
        for k, label, said, won_, closed_ in rows
    }
    tells = won is not None or {"won", "lost"} <= set(meant.values())
    return Labels(
        sheet.name, {row[0]: row[1] for row in rows}, meant if tells else {}, _last_word(sheet) if by_file else None
    )


def _last_word(sheet: Sheet) -> str:
    said = words(sheet.sheet or sheet.name.rsplit("/", 1)[-1].split(".", 1)[0]).split()
    return singular(said[-1]) if said else ""


def _first(known: Sequence[str], profiles: Sequence[Profile]) -> Profile | None:
    return next((p for text in known for p in profiles if p.header.text == text and p.filled), None)
