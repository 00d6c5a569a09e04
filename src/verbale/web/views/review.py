"""Reviewing readings: what to look at next and why; verify, correct, reject, withdraw; claims entered by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.app import entering, reviewing
from verbale.app.incidents import contradictions, known
from verbale.app.judging import judgements
from verbale.app.reviewing import Change
from verbale.app.settings import now
from verbale.model import Act, Code, UsageError
from verbale.publish.incidents import link_words, opposed_words
from verbale.register import ClaimFilter, pages
from verbale.web.access import Level
from verbale.web.asking import Done, Page
from verbale.web.sight import levels
from verbale.web.views.letters import PDF, blind_documents

if TYPE_CHECKING:
    from verbale.web.asking import Asked

KINDS = ("new", "stale", "contradiction", "link", "unread", "problem")
"""Why something is in the queue: never judged, judged of another reading, contradicted, linked by a threshold only, harm in no claim, a problem."""
LIMIT = 40


@dataclass(frozen=True, slots=True)
class Item:
    """Something to look at: what and why, in which document, and where the page of it stands."""

    sentence: str
    why: str
    name: str
    said: str
    address: str


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of one kind of the queue, and how many there are of each kind."""

    kind: str
    counts: dict[str, int]
    items: tuple[Item, ...]
    total: int
    offset: int
    limit: int


def queue(asked: Asked) -> Page:
    """What to look at next, and why."""
    kind = asked.query.get("kind") or "new"
    if kind not in KINDS:
        raise UsageError(Code.BAD_VALUE, "there is no such kind in the queue", kind, f"One of: {', '.join(KINDS)}.")
    offset = asked.number("offset", 0)
    items, total = _MADE[kind](asked, offset)
    counts = asked.house.remembered(lambda: {name: _MADE[name](asked, 0)[1] for name in KINDS}, "queue", asked.viewer.mark)
    return Page("queue.html", "Review", Queue(kind, counts, tuple(items), total, offset, LIMIT))


def _new(asked: Asked, offset: int) -> tuple[list[Item], int]:
    with asked.house.register.asking() as connection:
        found = pages.undecided(connection, ClaimFilter(limit=LIMIT, offset=offset, hidden=asked.sight.hidden))
    claims = asked.sight.claims(found.claims)
    sentences = reviewing.standing_sentence(asked.house.register, claims, blind_documents(asked), asked.viewer.name)
    items = [
        Item(
            sentences[f.claim.locus][0],
            "nobody has looked at it",
            f.source.symbol or f.source.name,
            f.source.date,
            f"/letters/{f.source.document}#{f.claim.locus}",
        )
        for f in claims
    ]
    return items, found.total


def _stale(asked: Asked, offset: int) -> tuple[list[Item], int]:
    stale = [s for s in asked.house.register.current() if s.stale]
    told = {t.locus: t for t in asked.sight.told(asked.house.register.told({s.decision.locus for s in stale}))} if stale else {}
    items = []
    for entry in stale:
        decision, at = entry.decision, told.get(entry.decision.locus)
        why = "the reading here is no longer the one decided on" if at else "no claim is read at this place any more"
        address = f"/letters/{at.document}#{at.locus}" if at else ""
        items.append(Item(f"{decision.person}: {decision.act.value} {decision.field}", why, at.name if at else "", decision.time[:10], address))
    return items[offset : offset + LIMIT], len(items)


def _contradicted(asked: Asked, offset: int) -> tuple[list[Item], int]:
    items = asked.house.remembered(lambda: _contradictions(asked), "contradictions", asked.viewer.mark)
    return list(items[offset : offset + LIMIT]), len(items)


def _contradictions(asked: Asked) -> tuple[Item, ...]:
    loci = {locus for entry in judgements(asked.house.register) for locus in (entry.link.first, entry.link.second)}
    found = known(asked.house.register, parties=asked.house.parties, around=loci)
    seen = {t.locus for t in asked.sight.told(found.claims)}
    made = []
    for one in contradictions(found):
        if all(t.locus in seen for t in one.claims):
            sides = "; ".join(f"{t.party} ({t.label}) {opposed_words(t, one)}" for t in asked.sight.told(one.claims))
            made.append(Item(sides, f"accounts cannot both hold: {one.particular}", "", "", f"/incidents/{one.claims[0].locus}"))
    return tuple(made)


