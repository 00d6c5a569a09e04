"""The index rows of a reading, computed from its plain form alone: written with it, and computed anew by `verify`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from verbale.register.canonical import canonical, parse, storable, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Row = dict[str, Any]
Plain = dict[str, Any]

_CLAIM_FIELDS = {
    "acts": "act",
    "means": "means",
    "perpetrators": "alleged perpetrator",
    "damage": "damage",
    "characterisations": "characterisation",
}

_UNTOLD = frozenset({"role", "bound", "subset_of", "point"})
"""Fields whose values are terms of ours, not words that anyone would search for."""


def place_of(anchors: Iterable[Plain]) -> Row:
    """The columns that tell where a value stands: kind of the first anchor, all spans of text, all quotes."""
    listed = list(anchors)
    texts = [a for a in listed if a["at"] == "TextAnchor"]
    spans = [span for a in texts for span in a["spans"]]
    return {"at": listed[0]["at"], "spans": canonical(spans), "quote": storable(" … ".join(a["quote"] for a in texts))}


def text_place(anchor: Plain) -> Row:
    """The same for what always stands in the text."""
    return {"spans": canonical(anchor["spans"]), "quote": storable(anchor["quote"])}


def value_of(particular: Plain | None) -> str:
    """The value of a particular of a word or a date; empty when there is none."""
    return storable(particular["value"]) if particular else ""


def header_row(communication: Plain) -> Row:
    """The columns of a reading that tell its header."""
    return {name: value_of(communication[name]) for name in ("kind", "symbol", "date", "sender", "language")}


def part_rows(reading: int, outline: Plain) -> list[Row]:
    """One row for each part of the document."""
    return [
        {
            "reading": reading, "ordinal": n, "kind": p["kind"], "number": storable(p["number"]), "author": value_of(p["author"]),
            "date": value_of(p["date"]), "language": value_of(p["language"]), "starts": p["span"][0], "ends": p["span"][1],
        }
        for n, p in enumerate(outline["parts"])
    ]  # fmt: skip


def citation_rows(reading: int, communication: Plain) -> list[Row]:
    """One row for each document cited."""
    return [
        {
            "reading": reading, "ordinal": n, "symbol": storable(c["symbol"] or ""), "date": c["date"] or "", "kind": storable(c["kind"]),
            "author": storable(c["author"]), "relation": c["relation"], "rule": c["rule"], **text_place(c["anchor"]),
        }
        for n, c in enumerate(communication["citations"])
    ]  # fmt: skip


def request_rows(reading: int, communication: Plain) -> list[Row]:
    """One row for each act asked of an organ or a state."""
    return [
        {"reading": reading, "ordinal": n, "addressee": storable(r["addressee"]), "rule": r["rule"], **text_place(r["anchor"])}
        for n, r in enumerate(communication["requests"])
    ]


def unread_rows(reading: int, listed: list[Plain]) -> list[Row]:
    """One row for each sentence of harm that no claim covers."""
    return [
        {"reading": reading, "ordinal": n, "words": canonical(u["words"]), "reason": storable(u["reason"]), **text_place(u["anchor"])}
        for n, u in enumerate(listed)
    ]


def problem_rows(reading: int, listed: list[Plain]) -> list[Row]:
    """One row for each problem of the rendition and of the reading."""
    return [
        {"reading": reading, "ordinal": n, "code": p["code"], "what": storable(p["what"]), "place": storable(p["where"]), "todo": storable(p["todo"])}
        for n, p in enumerate(listed)
    ]


def reading_index(number: int, reading: Plain, rendition_problems: list[Plain]) -> dict[str, list[Row]]:
    """The index rows of a reading but for those of its claims, by table. `reading` is its stored content."""
    communication = reading["communication"]
    return {
        "parts": part_rows(number, reading["outline"]),
        "citations": citation_rows(number, communication),
        "requests": request_rows(number, communication),
        "unread": unread_rows(number, reading["unread"]),
        "problems": problem_rows(number, rendition_problems + reading["problems"]),
    }


def claimant_of(claim: Plain, outline: Plain, communication: Plain) -> str:
    """Whose account a claim is: the party passed on, else the author of the part, else the sender."""
    named = claim["attribution"]["claimant"]
    if named is None and claim["part"] < len(outline["parts"]):
        named = outline["parts"][claim["part"]]["author"]
    return value_of(named or communication["sender"])


def claim_row(claim: Plain, claimant: str, said: str) -> Row:
    """The columns of a claim, without its number, its reading and its content."""
    days = [o["when"]["value"] for o in claim["occurrences"] if o["when"]]
    return {
        "id": claim["id"], "locus": claim["locus"], "part": claim["part"], "scope": claim["scope"],
        "stance": claim["attribution"]["stance"], "claimant": claimant, "said": said,
        "first_day": min((d["first"] for d in days), default=None), "last_day": max((d["last"] for d in days), default=None),
    }  # fmt: skip


def particular_rows(number: int, claim: Plain) -> list[Row]:
    """One row for each value of a claim, but for the names of victims, which stand apart."""
    return [{"claim": number, "ordinal": n, **row} for n, row in enumerate(_particulars(claim))]


def _particulars(claim: Plain) -> Iterator[Row]:
    for index, occurrence in enumerate(claim["occurrences"]):
        if occurrence["when"]:
            yield _row("when", occurrence["when"], index)
        for place in occurrence["where"]:
            yield _row("where", place, index)
        if occurrence["part_of_day"]:
            yield _row("part of day", occurrence["part_of_day"], index)
    for name, field in _CLAIM_FIELDS.items():
        for particular in claim[name]:
            yield _row(field, particular)
    for particular in claim.get("grades", ()):  # claims stored by earlier versions have neither these nor a case number
        yield _row("grade", particular)
    if claim.get("case"):
        yield _row("case", claim["case"])
    if claim["attribution"]["claimant"]:
        yield _row("claimant", claim["attribution"]["claimant"])
    for toll in claim["tolls"]:
        value = {k: v for k, v in toll.items() if k not in {"anchor", "rule"}}
        yield _row("toll", {"value": value, "anchors": [toll["anchor"]], "rule": toll["rule"]})


def _row(field: str, particular: Plain, occurrence: int | None = None) -> Row:
    value = particular["value"]
    return {
        "field": field, "occurrence": occurrence, "value": canonical(value), "rule": particular["rule"],
        **place_of(particular["anchors"]), "text": storable(" ".join(_told(value))),
    }  # fmt: skip


def told_words(value: str) -> str:
    """The words of a value, given as it is stored (canonical JSON): the column `text` of its row."""
    return storable(" ".join(_told(parse(value))))


def _told(value: Any) -> Iterator[str]:
    """The words of a value, by the names of its fields: their order in memory is not that of the stored JSON."""
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, list):
        for item in value:
            yield from _told(item)
    elif isinstance(value, dict):
        for name in sorted(value.keys() - _UNTOLD):
            yield from _told(value[name])


def search_row(number: int, claim: Plain, particulars: list[Row], claimant: str) -> Row:
    """What a claim is found by: all words of its quotation and its values, and the words of four fields by themselves."""
    texts: dict[str, list[str]] = {}
    for row in particulars:
        texts.setdefault(row["field"], []).append(row["text"])
    everything = [claim["anchor"]["quote"], claimant, *(row["text"] for row in particulars)]
    outcomes = sorted({t["outcome"] for t in claim["tolls"]})
    return {
        "claim": number,
        "words": _joined(everything),
        "party": _joined(texts.get("alleged perpetrator", [])),
        "place": _joined(texts.get("where", [])),
        "claimant": _joined([claimant]),
        "outcome": _joined(outcomes),
    }


def _joined(texts: list[str]) -> str:
    return " ".join(word for text in texts for word in words(text))
