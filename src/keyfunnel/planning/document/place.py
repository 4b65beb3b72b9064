"""A value of the goals file and where it stands; reads itself as text, number, date, list or mapping."""

import datetime as dt
import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from keyfunnel.model.errors import BadInput, did_you_mean, or_known
from keyfunnel.planning.document.amount import Amount
from keyfunnel.texts import N_, Message

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

    def wrong(self, what: str | Message, /, **params: Any) -> BadInput:
        """``what`` is wrong here: English, marked for translation, with ``params`` for its named fields."""
        problem = what if isinstance(what, Message) else Message("refused", what, params)
        return wrong_at(self.file, self.line, self.path, problem)

    def fields(self, known: Collection[str], required: Collection[str] = ()) -> Mapping[str, "Place"]:
        """The mapping's fields. Raises for one that isn't ``known`` or is ``required`` and absent."""
        if not isinstance(self.value, dict):
            raise self.wrong(N_("must be a mapping with {known}, not {kind}"), known=", ".join(known), kind=self._kind)
        for key, place in self.value.items():
            if key not in known:
                hint = or_known(did_you_mean(key, known), known)
                raise place.wrong(N_("there is no field {key!r} here{hint}"), key=key, hint=hint)
        for key in required:
            if key not in self.value:
                raise self.wrong(N_("{name} is missing"), name=key)
        return self.value

    def inner(self, key: str) -> "Place":
        """The place of one field of a mapping, else its own."""
        return self.value.get(key, self) if isinstance(self.value, dict) else self

    def items(self, what: str) -> list["Place"]:
        if not isinstance(self.value, list):
            raise self.wrong(N_("must be a list of {what}, not {kind}"), what=Message("what", what), kind=self._kind)
        return self.value

    def one_or_many(self) -> list["Place"]:
        return self.value if isinstance(self.value, list) else [self]

    def text(self, longest: int = 300) -> str:
        """A non-empty text, as it is written: a name such as 2017 needs no quotes."""
        text = "" if isinstance(self.value, (list, dict)) or self.value is None else self.written.strip()
        if not text:
            raise self.wrong(N_("must be a text, not {kind}"), kind=self._kind)
        if len(text) > longest:
            raise self.wrong(
                N_("is {length} characters long; at most {longest} fit"), length=len(text), longest=longest
            )
        return text

    def word(self, known: Collection[str], what: str) -> str:
        """One of ``known``."""
        text = self.text()
        if text not in known:
            hint = or_known(did_you_mean(text, known), known)
            said = N_("there is no {what} {word!r}{hint}")
            raise self.wrong(said, what=Message("what", what), word=text, hint=hint)
        return text

    def amount(self) -> Amount:
        """A number, or a percentage such as ``65 %``."""
        if isinstance(self.value, (int, float)) and not isinstance(self.value, bool):
            if not math.isfinite(self.value):
                raise self.wrong(N_("must be a finite number"))
            return Amount(float(self.value))
        if isinstance(self.value, str) and (percent := _PERCENT.match(self.value.strip())):
            return Amount(float(percent[1]) / 100, percent=True)
        said = N_("must be a number such as 1200000 or 0.65, or a percentage such as 65%, not {kind}")
        raise self.wrong(said, kind=self._kind)

    def date(self) -> dt.date:
        if isinstance(self.value, dt.date):
            return self.value
        if isinstance(self.value, str):
            try:
                return dt.date.fromisoformat(self.value.strip())
            except ValueError:
                pass
        raise self.wrong(N_("must be a date such as 2017-10-01, not {kind}"), kind=self._kind)

    @property
    def _kind(self) -> Message | str:
        match self.value:
            case None:
                return Message("kind", N_("nothing"))
            case list():
                return Message("kind", N_("a list"))
            case dict():
                return Message("kind", N_("a mapping"))
            case _:
                return repr(self.written)


def wrong_at(file: str, line: int, path: str, problem: Message) -> BadInput:
    """``path`` is empty where the whole document is meant."""
    text = N_("{file}, line {line}, {path}: {problem}") if path else N_("{file}, line {line}: {problem}")
    return BadInput(text, file=file, line=str(line), path=path, problem=problem)
