"""Django's settings. Everything a deployment decides comes from the environment and the home folder."""

import os
import secrets
from pathlib import Path

from keyfunnel.config.content_security import POLICY
from keyfunnel.config.database import database
from keyfunnel.texts import LANGUAGES as SPOKEN
from keyfunnel.texts.catalogue import LOCALE_DIR

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
    "keyfunnel.web",  # before allauth, whose templates it replaces
    "allauth",
    "allauth.account",
    "django_htmx",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "keyfunnel.config.content_security.ContentSecurity",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "keyfunnel.web.language.RememberLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "keyfunnel.web.errors.PlainErrors",
]
ROOT_URLCONF = "keyfunnel.config.urls"
WSGI_APPLICATION = "keyfunnel.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "keyfunnel.web.surroundings.surroundings",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "keyfunnel.web.templatetags.changes",
                "keyfunnel.web.templatetags.charts",
                "keyfunnel.web.templatetags.duplicates",
                "keyfunnel.web.templatetags.figures",
                "keyfunnel.web.templatetags.goals",
                "keyfunnel.web.templatetags.icons",
                "keyfunnel.web.templatetags.links",
                "keyfunnel.web.templatetags.messages",
                "keyfunnel.web.templatetags.names",
                "keyfunnel.web.templatetags.sentences",
                "keyfunnel.web.templatetags.statuses",
            ],
        },
    }
]

# --- State: see database.py. Throttling counts in the database, so that every process counts the same.
DATABASES = {"default": database(os.environ.get("DATABASE_URL"), HOME / "keyfunnel.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "keyfunnel_cache"}}

# --- Signing in. Accounts are made by `keyfunnel user add`; nobody can sign up.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
# Memory-hard, and quicker to those who know the word; hashes made by the other are read, and made anew at a sign-in.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_ADAPTER = "keyfunnel.web.accounts.ClosedSignup"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
ACCOUNT_LOGOUT_ON_GET = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "goals_funnel"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"

# --- Languages: the first part of every address is the language.
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = list(SPOKEN.items())
LOCALE_PATHS = [LOCALE_DIR]
USE_TZ = True
TIME_ZONE = "UTC"

# --- Static files: served from where they lie, without a collecting step; browsers ask whether they changed.
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/built/"  # these carry their version in the name

# --- What a browser may do with a page.
CONTENT_SECURITY_POLICY = POLICY
BEHIND_HTTPS = os.environ.get("KEYFUNNEL_BEHIND_HTTPS") == "1"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "keyfunnel.web.errors.stale_form"
CSRF_COOKIE_HTTPONLY = True  # forms and htmx get the token from the page
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = BEHIND_HTTPS
LANGUAGE_COOKIE_SAMESITE = "Lax"
if BEHIND_HTTPS:  # a proxy in front speaks TLS and says so in this header
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

# --- Uploads stream to disk from the first byte; a form has few fields.
FILE_UPLOAD_HANDLERS = ["keyfunnel.web.uploads.handler.IntoHome"]
FILE_UPLOAD_TEMP_DIR = str(HOME.absolute() / "uploads") if HOME.is_dir() else None
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # the mapping of a wide file is one form

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django": {"handlers": ["console"], "level": os.environ.get("KEYFUNNEL_LOG", "WARNING")},
        "keyfunnel": {"handlers": ["console"], "level": os.environ.get("KEYFUNNEL_LOG", "INFO")},
    },
}
