"""Every address of the application: what it asks of who calls it, and what answers. A test walks this table for all roles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.web.access import Right
from verbale.web.views import claims, coding, home, incidents, letters, maps, people, review, tables, threads

if TYPE_CHECKING:
    from collections.abc import Callable

    from verbale.web.asking import Answer, Asked


@dataclass(frozen=True, slots=True)
class Route:
    """An address (`{name}` is any part of a path), the method, the right it asks, the function that answers, and what a page of it shows.

    What answers GET with a page answers the same under `/api` as JSON; what answers POST does so there too.
    """

    method: str
    path: str
    right: Right
    answer: Callable[[Asked], Answer]
    gives: type | None = None


def _get(path: str, answer: Callable[[Asked], Answer], right: Right = Right.READ, gives: type | None = None) -> Route:
    return Route("GET", path, right, answer, gives)


def _post(path: str, answer: Callable[[Asked], Answer], right: Right) -> Route:
    return Route("POST", path, right, answer)


ROUTES = (
    _get("/", home.home, gives=home.Home),
    _post("/uploads", home.take_in, Right.CODE),
    _post("/uploads/examples", home.examples, Right.CODE),
    _get("/uploads/{number}", home.progress, gives=home.Progress),
    _get("/letters", letters.letters, gives=letters.Letters),
    _get("/letters/{document}", letters.letter, gives=letters.Letter),
    _get("/letters/{document}/pages/{page}", letters.page_image),
    _get("/letters/{document}/boxes", letters.boxes, gives=letters.Boxes),
    _get("/letters/{document}/words/{page}", letters.words, gives=letters.Words),
    _get("/letters/{document}/original", letters.original),
    _get("/letters/{document}/explain", letters.explain, gives=letters.Why),
    _get("/letters/{document}/thread", threads.thread, gives=threads.ThreadPage),
    _get("/claims", claims.search, gives=claims.Search),
    _get("/claims/{locus}", review.claim),
    _post("/searches", claims.save, Right.READ),
    _post("/searches/forget", claims.forget, Right.READ),
    _get("/incidents", incidents.incidents, gives=incidents.Incidents),
    _get("/incidents/{key}", incidents.incident, gives=incidents.IncidentPage),
    _get("/incidents/{key}/sheet", incidents.sheet, gives=incidents.IncidentPage),
    _post("/incidents/{key}/assessments", incidents.assess, Right.REVIEW),
    _post("/links", incidents.link, Right.REVIEW),
    _get("/map", maps.page, gives=maps.MapPage),
    _get("/map/spots", maps.spots, gives=maps.Spots),
    _get("/requests", threads.requests, gives=threads.RequestsPage),
    _get("/review", review.queue, Right.CODE, gives=review.Queue),
    _post("/decisions", review.decide, Right.CODE),
    _post("/corrections", review.correct, Right.CODE),
    _post("/decisions/{decision}/withdrawal", review.withdraw, Right.CODE),
    _get("/entries", review.entry, Right.CODE, gives=review.EntryForm),
    _post("/entries", review.enter, Right.CODE),
    _get("/codings", coding.codings, Right.CODE, gives=coding.Codings),
    _get("/codings/{document}", coding.compare, Right.REVIEW, gives=coding.Compared),
    _post("/codings", coding.assign, Right.REVIEW),
    _post("/codings/finished", coding.finish, Right.CODE),
    _get("/tables", tables.tables, gives=tables.TablesPage),
    _get("/tables/{table}", tables.download),
    _get("/figures/{figure}", tables.picture),
    _post("/tables/preview", tables.preview, Right.CODE),
    _post("/tables", tables.take_in, Right.CODE),
    _get("/login", people.log_in_page, Right.OPEN, gives=people.LogIn),
    _post("/login", people.log_in, Right.OPEN),
    _post("/logout", people.log_out, Right.OPEN),
    _post("/me", people.sign, Right.CODE),
    _get("/people", people.people, Right.ADMINISTER, gives=people.People),
    _post("/people", people.set_account, Right.ADMINISTER),
    _post("/levels", people.restrict, Right.REVIEW),
    _post("/erasures", people.erase, Right.ADMINISTER),
    _get("/ledger", people.ledger, gives=people.LedgerPage),
)
