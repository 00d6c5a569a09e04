"""Linked forms of a register: web annotations, PROV-O, FollowTheMoney, Akoma Ntoso, GraphML of citations, an Atom feed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verbale.app.tables import Content, Wanted
from verbale.app.threads import cited_documents
from verbale.model import Code, UsageError
from verbale.publish.linked.akn import official_letter
from verbale.publish.linked.annotations import annotation, collection
from verbale.publish.linked.feed import News, atom
from verbale.publish.linked.money import entities
from verbale.publish.linked.provenance import provenance
from verbale.publish.threads import graphml
from verbale.resolution.threads import Graph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from verbale.publish.redaction.words import Redactor
    from verbale.publish.tables.readings import Held
    from verbale.register.store import Register

FORMATS = ("annotations", "prov", "ftm", "graphml", "atom")
"""Forms that are one text; `write_letters` gives Akoma Ntoso, a file a letter."""
ADDRESS = "urn:verbale:feed"
_NEWEST = 100


def linked_text(register: Register, form: str, wanted: Wanted | None = None, address: str = ADDRESS) -> Iterator[str]:
    """One of `FORMATS` as text, in pieces; `address` is where a feed will stand.

    Raises:
        UsageError: BAD_VALUE for another format; as `Content.rows`.
    """
    content = Content(register, wanted or Wanted())
    if form == "annotations":
        yield _json(content, collection([item for held in content.held() for item in _annotations(register, held)]))
    elif form == "prov":
        standing = [(entry.decision, entry.claim) for entry in content.standing if entry.claim]
        yield _json(content, provenance(content.held(), standing, content.words.clean))
    elif form == "ftm":
        for entity in entities(content.held(), content.words.clean, victims=content.profile.victims):
            yield json.dumps(_cleaned(content.words, entity), ensure_ascii=False) + "\n"
    elif form == "graphml":
        yield content.words.clean(graphml(citations_of(content)).decode())
    elif form == "atom":
        yield atom("What is new in the register", address, _news(content)).decode()
    else:
        raise UsageError(Code.BAD_VALUE, "it is not a linked form", form, f"There are {', '.join((*FORMATS, 'akn'))}.")


def write_letters(register: Register, folder: str | Path, wanted: Wanted | None = None) -> int:
    """Writes each letter that has an outline as Akoma Ntoso into a folder, `<document>.xml`; returns how many.

    Imported tables and records of other claimants are no letters.
    """
    content, out, count = Content(register, wanted or Wanted()), Path(folder), 0
    out.mkdir(parents=True, exist_ok=True)
    for held in content.held():
        if held.reading.communication.kind and (held.chosen is None or held.claims()):
            name = re.sub(r"[^A-Za-z0-9_.-]+", "_", held.name)
            (out / f"{name}.xml").write_bytes(official_letter(held, content.words))
            count += 1
    return count


def _annotations(register: Register, held: Held) -> Iterator[dict[str, Any]]:
    pieces = register.rendition(held.reading.rendition).pieces if held.claims() else ()
    return (annotation(held, claim, pieces) for claim in held.claims())


def citations_of(content: Content) -> Graph:
    """The graph of citations; documents that a profile or a selection leaves out are not in it."""
    whole, admitted = cited_documents(content.register).graph(), {held.document for held in content.held() if held.chosen is None or held.claims()}
    works = {}
    for key, work in whole.works.items():
        holdings = tuple(holding for holding in work.holdings if holding.document in admitted)
        if holdings or not work.holdings:
            works[key] = replace(work, holdings=holdings)
    links = tuple(link for link in whole.links if link.document in admitted and {link.citing, link.cited} <= works.keys())
    return Graph(works, links, ())


def _news(content: Content) -> list[News]:
    listed = {held.document: held for held in content.held() if held.chosen is None or held.claims()}
    made = []
    for stored in content.register.latest_readings():
        held = listed.get(stored.document.sha256)
        taken = min((way.obtained_at for way in stored.acquisitions if way.obtained_at), default="")
        if held and taken:
            told, number = held.reading.communication, len(held.claims())
            symbol, sender = (told.symbol.value if told.symbol else ""), (told.sender.value if told.sender else "")
            what = f"{number} claim{'' if number == 1 else 's'} read in it; each is what its claimant alleges."
            made.append(News(held.document, " ".join(part for part in (symbol, held.name) if part), taken.replace("+00:00", "Z"), sender, what))
    return sorted(made, key=lambda one: (one.taken, one.document), reverse=True)[:_NEWEST]


def _json(content: Content, plain: Any) -> str:
    return json.dumps(_cleaned(content.words, plain), ensure_ascii=False, indent=1) + "\n"


def _cleaned(words: Redactor, plain: Any) -> Any:
    """Plain data without withheld words."""
    if isinstance(plain, str):
        return words.clean(plain)
    if isinstance(plain, list):
        return [_cleaned(words, item) for item in plain]
    return {key: _cleaned(words, value) for key, value in plain.items()} if isinstance(plain, dict) else plain
