"""Learning the weights from the data alone.

How often different ones agree by chance (u) is counted among pairs of a sample. How often the same one's records
agree (m) is estimated by expectation-maximisation among pairs that share a telling value, session by session, each
leaving out the value that brought its pairs together (Winkler 2000; splink does this). Where there is too little to
learn from, what is usual stands: a model of nothing but chance would call the least different pairs the same.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import duckdb

from keyfunnel.intake.dedupe.agreement import condition, levels
from keyfunnel.intake.dedupe.blocking import LEARNT_FROM, key, usable
from keyfunnel.intake.dedupe.engine import splink
from keyfunnel.intake.dedupe.fields import Compared, Kind
from keyfunnel.intake.dedupe.records import TABLE
from keyfunnel.intake.dedupe.settings import Shares, Weights, settings
from keyfunnel.intake.reading.sheet import quoted

SAMPLED = 450  # records; about 100,000 pairs
PAIRS_THAT_USUAL_U_COUNTS_FOR = 1000
PAIRS_THAT_USUAL_M_COUNTS_FOR = 50
LEARNT_FROM_PAIRS = 100  # fewer teach nothing
SESSIONS = 3
FIELDS_IN_A_SESSION = 3  # with fewer, agreement by chance can't be told from agreement of the same (identifiability)
FOUND_BY_RULES = 0.7  # of the pairs that are the same, so many are expected to be as clear as `sure`
LEAST_DUPLICATES = 0.01  # of the records: what is expected where no pair is clear
RECORDS_FOR_FREQUENCIES = 500  # fewer don't say which values are rare


def train(con: duckdb.DuckDBPyConnection, columns: Sequence[Compared]) -> Weights:
    """The weights for the table ``records``; the same records give the same weights."""
    records = int(con.execute(f"SELECT count(*) FROM {TABLE}").fetchall()[0][0])
    sure = _sure(con, columns)
    pairs = max(records * (records - 1) / 2, 1)
    prior = min(max(sure / FOUND_BY_RULES, LEAST_DUPLICATES * records) / pairs, 0.3)
    usual = {one.name: [level.m for level in levels(one)] for one in columns}
    weights = Weights(usual, _chance(con, columns), prior, frequencies=records >= RECORDS_FOR_FREQUENCIES)
    learnt = _learn(con, columns, weights) if sure >= LEARNT_FROM_PAIRS else {}
    m = {name: _mixed(learnt.get(name, {}), usual[name], sure) for name in usual}
    return Weights(m, weights.u, prior, weights.frequencies)


def refine(con: duckdb.DuckDBPyConnection, columns: Sequence[Compared], weights: Weights, likely: str) -> Weights:
    """``weights`` with chance counted again among pairs that aren't in ``likely`` (a table of predicted ones).

    In a short list the same ones that weren't clear at first are a good part of those who agree, and made agreement
    look like chance.
    """
    con.execute(f"INSERT INTO sure SELECT unique_id_l, unique_id_r FROM {likely}")
    con.execute("CREATE OR REPLACE TEMP TABLE sure AS SELECT DISTINCT l, r FROM sure")
    return replace(weights, u=_chance(con, columns))


def _sure(con: duckdb.DuckDBPyConnection, columns: Sequence[Compared]) -> int:
    """``sure``: pairs that share a telling value and two others besides (one, where there is but one)."""
    con.execute("CREATE TEMP TABLE sure (l BIGINT, r BIGINT)")
    for block in usable(LEARNT_FROM, columns):
        others = [one for one in columns if one.name not in block and one.field.kind is not Kind.PLACE]
        if others:
            alike = " + ".join(f"coalesce((a.{quoted(one.name)} = b.{quoted(one.name)})::INT, 0)" for one in others)
            con.execute(
                f"INSERT INTO sure SELECT a.unique_id, b.unique_id FROM {TABLE} AS a JOIN {TABLE} AS b "
                f"ON a.{key(block)} = b.{key(block)} AND a.unique_id < b.unique_id "
                f"WHERE {alike} >= {min(2, len(others))}"
            )
    con.execute("CREATE OR REPLACE TEMP TABLE sure AS SELECT DISTINCT l, r FROM sure")
    return int(con.execute("SELECT count(*) FROM sure").fetchall()[0][0])


def _chance(con: duckdb.DuckDBPyConnection, columns: Sequence[Compared]) -> Shares:
    """u: counted among the pairs of some records, the sure ones left out, smoothed by what is usual."""
    both = ", ".join(
        f"{side}.{quoted(one.name)} AS {quoted(f'{one.name}_{side}')}" for one in columns for side in ("l", "r")
    )
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE sampled AS SELECT * FROM {TABLE} "
        f"ORDER BY hash(unique_id), unique_id LIMIT {SAMPLED}"
    )
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE by_chance AS SELECT {both} FROM sampled AS l JOIN sampled AS r "
        "ON l.unique_id < r.unique_id WHERE NOT EXISTS "
        "(SELECT 1 FROM sure WHERE sure.l = l.unique_id AND sure.r = r.unique_id)"
    )
    return {one.name: _counted(con, one) for one in columns}


def _counted(con: duckdb.DuckDBPyConnection, column: Compared) -> list[float]:
    of_column = levels(column)
    at = " ".join(f"WHEN {condition(level, column.name)} THEN {place}" for place, level in enumerate(of_column))
    known = f'"{column.name}_l" IS NOT NULL AND "{column.name}_r" IS NOT NULL'
    counts = dict(
        con.execute(f"SELECT CASE {at} END AS at, count(*) FROM by_chance WHERE {known} GROUP BY 1").fetchall()
    )
    weight = PAIRS_THAT_USUAL_U_COUNTS_FOR
    total = sum(counts.values()) + weight
    return [(counts.get(place, 0) + weight * level.u) / total for place, level in enumerate(of_column)]


def _learn(
    con: duckdb.DuckDBPyConnection, columns: Sequence[Compared], weights: Weights
) -> dict[str, dict[str, float]]:
    """m by column and level's label, of those that a session could tell."""
    module = splink()
    backend = module.DuckDBAPI(con)
    linker = module.Linker(backend.register(TABLE), settings(columns, weights), log_level=40)
    sessions = 0
    for block in usable(LEARNT_FROM, columns):
        told = [one for one in columns if one.name not in block]
        if sessions < SESSIONS and len(told) >= FIELDS_IN_A_SESSION and _pairs(con, block) >= LEARNT_FROM_PAIRS:
            linker.training.estimate_parameters_using_expectation_maximisation(_rule(block), fix_u_probabilities=True)
            sessions += 1
    return _learnt(linker.misc.save_model_to_json()) if sessions else {}


