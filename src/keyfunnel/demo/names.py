"""Names of people and companies of many countries, put together from short lists."""

import unicodedata

import numpy as np

from keyfunnel.demo.arrays import Column, Random, text, where

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

GIVEN, FAMILY = text(_GIVEN.split()), text(_FAMILY.split())
PLACE, TRADE, FORM = text(_PLACE.split()), text(_TRADE.split()), text(_FORM.split())
TITLES = text(
    ["Head of Sales", "Sales Operations Lead", "IT Manager", "Managing Director", "Buyer", "Finance Director"]
)
DECIDES = np.array([True, False, False, True, False, True])

_COMBINATIONS = len(PLACE) * len(TRADE) * len(FORM)
_STRIDE = 7919  # a prime that shares no factor with the number of combinations: neighbours look unrelated


def companies(numbers: Column) -> Column:
    """A company's name for each number; no two alike among the first thousands, numbered beyond."""
    mixed = (numbers * _STRIDE) % _COMBINATIONS
    place, rest = np.divmod(mixed, len(TRADE) * len(FORM))
    trade, form = np.divmod(rest, len(FORM))
    names = PLACE[place] + " " + TRADE[trade] + " " + FORM[form]
    again = numbers // _COMBINATIONS
    return where(again > 0, names + " " + (again + 1).astype(str).astype(object), names)


def domains(company_names: Column) -> Column:
    """Web domains under ``.example``, which no one can own."""
    return text([f"{slug(name)}.example" for name in company_names])


def people(random: Random, size: int) -> Column:
    return GIVEN[random.integers(0, len(GIVEN), size)] + " " + FAMILY[random.integers(0, len(FAMILY), size)]


def distinct_people(random: Random, size: int) -> Column:
    """Full names, each once (up to the number of combinations, then numbered)."""
    places = random.permutation(len(GIVEN) * len(FAMILY))[:size]
    names = GIVEN[places % len(GIVEN)] + " " + FAMILY[places // len(GIVEN)]
    more = [f"{names[number % len(names)]} {number // len(names) + 1}" for number in range(len(names), size)]
    return np.concatenate([names, text(more)])


def addresses(names: Column, hosts: Column) -> Column:
    """An e-mail address of each person at each host."""
    return text([f"{slug(name, '.')}@{host}" for name, host in zip(names, hosts, strict=True)])


def phones(random: Random, size: int) -> Column:
    """Numbers from the range kept for fiction."""
    return text([f"+1 202 555 {number:04d}" for number in random.integers(100, 200, size)])


def slug(name: str, between: str = "-") -> str:
    return name.translate(_PLAIN).lower().replace(" ", between)


def _plain(letter: str) -> str:
    """Without accents and dots."""
    return unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode("ascii").replace(".", "")


_PLAIN = {ord(letter): _plain(letter) for letter in set(_GIVEN + _FAMILY + _FORM) if _plain(letter) != letter}
