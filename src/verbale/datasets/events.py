"""An event file: a JSON list of records in which several claimants tell one event. Each record becomes a document with one claim."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from verbale.datasets.located import Node, located
from verbale.datasets.mapping import ladder_step
from verbale.datasets.values import degrees
from verbale.model import (
    Amount,
    Attribution,
    Bound,
    Claim,
    Code,
    Communication,
    Days,
    Denied,
    Document,
    Heading,
    Masthead,
    Method,
    Occurrence,
    Outcome,
    Outline,
    Part,
    Particular,
    PartKind,
    Perpetrator,
    Piece,
    Place,
    Point,
    Problem,
    Reading,
    Rendition,
    Scope,
    Stance,
    TextAnchor,
    Toll,
    Voice,
    VoiceRole,
    anchor,
    content_id,
)
from verbale.text import Span

READER = "events 3"
_CLAIMANT = re.compile(r"^(.*?)\s*(?:\((?P<note>[^()]*)\))?\s*$", re.DOTALL)
_TOLLS = {Outcome.KILLED: ("killed",), Outcome.INJURED: ("injured",)}


@dataclass(frozen=True, slots=True)
class Record:
    """One record as a document of its own, with its bytes as they stand in the file, its text and its reading."""

    name: str
    document: Document
    data: bytes
    rendition: Rendition
    reading: Reading


@dataclass(frozen=True, slots=True)
class EventFile:
    """The records of a file, and why some were refused."""

    records: tuple[Record, ...]
    refused: tuple[Problem, ...]


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((files("verbale.datasets") / "events.toml").read_text(encoding="utf-8"))


def read_events(data: bytes, name: str) -> EventFile:
    """The records of the file's list "claims", or of the file where it is a list; a record that cannot be read is told and the rest read.

    Raises:
        ValueError: if the bytes are no JSON in UTF-8 or hold no list of records.
    """
    text = data.decode("utf-8-sig")
    whole = located(text)
    found = whole.items or getattr(whole.get("claims"), "items", ())
    if not found:
        raise ValueError('there is no list of records, by itself or as "claims"')
    records, refused = [], []
    for number, node in enumerate(found, 1):
        try:
            if not node.fields:
                raise ValueError("it is no record")  # noqa: TRY301 (told like whatever else is wrong with a record)
            records.append(_record(node.span.of(text), f"{name}-{number}"))
        except ValueError as error:
            refused.append(Problem(Code.BAD_VALUE, str(error), f"{name}, record {number}", "Put the record right and import the file again."))
    return EventFile(tuple(records), tuple(refused))


def _record(written: str, otherwise: str) -> Record:
    """Raises ValueError if the record does not tell who claims, or holds a day or number that is none."""
    data = written.encode()
    text = written.replace("\r\n", "\n").replace("\r", "\n")
    node = located(text)
    document = Document(sha256(data).hexdigest(), len(data), "application/json")
    rendition = Rendition(document.sha256, READER, text, Method.MARKUP, (Piece(Span(0, len(text)), ""),))
    name = getattr(node.get("id"), "text", "") or otherwise
    return Record(f"{name}.json", document, data, rendition, _Reader(node, text, rendition.id).reading(name))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one record; every value is anchored at its characters."""

    node: Node
    text: str
    rendition: str

    def reading(self, name: str) -> Reading:
        identity = content_id(self.rendition, READER)
        claimant, sources = self.voices()
        span = Span(0, len(self.text))
        part = Part(PartKind.BODY, span, author=claimant)
        communication = Communication(kind=None, date=self.said(), sender=claimant)
        outline = Outline(self.rendition, None, Masthead(), Heading(), (part,), ())
        claim = self.claim(identity, name, claimant, sources)
        return Reading(identity, self.rendition, READER, self.text, outline, communication, (claim,))

    def claim(self, identity: str, name: str, claimant: Particular[str], sources: tuple[Voice, ...]) -> Claim:
        places, when = self.places(), self.when()
        cut = re.search(r"joint|together", self.scope_words())
        return Claim(
            id=content_id(identity, "record"),
            locus=content_id("record", claimant.value, name if self.node.get("id") else self.text),
            anchor=anchor(self.rendition, self.text, self.node.span),
            scope=Scope.SERIES if cut or len(places) > 1 else Scope.SINGLE,
            attribution=self.attribution(claimant.value, sources),
            occurrences=(Occurrence(when, places),) if when or places else (),
            acts=self.listed("act", "acts"),
            means=self.listed("means"),
            perpetrators=tuple(Particular(Perpetrator(p.value), p.anchors, p.rule) for p in self.listed(*_words()["accused"])),
            tolls=tuple(self.tolls()),
            characterisations=tuple(p for field in _words()["quotations"] for p in self.listed(field)),
            case=next(iter(self.listed(*_words()["case"])), None),
            grades=tuple(p for field in _words()["grades"] for p in self.listed(field)),
        )

    # -- who ---------------------------------------------------------------------------------------------------------

    def voices(self) -> tuple[Particular[str], tuple[Voice, ...]]:
        node = self.node.get(*_words()["claimant"])
        if node is None or not node.text:
            raise ValueError("it does not tell who claims")
        found = _CLAIMANT.match(node.text)
        name, note = (found[1], found["note"] or "") if found and found[1] else (node.text, "")
        kind, _, told = note.partition(":")
        noted = [w.strip() for w in told.split(";")] if kind.strip().lower() in _words()["source_notes"] else []
        listed = [p.value for p in self.listed(*_words()["sources"])]
        place = self.at(node)
        sources = dict.fromkeys(word for word in (*noted, *listed) if word)
        return Particular(name, (place,), "event.claimant"), tuple(Voice(source, VoiceRole.REPORTS, place) for source in sources)

    def attribution(self, claimant: str, sources: tuple[Voice, ...]) -> Attribution:
        voices = (Voice(claimant, VoiceRole.AUTHOR), *sources)
        told, why = self.node.get("assessment"), self.node.get("reason")
        if told is None:
            return Attribution(voices)
        word, reason = told.text.lower(), why.text.lower() if why else ""
        if word not in _words()["stances"]:
            raise ValueError(f"{told.text!r} is no assessment that is known")
        stance = Stance.DECLINES if reason in _words()["declines"] else Stance(_words()["stances"][word])
        kind = _words()["denied"].get(reason) if stance is Stance.DENIES else None
        denied = Particular(Denied(kind), (self.at(why),), "event.reason") if kind and why else None
        return Attribution(voices, stance, None, denied)

    def said(self) -> Particular[date] | None:
        """The day of the record, or of the claimant's last statement."""
        nodes = [s.get("statement_date") for s in getattr(self.node.get("statements"), "items", ())]
        days = [(_day(node.text), node) for node in (*nodes, self.node.get("said", "date_said")) if node]
        if not days:
            return None
        last, node = max(days, key=lambda told: told[0])
        return Particular(last, (self.at(node),), "event.said")

    # -- what --------------------------------------------------------------------------------------------------------

    def when(self) -> Particular[Days] | None:
        node = self.node.get(*_words()["days"])
        days = [_day(n.text) for n in node.listed()] if node else []
        return Particular(Days(min(days), max(days)), (self.at(node),), "event.day") if node and days else None

    def places(self) -> tuple[Particular[Place], ...]:
        """The places; several without a joint toll are names of one, and the point of the record is where that lies."""
        node, regions = self.node.get(*_words()["places"]), tuple(p.value for p in self.listed(*_words()["regions"]))
        nodes = [n for n in node.listed() if n.text] if node else []
        if not nodes or (len(nodes) > 1 and self.joint()):
            return tuple(Particular(Place(n.text, regions), (self.at(n),), "event.place") for n in nodes)
        point, told = self.point()
        place = Place(nodes[0].text, regions, tuple(dict.fromkeys(n.text for n in nodes[1:])), point)
        return (Particular(place, (self.at(*nodes, *told),), "event.place"),)

    def point(self) -> tuple[Point | None, tuple[Node, ...]]:
        """Where the record puts its place, with the step of its ladder, and the nodes that tell it.

        Raises:
            ValueError: a degree that is none.
        """
        lat, lon = self.node.get(*_words()["lat"]), self.node.get(*_words()["lon"])
        made = degrees(lat.text if lat else "", lon.text if lon else "")
        if made is None or lat is None or lon is None:
            return None, ()
        for field, ladder in _words()["precisions"].items():
            told = self.node.get(field)
            step = ladder_step(ladder, told.text) if told else None
            if told and step:
                return Point(*made, int(step["precision"]), told.text, ladder, step.get("radius_km")), (lat, lon, told)
        return Point(*made), (lat, lon)

    def joint(self) -> bool:
        """True when a toll is told over several places; other spellings of one place are no places of their own."""
        return bool(self.scope_words())

    def scope_words(self) -> str:
        scopes = (toll.get("scope") for names in _TOLLS.values() if (toll := self.node.get(*names)))
        return " ".join(scope.text for scope in scopes if scope)

    def tolls(self) -> list[Toll]:
        made = []
        for outcome, names in _TOLLS.items():
            if node := self.node.get(*names):
                made.append(self.toll(outcome, node, "min", "max"))
        if not any(t and t.outcome is Outcome.KILLED for t in made) and self.node.get("low", "high"):
            made.append(self.toll(Outcome.KILLED, self.node, "low", "high"))
        return [toll for toll in made if toll]

    def toll(self, outcome: Outcome, node: Node, least: str, most: str) -> Toll | None:
        low, high, written = node.get(least), node.get(most), node.get("as_written")
        told = [n for n in (low, high, written) if n] or [node]
        if node.fields and not (low or high):
            amount = Amount(written.text, Bound.VAGUE, vague=_vague(written.text)) if written else None
        else:
            amount = _amount(low if node.fields else node, high, written, open_end=bool(node.fields))
        return Toll(outcome, amount, "person", self.at(*told), rule="event.toll") if amount else None

    # -- places in the text ------------------------------------------------------------------------------------------

    def at(self, *nodes: Node) -> TextAnchor:
        return anchor(self.rendition, self.text, *dict.fromkeys(node.span for node in nodes))

    def listed(self, *names: str) -> tuple[Particular[str], ...]:
        node = self.node.get(*names)
        return tuple(Particular(n.text, (self.at(n),), f"event.{names[0]}") for n in (node.listed() if node else ()) if n.text)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise ValueError(f"{written!r} is no day, such as 2031-03-04") from error


