"""Look-up of English sentences in the gettext catalogues under ``locale/``."""

from functools import lru_cache
from gettext import NullTranslations, translation
from pathlib import Path

LOCALE_DIR = Path(__file__).parent / "locale"

# What a language is called by those who speak it; the keys are Django's and the URLs'.
LANGUAGES: dict[str, str] = {"en": "English", "th": "ไทย", "zh-hans": "简体中文", "hu": "Magyar"}


def N_(text: str) -> str:  # noqa: N802 - the name every gettext extractor knows
    """Mark ``text`` for extraction without translating it yet."""
    return text


def translate(text: str, language: str = "en") -> str:
    """``text`` in ``language``; the English itself where the catalogue lacks it."""
    return _catalogue(language).gettext(text) if text else text


@lru_cache(maxsize=16)
def _catalogue(language: str) -> NullTranslations:
    return translation("django", LOCALE_DIR, languages=[locale_folder(language)], fallback=True)


def locale_folder(language: str) -> str:
    """Django's folder name of a language code: ``zh-hans`` is ``zh_Hans``."""
    base, _, rest = language.lower().partition("-")
    if not rest:
        return base
    return f"{base}_{rest.title() if len(rest) > 2 else rest.upper()}"


def forget() -> None:
    """Read the catalogues anew at the next look-up."""
    _catalogue.cache_clear()
