"""Stages that nobody knows: kept, and reported where what is known should have them.

Where the workspace has named its stages, those are what is known. Until then stages are learnt from the data: a first
import makes its own known, but for those that look like another one misspelt; a later one is told of stages that no
import before it had.
"""

from collections.abc import Iterable, Mapping

from rapidfuzz.fuzz import ratio

from keyfunnel.intake.cleaning.bench import Bench
from keyfunnel.intake.finding import Finding
from keyfunnel.intake.mapping.suggest.standing import outcome_of
from keyfunnel.model.table import Table
from keyfunnel.model.workspace import DEFAULT_STAGES
from keyfunnel.texts import N_, Message

NAMED = 5
# A stage is another one misspelt when it is so much like it, out of 100, and so many times rarer.
_ALIKE, _RARER = 85, 20


def report(bench: Bench, table: Table) -> None:
    """Note the rows of this import in stages that are unknown and end no deal."""
    if table.name not in ("deals", "deal_stages"):
        return
    found = bench.ask(
        f"SELECT _sheet, stage, count(*) AS n FROM new_{table.name} WHERE _listed AND stage IS NOT NULL "
        "GROUP BY 1, 2 ORDER BY 1, n DESC, 2"
    )
    rows_of: dict[str, int] = {}
    for _, stage, n in found:
        rows_of[stage] = rows_of.get(stage, 0) + n
    text, unknown = _unknown(bench, table, rows_of)
    for sheet in sorted({row[0] for row in found}):
        mine = [(stage, n) for number, stage, n in found if number == sheet and stage in unknown]
        if mine:
            rows, named = sum(n for _, n in mine), ", ".join(stage for stage, _ in mine[:NAMED])
            said = f"{named} …" if len(mine) > NAMED else named
            message = Message("unknown_stage", text, {"rows": rows, "stages": said})
            bench.notice(sheet, Finding("unknown_stage", f"{table.name}.stage", rows, message))


def _unknown(bench: Bench, table: Table, rows_of: Mapping[str, int]) -> tuple[str, frozenset[str]]:
    """The sentence that says why, and the stages it is about."""
    funnel = {name.casefold() for stage in bench.workspace.stages for name in (stage.name, *stage.crm)}
    open_ = [stage for stage in rows_of if stage.casefold() not in funnel and outcome_of(stage) == "open"]
    if bench.workspace.stages != DEFAULT_STAGES:
        text = N_(
            "{rows:# row is|# rows are} in stages that no stage of the funnel counts: {stages}; {rows:it is kept as "
            "it is|they are kept as they are}"
        )
        return text, frozenset(open_)
    if before := _before(bench, table):
        text = N_(
            "{rows:# row is|# rows are} in stages that no import had before: {stages}; {rows:it is kept as it is|they "
            "are kept as they are}"
        )
        return text, frozenset(stage for stage in open_ if stage.casefold() not in before)
    text = N_(
        "{rows:# row is|# rows are} in stages that look like others misspelt: {stages}; {rows:it is kept as it "
        "is|they are kept as they are}"
    )
    return text, frozenset(stage for stage in open_ if _is_misspelt(stage, rows_of))


def _before(bench: Bench, table: Table) -> frozenset[str]:
    if not bench.stood(table):
        return frozenset()
    found: Iterable[tuple[str]] = bench.ask(f"SELECT DISTINCT stage FROM old_{table.name} WHERE stage IS NOT NULL")
    return frozenset(stage.casefold() for (stage,) in found)


def _is_misspelt(stage: str, rows_of: Mapping[str, int]) -> bool:
    return any(
        rows >= _RARER * rows_of[stage] and ratio(stage.casefold(), other.casefold()) >= _ALIKE
        for other, rows in rows_of.items()
    )
