"""What currencies are called: codes, signs and names, as CLDR has them."""

import re
from functools import lru_cache

from babel import Locale
from babel.numbers import get_currency_name

from keyfunnel.intake.typing.words import literal

# Signs that mean one currency only; $, ¥ and kr mean several.
SIGNS: dict[str, str] = {
    "€": "EUR", "£": "GBP", "฿": "THB", "Ft": "HUF", "R$": "BRL", "US$": "USD", "A$": "AUD", "C$": "CAD",
    "HK$": "HKD", "NT$": "TWD", "S$": "SGD", "₹": "INR", "₩": "KRW", "₺": "TRY", "₽": "RUB", "₫": "VND", "₪": "ILS",
    "₴": "UAH", "₦": "NGN", "₱": "PHP", "zł": "PLN", "Kč": "CZK",
}  # fmt: skip
_LANGUAGES = ("en", "th", "zh", "zh_Hant", "hu", "pt", "es", "de")
_USUAL = (
    "USD", "EUR", "GBP", "JPY", "CNY", "THB", "HUF", "BRL", "INR", "AUD", "CAD", "CHF", "SEK", "NOK", "DKK", "PLN",
    "CZK", "RON", "TRY", "RUB", "UAH", "ILS", "ZAR", "MXN", "ARS", "CLP", "COP", "PEN", "SGD", "HKD", "TWD", "KRW",
    "IDR", "MYR", "PHP", "VND", "NZD", "AED", "SAR",
)  # fmt: skip


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    names = {sign.casefold(): code for sign, code in SIGNS.items()}
    for language in _LANGUAGES:
        for code in _USUAL:
            for count in (None, 1, 2):
                names.setdefault(get_currency_name(code, count=count, locale=language).casefold(), code)
    return names


def code_of(written: str) -> str | None:
    """The ISO 4217 code that ``written`` says by a sign or a name, or as it stands; None where it is unknown."""
    text = written.strip()
    if len(text) == 3 and text.upper() in Locale("en").currencies:
        return text.upper()
    return _names().get(text.casefold())


def sign_of(amount: str) -> str | None:
    """The code of the currency an amount is written with; None where it has no sign, or one of several meanings."""
    return code_of(re.sub(_NO_SIGN, "", amount)) if amount else None


def sign_sql(sql: str) -> str:
    """The code of the currency that the amount in the text ``sql`` is written with, NULL where it has no sign. Beside
    amounts with other signs, $ is the US dollar."""
    sign = f"regexp_replace({sql}, {literal(_NO_SIGN)}, '', 'g')"
    whens = " ".join(f"WHEN {literal(mark)} THEN {literal(code)}" for mark, code in {**SIGNS, "$": "USD"}.items())
    return f"CASE {sign} {whens} ELSE CASE WHEN length({sign}) = 3 THEN upper({sign}) END END"


# Whatever an amount is written with but for its currency; the spaces are no-break, thin and narrow.
_NO_SIGN = "[-+0-9.,'’()%|\\s\u00a0\u2009\u202f\u2212\u2013]"
