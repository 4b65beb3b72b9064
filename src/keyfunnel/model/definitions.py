"""What a workspace defines for itself: figures to compare with. Plain data, kept with its settings."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reference:
    """A figure of others that a KPI's value may be held beside; ``source`` says whose it is.

    ``value`` is in the KPI's unit; ``currency`` that of an amount of money, ``""`` where it is the workspace's.
    """

    kpi: str
    name: str
    value: float
    source: str
    currency: str = ""


@dataclass(frozen=True)
class Condition:
    """A column of a base table held to ``values`` by ``op`` (see :mod:`keyfunnel.kpis.own.conditions`)."""

    column: str
    op: str
    values: tuple[str | float | bool, ...]


@dataclass(frozen=True)
class OwnKPI:
    """A KPI that a workspace defines: ``form`` (count, sum, ratio, median) over the rows of ``base`` meeting ``where``.

    ``date`` is the base's column that puts a row into a period; ``value`` the column summed or ranked. A ratio is of
    the rows that meet ``where`` among those that meet ``among``. The values of a ``manual`` one are entered by people:
    it has no base, and ``accumulates`` says whether they add up over a period (``flow``) or not (``level``).
    """

    key: str
    title: str
    form: str
    base: str = ""
    date: str = ""
    value: str = ""
    where: tuple[Condition, ...] = ()
    among: tuple[Condition, ...] = ()
    unit: str = "count"
    direction: str = "up"
    accumulates: str = ""
    phase: str = "decision"
    definition: str = ""
    why: str = ""
    watch_for: str = ""


@dataclass(frozen=True)
class KPISet:
    """The few KPIs that a team goes by. ``team`` is a team's name or id, ``""`` where it is none of the data's."""

    name: str
    kpis: tuple[str, ...]
    team: str = ""
