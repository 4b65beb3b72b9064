"""A key result of a goals file, and an objective's own number, which is written the same way."""

from collections.abc import Mapping

from keyfunnel.model.calendar import Grain
from keyfunnel.okr.models.choices import BY_PERIOD, Kind
from keyfunnel.planning.document.amount import Amount
from keyfunnel.planning.document.place import Place
from keyfunnel.planning.document.scopes import scopes
from keyfunnel.planning.document.shape import KeyResultSpec
from keyfunnel.texts import N_

MEASURE_FIELDS = ("kpi", "stage", "kind", "baseline", "target", "where", "scope", "every")
KEY_RESULT_FIELDS = ("key", "title", *MEASURE_FIELDS, "owner", "weight", "drivers")
BAND = ("at_least", "at_most")
LATER_KINDS = ("milestones", "manual")
EVERY = {grain.value: grain for grain in (Grain.WEEK, Grain.MONTH, Grain.QUARTER)}


def key_result(place: Place, *, key: str, title: str, own_number: bool = False) -> KeyResultSpec:
    known = MEASURE_FIELDS if own_number else KEY_RESULT_FIELDS
    fields = place.fields(known, required=("kpi", "kind", "target"))
    kind = _kind(fields["kind"])
    if "baseline" in fields and kind in BY_PERIOD:
        said = N_("a key result of kind {kind} starts from no baseline; leave it out")
        raise fields["baseline"].wrong(said, kind=kind.value)
    if "every" in fields and kind in (Kind.INCREASE, Kind.DECREASE):
        said = N_("a key result of kind {kind} is judged over the whole cycle; leave it out")
        raise fields["every"].wrong(said, kind=kind.value)
    if "every" not in fields and kind is Kind.RECURRING:
        raise place.wrong(N_("every is missing: a recurring key result is due every week, month or quarter"))
    low, high = _band(fields["target"]) if kind is Kind.KEEP else (None, None)
    return KeyResultSpec(
        key=key,
        title=title,
        kpi=fields["kpi"].text(80),
        kind=kind,
        at=place,
        places=fields,
        stage=fields["stage"].text(80) if "stage" in fields else None,
        baseline=_baseline(fields),
        target=None if kind is Kind.KEEP else fields["target"].amount(),
        low=low,
        high=high,
        every=EVERY[fields["every"].word(EVERY, N_("rhythm"))] if "every" in fields else None,
        where=_where(fields["where"]) if "where" in fields else {},
        scopes=scopes(fields["scope"]) if "scope" in fields else (),
        owner=fields["owner"].text(150) if "owner" in fields else "",
        weight=_weight(fields["weight"]) if "weight" in fields else 1.0,
        drivers=_drivers(fields["drivers"]) if "drivers" in fields else (),
        own_number=own_number,
    )


def _kind(place: Place) -> Kind:
    if place.written in LATER_KINDS:
        raise place.wrong(
            N_(
                "key results of kind {kind} can't be kept yet, for want of a place to enter them; supported are {known}"
            ),
            kind=place.written,
            known=", ".join(Kind.values),
        )
    return Kind(place.word(Kind.values, N_("kind")))


def _baseline(fields: Mapping[str, Place]) -> Amount | None:
    place = fields.get("baseline")
    return None if place is None or place.value == "auto" else place.amount()


def _band(place: Place) -> tuple[Amount | None, Amount | None]:
    """``{at_least: A, at_most: B}``, one of which may be absent. Edges are in the band."""
    fields = place.fields(BAND)
    if not fields:
        raise place.wrong(N_("a band needs at_least, at_most or both"))
    low, high = (fields[side].amount() if side in fields else None for side in BAND)
    if low is not None and high is not None and low.value > high.value:
        raise place.wrong(N_("at_least {low} lies above at_most {high}"), low=low.value, high=high.value)
    return low, high


def _where(place: Place) -> dict[str, tuple[str, ...]]:
    if not isinstance(place.value, dict) or not place.value:
        raise place.wrong(N_("must be a mapping of dimensions to values, as in {{product: GTX Pro}}"))
    where = {name: tuple(item.text(200) for item in values.one_or_many()) for name, values in place.value.items()}
    for name, values in where.items():
        if not values:
            raise place.value[name].wrong(N_("names no value"))
    return where


def _weight(place: Place) -> float:
    amount = place.amount()
    if amount.percent or amount.value < 0:
        raise place.wrong(N_("a weight is a number from 0 up, as in 2"))
    return amount.value


def _drivers(place: Place) -> tuple[str, ...]:
    return tuple(item.text(80) for item in place.items(N_("KPI keys")))
