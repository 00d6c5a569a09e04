"""Incidents: what linked claims say side by side, who agrees and who does not; an organisation's own assessment; links judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from verbale.app import judging
from verbale.app.incidents import Known, Whole, known, whole
from verbale.app.settings import now
from verbale.incidents.schemes import scheme, scheme_names
from verbale.incidents.viewing import Position
from verbale.model import Code, Denied, Judgement, LinkKind, Outcome, Stance, UsageError
from verbale.publish.attributed import attributed, days
from verbale.publish.incidents import assessment_words, bounds, labels, link_words, stances
from verbale.web.asking import Done, Page
from verbale.web.drawing import MapPoint, Moment, Track, place_map, time_line, toll_chart
from verbale.web.views.letters import blind_documents

if TYPE_CHECKING:
    from collections.abc import Iterable

    from verbale.incidents.schemes import Scheme
    from verbale.incidents.viewing import Row, View
    from verbale.model import Told
    from verbale.tally.tallies import Tally
    from verbale.web.asking import Asked

PAGE_INCIDENTS = 40


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """An incident in the list: days and places as its claimants tell them, and who they are."""

    id: str
    locus: str
    claims: int
    claimants: tuple[str, ...]
    days: str
    places: tuple[str, ...]
    assessed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Incidents:
    """A page of incidents that more than one claim tells, the last one first."""

    incidents: tuple[IncidentLine, ...]
    total: int
    offset: int
    limit: int


@dataclass(frozen=True, slots=True)
class ClaimColumn:
    """One claim of a claimant: how he stands to it, in which document and on what day said, and his words."""

    label: str
    locus: str
    document: str
    said: str
    sentence: str
    quote: str
    start: int
    stance: str


@dataclass(frozen=True, slots=True)
class Column:
    """One claimant with his claims, the first said first."""

    party: str
    stances: tuple[str, ...]
    claims: tuple[ClaimColumn, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one claimant says in one particular; `relation` is how that stands to what the others say, and `marks` to each of them.

    `denies` are the words of a denial that reaches this particular, of a claimant who says nothing else of it.
    """

    words: tuple[str, ...]
    updated: tuple[str, ...]
    relation: str
    marks: tuple[tuple[str, str], ...]
    denies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParticularRow:
    """One particular, and what each claimant says in it, in the order of the columns."""

    particular: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TollAccount:
    """What one claimant's own account comes to for one outcome, in words, with the claims that set it."""

    party: str
    words: str
    by: str
    contradictory: bool


@dataclass(frozen=True, slots=True)
class TollBox:
    """One outcome: each claimant's account, the envelope and what all allow. Not a finding."""

    outcome: str
    convention: str
    accounts: tuple[TollAccount, ...]
    without: tuple[str, ...]
    envelope: str
    common: str
    label: str


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """Everything the incident page shows; drawings are SVG."""

    id: str
    locus: str
    aliases: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[ParticularRow, ...]
    tolls: tuple[TollBox, ...]
    tolls_missing: str
    life_lines: tuple[tuple[str, str, tuple[tuple[str, str, str], ...]], ...]
    roots: str
    links: tuple[tuple[str, str, str, str, bool], ...]
    disputed: tuple[str, ...]
    assessed: tuple[tuple[str, str], ...]
    schemes: tuple[Scheme, ...]
    chart: str
    line: str
    map: str
    unplaced: tuple[str, ...]
    day: str


def incidents(asked: Asked) -> Page:
    """Incidents that links make of several claims; a claim that nothing is linked to is an incident by itself, found by searching claims."""
    made = asked.house.remembered(lambda: _lines(asked), "incidents", asked.viewer.mark)
    offset = asked.number("offset", 0)
    return Page("incidents.html", "Incidents", Incidents(made[offset : offset + PAGE_INCIDENTS], len(made), offset, PAGE_INCIDENTS))


def _lines(asked: Asked) -> tuple[IncidentLine, ...]:
    found = _linked(asked)
    graded: dict[str, list[str]] = {}
    for assessment, _ in found.assessed:
        graded.setdefault(assessment.incident, []).append(f"{assessment.assessor}: {assessment.status}")
    made = []
    for incident in found.incidents:
        told = asked.sight.told(found.told([incident]))
        if len({t.locus for t in told}) < 2:
            continue
        spans = [t.claim.when for t in told if t.claim.when]
        first = min(spans, key=lambda d: d.first).first if spans else None
        last = max(spans, key=lambda d: d.last).last if spans else None
        when = days(type(spans[0])(first, last)) if first and last else ""
        places = tuple(dict.fromkeys(p.value.name for t in told for p in t.claim.where))
        marks = tuple(mark for name in (incident.id, *incident.aliases) for mark in graded.get(name, ()))
        line = IncidentLine(incident.id, incident.claims[0], len(told), tuple(sorted({t.party for t in told})), when, places, marks)
        made.append((last.isoformat() if last else "", line))
    return tuple(line for _, line in sorted(made, key=lambda pair: (pair[0], pair[1].id), reverse=True))


