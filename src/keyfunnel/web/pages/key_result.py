"""One key result: where it stands, where it had to be, and where the number comes from."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from keyfunnel.web.charts.key_result import key_result_chart
from keyfunnel.web.current import current
from keyfunnel.web.language import language
from keyfunnel.web.rows_link import rows_behind
from keyfunnel.web.shown.goals import key_result_shown


def page(request: HttpRequest, number: int) -> HttpResponse:
    edition = current(request).need_edition()
    shown = key_result_shown(number)
    chart = key_result_chart(shown, language(), edition.workspace.currency)
    return render(
        request,
        "web/key_result.html",
        {"section": "goals", "kr": shown, "chart": chart, "rows_address": rows_behind(shown.goal, edition.facts())},
    )
