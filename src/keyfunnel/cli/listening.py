"""Whether an address can be listened on, told before the server starts."""

import socket


def hindrance(host: str, port: int) -> str | None:
    """Why the server couldn't listen there, in the system's words; None where nothing hinders it. Port 0 never does."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server: one just ended hinders nobody
            probe.bind(address)
    except OSError as error:
        return error.strerror or str(error)
    return None
