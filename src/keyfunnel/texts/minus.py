"""The sign for minus, as wide as a plus, where CLDR has most languages write a hyphen."""

MINUS = "\N{MINUS SIGN}"


def with_minus(written: str) -> str:
    """A number as it was ``written`` by its language's format, its sign included."""
    return written.replace("-", MINUS, 1)
