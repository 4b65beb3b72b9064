"""Numbers as people type them: with thousands apart, and with the decimal sign of their language."""

import re

_GROUPED = {
    ".": re.compile(r"^[-+]?\d{1,3}(?:[,\s]\d{3})+(?:\.\d+)?$"),
    ",": re.compile(r"^[-+]?(?:\d{1,3}(?:\s\d{3})+|\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:\.\d{3})+(?=,)|\d+)(?:,\d+)?$"),
}
# Where decimals follow a comma, 1.234 may be thousands as well as decimals: better asked than guessed.
_EITHER = re.compile(r"^[-+]?[1-9]\d{0,2}\.\d{3}$")


def number(written: str, decimal: str) -> float:
    """``decimal`` is ``"."`` or ``","``. Raises :class:`ValueError` for what is no number, or may be two."""
    if _GROUPED[decimal].match(written):
        apart = "," if decimal == "." else "."
        return float(re.sub(r"\s", "", written).replace(apart, "").replace(decimal, "."))
    if decimal == "," and _EITHER.match(written):
        raise ValueError(written)
    return float(written)
