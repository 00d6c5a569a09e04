"""The JSON form of what pages show, and its description (OpenAPI 3.1), made from the routes and the types of what they give."""

from __future__ import annotations

import inspect
import re
from functools import cache
from typing import Any

import msgspec

from verbale.web.access import Right
from verbale.web.routes import ROUTES, Route
from verbale.web.schemas import Schemas
from verbale.web.version import VERSION


def encoded(body: object) -> bytes:
    """A page's content as JSON."""
    return msgspec.json.encode(body, order="deterministic")


@cache
def description() -> bytes:
    """The OpenAPI document of every address under `/api`."""
    paths: dict[str, dict[str, Any]] = {}
    schemas = Schemas()
    for route in ROUTES:
        paths.setdefault(f"/api{route.path}".rstrip("/") or "/api", {})[route.method.lower()] = _operation(route, schemas)
    return msgspec.json.encode({
        "openapi": "3.1.0",
        "info": {
            "title": "Verbale", "version": VERSION,
            "description": "What states and organizations allege in writing. Every figure belongs to its claimant; an allegation is not a finding.",
        },
        "paths": paths,
        "components": {"schemas": schemas.components, "securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": "verbale_session"}}},
    })  # fmt: skip


def _operation(route: Route, schemas: Schemas) -> dict[str, Any]:
    told = inspect.getdoc(route.answer) or ""
    names = re.findall(r"{(\w+)}", route.path)
    made: dict[str, Any] = {
        "operationId": f"{route.answer.__module__.rpartition('.')[2]}_{route.answer.__name__}",
        "summary": told.partition("\n")[0],
        "description": f"Asks the right: {route.right.name.lower()}.",
        "parameters": [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names],
        "responses": {
            "200": {
                "description": "What the page shows, or what was done.",
                "content": {"application/json": {"schema": schemas.of(route.gives) if route.gives else {}}},
            }
        },
    }
    if route.right is not Right.OPEN:
        made["security"] = [{"session": []}]
        made["responses"] |= {"401": {"description": "Log in first."}, "403": {"description": "The role may not do this."}}
    if route.method == "POST":
        made["requestBody"] = {"content": {"multipart/form-data": {"schema": {"type": "object"}}, "application/json": {"schema": {"type": "object"}}}}
        made["parameters"].append({"name": "x-csrf-token", "in": "header", "required": True, "schema": {"type": "string"}})
    return made
