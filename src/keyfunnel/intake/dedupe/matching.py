"""Pairs that are likely the same one, each with what speaks for and against it."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from keyfunnel.intake.dedupe.agreement import agreement, levels
from keyfunnel.intake.dedupe.blocking import BLOCKS, usable
from keyfunnel.intake.dedupe.engine import splink
from keyfunnel.intake.dedupe.fields import Compared, Kind
from keyfunnel.intake.dedupe.records import TABLE, Records, prepare
from keyfunnel.intake.dedupe.settings import Weights, settings
from keyfunnel.intake.dedupe.training import refine, train

# A wrong merge costs more than a missed one: whoever reviews should find at most one in twenty of the doubtful wrong.
THRESHOLD = 0.95
LIKELIER_THAN_NOT = 0.5


@dataclass(frozen=True)
class Evidence:
    """``agreement``: same, similar, close, different or missing. ``weight``: bits for (or against) being the same."""

    field: str
    left: str | None
    right: str | None
    agreement: str
    weight: float


@dataclass(frozen=True)
class Pair:
    """``left`` and ``right`` are positions of records, the first the smaller."""

    left: int
    right: int
    probability: float
    evidence: tuple[Evidence, ...]


def match(records: Records, threshold: float = THRESHOLD) -> list[Pair]:
    """Pairs at least as likely as ``threshold``, likeliest first. The same records give the same pairs.

    Raises :class:`~keyfunnel.model.errors.BadInput` where splink isn't installed.
    """
    splink()
    with duckdb.connect(config={"threads": 1}) as con:  # sums of floats in one order: the same answer every time
        columns = prepare(con, records)
        if not usable(BLOCKS, columns):
            return []
        return _pairs(con, records, columns, threshold)


def _pairs(
    con: duckdb.DuckDBPyConnection, records: Records, columns: Sequence[Compared], threshold: float
) -> list[Pair]:
    first = train(con, columns)
    weights = refine(con, columns, first, _predict(con, columns, first, LIKELIER_THAN_NOT))
    predicted = _predict(con, columns, weights, threshold)
    asked = ["unique_id_l", "unique_id_r", "match_probability"]
    for column in columns:
        asked.append(f'"gamma_{column.name}"')
        adjusted = f' + coalesce("mw_tf_adj_{column.name}", 0)' if weights.frequencies else ""
        asked.append(f'"mw_{column.name}"{adjusted}')
    found = con.execute(
        f"SELECT {', '.join(asked)} FROM {predicted} WHERE {plausible(columns, records.people)} "
        "ORDER BY match_probability DESC, unique_id_l, unique_id_r"
    ).fetchall()
    values = {column.name: records.values.column(column.name).to_pylist() for column in columns}
    return [_pair(row, columns, values) for row in found]


def _predict(con: duckdb.DuckDBPyConnection, columns: Sequence[Compared], weights: Weights, threshold: float) -> str:
    """The table of pairs that are at least as likely as ``threshold``."""
    module = splink()
    backend = module.DuckDBAPI(con)
    linker = module.Linker(backend.register(TABLE), settings(columns, weights), log_level=40)
    return str(linker.inference.predict(threshold_match_probability=threshold).physical_name)


def plausible(columns: Sequence[Compared], people: bool) -> str:
    """A condition on predicted pairs that keeps apart those who share a house: colleagues, families, subsidiaries.

    Fields don't agree independently there: telephone, address and company come together. So either the name must
    agree, or something that nobody else has.
    """
    identities = [_the_same(one) for one in columns if one.field.identity]
    if not people:
        return _any([*identities, *(_alike(one) for one in columns if one.field.name in ("company", "domain"))])
    full = [_alike(one) for one in columns if one.field.name == "name"]
    parts = {one.field.name: one for one in columns if one.field.name in ("given_name", "surname")}
    if len(parts) == 2:  # the surname alone is the family's
        full.append(f'({_alike(parts["given_name"])} AND "gamma_{parts["surname"].name}" <> 0)')
    return _any([*full, *identities])


def _any(conditions: Sequence[str]) -> str:
    return f"({' OR '.join(conditions) or 'false'})"


def _alike(column: Compared) -> str:
    return f'"gamma_{column.name}" > 0'


def _the_same(column: Compared) -> str:
    """A number may have one typing error; in an address of mail one letter is another colleague."""
    highest = len(levels(column)) - 1
    return f'"gamma_{column.name}" >= {highest - 1 if column.field.kind is Kind.DIGITS else highest}'


def _pair(row: tuple[float, ...], columns: Sequence[Compared], values: dict[str, list[str | None]]) -> Pair:
    left, right = int(row[0]), int(row[1])
    evidence = []
    for place, column in enumerate(columns):
        gamma, weight = int(row[3 + 2 * place]), row[4 + 2 * place]
        one, other = values[column.name][left], values[column.name][right]
        evidence.append(Evidence(column.name, one, other, agreement(column, gamma), round(float(weight), 2)))
    return Pair(left, right, round(float(row[2]), 6), tuple(evidence))
