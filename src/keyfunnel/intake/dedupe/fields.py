"""What tells who somebody is: the fields records are compared by, and the headers they are recognised by."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How two values of a field are compared; see :mod:`keyfunnel.intake.dedupe.agreement`."""

    NAME = "name"
    COMPANY = "company"
    EMAIL = "email"
    PHONE = "phone"
    DOMAIN = "domain"
    DIGITS = "digits"
    WORDS = "words"
    CODE = "code"
    PLACE = "place"


@dataclass(frozen=True)
class Field:
    """``words``: headers as people write them, in lower case, every sign a space. ``identity``: nobody else has it."""

    name: str
    kind: Kind
    words: tuple[str, ...]
    identity: bool = False


FIELDS: tuple[Field, ...] = (
    Field("national_id", Kind.DIGITS, ("national id", "soc sec id", "social security number", "ssn", "tax id", "vat",
          "tax number", "vat number", "passport", "personal id", "id card", "registration number", "adószám",
          "เลขประจำตัว", "身份证号"), identity=True),
    Field("birth_date", Kind.DIGITS, ("date of birth", "birth date", "birthdate", "dob", "birthday", "born",
          "születési dátum", "วันเกิด", "出生日期"), identity=True),
    Field("email", Kind.EMAIL, ("email", "e mail", "email address", "e mail address", "mail", "อีเมล", "邮箱"),
          identity=True),
    Field("given_name", Kind.NAME, ("given name", "first name", "firstname", "forename", "keresztnév", "utónév", "名")),
    Field("surname", Kind.NAME, ("surname", "last name", "lastname", "family name", "vezetéknév", "นามสกุล", "姓")),
    Field("name", Kind.NAME, ("name", "full name", "contact name", "person", "contact", "név", "ชื่อ", "姓名")),
    Field("company", Kind.COMPANY, ("company", "company name", "account", "account name", "organisation",
          "organization", "organisation name", "organization name", "employer", "site name",
          "cég", "cégnév", "บริษัท", "公司")),
    Field("domain", Kind.DOMAIN, ("domain", "web domain", "website", "web site", "url", "homepage", "website url")),
    Field("phone", Kind.PHONE, ("phone", "telephone", "phone number", "tel", "mobile", "mobile phone", "telefon",
          "เบอร์โทร", "电话")),
    Field("house_number", Kind.CODE, ("street number", "house number", "building number", "street no", "house no")),
    Field("address", Kind.WORDS, ("address", "street", "street address", "address line", "street name", "cím",
          "mailing street", "billing street", "ที่อยู่", "地址")),
    Field("city", Kind.WORDS, ("city", "town", "suburb", "locality", "mailing city", "billing city", "város", "城市")),
    Field("postcode", Kind.CODE, ("postcode", "post code", "postal code", "zip", "zip code", "zipcode",
          "billing postal code", "mailing postal code", "irányítószám", "รหัสไปรษณีย์", "邮编")),
    Field("state", Kind.PLACE, ("state", "province", "county", "billing state", "mailing state", "จังหวัด", "省")),
    Field("country", Kind.PLACE, ("country", "country code", "billing country", "mailing country", "ország", "国家")),
)  # fmt: skip

_BY_WORDS = {words: field for field in FIELDS for words in field.words}
_BY_NAME = {field.name: field for field in FIELDS}


@dataclass(frozen=True)
class Compared:
    """A column that is compared: ``name`` is the field's, numbered where several columns are the same (``address_2``),
    ``source`` what it is called where it comes from."""

    name: str
    field: Field
    source: str


def recognise(headers: Iterable[str], named: Mapping[str, str] | None = None) -> tuple[Compared, ...]:
    """The headers that are fields, in their order. ``named`` gives the field of headers that are known beforehand
    (``""`` for those that say nothing)."""
    found: list[Compared] = []
    for header in headers:
        known = (named or {}).get(header)
        field = _by_header(header) if known is None else _BY_NAME.get(known)
        if field:
            before = sum(one.field is field for one in found)
            found.append(Compared(f"{field.name}_{before + 1}" if before else field.name, field, header))
    return tuple(found)


def _by_header(header: str) -> Field | None:
    """Also without the number of a header that is there several times (Address 2)."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)
    words = " ".join(re.sub(r"[\W_]+", " ", apart).lower().split())
    return _BY_WORDS.get(words) or _BY_WORDS.get(re.sub(r" \d+$", "", words))


def are_people(compared: Iterable[Compared]) -> bool:
    """Companies have neither names of persons nor births nor mailboxes."""
    return bool({"given_name", "surname", "name", "birth_date", "email"} & {one.field.name for one in compared})
