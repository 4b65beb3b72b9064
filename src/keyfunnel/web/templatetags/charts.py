"""``{% chart_spec chart %}``: a chart's spec as JSON in the page, out of reach of scripts; and small drawings."""

import json
from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString, mark_safe

from keyfunnel.web.charts.locale import chart_locale
from keyfunnel.web.language import language

register = template.Library()


@register.simple_tag
def chart_spec(spec: dict[str, Any]) -> SafeString:
    return json_script(spec)


@register.simple_tag(takes_context=True)
def chart_locale_script(context: dict[str, Any]) -> SafeString:
    return json_script(chart_locale(language(), context["currency"]), "chart-locale")


@register.simple_tag
def sparkline(values: Sequence[float | None], label: str) -> SafeString:
    """A line through ``values``, oldest first, broken where there is no data; the last one is marked."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return mark_safe('<span class="faint">–</span>')
    low, spread = min(known), max(known) - min(known)
    step = 100 / (len(values) - 1)
    points = [
        None if value is None else (round(i * step, 1), round(22 - 20 * (value - low) / spread, 1) if spread else 12.0)
        for i, value in enumerate(values)
    ]
    x, y = next(point for point in reversed(points) if point)
    return format_html(
        '<svg class="spark" viewBox="0 0 100 24" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<path d="{}"/><circle cx="{}" cy="{}" r="2"/></svg>',
        label,
        path_through(points),
        x,
        y,
    )


def path_through(points: Sequence[tuple[float, float] | None]) -> str:
    parts: list[str] = []
    pen_down = False
    for point in points:
        if point is not None:
            parts.append(f"{'L' if pen_down else 'M'}{point[0]} {point[1]}")
        pen_down = point is not None
    return "".join(parts)


@register.filter
def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
