"""Words that say a cell is empty, and words for yes and no. Data, and the SQL that compares with them."""

import re

# As people and programs write "nothing here"; compared trimmed and without regard to case.
EMPTY_WORDS: tuple[str, ...] = (
    "", "-", "--", "---", "–", "—", ".", "?", "n/a", "#n/a", "na", "n.a.", "n.a", "null", "(null)", "<null>", "nil",
    "none", "nan", "\\n", "#null!", "#ref!", "#value!", "#div/0!", "#name?", "(blank)", "(empty)", "nat",
    "not available", "not applicable", "undefined", "0000-00-00", "0000-00-00 00:00:00", "00.00.0000", "00/00/0000",
)  # fmt: skip

TRUE_WORDS: tuple[str, ...] = (
    "true", "t", "yes", "y", "1", "on", "x", "✓", "✔", "√", "☑", "✅", "checked",
    "igen", "i", "ja", "j", "oui", "sí", "si", "sim", "s",
    "是", "有", "对", "對", "ใช่", "จริง", "wahr", "igaz", "verdadero", "verdadeiro", "vrai",
)  # fmt: skip
FALSE_WORDS: tuple[str, ...] = (
    "false", "f", "no", "n", "0", "off", "unchecked", "✗", "✘", "❌", "☐",
    "nem", "nein", "non", "não", "nao", "否", "无", "無", "不是",
    "ไม่ใช่", "ไม่", "เท็จ", "falsch", "hamis", "falso", "faux",
)  # fmt: skip

# What trimming takes away: ASCII white space, and the no-break, zero-width, ideographic and byte-order-mark characters.
BLANKS = " \t\r\n\v\f\u00a0\u2007\u202f\u200b\u3000\ufeff"


def literal(text: str) -> str:
    """``text`` as an SQL string."""
    escaped = text.replace("'", "''")
    return f"'{escaped}'"


def one_of(sql: str, words: tuple[str, ...]) -> str:
    """Whether ``sql`` is one of ``words`` in any case.

    Not by IN: DuckDB makes a join of a long one, done for every row even where a CASE around it wouldn't ask.
    """
    return f"regexp_full_match({sql}, {literal(f'(?i){_any(words)}')})"


def _any(words: tuple[str, ...]) -> str:
    return f"({'|'.join(map(re.escape, words))})"


def trimmed(sql: str) -> str:
    """``sql`` without blanks at its ends. (Trimming every value by a set of characters is three times slower.)"""
    return f"CASE WHEN regexp_matches({sql}, {_ENDS}) THEN trim({sql}, {literal(BLANKS)}) ELSE {sql} END"


def empty_to_null(sql: str) -> str:
    """``sql`` trimmed, NULL where it is a word for nothing. One look tells that the usual cell needs neither."""
    bare = f"trim({sql}, {literal(BLANKS)})"
    return f"CASE WHEN {unusual_sql(sql)} THEN CASE WHEN NOT {one_of(bare, EMPTY_WORDS)} THEN {bare} END ELSE {sql} END"


def unusual_sql(sql: str) -> str:
    """Whether the cell ``sql`` isn't what :func:`empty_to_null` makes of it."""
    return f"regexp_matches({sql}, {_UNUSUAL})"


def unusual(cell: str) -> bool:
    """The same of a cell at hand."""
    return _UNUSUAL_CELL.search(cell) is not None


_ENDS = literal(f"^[{BLANKS}]|[{BLANKS}]$")
_UNUSUAL_CELL = re.compile(f"(?i)^[{BLANKS}]|[{BLANKS}]$|^{_any(EMPTY_WORDS)}$")
_UNUSUAL = literal(_UNUSUAL_CELL.pattern)
