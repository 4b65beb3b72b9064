"""Who sells, told by the names of people that come again in a column whose header nobody knows."""

import re
from collections.abc import Sequence

from keyfunnel.intake.mapping.suggest.headers import said_in
from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.mapping.suggest.vocabulary import Match, vocabulary
from keyfunnel.model.table import Type

# Two to four words with capitals; and two or more Thai words, the first of which is no company's title.
_SPACED = re.compile(
    r"[A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_]*\.?(?:['’\-][^\W\d_]+)*(?: (?:[a-z]{2,3} )?[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’.\-]*){1,3}"
)
_THAI = re.compile(r"(?!บริษัท|ร้าน|ห้าง)[\u0e01-\u0e4e]+ [\u0e01-\u0e4e]+")
# The commonest hundred family names, four in five of all people in China and Taiwan, and one or two characters more.
_HAN = re.compile(
    "[王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂"
    "苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎余潘杜戴夏钟鍾汪田任姜范方石姚谭廖邹熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙万段钱汤尹黎易常武乔贺赖赖龚文]"
    "[\u4e00-\u9fff]{1,2}"
)
_SCORE, _SHARE = 0.6, 0.9
# So few people sell, and so few rows tell nothing.
_FEW, _MOST, _SOME_ROWS, _OFTEN = 2, 60, 20, 0.5


def by_names(missing: Sequence[str], profiles: Sequence[Profile]) -> dict[str, tuple[Profile, Match]]:
    """For ``owner_id``, where it is ``missing``, the only one of ``profiles`` with names of people that come again."""
    if "owner_id" not in missing:
        return {}
    named = [profile for profile in profiles if _names_people(profile)]
    return {"owner_id": (named[0], Match(_SCORE, named[0].header.text, "names"))} if len(named) == 1 else {}


def _names_people(profile: Profile) -> bool:
    if profile.type is not Type.TEXT or profile.rows < _SOME_ROWS or profile.uniqueness > _OFTEN:
        return False
    if not _FEW <= len(profile.values) <= _MOST or _known_otherwise(profile):
        return False
    people = sum(any(form.fullmatch(value) for form in (_SPACED, _THAI, _HAN)) for value in profile.values)
    return people >= _SHARE * len(profile.values)


def _known_otherwise(profile: Profile) -> bool:
    """Whether its header says what it is, of deals or of whom they are with, or that it is of other people."""
    others = vocabulary().roles["others"] | vocabulary().unlike
    known = any(vocabulary().matches(table, profile.header) for table in ("deals", "accounts", "contacts", "leads"))
    return known or bool(said_in(profile.header.plain, others))
