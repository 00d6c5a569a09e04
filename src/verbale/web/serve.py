"""Runs the application on this machine, and opens it in the browser."""

from __future__ import annotations

import socket
import threading
import webbrowser
from dataclasses import dataclass
from typing import TYPE_CHECKING

import uvicorn

from verbale.model import Code, UsageError
from verbale.web.application import create_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from verbale.web.house import Settings

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class Listening:
    """Where the application can be reached."""

    address: str


def serve(
    settings: Settings, host: str = "127.0.0.1", port: int = 0, *, browser: bool = True, told: Callable[[Listening], None] | None = None
) -> None:
    """Serves until it is stopped.

    Args:
        settings: register, desk and limits.
        host: where to listen; anything but loopback needs accounts.
        port: 0 takes a free one.
        browser: opens the first page.
        told: called when the application can be reached.

    Raises:
        UsageError: BAD_VALUE when the port is taken.
    """
    bound = _bound(host, port)
    number = bound.getsockname()[1]
    address = f"http://{'[::1]' if host == '::1' else host}:{number}/"
    server = uvicorn.Server(uvicorn.Config(create_app(settings), log_level="warning", server_header=False, proxy_headers=False))
    if told:
        told(Listening(address))
    if browser:
        threading.Timer(0.8, webbrowser.open, [address]).start()
    server.run(sockets=[bound])


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except OSError as error:
        made.close()
        raise UsageError(Code.BAD_VALUE, error.strerror or "nothing can listen there", f"{host}:{port}", "Name another --port.") from error
    return made
