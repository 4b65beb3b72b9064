"""The first page of a server that has just started waits for no engine."""

import os
import subprocess
import sys

from django.urls import URLPattern

from keyfunnel.lake.home import Home
from keyfunnel.web import later
from keyfunnel.web.urls import urlpatterns

ASK = """
import sys
import django
django.setup()
from keyfunnel.okr.database import bring_up_to_date
from keyfunnel.okr.people import add_person
bring_up_to_date()
_, password = add_person("eve", role="admin")
from django.core.management import call_command
call_command("createcachetable", verbosity=0)
from django.test import Client
client = Client()
assert client.get("/en/sign-in/").status_code == 200
assert client.post("/en/sign-in/", {"login": "eve", "password": password})["Location"] == "/en/"
page = client.get("/en/")
assert page.status_code == 200 and 'class="funnel' in page.content.decode()
print([name for name in ("ibis", "sqlglot", "scipy", "rapidfuzz", "keyfunnel.intake") if name in sys.modules])
"""


def test_signing_in_and_the_first_page_load_no_engine(company_home: Home) -> None:
    """The opening funnel was kept by the import; there are no goals yet."""
    known = {"DJANGO_SETTINGS_MODULE": "keyfunnel.config.settings", "KEYFUNNEL_HOME": str(company_home.path)}
    run = [sys.executable, "-c", ASK]
    answer = subprocess.run(
        run, env={**os.environ, **known, "KEYFUNNEL_HOSTS": "testserver"}, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.strip() == "[]"


def test_every_address_leads_to_a_view_that_there_is() -> None:
    later.load_all()
    named = [one.callback.__name__ for one in urlpatterns if isinstance(one, URLPattern)]
    ours = [name.split(".") for name in named if "." in name]
    assert len(ours) >= 20
    for module, view in ours:
        assert callable(later.find(module, view))
