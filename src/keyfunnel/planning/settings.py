"""Changing what numbers depend on: saved, measured anew, and every key result judged on the result."""

from pathlib import Path

from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.lake.settings import from_yaml
from keyfunnel.model.errors import BadInput
from keyfunnel.planning.measuring import measure_anew
from keyfunnel.texts import N_


def apply(home: Home, file: Path) -> Edition | None:
    """Apply the settings that ``file`` names; the others stay. The new edition, or None where none was needed.

    Raises :class:`BadInput` for settings that can't be used; nothing has changed then.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = str(getattr(error, "strerror", None) or error)
        raise BadInput(N_("{file} can't be read: {why}"), file=str(file), why=why) from None
    before = home.workspace
    after = from_yaml(text, str(file), before)
    if after.kpi_sets or after.references:
        from keyfunnel.kpis.sets import check_known, check_teams  # KPIs are loaded only where some are named

        check_known(after)
        check_teams((one for one in after.kpi_sets if one not in before.kpi_sets), _teams(home.lake.current()))
    if after == before:
        return None
    home.save(after)
    if after.measures_like(before):
        return None
    try:
        return measure_anew(home)
    except BaseException:
        home.save(before)
        raise


def _teams(edition: Edition | None) -> list[str]:
    """What teams are called."""
    if edition is None or "teams" not in edition.tables:
        return []
    return [word for team in edition.read("teams", ["name", "team_id"]).to_pylist() for word in team.values() if word]
