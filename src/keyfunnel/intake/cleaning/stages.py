"""Stages that the funnel doesn't know: kept, and counted for none of its stages until the settings name them."""

from keyfunnel.intake.cleaning.bench import Bench
from keyfunnel.intake.finding import Finding
from keyfunnel.intake.mapping.suggest.fit import outcome_of
from keyfunnel.model.table import Table
from keyfunnel.texts import N_, Message

NAMED = 5


def report(bench: Bench, table: Table) -> None:
    """Note the rows of this import in stages that no funnel stage counts and that end no deal."""
    if table.name not in ("deals", "deal_stages"):
        return
    known = {name.casefold() for stage in bench.workspace.stages for name in (stage.name, *stage.crm)}
    found = bench.ask(
        f"SELECT _sheet, stage, count(*) AS n FROM new_{table.name} WHERE _listed AND stage IS NOT NULL "
        "GROUP BY 1, 2 ORDER BY 1, n DESC, 2"
    )
    for sheet in sorted({row[0] for row in found}):
        unknown = [
            (stage, n)
            for number, stage, n in found
            if number == sheet and stage.casefold() not in known and outcome_of(stage) == "open"
        ]
        if not unknown:
            continue
        text = N_("{rows} rows are in stages that no stage of the funnel counts: {stages}; they are kept as they are")
        rows, named = sum(n for _, n in unknown), ", ".join(stage for stage, _ in unknown[:NAMED])
        said = f"{named} …" if len(unknown) > NAMED else named
        message = Message("unknown_stage", text, {"rows": rows, "stages": said})
        bench.notice(sheet, Finding("unknown_stage", f"{table.name}.stage", rows, message))
