"""Run the pages: gunicorn with threads, started from Python."""

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from keyfunnel.lake.home import Home

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
ANYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 - listened on only where the user asks for it


def _print(address: str) -> None:
    """At once: into a file or pipe too, where it would else wait until the server ends, and be said by each process."""
    print(address, flush=True)


def serve(
    home: Home,
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    behind_https: bool = False,
    workers: int = 1,
    threads: int = 8,
    announce: Callable[[str], None] = _print,
) -> None:
    """Prepare and serve until interrupted. ``announce`` gets the address when it answers; port 0 is a free one."""
    os.environ["KEYFUNNEL_HOME"] = str(home.path)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "keyfunnel.config.settings")
    os.environ.setdefault("KEYFUNNEL_HOSTS", ",".join(hosts_of(host)))
    if behind_https:
        os.environ["KEYFUNNEL_BEHIND_HTTPS"] = "1"

    import django

    django.setup()
    from keyfunnel.config.prepare import prepare

    prepare()
    from gunicorn.app.base import BaseApplication

    class Application(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        def load_config(self) -> None:
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from keyfunnel.config.wsgi import application

            return application

    def when_ready(server: Any) -> None:
        listens = server.LISTENERS[0].sock.getsockname()[1]
        name = "localhost" if host in (*ANYWHERE, "127.0.0.1") else f"[{host}]" if ":" in host else host
        announce(f"http://{name}:{listens}/")

    warmth: list[Any] = []

    def post_worker_init(_: Any) -> None:
        from keyfunnel.web.warm import Warmth

        warmth.append(Warmth(home))
        warmth[-1].start()

    def pre_request(_worker: Any, _request: Any) -> None:  # gunicorn counts the arguments
        for one in warmth:
            one.asked()

    def post_request(_worker: Any, _request: Any, _environ: Any, _answer: Any) -> None:
        for one in warmth:
            one.answered()

    def worker_exit(_server: Any, _worker: Any) -> None:
        for one in warmth:
            one.stop()

    options: dict[str, Any] = {
        # Its path is one for all servers of a user: a second one would tell an error. Nothing here is asked through it.
        "control_socket_disable": True,
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "workers": workers,
        "threads": threads,
        "worker_class": "gthread",
        "preload_app": True,  # what can't be loaded fails here and now, not at the first request
        "timeout": 120,
        "loglevel": "warning",
        "when_ready": when_ready,
        "post_worker_init": post_worker_init,
        "pre_request": pre_request,
        "post_request": post_request,
        "worker_exit": worker_exit,
        "proc_name": "keyfunnel",
    }
    Application().run()


def hosts_of(host: str) -> list[str]:
    """Names under which pages may be asked for: loopback always, and those the address is reached by."""
    names = list(LOOPBACK)
    if host in ANYWHERE:
        name = socket.gethostname()
        names += [name, socket.getfqdn()]
        with suppress(OSError):  # a machine that doesn't know its own name is still reached by KEYFUNNEL_HOSTS
            names += [str(found[4][0]) for found in socket.getaddrinfo(name, None)]
    elif host not in names:
        names.append(host)
    return list(dict.fromkeys(names))