def _rule(block: tuple[str, ...]) -> str:
    """With the key beside the columns themselves, so that a value that many share brings no pairs."""
    return " AND ".join(f'l."{name}" = r."{name}"' for name in (key(block), *block))


def _pairs(con: duckdb.DuckDBPyConnection, block: tuple[str, ...]) -> int:
    shared = f"SELECT count(*) AS n FROM {TABLE} WHERE {key(block)} IS NOT NULL GROUP BY {key(block)}"
    return int(con.execute(f"SELECT coalesce(sum(n * (n - 1) // 2), 0) FROM ({shared})").fetchall()[0][0])


def _learnt(model: dict[str, Any]) -> dict[str, dict[str, float]]:
    return {
        comparison["output_column_name"]: {
            level["label_for_charts"]: level["m_probability"]
            for level in comparison["comparison_levels"]
            if isinstance(level.get("m_probability"), float)
        }
        for comparison in model["comparisons"]
    }


def _mixed(learnt: dict[str, float], usual: Sequence[float], pairs: int) -> list[float]:
    """What was learnt, and the usual as if it were so many pairs more: nothing is ever impossible."""
    told = list(learnt.values())
    if len(told) != len(usual):
        return list(usual)
    weight = PAIRS_THAT_USUAL_M_COUNTS_FOR
    mixed = [(pairs * m + weight * before) / (pairs + weight) for m, before in zip(told, usual, strict=True)]
    return [m / sum(mixed) for m in mixed]
