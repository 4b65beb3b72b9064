"""Text of a goals file → :class:`Document`. Whatever it doesn't understand is an error, never left out."""

import re
from collections.abc import Iterable

from keyfunnel.okr.models.choices import Ambition
from keyfunnel.planning.document.key_results import KEY_RESULT_FIELDS, key_result
from keyfunnel.planning.document.place import Place
from keyfunnel.planning.document.scopes import COMPANY, scopes
from keyfunnel.planning.document.shape import CycleSpec, Document, KeyResultSpec, ObjectiveSpec, ParentSpec
from keyfunnel.planning.document.yaml_tree import load
from keyfunnel.texts import N_

OBJECTIVE_FIELDS = ("key", "title", "scope", "owner", "ambition", "parent", "why", "number", "key_results")
PARENT_FIELDS = ("objective", "key_result", "cycle")
ANOTHER_OBJECTIVE = N_("there is another objective with the key {key!r} in line {line}")
ANOTHER_KEY_RESULT = N_("there is another key result with the key {key!r} in line {line}")
KEY = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*$")


def parse(text: str, name: str = "goals") -> tuple[Document, ...]:
    """One document for each cycle, usually one. ``name`` is what errors call the file.

    Raises :class:`~keyfunnel.model.errors.BadInput` naming the line and path.
    """
    documents = []
    cycles: dict[str, Place] = {}
    for place in load(text, name):
        documents.append(_document(place))
        cycle = documents[-1].cycle.name
        if cycle in cycles:
            said = N_("the cycle {cycle!r} is described twice (first in line {line})")
            raise place.wrong(said, cycle=cycle, line=str(cycles[cycle].line))
        cycles[cycle] = place
    return tuple(documents)


def _document(place: Place) -> Document:
    fields = place.fields(("cycle", "objectives"), required=("cycle", "objectives"))
    objectives = tuple(_objective(place) for place in fields["objectives"].items(N_("objectives")))
    _once(((objective.key, objective.at) for objective in objectives), ANOTHER_OBJECTIVE)
    return Document(_cycle(fields["cycle"]), objectives)


def _cycle(place: Place) -> CycleSpec:
    fields = place.fields(("name", "start", "end"), required=("name", "start", "end"))
    cycle = CycleSpec(fields["name"].text(80), fields["start"].date(), fields["end"].date())
    if cycle.end <= cycle.start:
        said = N_("the end is the first day after the cycle and must lie after {start}")
        raise fields["end"].wrong(said, start=str(cycle.start))
    return cycle


def _objective(place: Place) -> ObjectiveSpec:
    fields = place.fields(OBJECTIVE_FIELDS, required=("key", "title", "key_results"))
    key_results = tuple(_key_result(item) for item in fields["key_results"].items(N_("key results")))
    _once(((key_result.key, key_result.at) for key_result in key_results), ANOTHER_KEY_RESULT)
    if sum(key_result.weight for key_result in key_results) <= 0:
        none = (
            N_("the weights add up to zero; at least one must count")
            if key_results
            else N_("needs at least one key result")
        )
        raise fields["key_results"].wrong(none)
    title = fields["title"].text()
    return ObjectiveSpec(
        key=_key(fields["key"]),
        title=title,
        scopes=scopes(fields["scope"]) if "scope" in fields else (COMPANY,),
        key_results=key_results,
        at=place,
        why=fields["why"].text(5000) if "why" in fields else "",
        owner=fields["owner"].text(150) if "owner" in fields else "",
        ambition=Ambition(
            fields["ambition"].word(Ambition.values, N_("ambition")) if "ambition" in fields else "committed"
        ),
        parent=_parent(fields["parent"]) if "parent" in fields else None,
        number=key_result(fields["number"], key="number", title=title, own_number=True) if "number" in fields else None,
    )


def _key_result(place: Place) -> KeyResultSpec:
    fields = place.fields(KEY_RESULT_FIELDS, required=("key", "title"))
    return key_result(place, key=_key(fields["key"]), title=fields["title"].text())


def _ambition(place: Place) -> Ambition:
    return Ambition(place.word(Ambition.values, N_("ambition")))


def _parent(place: Place) -> ParentSpec:
    """``objective``, ``objective/key-result``, or a mapping that can name another cycle."""
    if isinstance(place.value, dict):
        fields = place.fields(PARENT_FIELDS, required=("objective",))
        text = {name: field.text() for name, field in fields.items()}
        return ParentSpec(text["objective"], text.get("key_result"), text.get("cycle"), place)
    objective, _, key_result_key = place.text().partition("/")
    return ParentSpec(objective, key_result_key or None, None, place)


def _key(place: Place) -> str:
    key = place.text(80)
    if not KEY.match(key):
        said = N_("{key!r} can't be a key: letters, digits, '.', '_' and '-' only, as in close-better")
        raise place.wrong(said, key=key)
    return key


def _once(keys: Iterable[tuple[str, Place]], another: str) -> None:
    seen: dict[str, Place] = {}
    for key, place in keys:
        if key in seen:
            raise place.wrong(another, key=key, line=str(seen[key].line))
        seen[key] = place
