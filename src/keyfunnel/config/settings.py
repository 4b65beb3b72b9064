"""Django's settings. Everything a deployment decides comes from the environment and the home folder."""

import os
import secrets
from pathlib import Path

from keyfunnel.config.database import database

HOME = Path(os.environ.get("KEYFUNNEL_HOME") or "keyfunnel-home")


def _secret_key() -> str:
    """The home folder's own secret; a passing one while there is no home yet (tests, building, `init`)."""
    if not HOME.is_dir():
        return secrets.token_urlsafe(50)
    from keyfunnel.lake.home import Home

    return Home.find(HOME).secret("django")


SECRET_KEY = _secret_key()
DEBUG = os.environ.get("KEYFUNNEL_DEBUG") == "1"
ALLOWED_HOSTS = [host for host in os.environ.get("KEYFUNNEL_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "keyfunnel.okr",
]

DATABASES = {"default": database(os.environ.get("DATABASE_URL"), HOME / "keyfunnel.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

USE_TZ = True
TIME_ZONE = "UTC"
