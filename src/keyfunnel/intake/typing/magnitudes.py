"""Words and letters behind a number that multiply it: 1.2M, 850k, 1.5万, 2,5 Mio. €. Data, and how to look it up."""

import re
from functools import cache

from keyfunnel.intake.typing.formats import MIL
from keyfunnel.intake.typing.words import literal

# The power of ten of each, in lower case and without dots, by the languages that have them.
POWERS: dict[int, tuple[str, ...]] = {
    3: (
        "k", "thousand", "thousands", "miles", "milhares", "milliers", "tsd", "tausend", "t€", "t €", "teur", "tchf",
        "ezer", "e", "mila", "mille", "tusen", "tuhat",
        "tis", "tys", "тыс", "тис", "ribu", "rb", "nghìn", "ngàn", "bin", "mii", "พัน", "千",
    ),
    4: ("万", "萬", "หมื่น"),
    5: ("lakh", "lakhs", "lac", "lacs", "แสน", "十万", "十萬"),
    6: (
        "m", "mm", "mn", "mln", "mio", "mill", "million", "millions", "millionen", "millió", "milió", "millón",
        "millones", "mi", "milhão", "milhões", "milioni", "miljoner", "mnkr", "milj", "млн", "triệu", "juta", "jt",
        "milyon", "ล้าน", "百万", "百萬", "mil",
    ),
    7: ("crore", "crores", "cr", "千万", "千萬"),
    8: ("亿", "億"),
    9: (
        "b", "bn", "bln", "billion", "billions", "mrd", "md", "mld", "mia", "milliard", "milliards", "milliarden",
        "milliárd", "miliardi", "bi", "bilhão", "bilhões", "miliar", "milyar", "млрд", "tỷ", "พันล้าน", "十亿", "十億",
    ),
    12: ("tn", "trillion", "ล้านล้าน"),
}  # fmt: skip
# These mean one thing here and another there: mil is a million or a thousand, cr ten millions or a credit.
AMBIGUOUS = r"(?i)[0-9]\s*(?:mil|cr)(?:[^a-z]|$)"
# Where all that is written with letters is like this, it is minutes or metres rather than millions.
BARE_UNIT = r"^[-+]?[0-9]+\s?[mbe]$"
LETTERED = "[^-+0-9.,'’()%\\s\u00a0\u202f\u2009]"


@cache
def magnitude_pattern() -> str:
    words = sorted((word for powers in POWERS.values() for word in powers), key=len, reverse=True)
    return f"(?i:{'|'.join(map(re.escape, words))})"


def mil_is_thousand(locale: str) -> bool:
    """Whether ``mil`` is a thousand in the language of ``locale``."""
    return locale.replace("_", "-").split("-")[0].lower() in ("es", "pt", "ca", "gl")


def power_of(word: str, mil_is_thousand: bool) -> int:
    """The power of ten that ``word`` says, in lower case; 000 says three."""
    return 3 if word.strip("'s") == "000" else _powers(mil_is_thousand)[word]


def power_sql(word: str, marks: frozenset[str]) -> str:
    """The power of ten, as text, of the ``word`` for it; looked up in one long string, as months are."""
    directory = literal("".join(f"|{name}:{power:02d}" for name, power in _powers(MIL in marks).items()))
    key = f"lower({word})"
    return f"substr({directory}, nullif(instr({directory}, concat('|', {key}, ':')), 0) + length({key}) + 2, 2)"


def _powers(mil_is_thousand: bool) -> dict[str, int]:
    powers = {word: power for power, words in POWERS.items() for word in words}
    return powers | {"mil": 3 if mil_is_thousand else 6}