def _linked(asked: Asked, offset: int) -> tuple[list[Item], int]:
    pending = sorted((e for e in judgements(asked.house.register) if e.pre_accepted), key=lambda e: e.link.score or 0)
    part = pending[offset : offset + LIMIT]
    told = {t.locus: t for t in asked.sight.told(asked.house.register.told({x for e in part for x in (e.link.first, e.link.second)}))} if part else {}
    items = [
        Item(
            link_words(e.link, told),
            f"a threshold took it, nobody judged it (score {e.link.score or 0:.2f})",
            "",
            e.decision.time[:10],
            f"/incidents/{e.link.first}",
        )
        for e in part
        if {e.link.first, e.link.second} <= told.keys()
    ]
    return items, len(pending)


def _unread(asked: Asked, offset: int) -> tuple[list[Item], int]:
    return _sentences(asked, "unread", offset)


def _problems(asked: Asked, offset: int) -> tuple[list[Item], int]:
    return _sentences(asked, "problems", offset)


def _sentences(asked: Asked, kind: str, offset: int) -> tuple[list[Item], int]:
    with asked.house.register.asking() as connection:
        listed, total = pages.sentences(connection, kind, asked.sight.hidden, offset=offset, limit=LIMIT)
    names = (asked.sight.names and not asked.sight.victims) or kind == "problems"
    items = [
        Item(
            e.value.words if names else f"(words withheld: {e.value.about})", e.value.note or e.value.about, e.source.symbol or e.source.name, e.source.date,
            f"/letters/{e.source.document}" + (f"#at{e.value.start}" if kind == "unread" else "#problems"),
        )
        for e in listed
    ]  # fmt: skip
    return items, total


_MADE = {"new": _new, "stale": _stale, "contradiction": _contradicted, "link": _linked, "unread": _unread, "problem": _problems}


# -- acts ------------------------------------------------------------------------------------------------------------


def decide(asked: Asked) -> Done:
    """Verifies or rejects the reading of a claim or of one field of it. It says nothing of what happened.

    Raises:
        UsageError: as `verbale.app.reviewing.review`.
    """
    form, locus = asked.form, _seen_locus(asked)
    try:
        act = Act(form.get("act", ""))
    except ValueError:
        raise UsageError(Code.BAD_VALUE, "there is no such decision", form.get("act", "")) from None
    made = reviewing.review(asked.house.register, act, locus, form.get("field", ""), by=asked.person(), reason=form.get("reason", ""))
    words = {Act.VERIFY: "Reading verified", Act.REJECT: "Reading rejected"}[act]
    return Done(words, _back(asked, locus), body={"decision": made.id})


def correct(asked: Asked) -> Done:
    """Corrects one value of a claim, by the words selected on the page or as the person states it.

    Raises:
        UsageError: as `verbale.app.reviewing.correct`.
    """
    form, locus = asked.form, _seen_locus(asked)
    field, at, label = (*form["choice"].split("|"), "", "")[:3] if form.get("choice") else (form.get("field", ""), form.get("at", ""), "")
    start, end = form.get("start", ""), form.get("end", "")
    values = None if form.get("remove") else {n.removeprefix("value_"): v.strip() for n, v in form.items() if n.startswith("value_")}
    if values is not None and field == "tolls":
        values.setdefault("outcome", label.removesuffix(", part"))
    first, last = (int(start), int(end)) if start.isdecimal() and end.isdecimal() else (None, None)
    change = Change(field, int(at) if at.isdecimal() else None, values, first, last, label)
    blind = reviewing.reading_at(asked.house.register, locus) in blind_documents(asked)
    made = reviewing.correct(asked.house.register, locus, change, by=asked.person(), reason=form.get("reason", ""), blind=blind)
    return Done("Reading corrected", _back(asked, locus), body={"decision": made.id})


