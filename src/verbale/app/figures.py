"""Figures of a selection: tolls over time, map, agreement, citations; as SVG, and as PNG through Typst."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from verbale.app.incidents import whole
from verbale.app.linked import citations_of
from verbale.app.places import lie, opened_gazetteer
from verbale.app.tables import Content, Wanted
from verbale.grammar.policies import convention
from verbale.incidents.closing import components
from verbale.model import Code, Outcome, Place, UsageError
from verbale.publish.figures.agreement import agreement_matrix
from verbale.publish.figures.citing import citation_graph
from verbale.publish.figures.tolls import TollMark, tolls_over_time
from verbale.publish.figures.world import Mark, world_map
from verbale.publish.tables.specs import JOINT, table_named

if TYPE_CHECKING:
    from pathlib import Path

    from verbale.publish.tables.specs import Row
    from verbale.register.store import Register
    from verbale.resolution.places import Located

KINDS = ("tolls", "map", "agreement", "citations")


def figure(
    register: Register, kind: str, wanted: Wanted | None = None, outcome: Outcome = Outcome.KILLED, gazetteer: str | Path | None = None
) -> str:  # fmt: skip
    """One of `KINDS` as SVG; `outcome` is whose tolls are drawn; the file `gazetteer` puts places on the map that no claimant does.

    Raises:
        UsageError: BAD_VALUE for another kind; NOT_FOUND where a selection holds nothing to draw; as `Content.rows`.
    """
    content = Content(register, wanted or Wanted("public"))
    reviewed = "Only claims that people reviewed are drawn." if content.wanted.reviewed else "Claims that nobody reviewed are drawn too."
    about = f"Profile {content.profile.name}. Numbers by the convention {convention(content.wanted.policy).label}. {reviewed}"
    makers = {
        "tolls": lambda: _tolls(content, outcome, about),
        "map": lambda: _map(content, about, gazetteer),
        "agreement": lambda: _agreement(content, about),
    }
    if kind == "citations":
        graph = citations_of(content)
        if not graph.links:
            raise _nothing("no document cites another")
        return content.words.clean(citation_graph(graph, about))
    if kind not in makers:
        raise UsageError(Code.BAD_VALUE, "there is no such figure", kind, f"There are {', '.join(KINDS)}.")
    return content.words.clean(makers[kind]())


def _tolls(content: Content, outcome: Outcome, about: str) -> str:
    rows = [
        row for row in content.rows(table_named("tolls")) if row["outcome"] == outcome.value and not row["subset_of"] and row["stance"] != "denies"
    ]
    marks = []
    for row in rows:
        first, last, low, high = row["first_day"], row["last_day"], row["low"], row["high"]
        if isinstance(first, date) and isinstance(last, date) and isinstance(low, int):
            marks.append(
                TollMark(str(row["claimant"]), first, last, low, high if isinstance(high, int) else None, row["scope"] == "cumulative", str(row["words"]),
                         str(row["symbol"] or row["document"]))
            )  # fmt: skip
    if not marks:
        raise _nothing("no claim with such a toll and a day")
    return tolls_over_time(marks, outcome.value, len(rows) - len(marks), about)


def _map(content: Content, about: str, gazetteer: str | Path | None) -> str:
    rows = list(content.rows(table_named("places")))
    found, named = _located(rows, gazetteer) if gazetteer else ({}, [])
    marks = []
    for row in rows:
        lat, lon, radius, by = row.get("latitude"), row.get("longitude"), row.get("radius_km"), ""
        if lat is None and (lying := found.get(_asked(row))):
            lat, lon, radius, by = lying.lat, lying.lon, lying.radius_km, lying.method
            if (decimals := content.profile.decimals) is not None and lat is not None and lon is not None:
                lat, lon = round(lat, decimals), round(lon, decimals)
        if isinstance(lat, float) and isinstance(lon, float):
            wide = float(radius) if isinstance(radius, float | int) else 0.0
            marks.append(Mark(str(row["claimant"]), str(row["name"]), lat, lon, wide, str(row["symbol"] or row["document"]), by))
    if not marks:
        raise _nothing("neither a claimant nor a gazetteer puts a place of the selection on the map")
    return world_map(marks, len(rows) - len(marks), about, named)


def _asked(row: Row) -> tuple[Place, frozenset[str]]:
    """What a gazetteer is asked of a row: the place with its regions, and the parties of the claim."""
    regions, accused = (tuple(filter(None, str(row[name] or "").split(JOINT))) for name in ("regions", "alleged_perpetrators"))
    return Place(str(row["name"]), regions), frozenset((str(row["claimant"]), *accused))


def _located(rows: list[Row], gazetteer: str | Path) -> tuple[dict[tuple[Place, frozenset[str]], Located], list[str]]:
    """Where the gazetteer puts the names that have no point of a claimant, and whom to name for it."""
    with opened_gazetteer(gazetteer) as held:
        found = lie(held, (_asked(row) for row in rows if row.get("latitude") is None))
        return found, [source.attribution or source.name for source in held.sources()]


def _agreement(content: Content, about: str) -> str:
    found = content.known
    groups = [group for group in components(found.incidents, found.links) if len({found.parties.key(t.party) for t in found.told(group)}) > 1]
    views, sources = [], set()
    for group in groups:
        told = found.told(group)
        if not all(content.kept_back.admits(t.document, t.locus) for t in told):
            continue  # what is kept back could be told from the whole
        if content.chosen is None or any(t.claim.id in content.chosen for t in told):
            views.append(whole(found, group[0].id).view)
            sources |= {t.name for t in told if content.profile.admits(t.name, t.document)}
    if not views:
        raise _nothing("no claims of two parties are linked")
    return agreement_matrix(views, sorted(sources), about)


def _nothing(what: str) -> UsageError:
    return UsageError(Code.NOT_FOUND, f"there is nothing to draw: {what}", "", "Choose another selection.")
