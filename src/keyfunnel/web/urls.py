"""Addresses of the pages, below their language."""

from allauth.account import views as account
from django.urls import path

from keyfunnel.web.kept import kept
from keyfunnel.web.later import page

urlpatterns = [
    path("", kept(page("goals_funnel")), name="goals_funnel"),
    path("funnel/rows/", page("funnel_rows"), name="funnel_rows"),
    path("funnel/rows.csv", page("funnel_rows", "download"), name="funnel_rows_csv"),
    path("leak/", kept(page("goals_funnel", "leak")), name="leak"),
    path("objectives/<int:number>/", kept(page("objective")), name="objective"),
    path("key-results/<int:number>/", kept(page("key_result")), name="key_result"),
    path("kpis/", kept(page("kpis")), name="kpis"),
    path("kpi-sets/", kept(page("kpi_sets")), name="kpi_sets"),
    path("kpi-sets/save/", page("kpi_sets", "save"), name="kpi_set_save"),
    path("kpi-sets/remove/", page("kpi_sets", "remove"), name="kpi_set_remove"),
    path("kpis/<slug:key>/", kept(page("kpi")), name="kpi"),
    path("kpis/<slug:key>/why/", kept(page("kpi_why")), name="kpi_why"),
    path("kpis/<slug:key>/rows/", page("kpi_rows"), name="kpi_rows"),
    path("kpis/<slug:key>/rows.csv", page("kpi_rows", "download"), name="kpi_rows_csv"),
    path("kpis/<slug:key>/record/", page("kpi_record", "enter"), name="kpi_record"),
    path("targets/", kept(page("targets")), name="targets"),
    path("notes/add/", page("notes", "add"), name="note_add"),
    path("notes/change/", page("notes", "change"), name="note_change"),
    path("notes/remove/", page("notes", "remove"), name="note_remove"),
    path("data/", page("data"), name="data"),
    path("data/quarantine/", page("quarantine"), name="quarantine"),
    path("data/duplicates/", page("duplicates"), name="duplicates"),
    path("data/duplicates/look/", page("duplicates", "look"), name="duplicates_look"),
    path("data/duplicates/decide/", page("duplicates", "decide"), name="duplicates_decide"),
    path("data/duplicates/progress/", page("duplicates", "progress"), name="duplicates_progress"),
    path("data/import/", page("importing", "upload"), name="upload"),
    path("data/import/<slug:token>/", page("importing", "mapping"), name="mapping"),
    path("data/import/<slug:token>/check/", page("importing", "check"), name="mapping_check"),
    path("data/import/<slug:token>/progress/", page("importing", "progress"), name="import_progress"),
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("sign-in/closed/", account.account_inactive, name="account_inactive"),
    path("sign-up/", account.signup, name="account_signup"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
]
