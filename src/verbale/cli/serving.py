"""`verbale serve`: the register in a browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.cli.options import json_option, register_option

if TYPE_CHECKING:
    from verbale.web.serve import Listening


@click.command()
@register_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen. Anything but this machine itself needs accounts.")
@click.option("--port", type=click.IntRange(0, 65535), default=8377, show_default=True, help="0 takes a free one.")
@click.option("--name", "names", multiple=True, metavar="NAME", help="A host name under which it may be called, beside localhost. May be repeated.")
@click.option("--desk", type=click.Path(path_type=Path), help="The file of accounts and uploads. Else beside the register.")
@click.option("--gazetteer", type=click.Path(path_type=Path), help="The file of places for the maps. Else VERBALE_GAZETTEER.")
@click.option("--secure", is_flag=True, help="It stands behind HTTPS: send cookies over it only.")
@click.option("--no-browser", is_flag=True, help="Do not open the browser.")
@json_option
def serve(
    register: str | None, host: str, port: int, names: tuple[str, ...], desk: Path | None, gazetteer: Path | None, *, secure: bool, no_browser: bool, as_json: bool
) -> None:  # fmt: skip
    """Open the register in a browser: drop in files, see what they allege, decide.

    On this machine alone nobody logs in until the first account is made. Stop it with Ctrl+C.
    """
    from verbale.app.settings import register_address  # noqa: PLC0415 (the web loads when it is needed)
    from verbale.web.house import Settings  # noqa: PLC0415
    from verbale.web.serve import LOOPBACK  # noqa: PLC0415
    from verbale.web.serve import serve as run  # noqa: PLC0415

    alone = host in LOOPBACK
    hosts = ("localhost", "127.0.0.1", "[::1]", *names, *(() if alone or host == "0.0.0.0" else (host,)))  # noqa: S104 (compared, not bound)
    settings = Settings(register_address(register), desk, gazetteer, hosts, secure=secure, open_accounts=alone)

    def told(at: Listening) -> None:
        plain = {"register": settings.register, "address": at.address}
        click.echo(json.dumps(plain) if as_json else f"Register {settings.register} at {at.address} (stop with Ctrl+C)")

    run(settings, host, port, browser=not no_browser, told=told)
