"""Values as they are compared: without case, accents, signs, legal forms and what else differs between sources."""

import pyarrow as pa
import pyarrow.compute as pc

from keyfunnel.intake.dedupe.fields import Compared, Kind
from keyfunnel.intake.typing.words import literal

_TITLES = (
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "sir",
    "jr",
    "sr",
    "phd",
    "ifj",
    "özv",
    "khun",
    "คุณ",
    "นาย",
    "นางสาว",
    "นาง",
)
_FORMS = (
    "inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "llp", "lp", "plc", "pty",
    "pte", "gmbh", "mbh", "ag", "kg", "ug", "se", "sa", "sas", "sarl", "srl", "spa", "bv", "nv", "ab", "as", "oy",
    "oyj", "aps", "kft", "zrt", "nyrt", "bt", "sp z o o", "the", "group", "holding", "holdings", "lda", "ltda",
    "eireli",
)  # fmt: skip
_FORMS_INSIDE = "有限责任公司|股份有限公司|有限公司|公司|株式会社|บริษัท|จำกัด|มหาชน"
# Mailboxes of a house rather than of a person.
_SHARED_MAILBOXES = (
    "info", "sales", "office", "contact", "admin", "support", "hello", "mail", "enquiries", "marketing", "billing",
    "accounts", "service", "noreply", "no-reply", "help", "team", "webmaster", "reception", "iroda",
)  # fmt: skip
_MAIL_PROVIDERS = (
    "gmail.com", "googlemail.com", "hotmail.com", "outlook.com", "yahoo.com", "icloud.com", "live.com", "qq.com",
    "163.com", "126.com", "freemail.hu", "citromail.hu", "aol.com", "gmx.de", "web.de",
)  # fmt: skip
_NOTHING = ("", "none", "null", "nan", "unknown")


def folded(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Text in lower case, of one width and composition (NFKC, which DuckDB lacks)."""
    return pc.utf8_trim_whitespace(pc.utf8_lower(pc.utf8_normalize(pc.cast(values, pa.string()), form="NFKC")))


def normal(column: Compared, sql: str) -> str:
    """``sql`` (folded text) as it is compared; NULL where it says nothing."""
    made = _NORMAL[column.field.kind](sql)
    return f"CASE WHEN {made} IN ({', '.join(map(literal, _NOTHING))}) THEN NULL ELSE {made} END"


def _words(sql: str, left_out: tuple[str, ...] = ()) -> str:
    """A list of the words, letters and digits only, accents taken off."""
    bare = rf"trim(regexp_replace(strip_accents({sql}), '[^\p{{L}}\p{{M}}\p{{N}}]+', ' ', 'g'))"
    words = f"string_split({bare}, ' ')"
    if not left_out:
        return words
    kept = f"list_filter({words}, lambda word: word NOT IN ({', '.join(map(literal, left_out))}))"
    return f"CASE WHEN len({kept}) > 0 THEN {kept} ELSE {words} END"  # The Group Inc. is called that


def _name(sql: str) -> str:
    """Words in the order of the alphabet: Green, Mitchell is Mitchell Green."""
    return f"array_to_string(list_sort({_words(sql, _TITLES)}), ' ')"


def _company(sql: str) -> str:
    bare = f"regexp_replace(replace({sql}, '.', ''), {literal(_FORMS_INSIDE)}, '', 'g')"
    return f"array_to_string({_words(bare, _FORMS)}, '')"


def _email(sql: str) -> str:
    shared = ", ".join(map(literal, _SHARED_MAILBOXES))
    bare = f"regexp_replace({sql}, '^mailto:|\\s', '', 'g')"
    return (
        f"CASE WHEN {bare} LIKE '%_@_%' AND split_part({bare}, '@', 1) NOT IN ({shared}) "
        f"THEN regexp_replace({bare}, '\\+[^@]*@', '@') ELSE '' END"
    )


def _phone(sql: str) -> str:
    """The last nine digits: with or without the prefix of the country or the trunk."""
    digits = rf"ltrim(regexp_replace({sql}, '\D', '', 'g'), '0')"
    return f"CASE WHEN length({digits}) >= 6 THEN right({digits}, 9) ELSE '' END"


def _domain(sql: str) -> str:
    host = f"regexp_extract({sql}, '^(?:[a-z]+://)?(?:[^@/]*@)?(?:www[0-9]?\\.)?([^/:?#\\s]+)', 1)"
    return f"CASE WHEN {host} IN ({', '.join(map(literal, _MAIL_PROVIDERS))}) THEN '' ELSE {host} END"


def _digits(sql: str) -> str:
    """Digits and letters alone; the time of a date of birth goes."""
    return rf"regexp_replace(regexp_replace({sql}, '[ t]00:00.*$', ''), '[^\p{{L}}\p{{N}}]', '', 'g')"


def _text(sql: str) -> str:
    return f"array_to_string({_words(sql)}, ' ')"


def _code(sql: str) -> str:
    return f"array_to_string({_words(sql)}, '')"


_NORMAL = {
    Kind.NAME: _name,
    Kind.COMPANY: _company,
    Kind.EMAIL: _email,
    Kind.PHONE: _phone,
    Kind.DOMAIN: _domain,
    Kind.DIGITS: _digits,
    Kind.WORDS: _text,
    Kind.CODE: _code,
    Kind.PLACE: _code,
}
