"""Draws pages from templates: everything that a letter, a file name or a person wrote stays text."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from verbale.web.version import VERSION


class Templates:
    """The templates of the package."""

    def __init__(self) -> None:
        loader = FileSystemLoader(str(files("verbale.web") / "templates"))
        self._made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
        self._made.globals |= {"version": VERSION, "address": _address}
        self._made.filters |= {"svg": Markup, "count": _count, "short": _short}

    def page(self, name: str, values: dict[str, Any], status: int = 200) -> HTMLResponse:
        """The page that template `name` makes of `values`."""
        return HTMLResponse(self._made.get_template(name).render(values), status, headers={"Cache-Control": "no-store"})


@cache
def templates() -> Templates:
    """The templates, loaded once."""
    return Templates()


def _address(path: str, **values: object) -> str:
    given = {name: value for name, value in values.items() if value not in ("", None)}
    return path + ("?" + urlencode(given) if given else "")


def _count(number: int, cap: int = 10_000) -> str:
    return f"{cap:,}+" if number >= cap else f"{number:,}"


def _short(text: str, most: int = 160) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"
