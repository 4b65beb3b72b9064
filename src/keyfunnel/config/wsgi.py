"""The application as a WSGI server runs it: ``gunicorn keyfunnel.config.wsgi``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "keyfunnel.config.settings")
application = get_wsgi_application()
