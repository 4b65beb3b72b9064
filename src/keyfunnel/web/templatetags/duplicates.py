"""Words for what tells that two records are one."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from keyfunnel.texts.minus import MINUS
from keyfunnel.web import figures
from keyfunnel.web.language import language
from keyfunnel.web.templatetags.icons import icon

register = template.Library()

TABLES = {"accounts": _("Companies"), "contacts": _("People"), "leads": _("Leads")}
COMPANY = pgettext_lazy("that is sold to", "Company")
ONE_OF = {"accounts": COMPANY, "contacts": _("Person"), "leads": _("Lead")}
PERSONS_NAME = pgettext_lazy("of a person", "Name")
FIELDS = {
    "national_id": _("Identity or tax number"),
    "birth_date": _("Date of birth"),
    "email": _("E-mail"),
    "given_name": _("Given name"),
    "surname": _("Family name"),
    "name": _("Name"),
    "company": COMPANY,
    "domain": _("Website"),
    "phone": _("Telephone"),
    "house_number": _("House number"),
    "address": _("Address"),
    "city": _("City"),
    "postcode": _("Postcode"),
    "state": _("State or county"),
    "country": _("Country"),
}
AGREEMENTS = {
    "same": ("done", _("the same")),
    "cleaned": ("done", _("the same once cleaned")),
    "similar": ("on_track", _("similar")),
    "close": ("range", _("somewhat similar")),
    "different": ("missed", _("different")),
    "missing": ("no_data", _("not comparable")),
}
DECISIONS = {"proposed": _("To decide"), "accepted": _("Merged"), "rejected": _("Kept apart")}
TASKS = {
    "propose": _("Looking for duplicates"),
    "accept": _("Merging, and measuring every KPI anew"),
    "undo": _("Parting what was merged, and measuring every KPI anew"),
}
SURE = 0.9995  # would be written as 100.0 %


@register.simple_tag
def duplicates_of(table: str) -> str:
    return str(TABLES.get(table, table))


@register.simple_tag
def duplicate_of(table: str) -> str:
    """What one record of ``table`` is."""
    return str(ONE_OF.get(table, table))


@register.simple_tag
def field_name(name: str, table: str) -> str:
    """Of a field that there are several of (``address_2``) with its number."""
    if name == "name" and table != "accounts":
        return str(PERSONS_NAME)
    stem, _dot, number = name.rpartition("_")
    if number.isdecimal():
        return f"{FIELDS.get(stem, stem)} {number}"
    return str(FIELDS.get(name, name))


@register.simple_tag
def agreement(code: str, *, told_by_all: bool = True) -> SafeString:
    """A word and an icon, with colour on top; not ``told_by_all`` where a record says nothing of the field."""
    drawn, word = AGREEMENTS[code]
    said = str(word) if told_by_all or code == "missing" else gettext("{agreement}, where told").format(agreement=word)
    return format_html('<span class="agreement {}">{}<span>{}</span></span>', code, icon(drawn), said)


@register.filter
def likely(probability: float) -> str:
    """As a percentage that never says it is certain."""
    if probability < SURE:
        return figures.percent(probability, language(), 1)
    return gettext("> {share}").format(share=figures.percent(0.999, language(), 1))


@register.filter
def bits(weight: float) -> str:
    """Evidence for being the same has a plus, against it a minus."""
    size = figures.number(round(abs(weight), 1), language(), 1)
    return size if round(weight, 1) == 0 else f"{'+' if weight > 0 else MINUS}{size}"


@register.simple_tag
def decision_name(status: str) -> str:
    return str(DECISIONS[status])


@register.simple_tag
def duplicates_task(code: str) -> str:
    return str(TASKS.get(code, TASKS["propose"]))
