"""A key result's or objective's status: a word and an icon, with colour on top."""

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from keyfunnel.okr.models.choices import Status
from keyfunnel.web.templatetags.icons import icon

register = template.Library()

TONES: dict[str, str] = {
    Status.DONE: "good",
    Status.ON_TRACK: "good",
    Status.LAGGING: "fair",
    Status.AT_RISK: "poor",
    Status.MISSED: "poor",
}
TOO_EARLY = _("Too early to say")


@register.simple_tag
def status(value: str | None) -> SafeString:
    word: Promise | str = Status(value).label if value else TOO_EARLY
    return format_html('<span class="status {}">{}<span>{}</span></span>', tone(value), icon(value or "lagging"), word)


@register.filter
def tone(value: str | None) -> str:
    """The colour family of a status; no data and too early are none of good, fair and poor."""
    return TONES.get(value or "", "none")
