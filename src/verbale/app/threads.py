"""Which letters of a register follow, answer and correct which; library catalogues taken in for what is not at hand."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.datasets.marc import read_marcxml
from verbale.model import BlockKind, Code, Problem, Relation, UsageError, content_id
from verbale.register import nearby
from verbale.resolution.citations import Found, Resolved, Shelf, resolve
from verbale.resolution.parties import is_untold, party_key
from verbale.resolution.threads import Graph, How, Thread, graph, thread
from verbale.resolution.updates import Reach, changes
from verbale.resolution.works import Catalogued, Holding, keys_of, works
from verbale.structure.forms import forms_of
from verbale.structure.reissues import reissued_on
from verbale.structure.titles import titles_in
from verbale.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from verbale.model import CatalogueRecord, Damaged, Reading
    from verbale.register import ListedLetter, Source
    from verbale.register.store import Register
    from verbale.resolution.threads import Version

_SAID = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW, BlockKind.QUOTATION})
_ENOUGH = 200
"""Letters shorter than this, in characters, are not held to be one for their words."""
_ASTERISKS = re.compile(r"\s?(\*{1,9})")
_FOLLOWED = 2_000
"""So many letters of a thread are gathered before it is looked at what is sure in it."""
_REACH = {How.REVISION: Reach.WHOLE, How.REISSUE: Reach.WHOLE, How.LETTER: Reach.MENTIONED}


@dataclass(frozen=True, slots=True)
class Cited:
    """Every citation of a register with what it was found to mean, on the shelf of all known works."""

    shelf: Shelf
    resolved: tuple[Resolved, ...]

    def graph(self) -> Graph:
        """The graph of all works and links."""
        return graph(self.resolved, self.shelf)


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """A catalogue file that was taken in: how many of its records are new, how many were there, and what could not be read."""

    name: str
    added: int
    known: int
    damaged: tuple[Damaged, ...] = ()
    problem: Problem | None = None


def add_catalogues(register: Register, paths: Iterable[str | Path], by: str = "") -> list[ImportedFile]:
    """Takes MARCXML files into `register`, one commit a file; a file that cannot be opened is told and the rest goes on.

    Raises:
        UsageError: MISSING_EXTRA if pymarc is not installed.
    """
    return [_add_catalogue(register, Path(path), by) for path in paths]


def _add_catalogue(register: Register, path: Path, by: str) -> ImportedFile:
    try:
        data = path.read_bytes()
    except OSError as error:
        return ImportedFile(path.name, 0, 0, (), Problem(Code.UNREADABLE, error.strerror or "it cannot be read", str(path), "Check name and rights."))
    file, records = read_marcxml(data, path.name, by)
    added = register.add_catalogue(file, records)
    return ImportedFile(path.name, added.records, len(records) - added.records, file.damaged)


def cited_documents(register: Register) -> Cited:
    """Every citation of the latest readings, held against all that the register and its catalogue records know."""
    return _cited(register, list(register.letters()), catalogued(register))


def catalogued(register: Register) -> tuple[Catalogued, ...]:
    """Every catalogue record with what its title tells."""
    return tuple(_catalogued(record) for record in register.catalogue_records())


def _cited(register: Register, letters: list[ListedLetter], catalogue: Iterable[Catalogued]) -> Cited:
    holdings = [_holding(letter) for letter in letters]
    held = _told_apart(holdings, register.texts)
    shelf = Shelf(works(held, catalogue))
    resolved = tuple(r for letter in letters for r in _resolved(letter, shelf))
    return Cited(shelf, resolved)


def thread_of(register: Register, name: str, catalogue: Iterable[Catalogued] | None = None) -> tuple[Graph, Thread]:
    """The thread of one document, by symbol, file name or SHA-256, with what later versions change in its claims; and the graph around it.

    Only letters near the thread are read: those that share a name or a day with one of it, or that cite or are cited by one. What is told of a
    document that is only cited, they tell. Circles that lead farther away are told by the graph of all letters. `catalogue` is that of
    `catalogued`.

    Raises:
        UsageError: NOT_FOUND when nothing has that name, BAD_VALUE when several documents have.
    """
    records = catalogued(register) if catalogue is None else tuple(catalogue)
    letters = _Letters(register)
    met = letters.around(name)
    while True:
        found = _cited(register, letters.near(met), records)
        whole = found.graph()
        told = thread(whole, _work_named(register, name, found.shelf, whole))
        works_met = {told.work, *(v.work for v in told.versions), *(s.work for s in (*told.follows, *told.answers, *told.cites))}
        further = letters.numbers(h.document for work in works_met for h in whole.works[work].holdings) - met
        if not further:
            break
        met |= further
    versions = tuple(_compared(_marked(version, register), lambda key: register.reading(key).reading) for version in told.versions)
    return whole, replace(told, versions=versions)


def answered(register: Register, letters: Iterable[Source], catalogue: Iterable[Catalogued] = ()) -> dict[str, list[Source]]:
    """For each of these letters (SHA-256) the letters that reply to it, by name, or by day, kind and author when it is the only one that fits."""
    wanted = {letter.document for letter in letters}
    with register.asking() as connection:
        own = nearby.of_documents(connection, wanted)
        replying = list(register.letters(nearby.replying(connection, own) - own)) if own else []
        told = [c for letter in replying for c in letter.communication.citations if c.relation is Relation.REPLY and c.date and not c.symbol]
        parties = {party_key(c.author) for c in told if not is_untold(c.author)}
        everyone = any(is_untold(c.author) for c in told)
        of_day = nearby.senders_of(connection, {c.date.isoformat() for c in told if c.date})
    rivals = {number for number, sender in of_day if everyone or not sender or party_key(sender) in parties}
    known = {letter.source.document: letter for letter in (*replying, *register.letters(own | rivals))}
    cited = _cited(register, sorted(known.values(), key=lambda letter: (letter.source.name, letter.source.document)), catalogue)
    works = {cited.shelf.by_document[document]: document for document in wanted if document in cited.shelf.by_document}
    found: dict[str, dict[str, Source]] = {}
    for one in cited.resolved:
        if one.citation.relation is Relation.REPLY and one.found is Found.ONE and one.works[0] in works:
            found.setdefault(works[one.works[0]], {})[one.document] = known[one.document].source
    return {document: sorted(sources.values(), key=lambda s: (s.date, s.name)) for document, sources in found.items()}


class _Letters:
    """The letters near those of a thread, each read once. They are known by the numbers of their readings."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.asked: set[int] = set()
        self.known: set[int] = set()
        self.loaded: dict[str, ListedLetter] = {}

    def around(self, name: str) -> set[int]:
        """Letters that bear or cite this name, and those that follow, answer or correct each other from there on."""
        try:
            own = [self.register.reading(name).document.sha256]
        except UsageError:  # a document that is only cited, or not there at all: the caller tells
            own = []
        with self.register.asking() as connection:
            new = nearby.bearing(connection, [name]) | nearby.of_documents(connection, own)
            met = set(new)
            while new and len(met) < _FOLLOWED:
                new = nearby.following(connection, new) - met
                met |= new
        return met

    def numbers(self, documents: Iterable[str]) -> set[int]:
        """The numbers of the latest readings of these documents (SHA-256)."""
        with self.register.asking() as connection:
            return nearby.of_documents(connection, documents)

    def near(self, met: set[int]) -> list[ListedLetter]:
        """All letters near these, in the order of file names."""
        with self.register.asking() as connection:
            wanted = nearby.near(connection, met - self.asked, party_key)
        self.asked |= met
        new = wanted - self.known
        self.known |= new
        self.loaded |= {letter.source.document: letter for letter in self.register.letters(new)}
        return sorted(self.loaded.values(), key=lambda letter: (letter.source.name, letter.source.document))


