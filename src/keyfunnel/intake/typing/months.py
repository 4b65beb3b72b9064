"""What the months are called, in the languages dates come in."""

from functools import lru_cache

from babel.dates import get_month_names

from keyfunnel.intake.typing.words import literal

LANGUAGES: tuple[str, ...] = (
    "en", "th", "zh", "hu", "pt", "es", "de", "fr", "it", "nl", "sv", "da", "nb", "pl", "cs", "sk", "ro", "tr", "ru",
    "uk", "id", "vi", "fi",
)  # fmt: skip


@lru_cache(maxsize=1)
def month_numbers() -> dict[str, int]:
    """Names and abbreviations, lower case and without dots, to 1–12. A word that means different months in two
    languages stays with the one listed first."""
    numbers: dict[str, int] = {"sept": 9}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    numbers.setdefault(name.lower().replace(".", "").strip(), number)
    return {name: number for name, number in numbers.items() if not name[:1].isdigit() and " " not in name}


@lru_cache(maxsize=1)
def _directory() -> str:
    return "".join(f"|{name}:{number:02d}" for name, number in month_numbers().items())


def month_sql(name: str) -> str:
    """The month's number of the text ``name``, as two digits; NULL for another word. Looked up in one long string,
    which DuckDB plans much faster than a map or a CASE of some hundred names."""
    key = f"lower(replace({name}, '.', ''))"
    directory = literal(_directory())
    return f"substr({directory}, nullif(instr({directory}, concat('|', {key}, ':')), 0) + length({key}) + 2, 2)"
