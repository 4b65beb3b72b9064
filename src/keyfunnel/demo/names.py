"""Names of people and companies of many countries, put together from short lists."""

import unicodedata
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from keyfunnel.demo.arrays import Column, Random, text
from keyfunnel.demo.words import Text, joined, words

_GIVEN = (
    "Somchai Ananda Kanya Niran Ploy Arthit Malee Chai Eszter Bence Zsófia Gergő Réka Máté Ilona Tamás "
    "Wei Mei Jun Xiu Hao Lan Yan Ming Emma Oliver Grace Henry Amelia Jack Nora Samuel Lukas Hanna Felix Clara "
    "Haruto Yui Sota Aoi Mateo Lucía Diego Camila João Beatriz Marek Zofia Louise Hugo"
)
_FAMILY = (
    "Suksai Chaiyasit Wongsawat Rattana Boonmee Srisuk Kovács Szabó Tóth Varga Nagy Horváth Balogh Kiss "
    "Chen Wang Li Zhang Liu Huang Zhao Wu Clarke Bennett Foster Hughes Palmer Reed Weber Schmidt Fischer Krause "
    "Tanaka Sato Mori Ito García Torres Rojas Vargas Silva Costa Nowak Kowalska Moreau Lefèvre"
)
_PLACE = (
    "Siam Duna Harbour Northern Lotus Golden Silver River Summit Cedar Amber Blue Jade Bridge Tisza Chao "
    "Pearl Granite Maple Coral Falcon Meridian Orchid Pannon Prairie Sakura Alder Boreal Cobalt Delta Ember Fjord "
    "Grove Helix Indigo Juniper Keystone Lumen Mosaic Nimbus Opal Pinnacle Quartz Rowan Saffron Terra Umber Vertex "
    "Willow Yarrow Zenith Aurora Beacon Cascade Dawn Echo"
)
_TRADE = (
    "Foods Logistics Textiles Robotics Clinics Software Energy Marine Packaging Optics Motors Retail Tools Paper "
    "Media Hotels Farms Glass Steel Chemicals Furniture Insurance Learning Travel Coffee Ceramics Aviation Printing "
    "Dairy Cables Gardens Sports"
)
_FORM = "Group Co. Kft. Ltd GmbH Inc. Partners International Systems Holdings"
_MIDDLE = "ABCDEFGHIJKLMNOPRSTVWZ"

GIVEN, FAMILY = text(_GIVEN.split()), text(_FAMILY.split())
TITLES = text(
    ["Head of Sales", "Sales Operations Lead", "IT Manager", "Managing Director", "Buyer", "Finance Director"]
)
DECIDES = np.array([True, False, False, True, False, True])
PHONES = text([f"+1 202 555 {number:04d}" for number in range(100, 200)])  # the range kept for fiction

_STRIDE = 7919  # a prime that shares no factor with the number of combinations: neighbours look unrelated


@cache
def _company_names() -> Text:
    places, trades, forms = _PLACE.split(), _TRADE.split(), _FORM.split()
    return pa.array([f"{place} {trade} {form}" for place in places for trade in trades for form in forms])


@cache
def _company_slugs() -> Text:
    return pa.array([slug(name) for name in _company_names().to_pylist()])


@cache
def _people() -> Text:
    return pa.array([f"{given} {family}" for given in GIVEN for family in FAMILY])


@cache
def _mailboxes() -> Text:
    return pa.array([slug(name, ".") for name in _people().to_pylist()])


def companies(numbers: Column) -> Text:
    """A company's name for each number; no two alike among the first thousands, numbered beyond."""
    return _numbered(_company_names(), numbers, " ")


def domains(numbers: Column) -> Text:
    """The companies' web domains, under ``.example``, which no one can own."""
    return pc.binary_join_element_wise(_numbered(_company_slugs(), numbers, "-"), ".example", "")


def _numbered(known: Text, numbers: Column, between: str) -> Text:
    again, place = np.divmod(numbers, len(known))
    names = words(known, place * _STRIDE % len(known)).dictionary_decode()
    return pc.if_else(pa.array(again > 0), joined(names, between, pa.array(again + 1)), names)


def people(random: Random, size: int) -> Column:
    """A person each, as a number for :func:`full_names`."""
    given = random.integers(0, len(GIVEN), size)
    return np.asarray(given * len(FAMILY) + random.integers(0, len(FAMILY), size))


def full_names(person: Column) -> Text:
    return words(_people(), person)


def addresses(person: Column, hosts: Text) -> Text:
    """An e-mail address of each person at each host."""
    return joined(words(_mailboxes(), person), "@", hosts)


def phones(random: Random, size: int) -> Text:
    return words(PHONES, random.integers(0, len(PHONES), size))


def colleagues(random: Random, size: int) -> Column:
    """Full names of the company's own people, each once: with middle initials where there are many."""
    places = random.permutation(len(GIVEN) * len(FAMILY))
    again, place = np.divmod(np.arange(size), len(places))
    family, given = np.divmod(places[place], len(GIVEN))
    middle = text([_initials(number) for number in range(-(-size // len(places)))])
    return np.asarray(GIVEN[given] + middle[again] + FAMILY[family])


def _initials(number: int) -> str:
    """What stands between two names: nothing more for 0, then "A." to "Z.", "A. A." and so on."""
    if not number:
        return " "
    more, letter = divmod(number - 1, len(_MIDDLE))
    return f"{_initials(more)}{_MIDDLE[letter]}. "


def slug(name: str, between: str = "-") -> str:
    return name.translate(_PLAIN).lower().replace(" ", between)


def _plain(letter: str) -> str:
    """Without accents and dots."""
    return unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode("ascii").replace(".", "")


_PLAIN = {ord(letter): _plain(letter) for letter in set(_GIVEN + _FAMILY + _FORM) if _plain(letter) != letter}