def _linked(asked: Asked) -> Known:
    """All claims that any link touches, with what stands between them."""
    links = judging.judgements(asked.house.register)
    loci = {locus for entry in links for locus in (entry.link.first, entry.link.second)}
    return known(asked.house.register, parties=asked.house.parties, around=loci)


def one(asked: Asked, key: str = "") -> tuple[Known, Whole]:
    """One incident, by its id, an alias, or the locus or id of a claim of it.

    Raises:
        UsageError: NOT_FOUND, also when nothing of it may be seen; MISSING_EXTRA without the solver.
    """
    key = key or asked.path["key"]
    around = {key} if len(key) == _LOCUS else {t.locus for t in _linked(asked).claims}
    convention = asked.query.get("convention") or "literal"
    found = known(asked.house.register, convention, asked.house.parties, around=around)
    found.claims = tuple(asked.sight.told(found.claims))
    found.__post_init__()
    view = whole(found, key)
    if blind_documents(asked) & {t.document for t in found.told([view.incident])}:
        raise UsageError(Code.NOT_FOUND, "a letter of this incident is one that you code blind", key, "Finish its coding first.")
    return found, view


_LOCUS = 64


def incident(asked: Asked) -> Page:
    """One incident: claims side by side, one column a claimant, one row a particular."""
    found, view = one(asked)
    return Page("incident.html", f"Incident {view.incident.id}", _page(asked, found, view))


def sheet(asked: Asked) -> Page:
    """The incident as a sheet with footnotes, to be printed."""
    found, view = one(asked)
    return Page("sheet.html", f"Incident {view.incident.id}", _page(asked, found, view))


def _page(asked: Asked, found: Known, view: Whole) -> IncidentPage:
    seen = view.view
    columns = tuple(_columns(seen))
    told = [said.told for position in seen.positions for said in position.said]
    points, unplaced = _points(asked, told)
    lines = tuple((line.party, line.outcome.value, tuple((m.said, ", ".join(m.documents), m.words) for m in line.moments)) for line in seen.lines)
    return IncidentPage(
        view.incident.id, view.incident.claims[0], view.incident.aliases, columns,
        tuple(_row(row, seen.positions) for row in seen.rows),
        tuple(_toll(tally, found) for tally in view.tallies), "", lines, str(seen.roots),
        tuple((e.decision.id, link_words(e.link, found.by_locus), e.decision.person, e.decision.reason, e.pre_accepted) for e in view.links),
        tuple(link_words(link, found.by_locus) for link in view.disputed),
        tuple((decision.id, assessment_words(assessment)) for assessment, decision in view.assessed),
        tuple(scheme(name) for name in scheme_names()),
        toll_chart([(t.outcome, [(a.party, a.interval) for a in t.accounts if not a.conflict], t.envelope) for t in view.tallies]),
        time_line(_tracks(columns)), place_map(points), unplaced, now()[:10],
    )  # fmt: skip


def _columns(view: View) -> list[Column]:
    made = []
    for position in view.positions:
        stance_of = {said.locus: words for words, listed in stances(position) for said in listed}
        claims = [
            ClaimColumn(
                t.label,
                t.locus,
                t.document,
                t.said,
                attributed(t.claim, t.party),
                t.claim.anchor.quote,
                t.claim.anchor.span.start,
                stance_of.get(t.locus, ""),
            )
            for t in sorted(position.claims, key=lambda t: (t.said or "9", t.name, t.ordinal))
        ]
        made.append(Column(position.party, tuple(words for words, _ in stances(position)), tuple(claims)))
    return made


def _row(row: Row, positions: Iterable[Position]) -> ParticularRow:
    values = {value.party: value for value in row.values}
    cells = []
    for position in positions:
        party = position.party
        value = values.get(party)
        marks = tuple(
            (pair.other if pair.first == party else pair.first, pair.agreement.value) for pair in row.pairs if party in {pair.first, pair.other}
        )
        words = value.words if value else ()
        cells.append(
            Cell(
                words,
                value.updated if value else (),
                _relation(bool(words), [mark for _, mark in marks]),
                marks,
                () if words else _denials(row, position),
            )
        )
    return ParticularRow(row.particular, tuple(cells))


