"""How the application is put together for serving."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

from keyfunnel.config.serve import LOOPBACK, hosts_of

ASK = """
from django.conf import settings
print(settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.SECURE_SSL_REDIRECT)
"""


def asked(home: Path, **environment: str) -> str:
    known = {**os.environ, "DJANGO_SETTINGS_MODULE": "keyfunnel.config.settings", "KEYFUNNEL_HOME": str(home)}
    answer = subprocess.run(
        [sys.executable, "-c", ASK], env={**known, **environment}, capture_output=True, text=True, check=True
    )
    return answer.stdout.strip()


def test_loopback_is_answered_under_no_other_name() -> None:
    assert hosts_of("127.0.0.1") == list(LOOPBACK)


def test_an_address_listened_on_is_answered() -> None:
    assert "10.1.2.3" in hosts_of("10.1.2.3")


def test_listening_everywhere_still_doesnt_answer_every_name() -> None:
    assert "*" not in hosts_of("0.0.0.0")


def test_cookies_travel_only_by_https_where_a_proxy_speaks_it(tmp_path: Path) -> None:
    assert asked(tmp_path) == "False False False"
    assert asked(tmp_path, KEYFUNNEL_BEHIND_HTTPS="1") == "True True True"


def test_the_home_keeps_its_own_secret_readable_by_its_owner_only(tmp_path: Path) -> None:
    asked(tmp_path)
    secret = tmp_path / "secrets" / "django"
    assert secret.stat().st_mode & 0o777 == 0o600
    assert len(secret.read_text()) >= 50


def test_a_port_that_is_taken_is_one_clear_error(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "keyfunnel.cli.main", "--home", str(tmp_path / "home")]
    subprocess.run([*command, "init"], check=True, capture_output=True)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        refused = subprocess.run([*command, "serve", "--port", str(port)], capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert refused.stdout == ""
    assert " ".join(refused.stderr.split()) == (
        f"error: 127.0.0.1, port {port} can't be listened on: Address already in use. Name another one with --port, "
        "or --host"
    )


def test_the_address_is_said_once_and_at_once_into_a_pipe_and_an_interrupt_ends_it_cleanly(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "keyfunnel.cli.main", "--home", str(tmp_path / "home")]
    subprocess.run([*command, "init"], check=True, capture_output=True)
    server = subprocess.Popen(
        [*command, "serve", "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    address = server.stdout.readline().strip()
    with urllib.request.urlopen(address) as answer:
        assert answer.status == 200
    server.send_signal(signal.SIGINT)
    said, complained = server.communicate(timeout=60)
    assert (said, complained, server.returncode) == ("", "", 0)
