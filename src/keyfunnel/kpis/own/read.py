"""A workspace's KPI from the plain values of YAML, and back; what can't be is told with where it stands."""

import datetime as dt
from collections.abc import Collection
from dataclasses import fields
from typing import Any, Protocol, get_args

from keyfunnel.kpis.bases import BASES
from keyfunnel.kpis.catalogue import KPIS
from keyfunnel.kpis.kpi import Direction, Unit
from keyfunnel.kpis.own.conditions import OPERATORS, WORDS
from keyfunnel.kpis.own.manual import ACCUMULATES, MANUAL, NOT_OF_MANUAL
from keyfunnel.model.definitions import Condition, OwnKPI
from keyfunnel.model.errors import BadInput, did_you_mean, or_known
from keyfunnel.model.workspace import Phase
from keyfunnel.texts import N_, Message

FORMS = ("count", "sum", "ratio", "median", MANUAL)
FIELDS = tuple(field.name for field in fields(OwnKPI))
REQUIRED = ("key", "title", "form")
REQUIRED_OF_ROWS = ("base", "date")

# What isn't known, by what was asked for; "date" and "column" are those of a base.
NOT_KNOWN = {
    "field": N_("there is no field {word!r}{hint}"),
    "date": N_("there is no date {word!r} of {base}{hint}"),
    "column": N_("there is no column {word!r}{hint}"),
    "comparison": N_("there is no comparison {word!r}{hint}"),
}
OTHERWISE_NOT_KNOWN = N_("there is no {what} {word!r}{hint}")


class Wrong(Protocol):
    """Makes the error for what stands at a path inside the KPI, told in English with its fields."""

    def __call__(self, path: tuple[str, ...], what: str | Message, /, **params: Any) -> BadInput: ...


def read(written: Any, wrong: Wrong) -> OwnKPI:
    """Raises what ``wrong`` makes."""
    if not isinstance(written, dict):
        raise wrong((), N_("must be a mapping with {known}"), known=", ".join(REQUIRED))
    for name in written:
        _known(str(name), FIELDS, "field", (str(name),), wrong)
    manual = written.get("form") == MANUAL
    for name in (*REQUIRED, *(() if manual else REQUIRED_OF_ROWS)):
        if name not in written:
            raise wrong((), N_("{name} is missing"), name=name)
    if manual and (name := next((name for name in NOT_OF_MANUAL if name in written), None)):
        raise wrong((name,), N_("isn't said of a manual KPI: its values are entered, not counted"))
    text = {name: written.get(name) for name in FIELDS if name not in ("where", "among")}
    for name, value in text.items():
        if value is not None and not isinstance(value, str):
            raise wrong((name,), N_("{value!r} is not a text"), value=value)
    told = {name: value.strip() for name, value in text.items() if value is not None}
    _words(told, wrong)
    columns = () if manual else columns_of(told["base"])
    return OwnKPI(
        **told,
        where=_conditions(written.get("where"), "where", columns, wrong),
        among=_conditions(written.get("among"), "among", columns, wrong),
    )


def plain(kpi: OwnKPI) -> dict[str, Any]:
    """The inverse of :func:`read`; fields that say nothing are left out."""
    document: dict[str, Any] = {}
    for field in fields(OwnKPI):
        value = getattr(kpi, field.name)
        if field.name in ("where", "among"):
            if value:
                document[field.name] = {one.column: _written(one) for one in value}
        elif value:
            document[field.name] = value
    return document


def columns_of(base: str) -> tuple[str, ...]:
    """The columns that a filter, a sum or a median may name."""
    one = BASES[base]
    return tuple(dict.fromkeys((*one.shown, *one.dates, *one.dimensions, *(f"{name}_id" for name in one.dimensions))))