def _denials(row: Row, position: Position) -> tuple[str, ...]:
    """The words by which a party denies what others say in this particular: of the whole event in all, of the own act in who is accused, of harm in tolls."""
    accused, toll = row.particular == "alleged perpetrator", row.particular in {outcome.value for outcome in Outcome}
    reach = {Denied.EVENT: True, Denied.OWN_ACT: accused, Denied.HARM: toll, Denied.CIVILIAN_STATUS: False}
    said = tuple(s for s in position.said if s.stance is Stance.DENIES and (not s.denied or any(reach[what] for what in s.denied)))
    return tuple(words for words, _ in stances(Position(position.party, said)))


def _relation(speaks: bool, marks: list[str]) -> str:
    """How one cell stands to the others, the weightiest word: contradicts, updated, agrees, compatible; silent when nothing is said."""
    if not speaks:
        return "silent"
    return next((word for word in ("contradicts", "updated", "agrees", "compatible") if word in marks), "alone")


def _toll(tally: Tally, found: Known) -> TollBox:
    accounts = tuple(
        TollAccount(
            a.party, "contradicts itself" if a.conflict else bounds(a.interval), labels(a.low_by or a.high_by, found.by_locus), bool(a.conflict)
        )
        for a in tally.accounts
    )
    common = "contradictory" if tally.contradictory else bounds(tally.intersection) if tally.intersection else ""
    return TollBox(tally.outcome.value, tally.convention, accounts, tally.without, bounds(tally.envelope), common, tally.label)


def _tracks(columns: tuple[Column, ...]) -> list[Track]:
    return [Track(c.party, tuple(Moment(claim.said, f"{claim.label}: {claim.sentence}", claim.stance) for claim in c.claims)) for c in columns]


def _points(asked: Asked, told: list[Told]) -> tuple[list[MapPoint], tuple[str, ...]]:
    """Where the places of these claims lie, with how exactly; and those that nothing places, each as the party names it that names it so."""
    points: dict[tuple[str, float, float], MapPoint] = {}
    without: dict[str, None] = {}
    parties = [name for t in told for name in (t.claimant, *(accused.value.name for accused in t.claim.perpetrators))]
    for t in told:
        for p in t.claim.where:
            at = asked.house.places.at(p.value, parties)
            if at is None:
                without[f"{p.value.name}, as {t.party} names it"] = None
            else:
                points.setdefault((p.value.name, at.lat, at.lon), MapPoint(p.value.name, at.lat, at.lon, at.radius_km, t.party))
    return list(points.values()), tuple(without)


# -- acts ------------------------------------------------------------------------------------------------------------


def assess(asked: Asked) -> Done:
    """Enters what the organisation itself holds of an incident. It is no part of any claim, and accepts no reading.

    Raises:
        UsageError: as `verbale.app.judging.assess`.
    """
    form = asked.form
    chosen, _, status = form.get("scheme_status", "").partition("|")
    made = judging.assess(
        asked.house.register, asked.path["key"], scheme_name=form.get("scheme") or chosen, status=form.get("status") or status, assessor=asked.person(),
        day=_day(form.get("day", "")), rationale=form.get("rationale", ""), sources=_lines_of(form.get("sources", "")),
        dissent=_lines_of(form.get("dissent", "")), second=form.get("second", "").strip(),
    )  # fmt: skip
    return Done(f"Assessment entered: {made.status}", f"/incidents/{asked.path['key']}#assessment", body={"assessment": made.id})


def link(asked: Asked) -> Done:
    """Judges a link between two claims.

    Raises:
        UsageError: as `verbale.app.judging.judge`.
    """
    form = asked.form
    try:
        judgement, kind = Judgement(form.get("judgement", "positive")), LinkKind(form.get("kind", "same"))
        denied = Denied(form["denied"]) if form.get("denied") else None
    except ValueError as error:
        raise UsageError(Code.BAD_VALUE, str(error), form.get("kind", "")) from error
    first, second = form.get("first", "").strip(), form.get("second", "").strip()
    made = judging.judge(
        asked.house.register, judgement, first, second, kind, by=asked.person(), reason=form.get("reason", "").strip(), denied=denied
    )
    return Done("Link judged", form.get("back") or f"/incidents/{made.locus}", body={"decision": made.id})


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise UsageError(Code.BAD_VALUE, "this is no day", written, "Write it as 2031-03-04.") from None


def _lines_of(written: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in written.splitlines() if line.strip())
