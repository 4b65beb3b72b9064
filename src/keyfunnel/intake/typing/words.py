"""Words that say a cell is empty."""

# As people and programs write "nothing here"; compared trimmed and without regard to case.
EMPTY_WORDS: tuple[str, ...] = (
    "", "-", "--", "---", "–", "—", ".", "?", "n/a", "#n/a", "na", "n.a.", "n.a", "null", "(null)", "<null>", "nil",
    "none", "nan", "\\n", "#null!", "#ref!", "#value!", "#div/0!", "#name?", "(blank)", "(empty)", "nat",
    "not available", "not applicable", "undefined",
)  # fmt: skip

# What trimming takes away: ASCII white space, and the no-break, zero-width, ideographic and byte-order-mark characters.
BLANKS = " \t\r\n\v\f\u00a0\u2007\u202f\u200b\u3000\ufeff"


def trimmed(sql: str) -> str:
    """``sql`` without blanks at its ends."""
    return f"trim({sql}, '{BLANKS}')"


def empty_to_null(sql: str) -> str:
    """``sql`` trimmed, NULL where it is a word for nothing."""
    words = ", ".join("'" + word + "'" for word in EMPTY_WORDS)
    return f"CASE WHEN lower({trimmed(sql)}) NOT IN ({words}) THEN {trimmed(sql)} END"
