"""The application: each request is told who asks, answered by its route, and given back as a page or as JSON."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from hmac import compare_digest
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import msgspec
from anyio.to_thread import current_default_thread_limiter
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Mount
from starlette.routing import Route as StarletteRoute
from starlette.staticfiles import StaticFiles

from verbale.model import Code, VerbaleError
from verbale.web import openapi
from verbale.web.access import Right, Role, Viewer
from verbale.web.asking import Asked, Done, File, Upload
from verbale.web.house import MEGABYTE, House
from verbale.web.routes import ROUTES
from verbale.web.showing import templates
from verbale.web.sight import Sight, sight_of
from verbale.web.views.letters import blind_documents

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from starlette.requests import Request

    from verbale.web.asking import Answer
    from verbale.web.house import Settings
    from verbale.web.routes import Route

COOKIE = "verbale_session"
THREADS = 16
"""So many requests are answered at once, the others wait: more threads would only take turns on few cores."""
_FOREIGN = "The form was not sent from a page of this session. Open the page again and send it once more."
_MOST_FIELDS, _MOST_FILES = 2_000, 2_000
_STATUS = {Code.NOT_FOUND: 404, Code.BUSY: 503}
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
        "worker-src 'self' blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def create_app(settings: Settings) -> Starlette:
    """The application over the register that `settings` name; register and desk are opened when it starts.

    Raises:
        RegisterError, UsageError: when it starts, as `House.open`.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = THREADS
        app.state.house = await run_in_threadpool(House.open, settings)
        yield
        await run_in_threadpool(app.state.house.close)

    static = StaticFiles(directory=str(files("verbale.web") / "static"))
    routes: list[Any] = [Mount("/static", app=_Kept(static)), StarletteRoute("/openapi.json", _openapi, methods=["GET"])]
    for path in dict.fromkeys(route.path for route in ROUTES):
        for prefix in ("/api", ""):
            here = {route.method: route for route in ROUTES if route.path == path}
            routes.append(StarletteRoute((prefix + path).rstrip("/") or "/", _endpoint(here, as_json=bool(prefix)), methods=list(here)))
    hosts = [host.strip("[]") if host.startswith("[") else host for host in settings.hosts]
    guard = Middleware(TrustedHostMiddleware, allowed_hosts=[*settings.hosts, *hosts], www_redirect=False)
    app = Starlette(routes=routes, middleware=[guard, Middleware(_Limits, most=settings.upload_megabytes * MEGABYTE)], lifespan=lifespan)
    app.add_exception_handler(404, _nothing_here)
    return app


class _Limits:
    """Sets the headers of every answer, and refuses a body that is larger than an upload may be before it is read."""

    def __init__(self, app: Any, most: int) -> None:
        self._app, self._most = app, most

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        length = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        coming = any(name == b"transfer-encoding" for name, _ in scope["headers"])

        async def sent(message: Any) -> None:
            if message["type"] == "http.response.start":
                have = {name for name, _ in message["headers"]}
                message["headers"] += [(n.lower().encode(), v.encode()) for n, v in _HEADERS.items() if n.lower().encode() not in have]
            await send(message)

        if coming or not length.isdigit() or int(length) > self._most:
            words = f"An upload may hold at most {self._most // MEGABYTE:,} MB. Send fewer files at once, or read them with “verbale read”."
            response = Response(words, 411 if coming else 413, media_type="text/plain")
            await response(scope, receive, sent)
            return
        await self._app(scope, receive, sent)


