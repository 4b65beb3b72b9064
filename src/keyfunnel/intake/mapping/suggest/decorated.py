"""Names with something around them that programs put there: "[Ann Lee]", "Acme (https://…)", "Acme;#12"."""

from collections.abc import Mapping, Sequence

import duckdb

from keyfunnel.intake.mapping.rules import ColumnRule, Evidence
from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.reading.sheet import Sheet, quoted
from keyfunnel.intake.typing.words import literal
from keyfunnel.model.table import Table, Type
from keyfunnel.texts import N_, Message

# Lists of one, links, and keys behind what they are of; of several in a cell, the first. Nothing else has these forms.
_FORMS = (
    r"\[([^\[\],]+)(?:,[^\[\]]*)?\]",
    r"([^(),]+?) \(https?://[^()]*\)(?:, .*)?",
    r"([^;]+);#\d+(?:;#.*)?",
)
_SCORE, _LOOKED_AT = 0.8, 500


def undecorated(
    con: duckdb.DuckDBPyConnection,
    sheet: Sheet,
    table: Table,
    rules: Mapping[str, ColumnRule],
    profiles: Sequence[Profile],
) -> dict[str, ColumnRule]:
    """The references of ``table`` among ``rules`` whose cells are all names in one of these forms: the names."""
    by_header = {profile.column.header: profile for profile in profiles}
    found = {}
    for reference in table.references:
        rule = rules.get(reference.name)
        profile = by_header.get(rule.header or "") if rule else None
        if profile is None or profile.type is not Type.TEXT:
            continue
        few = f"SELECT {profile.column.cell} AS v FROM {sheet.relation} LIMIT {_LOOKED_AT}"
        asked = ", ".join(f"bool_and(regexp_full_match(v, {literal(form)}))" for form in _FORMS)
        fits = con.execute(f"SELECT {asked} FROM ({few}) WHERE v IS NOT NULL").fetchall()[0]
        if form := next((form for form, all_so in zip(_FORMS, fits, strict=True) if all_so), None):
            sql = f"regexp_extract({quoted(profile.column.header)}, {literal(form)}, 1)"
            reason = Message("undecorated", N_("its names have brackets, links or keys around them"))
            found[reference.name] = ColumnRule(expression=sql, evidence=Evidence(_SCORE, (reason,)))
    return found
