"""What a KPI lacks to be computed here."""

from collections.abc import Sequence

from keyfunnel.kpis import library
from keyfunnel.kpis.bases import base, get
from keyfunnel.kpis.bases.kept import learnt
from keyfunnel.kpis.compute.entered import standing
from keyfunnel.kpis.compute.tally import Total
from keyfunnel.kpis.coverage import first_day
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.shapes import Complete, Entered, Ratio, bases_of, inputs_of
from keyfunnel.kpis.staged import lacks_stage
from keyfunnel.texts import APART, N_, Message, listed

NOTHING_ENTERED = Message("nothing_entered_yet", N_("No value was entered yet up to the day that the data reach."))
LACKS = N_("Needs data that has not been imported: {needed}.")
EITHER = N_("{one} or {other}")
NO_DATES = N_("No row has the date that puts it into a period: {date}.")


def unavailable(facts: Facts, key: str) -> Message | None:
    """Why the KPI can't be computed from these facts; None where it can."""
    return learnt(facts, f"unavailable {key}", lambda f: _unavailable(f, key))


def _unavailable(facts: Facts, key: str) -> Message | None:
    kpi = library.get(key, facts.workspace)
    if isinstance(kpi.shape, Entered):
        return None if _entered(facts, key) else NOTHING_ENTERED
    missing = [need for need in kpi.needs if not _met(facts, need)]
    unmade = (get(name) for name in bases_of(kpi.shape) if not get(name).can_be_made(facts))
    missing += [" | ".join(base.sources(facts)) for base in unmade if not missing]
    if missing:
        return Message("needs", LACKS, {"needed": listed([_either(need.split(" | ")) for need in missing], APART)})
    for other in inputs_of(kpi.shape):
        if (lacking := unavailable(facts, other)) is not None:
            return lacking
    if not kpi.takes_stage and (without := lacks_stage(facts, kpi, None)) is not None:
        return without
    if not inputs_of(kpi.shape) and first_day(facts, kpi.shape) is None:
        return Message("no_dates", NO_DATES, {"date": Message("date", kpi.date)})
    if isinstance(kpi.shape, Ratio):
        return next(filter(None, (_incomplete(facts, check) for check in kpi.shape.complete)), None)
    return None


def _entered(facts: Facts, key: str) -> bool:
    return facts.has("entries") and any(one["entered_on"] < facts.observed_end for one in standing(facts, key))


def _either(alternatives: Sequence[str]) -> Message | str:
    *others, last = alternatives
    return Message("either", EITHER, {"one": _either(others), "other": last}) if others else last


def _met(facts: Facts, need: str) -> bool:
    """Whether one of the alternatives was brought."""
    return any(_brought(facts, *alternative.split(".")) for alternative in need.split(" | "))


def _brought(facts: Facts, table: str, *columns: str) -> bool:
    return facts.has(table, *columns)


def _incomplete(facts: Facts, check: Complete) -> Message | None:
    table = base(facts, check.rows.base)
    dated = table.filter(table[check.rows.date].notnull())
    counts = dated.aggregate(
        rows=Total(None, check.rows.where).over(dated), filled=Total(None, check.filled.where).over(dated)
    )
    found = counts.to_pyarrow().to_pylist()[0]
    if found["filled"] >= check.share * found["rows"]:
        return None
    return Message("incomplete", check.text, {"filled": found["filled"], "rows": found["rows"], "needed": check.share})
