"""What a workspace defines for itself (see :mod:`keyfunnel.model.definitions`), as plain values and back."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any

from keyfunnel.model.definitions import KPISet, OwnKPI, Reference
from keyfunnel.model.errors import BadInput, did_you_mean
from keyfunnel.model.working_time import WorkingHours
from keyfunnel.texts import N_, Message

KPIS = "kpis"
REFUSED = {float: N_("{value!r} is not a number"), str: N_("{value!r} is not a text")}
DEFINED: Mapping[str, type] = {"references": Reference, "kpi_sets": KPISet, "working_hours": WorkingHours}


def plain(one: Any) -> dict[str, Any]:
    """A definition's fields that aren't what they are by default."""
    if isinstance(one, OwnKPI):
        from keyfunnel.kpis.own.read import plain as of_kpi

        return of_kpi(one)
    said = {field.name: getattr(one, field.name) for field in fields(one) if getattr(one, field.name) != _usual(field)}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in said.items()}


def defined(name: str, written: Any, source: str) -> tuple[Any, ...]:
    """The inverse for a list of them. Raises :class:`BadInput`."""
    if not isinstance(written, list):
        raise BadInput.at(f"{source}: {name}", N_("must be a list"))
    if name == KPIS:
        return _kpis(written, source)
    return tuple(one(DEFINED[name], item, f"{source}: {name}[{place}]") for place, item in enumerate(written))


def one(kind: type, written: Any, source: str) -> Any:
    """A definition of ``kind`` from a mapping of its fields."""
    known = {field.name: field for field in fields(kind)}
    if not isinstance(written, dict):
        raise BadInput.at(source, N_("must be a mapping with {known}"), known=", ".join(known))
    for name in written:
        if name not in known:
            hint = did_you_mean(str(name), known)
            raise BadInput.at(source, N_("there is no field {name!r}{hint}"), name=name, hint=hint)
    for name, field in known.items():
        if name not in written and _usual(field) is MISSING:
            raise BadInput.at(source, N_("{name} is missing"), name=name)
    return kind(**{name: _typed(known[name], value, f"{source}.{name}") for name, value in written.items()})


def _kpis(written: list[Any], source: str) -> tuple[OwnKPI, ...]:
    if not written:
        return ()
    from keyfunnel.kpis.own.read import read  # only a workspace that has some waits for the engine

    found = []
    for place, item in enumerate(written):

        def wrong(path: tuple[str, ...], what: str | Message, /, place: int = place, **params: Any) -> BadInput:
            return BadInput.at(f"{source}: {'.'.join((f'{KPIS}[{place}]', *path))}", what, **params)

        found.append(read(item, wrong))
        if found[-1].key in [one.key for one in found[:-1]]:
            raise wrong(("key",), N_("there is another KPI {key!r}"), key=found[-1].key)
    return tuple(found)


def _usual(field: Any) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default


def _typed(field: Any, value: Any, source: str) -> Any:
    kind = field.type
    if kind is float and isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    if kind is str and isinstance(value, str):
        return value
    if kind not in (str, float) and isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise BadInput.at(source, REFUSED.get(kind, N_("{value!r} is not a list of words")), value=value)
