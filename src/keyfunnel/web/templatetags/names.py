"""Words for the library's codes: phases, directions, grains, dimensions."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from keyfunnel.kpis.dimensions import TITLES
from keyfunnel.texts import translate
from keyfunnel.web.language import language

register = template.Library()

PHASES = {
    "awareness": _("Awareness"),
    "consideration": _("Consideration"),
    "decision": _("Decision"),
    "retention": _("Retention"),
}
DIRECTIONS = {"up": _("higher is better"), "down": _("lower is better"), "range": _("best within a range")}
GRAINS = {"day": _("Day"), "week": _("Week"), "month": _("Month"), "quarter": _("Quarter"), "year": _("Year")}


@register.simple_tag
def phase_name(code: str) -> str:
    return str(PHASES[code])


@register.simple_tag
def direction_name(code: str) -> str:
    return str(DIRECTIONS[code])


@register.simple_tag
def grain_name(code: str) -> str:
    return str(GRAINS[code])


@register.simple_tag
def dimension_name(code: str) -> str:
    return translate(TITLES.get(code, code), language())


TASKS = {"look": _("Reading the files"), "try": _("Trying the import"), "import": _("Importing")}
DOING = {
    "read": _("Reading {file}"),
    "columns": _("Finding out what the columns of {file} hold"),
    "clean": _("Cleaning"),
    "save": _("Writing the tables"),
    "measure": _("Measuring every KPI"),
}


@register.simple_tag
def task_name(code: str) -> str:
    return str(TASKS.get(code, _("Working…")))


@register.simple_tag
def doing(told: Mapping[str, Any]) -> str:
    """What an import does just now, and which of how many steps that is."""
    what = str(DOING[told["doing"]]).format(file=told["file"])
    if told["steps"] == 1:
        return what
    return gettext("Step {number} of {steps}: {what}").format(number=told["number"], steps=told["steps"], what=what)


FATES = {
    "accepted": _("accepted"),
    "repaired": _("repaired"),
    "merged": _("merged"),
    "quarantined": _("quarantined"),
}


@register.simple_tag
def fate_name(code: str) -> str:
    return str(FATES[code])
