"""Only this machine: the names it may be called by, and the socket that listens on one of them."""

import socket

NAMES = ("127.0.0.1", "localhost", "::1")


class ListenError(Exception):
    """The address cannot be served; one line says what to do."""


def listen(host: str, port: int) -> socket.socket:
    """Bind a listening TCP socket (port 0: any free one).

    Raises:
        ListenError: the host is not this machine's loopback, or the port is taken.
    """
    if host not in NAMES:
        raise ListenError(f"the browser line serves this machine only: --host {' or '.join(NAMES)}")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError):
        raise ListenError(f"port {port} cannot be used; choose another with --port") from None


def address(listening: socket.socket) -> str:
    """Return the URL of a listening socket."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
