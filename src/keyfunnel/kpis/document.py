"""Measurements, and changes of them taken apart, as JSON and back, exactly, messages included."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import numpy as np

from keyfunnel.kpis.measurement import Guardrail, Measurement, Severity
from keyfunnel.kpis.why.explained import Effects, Factor, Part, Side, Split, Usual, Why
from keyfunnel.model.calendar import Period
from keyfunnel.stats.decomposition import Concentration
from keyfunnel.texts import Message
from keyfunnel.texts.packed import packed, unpacked

# Each a list of its fields' values, under its name.
_KNOWN = {
    one.__name__: one
    for one in (Measurement, Guardrail, Period, Why, Split, Part, Effects, Side, Factor, Usual, Concentration)
}
_MESSAGE, _DATE, _NAMES, _SEVERITY = "message", "date", "names", "severity"


def as_document(told: Any) -> Any:
    """``told``: a :class:`Measurement`, a :class:`Why` or a sequence of them. Raises :class:`TypeError` for a value
    that JSON has no way to keep."""
    match told:
        case Message():
            return {_MESSAGE: packed(told)}
        case Severity():
            return {_SEVERITY: str(told)}
        case dt.date():
            return {_DATE: told.isoformat()}
        case np.generic():
            return told.item()
        case None | bool() | int() | float() | str():
            return told
        case Mapping():
            return {_NAMES: {str(name): as_document(value) for name, value in told.items()}}
        case list() | tuple():
            return [as_document(one) for one in told]
    name = type(told).__name__
    if name not in _KNOWN:
        raise TypeError(f"{name} can't be kept")
    return {name: [as_document(getattr(told, field.name)) for field in fields(told)]}


def from_document(document: Any) -> Any:
    """What :func:`as_document` was given, sequences as tuples."""
    if isinstance(document, list):
        return tuple(from_document(one) for one in document)
    if not isinstance(document, dict):
        return document
    ((name, kept),) = document.items()
    match name:
        case "message":
            return unpacked(kept)
        case "severity":
            return Severity(kept)
        case "date":
            return dt.date.fromisoformat(kept)
        case "names":
            return {one: from_document(value) for one, value in kept.items()}
    return _KNOWN[name](*from_document(kept))
