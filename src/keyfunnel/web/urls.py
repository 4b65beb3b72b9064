"""Addresses of the pages, below their language."""

from allauth.account import views as account
from django.urls import path

from keyfunnel.web.pages import (
    data,
    goals_funnel,
    importing,
    key_result,
    kpi,
    kpi_record,
    kpi_rows,
    kpi_sets,
    kpi_why,
    kpis,
    notes,
    objective,
    quarantine,
    targets,
)

urlpatterns = [
    path("", goals_funnel.page, name="goals_funnel"),
    path("leak/", goals_funnel.leak, name="leak"),
    path("objectives/<int:number>/", objective.page, name="objective"),
    path("key-results/<int:number>/", key_result.page, name="key_result"),
    path("kpis/", kpis.page, name="kpis"),
    path("kpi-sets/", kpi_sets.page, name="kpi_sets"),
    path("kpi-sets/save/", kpi_sets.save, name="kpi_set_save"),
    path("kpi-sets/remove/", kpi_sets.remove, name="kpi_set_remove"),
    path("kpis/<slug:key>/", kpi.page, name="kpi"),
    path("kpis/<slug:key>/why/", kpi_why.page, name="kpi_why"),
    path("kpis/<slug:key>/rows/", kpi_rows.page, name="kpi_rows"),
    path("kpis/<slug:key>/rows.csv", kpi_rows.download, name="kpi_rows_csv"),
    path("kpis/<slug:key>/record/", kpi_record.enter, name="kpi_record"),
    path("targets/", targets.page, name="targets"),
    path("notes/add/", notes.add, name="note_add"),
    path("notes/remove/", notes.remove, name="note_remove"),
    path("data/", data.page, name="data"),
    path("data/quarantine/", quarantine.page, name="quarantine"),
    path("data/import/", importing.upload, name="upload"),
    path("data/import/<slug:token>/", importing.mapping, name="mapping"),
    path("data/import/<slug:token>/check/", importing.check, name="mapping_check"),
    path("data/import/<slug:token>/progress/", importing.progress, name="import_progress"),
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("sign-in/closed/", account.account_inactive, name="account_inactive"),
    path("sign-up/", account.signup, name="account_signup"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
]