def _words(told: dict[str, str], wrong: Wrong) -> None:
    key = told["key"]
    if not key.isidentifier() or key != key.lower() or not key.isascii():
        raise wrong(("key",), N_("{key!r} can't be a key: lower case words joined by _, as in big_wins"), key=key)
    if key in KPIS:
        raise wrong(("key",), N_("the catalogue has a KPI {key!r} already; choose another key"), key=key)
    if not told["title"]:
        raise wrong(("title",), N_("says nothing"))
    usable = {name: one for name, one in BASES.items() if one.of is not None}
    for name, known in (
        ("form", FORMS),
        ("accumulates", ACCUMULATES),
        ("base", usable),
        ("unit", get_args(Unit)),
        ("direction", get_args(Direction)),
        ("phase", [phase.value for phase in Phase]),
    ):
        if name in told:
            _known(told[name], known, name, (name,), wrong)
    if told["form"] == MANUAL:
        return
    if "accumulates" in told:
        said = N_("is said of manual KPIs only: the form {form} says it already")
        raise wrong(("accumulates",), said, form=told["form"])
    _known(told["date"], BASES[told["base"]].dates, "date", ("date",), wrong, told["base"])
    if told["form"] in ("sum", "median") and not told.get("value"):
        raise wrong((), N_("value is missing: the column that the {form} is of"), form=told["form"])
    if told["form"] == "count" and told.get("value"):
        raise wrong(("value",), N_("a count has no value; did you mean the form sum?"))
    if told.get("value"):
        _known(told["value"], columns_of(told["base"]), "column", ("value",), wrong)


def _conditions(written: Any, name: str, columns: tuple[str, ...], wrong: Wrong) -> tuple[Condition, ...]:
    if written is None:
        return ()
    if not isinstance(written, dict):
        raise wrong((name,), N_("must be a mapping such as {{outcome: won, amount: {{at_least: 1000}}}}"))
    found = []
    for column, asked in written.items():
        path = (name, str(column))
        _known(str(column), columns, "column", path, wrong)
        found += [Condition(str(column), op, values) for op, values in _asked(asked, path, wrong)]
    return tuple(found)


def _asked(asked: Any, path: tuple[str, ...], wrong: Wrong) -> list[tuple[str, tuple[str | float | bool, ...]]]:
    if not isinstance(asked, dict):
        return [("is", _values(asked, path, wrong))]
    found = []
    for op, value in asked.items():
        inner = (*path, str(op))
        _known(str(op), WORDS, "comparison", inner, wrong)
        values = _values(value, inner, wrong)
        if (op in OPERATORS or op == "known") and len(values) != 1:
            raise wrong(inner, N_("takes one value"))
        if op == "known" and not isinstance(values[0], bool):
            raise wrong(inner, N_("takes true or false"))
        if op in OPERATORS and isinstance(values[0], str) and not _is_date(values[0]):
            said = N_("{value!r} is neither a number nor a date such as 2017-10-01")
            raise wrong(inner, said, value=values[0])
        found.append((str(op), values))
    return found


def _values(value: Any, path: tuple[str, ...], wrong: Wrong) -> tuple[str | float | bool, ...]:
    several = value if isinstance(value, list) else [value]
    plain_ones = [one.isoformat() if isinstance(one, dt.date) else one for one in several]
    if not several or not all(isinstance(one, (str, int, float, bool)) for one in plain_ones):
        raise wrong(path, N_("{value!r} is neither a word nor a number, nor a list of them"), value=value)
    return tuple(plain_ones)


def _written(one: Condition) -> Any:
    values = list(one.values) if len(one.values) > 1 else one.values[0]
    return values if one.op == "is" else {one.op: values}


def _is_date(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _known(word: str, known: Collection[str], what: str, path: tuple[str, ...], wrong: Wrong, base: str = "") -> None:
    if word not in known:
        hint = or_known(did_you_mean(word, known), known)
        raise wrong(path, NOT_KNOWN.get(what, OTHERWISE_NOT_KNOWN), what=what, word=word, base=base, hint=hint)
