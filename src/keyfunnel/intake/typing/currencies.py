"""What currencies are called: codes, signs and names, as CLDR has them."""

import re
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.numbers import get_currency_name, get_territory_currencies

from keyfunnel.intake.typing.words import literal

# Signs and words that mean one currency only.
SIGNS: dict[str, str] = {
    "€": "EUR", "£": "GBP", "฿": "THB", "Ft": "HUF", "R$": "BRL", "US$": "USD", "US $": "USD", "A$": "AUD",
    "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD", "NT$": "TWD", "NTD": "TWD", "S$": "SGD", "₹": "INR",
    "₩": "KRW", "₺": "TRY", "TL": "TRY", "₽": "RUB", "руб": "RUB", "₫": "VND", "₪": "ILS", "₴": "UAH", "грн": "UAH",
    "₦": "NGN", "₱": "PHP", "₡": "CRC", "₲": "PYG", "₵": "GHS", "₸": "KZT", "₾": "GEL", "zł": "PLN", "Kč": "CZK",
    "лв": "BGN", "lei": "RON", "SFr": "CHF", "Fr": "CHF", "Rp": "IDR", "RM": "MYR", "S/": "PEN", "RMB": "CNY",
    "บาท": "THB", "baht": "THB", "euro": "EUR", "euros": "EUR", "forint": "HUF", "reais": "BRL", "円": "JPY",
    "人民币": "CNY", "人民幣": "CNY", "美元": "USD", "美金": "USD", "欧元": "EUR", "歐元": "EUR", "日元": "JPY",
    "日圓": "JPY", "港元": "HKD", "港币": "HKD", "港幣": "HKD", "新台幣": "TWD", "新台币": "TWD", "英镑": "GBP",
    "英鎊": "GBP",
}  # fmt: skip
# Signs of several currencies, with the one meant where nothing tells; None where it can't be said.
SEVERAL: dict[str, tuple[str | None, tuple[str, ...]]] = {
    "$": ("USD", ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP")),
    "¥": (None, ("CNY", "JPY")),
    "￥": (None, ("CNY", "JPY")),
    "元": ("CNY", ("CNY", "TWD", "HKD")),
    "kr": (None, ("SEK", "NOK", "DKK", "ISK")),
    "Rs": ("INR", ("INR", "PKR", "LKR", "NPR", "MUR")),
}
# ISO 4217 codes that amounts are written with, as a pattern.
CODES = (
    "USD|EUR|GBP|JPY|CNY|THB|HUF|BRL|INR|AUD|CAD|CHF|SEK|NOK|DKK|ISK|PLN|CZK|RON|BGN|RSD|TRY|RUB|UAH|KZT|GEL|ILS|ZAR|"
    "MXN|ARS|CLP|COP|PEN|UYU|CRC|DOP|GTQ|SGD|HKD|TWD|KRW|IDR|MYR|PHP|VND|NZD|AED|SAR|QAR|KWD|EGP|MAD|NGN|KES|GHS|PKR|"
    "BDT|LKR"
)
_SIGN = "|".join(re.escape(sign) for sign in sorted({**SIGNS, **SEVERAL}, key=len, reverse=True))
# Any of them as written with an amount; valid for both RE2 and Python.
CURRENCY = rf"(?i:{CODES}|(?:{_SIGN})\.?)"
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


def sign_of(amount: str) -> str:
    """The code, else the sign that an amount is written with, in lower case; empty where there is none."""
    found = re.search(f"(?i:{CODES})", amount) or re.search(f"(?i:{_SIGN})", amount)
    return found[0].lower() if found else ""


@lru_cache(maxsize=64)
def meanings(own: str, locale: str) -> dict[str, str]:
    """Signs and codes of amounts to currencies. A sign of several means the workspace's ``own`` where it is among them,
    else that of the ``locale``'s country, else the one it means without more; one that can't be told means itself. Keys
    are in lower case."""
    here = _currency_of(locale)
    several = {
        sign: next((code for code in (own, here) if code in codes), usual or sign)
        for sign, (usual, codes) in SEVERAL.items()
    }
    return {sign.lower(): code for sign, code in {**SIGNS, **several}.items()}


def is_assumed(sign: str, own: str) -> bool:
    """Whether ``sign``, in lower case, is one of several currencies, none of them ``own``."""
    return any(sign == known.lower() and own not in codes for known, (_, codes) in SEVERAL.items())


def sign_sql(sql: str) -> str:
    """What :func:`sign_of` gives for the text ``sql``."""
    code, sign = (f"regexp_extract({sql}, {literal(f'(?i:{pattern})')})" for pattern in (CODES, _SIGN))
    return f"lower(CASE WHEN {code} <> '' THEN {code} ELSE {sign} END)"


def currency_sql(sql: str, own: str, locale: str) -> str:
    """The code of the currency that the amount in the text ``sql`` is written with, NULL where it has no sign."""
    sign = sign_sql(sql)
    whens = " ".join(f"WHEN {literal(mark)} THEN {literal(code)}" for mark, code in meanings(own, locale).items())
    return f"CASE {sign} WHEN '' THEN NULL {whens} ELSE upper({sign}) END"


def _currency_of(locale: str) -> str:
    try:
        known = Locale.parse(locale.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return ""
    likely = get_global("likely_subtags")
    territory = known.territory or str(likely.get(str(known)) or likely.get(known.language, "")).split("_")[-1]
    return next(iter(get_territory_currencies(territory)), "") if territory else ""
