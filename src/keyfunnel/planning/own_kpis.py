"""A workspace's own KPIs, applied from a YAML file and exported to one."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from keyfunnel.kpis.own.read import plain, read
from keyfunnel.kpis.sets import check_known
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.lake.remeasure import remeasure
from keyfunnel.model.definitions import OwnKPI
from keyfunnel.model.errors import BadInput
from keyfunnel.okr.models import Cycle, KeyResult
from keyfunnel.okr.models.audit import record
from keyfunnel.planning.document.place import Place
from keyfunnel.planning.document.yaml_tree import load
from keyfunnel.planning.state import refresh_goals
from keyfunnel.texts import N_, Message

FIELDS = ("kpis",)


def apply_kpis(home: Home, file: Path) -> Edition | None:
    """Make the workspace's own KPIs those of ``file`` and measure them; None where nothing differs or nothing was
    imported yet.

    Raises :class:`BadInput`, naming line and place; nothing has changed then.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = str(getattr(error, "strerror", None) or error)
        raise BadInput(N_("{file} can't be read: {why}"), file=str(file), why=why) from None
    before = home.workspace
    after = replace(before, kpis=parse(text, file.name))
    check_known(after)
    _check_unused({one.key for one in before.kpis} - {one.key for one in after.kpis})
    if after == before:
        return None
    home.save(after)
    try:
        edition = remeasure(home)
    except BaseException:
        home.save(before)
        raise
    record(None, "KPIs defined", home.path.name, before=_documents(before.kpis), after=_documents(after.kpis))
    if edition is not None:
        refresh_goals(home)
    return edition


def export_kpis(home: Home) -> str:
    """The workspace's own KPIs as :func:`apply_kpis` takes them."""
    document = {"kpis": [plain(one) for one in home.workspace.kpis]}
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=120)


def parse(text: str, name: str) -> tuple[OwnKPI, ...]:
    """Raises :class:`BadInput` naming the line and path."""
    places = load(text, name)
    if len(places) > 1:
        raise places[1].wrong(N_("the file holds one document; remove the ---"))
    found: dict[str, OwnKPI] = {}
    for place in places[0].fields(FIELDS, required=FIELDS)["kpis"].items(N_("KPIs")):

        def wrong(path: tuple[str, ...], what: str | Message, /, place: Place = place, **params: Any) -> BadInput:
            at = place
            for step in path:
                at = at.inner(step)
            return at.wrong(what, **params)

        one = read(_plain(place), wrong)
        if one.key in found:
            raise wrong(("key",), N_("there is another KPI {key!r}"), key=one.key)
        found[one.key] = one
    return tuple(found.values())


def _check_unused(gone: set[str]) -> None:
    """Raises :class:`BadInput` where a running goal is measured by a KPI that would be gone."""
    running = KeyResult.objects.standing().filter(objective__cycle__in=Cycle.objects.unclosed())
    if used := running.filter(kpi__in=gone).first():
        text = N_("{kpi} is gone from the file, and the key result {key_result} is measured by it")
        raise BadInput(text, kpi=used.kpi, key_result=str(used))


def _documents(kpis: tuple[OwnKPI, ...]) -> dict[str, object]:
    return {one.key: plain(one) for one in kpis}


def _plain(place: Place) -> object:
    if isinstance(place.value, dict):
        return {name: _plain(inner) for name, inner in place.value.items()}
    return [_plain(item) for item in place.value] if isinstance(place.value, list) else place.value
