"""What a header says of the unit of the numbers below it: Amount (€), Amount in EUR, 金额（万元）, Betrag [T€]."""

import re
import unicodedata
from typing import NamedTuple

from keyfunnel.intake.typing.currencies import CURRENCY, sign_of
from keyfunnel.intake.typing.magnitudes import magnitude_pattern, mil_is_thousand, power_of

# What stands in brackets at the end, or last.
_WORD = f"(?P<word>{magnitude_pattern()}|'?000s?)"
_UNIT = re.compile(
    rf"[(\[]\s*(?:in |en |em |ezer )?(?:{CURRENCY}\s*)?{_WORD}?[.]?\s*(?:de )?(?:{CURRENCY})?\s*[)\]]\s*$|"
    rf"(?:^|[\s_-])(?:in |en |em )?{CURRENCY}\s*$"
)


class Unit(NamedTuple):
    """``sign`` of a currency, in lower case, empty where there is none; the numbers are in 10 to the ``power``."""

    sign: str = ""
    power: int = 0


def unit_of(header: str, locale: str = "en") -> Unit:
    """A letter alone says nothing without a currency: Revenue (M) may be that of a month."""
    found = _UNIT.search(unicodedata.normalize("NFKC", header).lower())
    if not found:
        return Unit()
    sign, word = sign_of(found[0]), found["word"]
    if not word or (len(word) == 1 and word.isascii() and not sign):
        return Unit(sign)
    return Unit(sign, power_of(word, mil_is_thousand(locale) or sign in ("r$", "brl")))