def _work_named(register: Register, name: str, shelf: Shelf, whole: Graph) -> str:
    keys = set(keys_of(name))
    by_name = [w.id for w in whole.works.values() if keys & {key for own in w.names for key in keys_of(own)}]
    if len(by_name) > 1:
        raise UsageError(Code.BAD_VALUE, f"these are names of several documents ({', '.join(by_name)})", name, "Name one of them.")
    if by_name:
        return by_name[0]
    try:
        return shelf.by_document[register.reading(name).document.sha256]
    except UsageError as error:
        if error.problem.code is not Code.NOT_FOUND:
            raise
        todo = "`verbale list` shows what the register holds, `verbale citations` what it cites."
        raise UsageError(Code.NOT_FOUND, "no document of this name is at hand, in the catalogue or cited", name, todo) from error


def _marked(version: Version, register: Register) -> Version:
    """A text that was issued again, as its asterisks say, though the first issue is not at hand."""
    if version.holding is None or version.how not in {How.ORIGINAL, How.REVISION} or version.holding.reissue:
        return version
    held = _again(version.holding, register.reading(version.holding.reading).reading)
    return replace(version, how=How.REISSUE, day=held.issued or version.day, holding=held) if held.reissue else version


def _compared(version: Version, load: Callable[[str], Reading]) -> Version:
    if version.holding is None or version.of is None or version.how is How.ORIGINAL:
        return version
    before, after = load(version.of.reading), load(version.holding.reading)
    return replace(version, changes=changes(before, after, _REACH.get(version.how, Reach.PASSAGES)))


