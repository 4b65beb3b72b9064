"""One objective with its key results."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from keyfunnel.web.shown.goals import objective_shown


def page(request: HttpRequest, number: int) -> HttpResponse:
    return render(request, "web/objective.html", {"section": "goals", "objective": objective_shown(number)})