def withdraw(asked: Asked) -> Done:
    """Withdraws a decision: the viewer's own, or, for reviewers, anybody's. Nothing is erased.

    Raises:
        UsageError: NOT_FOUND, BAD_VALUE for another person's decision.
    """
    from verbale.web.access import Right  # noqa: PLC0415 (named here only)

    key, person = asked.path["decision"], asked.person()
    found = next((d for d in asked.house.register.decisions() if d.id == key), None)
    if found is None:
        raise UsageError(Code.NOT_FOUND, "there is no such decision", key)
    if found.person != person and not asked.viewer.may(Right.REVIEW):
        raise UsageError(Code.BAD_VALUE, "this decision is another person's", found.person, "Ask a reviewer to withdraw it.")
    made = asked.house.register.withdraw(key, person, now(), asked.form.get("reason", "").strip() or "withdrawn")
    return Done("Decision withdrawn", _back(asked, found.locus), body={"decision": made.id})


def enter(asked: Asked) -> Done:
    """Enters a claim by hand, from any source: as a document of its own that says who entered it and where the words stand.

    It is as confidential as the document that it was taken from.

    Raises:
        UsageError: BAD_VALUE, as `verbale.app.entering.enter`.
    """
    form = {name: value.strip() for name, value in asked.form.items() if name not in {"csrf", "person"}}
    document = form.pop("document", "")
    if document and not asked.sight.sees_document(document):
        raise UsageError(Code.NOT_FOUND, "there is no such document", document)
    made = entering.enter(asked.house.register, form, by=asked.person(), document=document)
    level = levels(asked.house.register).get(("document", document), Level.OPEN)
    if level is not Level.OPEN:
        reviewing.set_level(asked.house.register, "document", made, level, by=asked.person(), reason="as the document that it was entered from")
    return Done("Claim entered", f"/letters/{made}", body={"document": made})


@dataclass(frozen=True, slots=True)
class EntryForm:
    """What the form of a claim by hand starts with: the source document, if it is in the register, its pages, and words chosen there."""

    document: str
    name: str
    page_count: int
    words: str
    claimant: str
    said: str
    acts: tuple[str, ...]
    groups: tuple[str, ...]
    outcomes: tuple[str, ...]


def entry(asked: Asked) -> Page:
    """The form by which a claim is entered by hand."""
    sha = asked.query.get("document", "")
    name, claimant, said, count = "", "", "", 0
    if sha:
        if not asked.sight.sees_document(sha):
            raise UsageError(Code.NOT_FOUND, "there is no such document", sha)
        with asked.house.register.asking() as connection:
            listed = pages.document(connection, sha)
        if listed is None:
            raise UsageError(Code.NOT_FOUND, "there is no such document", sha)
        name, claimant, said = listed.symbol or listed.name, listed.sender, listed.date
        count = asked.house.pictures.count(asked.house.register.original(sha)) if listed.media_type == PDF else 0
    words = asked.query.get("words", "")[:2000]
    body = EntryForm(sha, name, count, words, claimant, said, entering.ACTS, entering.GROUPS, entering.OUTCOMES)
    return Page("entry.html", "Enter a claim by hand", body)


def _seen_locus(asked: Asked) -> str:
    """The place that the form names, if the viewer may see it.

    Raises:
        UsageError: NOT_FOUND.
    """
    locus = asked.form.get("locus", "")
    told = asked.house.register.told([locus]) if locus else []
    if not asked.sight.told(told):
        raise UsageError(Code.NOT_FOUND, "no claim is read at this place any more", locus, "Open the letter anew.")
    return locus


def _back(asked: Asked, locus: str) -> str:
    """The page that the form came from, as a path of our own."""
    given = asked.form.get("back", "")
    return given if given.startswith("/") and not given.startswith("//") and "\\" not in given else f"/claims/{locus}"


def claim(asked: Asked) -> Done:
    """Leads from a claim's place to its letter."""
    told = asked.sight.told(asked.house.register.told([asked.path["locus"]]))
    if not told:
        raise UsageError(Code.NOT_FOUND, "no claim is read at this place any more", asked.path["locus"])
    return Done("", f"/letters/{told[0].document}#{told[0].locus}", body={"document": told[0].document})