def _holding(letter: ListedLetter) -> Holding:
    told, source = letter.communication, letter.source
    return Holding(
        source.document,
        source.reading,
        source.name,
        told.symbol.value if told.symbol else "",
        told.date.value if told.date else None,
        letter.masthead.date.value if letter.masthead.date else None,
        told.kind.value if told.kind else "",
        told.sender.value if told.sender else "",
        told.language.value if told.language else "",
    )


def _told_apart(holdings: list[Holding], load: Callable[[Collection[str]], Iterable[Reading]]) -> list[Holding]:
    """Holdings with the marks that join or part them, looked for only where they matter.

    The words of letters of one sender and day, which may be one letter under two names; asterisks of documents of one name.
    """
    by_name: dict[str, set[str]] = defaultdict(set)
    by_day: dict[object, set[str]] = defaultdict(set)
    for holding in holdings:
        for key in keys_of(holding.symbol):
            by_name[key].add(holding.reading)
        if holding.day and holding.sender:
            by_day[holding.day, party_key(holding.sender)].add(holding.reading)
    same_name = {r for readings in by_name.values() if len(readings) > 1 for r in readings}
    same_day = {r for readings in by_day.values() if len(readings) > 1 for r in readings}
    known = {holding.reading: holding for holding in holdings}
    told: dict[str, Holding] = {}
    for reading in load(same_name | same_day):
        own = replace(known[reading.id], words=_words(reading) if reading.id in same_day else "")
        told[reading.id] = _again(own, reading) if reading.id in same_name else own
    return [told.get(holding.reading, holding) for holding in holdings]


def _words(reading: Reading) -> str:
    """A hash of what the letter itself says, without head, title and annexes; empty for too short a text."""
    said = [fold(s.of(reading.text)) for b in reading.outline.blocks if b.part == 0 and b.kind in _SAID for s in b.spans]
    text = " ".join(" ".join(said).split())
    return content_id(text) if len(text) >= _ENOUGH else ""


def _again(holding: Holding, reading: Reading) -> Holding:
    """`holding` with its asterisks and, when it has some, the day on which it was issued again, where its note tells that."""
    count = _asterisks(reading)
    day = reissued_on(reading.text, count, forms_of(holding.language or "en")) if count else None
    return replace(holding, reissue=count, issued=day or holding.issued)


def _asterisks(reading: Reading) -> int:
    """How many asterisks stand right after the symbol in the head; those of bold text, which stand before it too, are no such mark."""
    symbol = reading.communication.symbol
    spans = symbol.spans if symbol else ()
    if not spans or reading.text[max(0, spans[0].start - 1) : spans[0].start] == "*":
        return 0
    match = _ASTERISKS.match(reading.text, spans[-1].end)
    return len(match[1]) if match else 0


def _catalogued(record: CatalogueRecord) -> Catalogued:
    """A record with what its title tells ("Letter dated 5 March 2031 from the Permanent Representative of Arvania ...")."""
    text = record.title.value if record.title else ""
    title = next(titles_in(text, fold(text), 0, len(text), forms_of("en")), None)
    if title is None:
        return Catalogued(record)
    return Catalogued(record, title.kind, title.date[1] if title.date else None, title.sender.name if title.sender else "")


def _resolved(letter: ListedLetter, shelf: Shelf) -> Iterator[Resolved]:
    for citation in letter.communication.citations:
        yield resolve(citation, letter.source.document, _speaker(letter, citation.anchor.span.start), shelf)


def _speaker(letter: ListedLetter, at: int) -> str:
    """Who says "my" at this place: the author of the part that holds it; in the letter itself its sender."""
    number = next((n for n, part in enumerate(letter.parts) if part.span.start <= at < part.span.end), 0)
    author = letter.parts[number].author if letter.parts else None
    if author is None and number == 0:
        author = letter.communication.sender
    return author.value if author else ""
