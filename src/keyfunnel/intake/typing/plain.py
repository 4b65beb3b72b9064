"""Cells in ASCII digits and clock times where they are written otherwise: ๑๒๓ is 123, 14时05分 is 14:05.

The same in SQL, for whole columns, and in Python, for a sample; patterns are valid for both RE2 and Python.
"""

import re
from functools import reduce

from keyfunnel.intake.typing.formats import CLOCK, DIGITS
from keyfunnel.intake.typing.words import literal

# The noughts of Arabic, Persian, Devanagari, Bengali, Thai, Lao, Burmese, Khmer and full-width digits.
_NOUGHTS = "\u0660\u06f0\u0966\u09e6\u0e50\u0ed0\u1040\u17e0\uff10"
_FULL_WIDTH = "\uff0c\uff0e\uff0d\uff0b\uff05\uff08\uff09\uff1a\uff0f"
_OTHERS = "".join(chr(ord(nought) + n) for nought in _NOUGHTS for n in range(10)) + _FULL_WIDTH + "\u066b\u066c"
_ASCII = "0123456789" * len(_NOUGHTS) + ",.-+%():/.,"
_TRANSLATED = str.maketrans(_OTHERS, _ASCII)

_SPACE = "[ \u00a0\u202f]*"
_HOUR = f"{_SPACE}(?:时|時|点|點|[hH]){_SPACE}"
_MINUTE = f"{_SPACE}(?:分|min|m){_SPACE}"
_EARLY, _LATE = "(?:上午|凌晨|早上)", "(?:下午|中午|傍晚|晚上)"
# What takes the place of what, one after the other. A minute or second of one digit gets its nought first.
_CLOCKS: tuple[tuple[str, str], ...] = (
    ("(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]", ""),
    (f"เวลา{_SPACE}", ""),
    ("([时時点點])([0-9])分", r"\g<1>0\2分"),
    ("分([0-9])秒", r"分0\1秒"),
    (f"([0-9]{{1,2}}){_HOUR}([0-9]{{2}}){_MINUTE}([0-9]{{2}}){_SPACE}[秒s]?", r"\1:\2:\3"),
    (f"([0-9]{{1,2}}){_HOUR}([0-9]{{2}})(?:{_MINUTE})?", r"\1:\2"),
    ("([0-9]{1,2})[时時点點]整?", r"\1:00"),
    (f"{_EARLY}{_SPACE}([0-9]{{1,2}}:[0-9:]+)", r"\1 AM"),
    (f"{_LATE}{_SPACE}([0-9]{{1,2}}:[0-9:]+)", r"\1 PM"),
    # 14.05 is a time behind a whole date, or where a word for it follows.
    ("([/.-][0-9]{4}[ ,]+[0-9]{1,2})[.]([0-9]{2})[.]([0-9]{2})$", r"\1:\2:\3"),
    ("([/.-][0-9]{4}[ ,]+[0-9]{1,2})[.]([0-9]{2})$", r"\1:\2"),
    (f"([0-9]{{1,2}})[.]([0-9]{{2}}){_SPACE}(?:น[.]?|Uhr|uur)$", r"\1:\2"),
)
_PATTERNS = {DIGITS: f"[{_OTHERS}]", CLOCK: "|".join(pattern for pattern, _ in _CLOCKS)}

_DRESSED = re.compile("|".join(_PATTERNS.values()))


def plain(cell: str) -> str:
    if not _DRESSED.search(cell):
        return cell
    text = cell.translate(_TRANSLATED)
    for pattern, replacement in _CLOCKS:
        text = re.sub(pattern, replacement, text)
    return text


def plain_sql(sql: str, marks: frozenset[str] = frozenset({DIGITS, CLOCK})) -> str:
    """The text ``sql`` rewritten as far as ``marks`` ask; one look tells that the usual cell needs nothing."""
    if DIGITS in marks:
        translated = f"translate({sql}, {literal(_OTHERS)}, {literal(_ASCII)})"
        sql = f"CASE WHEN {wears_sql(DIGITS, sql)} THEN {translated} ELSE {sql} END"
    if CLOCK in marks:
        rewritten = reduce(_replaced, _CLOCKS, sql)
        sql = f"CASE WHEN {wears_sql(CLOCK, sql)} THEN {rewritten} ELSE {sql} END"
    return sql


def wears_sql(mark: str, sql: str) -> str:
    """Whether the text ``sql`` is dressed as ``mark`` says; times in words are looked for among ASCII digits."""
    return f"regexp_matches({sql}, {literal(_PATTERNS[mark])})"


def _replaced(sql: str, one: tuple[str, str]) -> str:
    pattern, replacement = one
    return f"regexp_replace({sql}, {literal(pattern)}, {literal(replacement.replace('g<1>', '1'))}, 'g')"
