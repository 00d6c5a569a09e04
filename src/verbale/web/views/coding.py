"""Two people code a letter blind; a third sees the differences and settles; how far they agree is shown for each field."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.app.reviewing import FIELDS, REVIEWED, reviewed
from verbale.app.settings import now
from verbale.model import Code, UsageError
from verbale.register.decisions import field_value
from verbale.web.asking import Done, Page
from verbale.web.layers import values_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from verbale.model import Claim
    from verbale.register import Standing
    from verbale.web.asking import Asked

CODED = tuple(field for field in FIELDS if field)


@dataclass(frozen=True, slots=True)
class Coding:
    """A letter that two people code, and whether each has finished."""

    document: str
    name: str
    coders: tuple[tuple[str, str], ...]

    @property
    def finished(self) -> bool:
        """True when both have finished."""
        return len(self.coders) > 1 and all(day for _, day in self.coders)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a claim that two coders left differently, each as words."""

    locus: str
    number: int
    field: str
    left: tuple[tuple[str, str], ...]
    settled: str


@dataclass(frozen=True, slots=True)
class Codings:
    """Every letter under double coding that concerns the viewer, and the agreement over all finished ones by field (Krippendorff's alpha)."""

    codings: tuple[Coding, ...]
    alpha: tuple[tuple[str, float | None, int], ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """One letter's two codings: where they differ."""

    coding: Coding
    differences: tuple[Difference, ...]
    alpha: tuple[tuple[str, float | None, int], ...]


def codings(asked: Asked) -> Page:
    """The letters that are coded twice."""
    listed = [c for c in _codings(asked) if asked.sight.sees_document(c.document)]
    units: dict[str, list[tuple[str, str]]] = {field: [] for field in CODED}
    for coding in listed:
        if coding.finished:
            for field, pairs in _units(asked, coding).items():
                units[field] += pairs
    return Page("codings.html", "Double coding", Codings(tuple(listed), _alphas(units)))


def compare(asked: Asked) -> Page:
    """Where the two coders of a letter differ. While they code, nobody sees it.

    Raises:
        UsageError: NOT_FOUND, also while one of them has not finished.
    """
    coding = next((c for c in _codings(asked) if c.document == asked.path["document"] and asked.sight.sees_document(c.document)), None)
    if coding is None or not coding.finished:
        raise UsageError(Code.NOT_FOUND, "there is nothing to compare until both have finished", asked.path["document"])
    return Page("coding.html", "Two codings", Compared(coding, tuple(_differences(asked, coding)), _alphas(_units(asked, coding))))


def assign(asked: Asked) -> Done:
    """Gives a letter to two people to be coded blind.

    Raises:
        UsageError: BAD_VALUE for fewer than two different people; NOT_FOUND for a document that is not there.
    """
    found = asked.house.register.reading(asked.form.get("document", ""))
    coders = list(dict.fromkeys(c.strip() for c in (asked.form.get("first", ""), asked.form.get("second", "")) if c.strip()))
    if len(coders) != 2 or not asked.sight.sees_document(found.document.sha256):
        raise UsageError(Code.BAD_VALUE, "a letter is coded by two different people", ", ".join(coders))
    with asked.house.desk.act() as held:
        held.executemany("INSERT OR IGNORE INTO codings (document, coder) VALUES (?, ?)", [(found.document.sha256, coder) for coder in coders])
    return Done(f"Given to {coders[0]} and {coders[1]}", "/codings")


def finish(asked: Asked) -> Done:
    """Says that one's own coding of a letter is finished.

    Raises:
        UsageError: NOT_FOUND if it was not given to this person.
    """
    document, person = asked.form.get("document", ""), asked.person()
    with asked.house.desk.act() as held:
        done = held.execute("UPDATE codings SET finished = ? WHERE document = ? AND coder = ? AND finished = ''", (now(), document, person))
        if not done.rowcount:
            raise UsageError(Code.NOT_FOUND, "this letter was not given to you, or you have finished it", document)
    return Done("Coding finished", "/codings")


def _codings(asked: Asked) -> list[Coding]:
    rows = asked.house.desk.rows("SELECT document, coder, finished FROM codings ORDER BY id")
    by_document: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        by_document.setdefault(row["document"], []).append((row["coder"], row["finished"]))
    made = []
    for document, coders in by_document.items():
        try:
            name = asked.house.register.reading(document).name
        except UsageError:
            continue  # the letter was erased
        made.append(Coding(document, name, tuple(coders)))
    return made


def _left(asked: Asked, coding: Coding) -> list[tuple[Claim, dict[str, Claim | None], list[Standing]]]:
    """Each claim of the letter, as each coder alone left it (`None`: rejected), and what others decided."""
    reading = asked.sight.reading(asked.house.register.reading(coding.document).reading)
    standing = asked.house.register.current(REVIEWED, {c.locus for c in reading.claims})
    made = []
    for claim in reading.claims:
        by_coder: dict[str, Claim | None] = {}
        for coder, _ in coding.coders:
            after = reviewed(claim, [s for s in standing if s.decision.person == coder])
            by_coder[coder] = None if after.left_out else after.claim
        others = [s for s in standing if s.decision.locus == claim.locus and s.decision.person not in by_coder]
        made.append((claim, by_coder, others))
    return made


def _units(asked: Asked, coding: Coding) -> dict[str, list[tuple[str, str]]]:
    """For each field the pairs of values that the two coders left."""
    units: dict[str, list[tuple[str, str]]] = {field: [] for field in CODED}
    for _, by_coder, _ in _left(asked, coding):
        first, second = list(by_coder.values())[:2]
        for field in CODED:
            units[field].append((_coded(first, field), _coded(second, field)))
    return units


def _coded(claim: Claim | None, field: str) -> str:
    return "rejected" if claim is None else field_value(claim, field)


def _differences(asked: Asked, coding: Coding) -> Iterable[Difference]:
    for number, (claim, by_coder, others) in enumerate(_left(asked, coding), 1):
        for field in CODED:
            if len({_coded(left, field) for left in by_coder.values()}) > 1:
                left = tuple((coder, _words(held, field)) for coder, held in by_coder.items())
                settled = next((s.decision.person for s in reversed(others) if s.decision.field in {field, ""}), "")
                yield Difference(claim.locus, number, field, left, settled)


def _words(claim: Claim | None, field: str) -> str:
    if claim is None:
        return "rejected as a whole"
    listed = [v.value for v in values_of(reviewed(claim, ()), "") if v.field == field]
    return "; ".join(listed) or json.loads(field_value(claim, field)) or "nothing"


def _alphas(units: dict[str, list[tuple[str, str]]]) -> tuple[tuple[str, float | None, int], ...]:
    return tuple((field, alpha(pairs), len(pairs)) for field, pairs in units.items())


def alpha(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Krippendorff's alpha of two coders over nominal values; `None` where all values are one, so that nothing can be told.

    Source: K. Krippendorff, Content Analysis, 4th ed. (2018), chapter 12: 1 - observed over expected disagreement, of 2n pairable values.
    """
    values = Counter(value for pair in pairs for value in pair)
    total = sum(values.values())
    if len(values) < 2:
        return None
    observed = sum(one != other for one, other in pairs) / len(pairs)
    expected = 1 - sum(count * (count - 1) for count in values.values()) / (total * (total - 1))
    return 1 - observed / expected
