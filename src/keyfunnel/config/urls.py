"""Addresses: every page under its language (``/en/…``, ``/th/…``); an address without one is led there."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(path("", include("keyfunnel.web.urls")))
handler400 = "keyfunnel.web.errors.bad_request"
handler403 = "keyfunnel.web.errors.forbidden"
handler404 = "keyfunnel.web.errors.not_found"
handler500 = "keyfunnel.web.errors.server_error"