class _Kept:
    """Static files with a time to keep them: the address changes with the version."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        async def sent(message: Any) -> None:
            if message["type"] == "http.response.start":
                message["headers"].append((b"cache-control", b"max-age=3600"))
            await send(message)

        await self._app(scope, receive, sent)


def _endpoint(here: dict[str, Route], *, as_json: bool) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        house: House = request.app.state.house
        route = here["GET" if request.method == "HEAD" else request.method]
        form, uploads = await _form(request)
        return await run_in_threadpool(_answered, request, house, route, (form, uploads), as_json=as_json)

    return endpoint


async def _form(request: Request) -> tuple[dict[str, str], tuple[Upload, ...]]:
    """The values and files of a form, or of a JSON object of strings."""
    if request.method != "POST":
        return {}, ()
    if request.headers.get("content-type", "").startswith("application/json"):
        try:
            plain = msgspec.json.decode(await request.body(), type=dict[str, str])
        except msgspec.DecodeError:
            plain = {}
        return plain, ()
    if not request.headers.get("content-type"):
        return {}, ()
    async with request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=4 * MEGABYTE) as sent:
        form: dict[str, str] = {}
        uploads = []
        for name, value in sent.multi_items():
            if isinstance(value, UploadFile):
                if value.filename:
                    uploads.append(Upload(value.filename, await value.read()))
            else:
                form[name] = value
    return form, tuple(uploads)


def _answered(request: Request, house: House, route: Route, sent: Any, *, as_json: bool) -> Response:
    """The answer to one request. Runs in a thread."""
    form, uploads = sent
    viewer, started = _viewer(request, house)
    asked = Asked(house, viewer, Sight(), address=request.client.host if request.client else "")
    try:
        if not viewer.may(route.right):
            response = _refused(request, viewer, asked, as_json=as_json)
        elif route.method == "POST" and not _own_form(request, viewer, form):
            response = _told(request, asked, 403, _FOREIGN, as_json=as_json)
        else:
            sight = sight_of(house.register, viewer, blind_documents(asked)) if viewer.may(Right.READ) else Sight()
            asked = replace(asked, sight=sight, path=request.path_params, query=dict(request.query_params), form=form, files=uploads)
            response = _response(request, asked, route.answer(asked), as_json=as_json)
    except VerbaleError as error:
        problem = error.problem
        words = f"{problem.what[:1].upper()}{problem.what[1:]}{': ' + problem.where if problem.where else ''}. {problem.todo}".strip()
        response = _told(request, asked, _STATUS.get(problem.code, 400), words, as_json=as_json, code=problem.code.value)
    if started and "set-cookie" not in response.headers:
        _set_cookie(response, started, house)
    return response


def _viewer(request: Request, house: House) -> tuple[Viewer, str]:
    """Who asks, and the key of the session that was started for them, if one was."""
    key = request.cookies.get(COOKIE, "")
    session = house.desk.session(key) if key else None
    started = ""
    if session is None and request.method == "GET" and not request.url.path.startswith("/api"):
        started = key = house.desk.open_session("")
        session = house.desk.session(key)
    token, key = (session.token, key) if session else ("", "")
    if not house.desk.any_account() and house.settings.open_accounts:
        return Viewer(session.person if session else "", Role.ADMINISTRATOR, names=True, session=key, token=token, alone=True), started
    account = house.desk.account(session.account) if session and session.account else None
    if account is None or not account.active:
        return Viewer(session=key, token=token), started
    return Viewer(account.name, account.role, account.names, key, token), started


def _own_form(request: Request, viewer: Viewer, form: dict[str, str]) -> bool:
    """True when a form comes from a page of this very session: it carries the session's token, and no other origin sent it."""
    origin = request.headers.get("origin")
    if origin and origin != "null" and urlsplit(origin).netloc != request.headers.get("host"):
        return False
    token = form.get("csrf") or request.headers.get("x-csrf-token") or ""
    return bool(viewer.token) and compare_digest(token.encode(), viewer.token.encode())


def _response(request: Request, asked: Asked, answer: Answer, *, as_json: bool) -> Response:
    if isinstance(answer, File):
        headers = {"Cache-Control": "private, max-age=86400" if answer.keep else "no-store"}
        if answer.name:
            headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(answer.name)}"
        return Response(answer.data, media_type=answer.media_type, headers=headers)
    if isinstance(answer, Done):
        return _done(request, asked, answer, as_json=as_json)
    if as_json or not answer.template:
        return Response(openapi.encoded(answer.body), media_type="application/json", headers={"Cache-Control": "no-store"})
    name = answer.template
    return templates().page(name, {"page": answer.body, "title": answer.title, **_around(request, asked)})


def _done(request: Request, asked: Asked, done: Done, *, as_json: bool) -> Response:
    if as_json:
        response: Response = JSONResponse({"done": done.words, "address": done.address} | (done.body or {}), headers={"Cache-Control": "no-store"})
    else:
        mark, _, fragment = done.address.partition("#")
        told = f"{mark}{'&' if '?' in mark else '?'}told={quote(done.words)}" if done.words and request.method == "POST" else mark
        response = RedirectResponse(told + (f"#{fragment}" if fragment else ""), status_code=303)
    if done.session is not None:
        if done.session:
            _set_cookie(response, done.session, asked.house)
        else:
            response.delete_cookie(COOKIE)
    return response


def _set_cookie(response: Response, key: str, house: House) -> None:
    response.set_cookie(COOKIE, key, max_age=14 * 24 * 3600, httponly=True, samesite="strict", secure=house.settings.secure)


def _refused(request: Request, viewer: Viewer, asked: Asked, *, as_json: bool) -> Response:
    if viewer.role is None:
        if as_json or request.method != "GET":
            return _told(request, asked, 401, "Log in first.", as_json=as_json, code="access.log-in")
        then = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/login?then={quote(then)}", status_code=303)
    return _told(request, asked, 403, f"Your role ({viewer.role}) may not do this.", as_json=as_json, code="access.role")


def _told(request: Request, asked: Asked, status: int, words: str, *, as_json: bool, code: str = "") -> Response:
    if as_json:
        return JSONResponse({"error": code or "access.refused", "told": words}, status)
    return templates().page("told.html", {"page": None, "title": "Not done", "words": words, **_around(request, asked)}, status)


async def _nothing_here(request: Request, error: Exception) -> Response:
    del error
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": "usage.not-found", "told": "There is no such address."}, 404)
    return Response("There is no such page.", 404, media_type="text/plain")


async def _openapi(request: Request) -> Response:
    del request
    return Response(openapi.description(), media_type="application/json")


def _around(request: Request, asked: Asked) -> dict[str, Any]:
    """What every page is drawn with."""
    return {
        "viewer": asked.viewer, "path": request.url.path, "query": request.query_params, "told": request.query_params.get("told", ""),
        "csrf": asked.viewer.token, "Right": Right,
    }  # fmt: skip
