"""A value of the goals file and where it stands; reads itself as text, number, date, list or mapping."""

import datetime as dt
import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from keyfunnel.model.errors import BadInput, did_you_mean
from keyfunnel.planning.document.amount import Amount

Value: TypeAlias = "bool | int | float | str | dt.date | list[Place] | dict[str, Place] | None"

_PERCENT = re.compile(r"^([-+]?[0-9]+(?:\.[0-9]+)?)\s*%$")


@dataclass(frozen=True)
class Place:
    """``path`` reads ``objectives[0].key_results[1].kind``; ``written`` is a scalar's own text."""

    value: Value
    path: str
    line: int
    file: str
    written: str = ""

    def wrong(self, what: str) -> BadInput:
        return BadInput(f"{self.file}, line {self.line}{f', {self.path}' if self.path else ''}: {what}")

    def fields(self, known: Collection[str], required: Collection[str] = ()) -> Mapping[str, "Place"]:
        """The mapping's fields. Raises for one that isn't ``known`` or is ``required`` and absent."""
        if not isinstance(self.value, dict):
            raise self.wrong(f"must be a mapping with {', '.join(known)}, not {self._kind}")
        for key, place in self.value.items():
            if key not in known:
                hint = did_you_mean(key, known) or f"; known are {', '.join(known)}"
                raise place.wrong(f"there is no field {key!r} here{hint}")
        for key in required:
            if key not in self.value:
                raise self.wrong(f"{key} is missing")
        return self.value

    def inner(self, key: str) -> "Place":
        """The place of one field of a mapping, else its own."""
        return self.value.get(key, self) if isinstance(self.value, dict) else self

    def items(self, what: str) -> list["Place"]:
        if not isinstance(self.value, list):
            raise self.wrong(f"must be a list of {what}, not {self._kind}")
        return self.value

    def one_or_many(self) -> list["Place"]:
        return self.value if isinstance(self.value, list) else [self]

    def text(self, longest: int = 300) -> str:
        """A non-empty text, as it is written: a name such as 2017 needs no quotes."""
        text = "" if isinstance(self.value, (list, dict)) or self.value is None else self.written.strip()
        if not text:
            raise self.wrong(f"must be a text, not {self._kind}")
        if len(text) > longest:
            raise self.wrong(f"is {len(text)} characters long; at most {longest} fit")
        return text

    def word(self, known: Collection[str], what: str) -> str:
        """One of ``known``."""
        text = self.text()
        if text not in known:
            raise self.wrong(f"there is no {what} {text!r}{did_you_mean(text, known) or f'; one of {_list(known)}'}")
        return text

    def amount(self) -> Amount:
        """A number, or a percentage such as ``65 %``."""
        if isinstance(self.value, (int, float)) and not isinstance(self.value, bool):
            if not math.isfinite(self.value):
                raise self.wrong("must be a finite number")
            return Amount(float(self.value))
        if isinstance(self.value, str) and (percent := _PERCENT.match(self.value.strip())):
            return Amount(float(percent[1]) / 100, percent=True)
        raise self.wrong(f"must be a number such as 1200000 or 0.65, or a percentage such as 65 %, not {self._kind}")

    def date(self) -> dt.date:
        if isinstance(self.value, dt.date):
            return self.value
        if isinstance(self.value, str):
            try:
                return dt.date.fromisoformat(self.value.strip())
            except ValueError:
                pass
        raise self.wrong(f"must be a date such as 2017-10-01, not {self._kind}")

    @property
    def _kind(self) -> str:
        match self.value:
            case None:
                return "nothing"
            case list():
                return "a list"
            case dict():
                return "a mapping"
            case _:
                return repr(self.written)


def _list(known: Collection[str]) -> str:
    return ", ".join(known)
