"""``{% icon "check" %}``: small line drawings on a 16 × 16 grid, in the colour of the text around them."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

PATHS: dict[str, str] = {
    "funnel": "M2 3h12l-4.5 5.5v4L6.5 14V8.5z",
    "kpis": "M2.5 13.5v-4M6.2 13.5v-7M9.8 13.5V8M13.5 13.5V3",
    "data": "M2.5 4a5.5 2.2 0 0 1 11 0a5.5 2.2 0 0 1-11 0v8a5.5 2.2 0 0 0 11 0V4M2.5 8a5.5 2.2 0 0 0 11 0",
    "on_track": "M3 8.5l3.2 3.2L13 5",
    "lagging": "M8 3v5l3 2M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8",
    "at_risk": "M8 2.2l6.2 11H1.8zM8 6.5v3M8 11.4v.1",
    "done": "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M5.2 8.2l2 2 3.6-4",
    "missed": "M4 4l8 8M12 4l-8 8",
    "no_data": "M3.5 8h9",
    "stale": "M13.5 8a5.5 5.5 0 1 1-1.8-4.1M13.5 2v3h-3",
    "up": "M8 13V3M4 7l4-4 4 4",
    "down": "M8 3v10M4 9l4 4 4-4",
    "range": "M2 8h12M5 5L2 8l3 3M11 5l3 3-3 3",
    "info": "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M8 7.3v3.7M8 4.9v.1",
    "warning": "M8 2.2l6.2 11H1.8zM8 6.5v3M8 11.4v.1",
    "critical": "M5.2 1.8h5.6l3.4 3.4v5.6l-3.4 3.4H5.2l-3.4-3.4V5.2zM8 4.8v3.7M8 10.9v.1",
    "leak": "M8 2s4.5 4.8 4.5 7.8a4.5 4.5 0 0 1-9 0C3.5 6.8 8 2 8 2z",
    "chevron": "M5.5 3l5 5-5 5",
    "back": "M10.5 3l-5 5 5 5",
    "menu": "M2 4h12M2 8h12M2 12h12",
    "language": "M14 8A6 6 0 1 1 2 8a6 6 0 1 1 12 0M2 8h12M10.8 8A2.8 6.2 0 1 1 5.2 8a2.8 6.2 0 1 1 5.6 0",
    "theme": "M13.5 9.6A6 6 0 0 1 6.4 2.5 6 6 0 1 0 13.5 9.6z",
    "leave": "M6 14H3V2h3M10 11l3-3-3-3M13 8H6",
    "key": "M10.5 2a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M8 8l-5.5 5.5V14H5v-1.5h1.5",
    "upload": "M8 10.5V2.5M4.5 6L8 2.5 11.5 6M2.5 10.5v3h11v-3",
    "download": "M8 2.5v8M4.5 7L8 10.5 11.5 7M2.5 10.5v3h11v-3",
    "person": "M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 14c.5-2.8 2.7-4 5.5-4s5 1.2 5.5 4",
    "rows": "M2 4h12M2 8h12M2 12h12M5.5 2v12",
    "clock": "M8 3.8V8l2.8 1.7M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8",
    "target": "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6",
}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Decoration unless it has a ``label``, which is then read out."""
    aria = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html('<svg class="icon icon-{}" viewBox="0 0 16 16" {}><path d="{}"/></svg>', name, aria, PATHS[name])