def _number(node: Node) -> int:
    try:
        number = float(node.text)
    except ValueError as error:
        raise ValueError(f"{node.text!r} is no number of persons") from error
    if number < 0 or not number.is_integer():
        raise ValueError(f"{node.text!r} is no number of persons")
    return int(number)


def _amount(low: Node | None, high: Node | None, written: Node | None, *, open_end: bool) -> Amount:
    """The amount between two numbers; without the lower one "up to", without the upper one "at least", if the end is open."""
    lowest, highest = (_number(n) if n else None for n in (low, high))
    words = written.text if written else " to ".join(dict.fromkeys(str(n) for n in (lowest, highest) if n is not None))
    if lowest is None:
        return Amount(words, Bound.UP_TO, highest)
    if highest is None:
        return Amount(words, Bound.AT_LEAST if open_end else Bound.EXACT, lowest)
    if highest < lowest:
        raise ValueError(f"the upper number {highest} lies below the lower {lowest}")
    return Amount(words, Bound.EXACT, lowest) if lowest == highest else Amount(words, Bound.RANGE, lowest, highest)


def _vague(words: str) -> str:
    """The sense of a word of quantity as the convention `literal` lists them; "unknown" for any other."""
    from verbale.grammar.policies import vague_words  # noqa: PLC0415 (the conventions load only where a word needs one)

    return next((sense for sense in vague_words("literal") if re.search(rf"\b{sense}\b", words.lower())), "unknown")
