"""What people decide on readings: verified, corrected, rejected, levels; and claims as they stand after these decisions."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from verbale.app.settings import now
from verbale.grammar.policies import vague_words
from verbale.model import Act, Bound, Claim, Code, Decision, Outcome, PerpetratorRole, StatedBy, UsageError, anchor, from_plain, to_plain
from verbale.publish.attributed import attributed
from verbale.publish.tables.judgements import LEFT_OUT, reviews_of
from verbale.publish.tables.readings import UNREVIEWED
from verbale.register.canonical import canonical
from verbale.register.decisions import decision_id, field_value
from verbale.text import Span

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from verbale.model import Reading, Told
    from verbale.register import AllegedClaim, Standing
    from verbale.register.store import Register

REVIEWED = (Act.VERIFY, Act.CORRECT, Act.REJECT, Act.RETRACT)
FIELDS = ("", "occurrences", "acts", "means", "perpetrators", "tolls", "damage", "characterisations", "attribution", "scope")
"""Fields of a claim that can be judged; "" is the whole claim."""
_LISTS = {"acts", "means", "damage", "characterisations"}


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A claim as people left it: corrections applied, and every decision that stands on it. `read` is the claim as the software read it."""

    claim: Claim
    read: Claim
    judged: tuple[Standing, ...] = ()

    @property
    def state(self) -> str:
        """What people decided on it in one word, as `verbale.publish.tables.judgements.reviews_of` tells; "unreviewed" when nothing."""
        return next(iter(reviews_of(self.judged).values()), UNREVIEWED)

    @property
    def left_out(self) -> bool:
        """True when people hold that nothing of the kind is alleged there, or its claimant withdrew it."""
        return self.state in LEFT_OUT


@dataclass(frozen=True, slots=True)
class Change:
    """A correction of one value: which of the field's values (from 0; `None` adds one), what it is to be (`None` takes it out), and where it stands.

    `values` are plain words by name, as the field needs them: `name` and `role` of a perpetrator, `name` and `regions` of a place, `first` and
    `last` of the days, `outcome`, `group`, `number`, `upper`, `bound`, `vague`, `subset_of` of a toll, `value` of the others; what is not
    given stays as it is, of a place as long as its name does. `start` and `end` are the words (code points of the text) that say so; without
    them the person states it. Of occurrences, `part` is "when" or "where": days are counted by occurrence, places through all of them.
    """

    field: str
    at: int | None = None
    values: dict[str, str] | None = None
    start: int | None = None
    end: int | None = None
    part: str = "where"


def review(register: Register, act: Act, locus: str, field: str, *, by: str, reason: str) -> Decision:
    """Verifies or rejects the reading of a field ("" for the whole claim) at a place, as it stands after corrections.

    Raises:
        UsageError: NOT_FOUND (no claim is read there), BAD_VALUE (no such field or act, no person, a rejection without a reason).
    """
    if act not in {Act.VERIFY, Act.REJECT} or field not in FIELDS:
        raise UsageError(Code.BAD_VALUE, "a reading is verified or rejected, in one field or as a whole", f"{act.value}: {field}")
    if act is Act.REJECT and not reason.strip():
        raise UsageError(Code.BAD_VALUE, "a rejection has a reason", locus, "Say what was read wrong.")
    told = claim_at(register, locus)
    return enter(register, act, locus, field, field_value(told, field), by=by, reason=reason)


def correct(register: Register, locus: str, change: Change, *, by: str, reason: str, blind: bool = False) -> Decision:
    """Corrects one value of a claim; the decision holds the whole field as it then is, each value with its place.

    Who codes `blind` starts from the reading and the own decisions, not from what others decided.

    Raises:
        UsageError: NOT_FOUND, BAD_VALUE (no such field or value, words outside the text, no person).
    """
    reading = register.reading(reading_at(register, locus))
    held = next(c for c in reading.reading.claims if c.locus == locus)
    standing = [s for s in register.current(REVIEWED, [locus]) if not blind or s.decision.person == by]
    current = reviewed(held, standing).claim
    made = corrected(current, change, reading.reading, by)
    return enter(register, Act.CORRECT, locus, change.field, canonical(to_plain(getattr(made, change.field))), by=by, reason=reason or "corrected")


def set_level(register: Register, kind: str, key: str, level: str, *, by: str, reason: str) -> Decision:
    """Sets how confidential a document, a claim or the source of a document is.

    Raises:
        UsageError: BAD_VALUE (no person).
    """
    return enter(register, Act.RESTRICT, key, kind, canonical(level), by=by, reason=reason or level)


def enter(register: Register, act: Act, locus: str, field: str, value: str, *, by: str, reason: str) -> Decision:
    """Enters a decision, with the time.

    Raises:
        UsageError: BAD_VALUE when no person is named.
    """
    if not by.strip():
        raise UsageError(Code.BAD_VALUE, "a decision has a person", locus, "Give a name or a pseudonym.")
    made = Decision("", act, locus, field, value, by.strip(), now(), reason.strip())
    made = replace(made, id=decision_id(made))
    register.decide(made)
    return made


def claim_at(register: Register, locus: str) -> Claim:
    """The claim that the latest readings have at a place.

    Raises:
        UsageError: NOT_FOUND.
    """
    told = register.told([locus])
    if not told:
        raise UsageError(Code.NOT_FOUND, "no claim is read at this place any more", locus, "Open the letter anew.")
    return told[0].claim


def reading_at(register: Register, locus: str) -> str:
    """The document (SHA-256) whose latest reading has a claim at this place.

    Raises:
        UsageError: NOT_FOUND.
    """
    told = register.told([locus])
    if not told:
        raise UsageError(Code.NOT_FOUND, "no claim is read at this place any more", locus, "Open the letter anew.")
    return told[0].document


def reviewed(claim: Claim, standing: Iterable[Standing]) -> Reviewed:
    """The claim after the decisions that stand at its place: of several corrections of a field the last one counts."""
    own = [s for s in standing if s.decision.locus == claim.locus and s.decision.act in REVIEWED]
    plain: dict[str, Any] = to_plain(claim)
    for entry in own:
        if entry.decision.act is Act.CORRECT and entry.decision.field in plain:
            plain[entry.decision.field] = json.loads(entry.decision.value)
    return Reviewed(from_plain(Claim, plain), claim, tuple(own))


def standing_claims(register: Register, claims: Iterable[Told]) -> list[Told]:
    """The claims as people left them: corrections applied, rejected and withdrawn ones left out."""
    listed = list(claims)
    standing: dict[str, list[Standing]] = {}
    for entry in register.current(REVIEWED):
        standing.setdefault(entry.decision.locus, []).append(entry)
    if not standing:
        return listed
    made = [(told, reviewed(told.claim, standing.get(told.claim.locus, ()))) for told in listed]
    return [replace(told, claim=after.claim) for told, after in made if not after.left_out]


def standing_sentence(register: Register, found: Iterable[AllegedClaim], blind: Container[str] = (), by: str = "") -> dict[str, tuple[str, str]]:
    """For each claim, by its locus: the attributed sentence of it as people left it, and its state (as `Reviewed.state`).

    Of the documents (SHA-256) `blind`, as the person `by` alone left it.
    """
    listed = list(found)
    standing = register.current(REVIEWED, {f.claim.locus for f in listed})
    own = [s for s in standing if s.decision.person == by]
    made = {}
    for one in listed:
        after = reviewed(one.claim, own if one.source.document in blind else standing)
        made[one.claim.locus] = (attributed(after.claim, one.source.sender or one.claimant), after.state)
    return made


def corrected(claim: Claim, change: Change, reading: Reading, by: str) -> Claim:
    """The claim with one value put right.

    Raises:
        UsageError: BAD_VALUE.
    """
    try:
        place = _anchor(change, reading, by)
        if change.field == "occurrences":
            plain = _occurrences(to_plain(claim.occurrences), change, place)
        else:
            held = to_plain(getattr(claim, change.field))
            plain = _listed(held, change, _value(change, place, held[change.at] if change.at is not None else None))
        return from_plain(Claim, to_plain(claim) | {change.field: plain})
    except (KeyError, IndexError, ValueError, TypeError, AttributeError) as error:
        raise UsageError(
            Code.BAD_VALUE, f"this is no value of {change.field} ({error})", change.field, "Select the words and fill in the form again."
        ) from error


def _anchor(change: Change, reading: Reading, by: str) -> dict[str, Any]:
    if change.start is None or change.end is None:
        plain: dict[str, Any] = to_plain(StatedBy(by, "decision"))
        return plain
    told: dict[str, Any] = to_plain(anchor(reading.rendition, reading.text, Span(change.start, change.end)))
    return told


def _listed(values: Sequence[Any], change: Change, value: Any) -> list[Any]:
    made = list(values)
    if change.at is None:
        return [*made, value] if value is not None else made
    if value is None:
        del made[change.at]
    else:
        made[change.at] = value
    return made


def _value(change: Change, place: dict[str, Any], held: Any) -> Any:
    """What the value is to be, `None` when it is taken out; `held` is what it was."""
    given = change.values
    if given is None:
        return None
    if change.field in _LISTS:
        return _particular(_needed(given, "value"), place)
    if change.field == "perpetrators":
        before = held["value"] if held else {"name": "", "role": PerpetratorRole.DIRECT.value, "as_written": ""}
        name = _needed(given, "name")
        role = PerpetratorRole(given.get("role") or before["role"])
        written = before["as_written"] if name == before["name"] else ""
        return _particular({"name": name, "role": role.value, "as_written": written}, place, held if name == before["name"] else None)
    if change.field == "tolls":
        return _toll(given, place, held)
    raise ValueError("this field is judged, not corrected")


def _toll(given: dict[str, str], place: dict[str, Any], held: Any) -> dict[str, Any]:
    """A toll stands on words of the text: those selected, else those of the value that it corrects."""
    if "spans" not in place and held is None:
        raise ValueError("a toll stands on words of the text: select them")
    anchored, before = place if "spans" in place else held["anchor"], held["amount"] if held else {}
    bound = Bound(given.get("bound") or before.get("bound") or Bound.EXACT)
    vague = given.get("vague", before.get("vague", "")) if bound is Bound.VAGUE else ""
    number, upper = (int(told) if (told := given.get(name, before.get(name))) not in ("", None) else None for name in ("number", "upper"))
    if number is None and (bound is not Bound.VAGUE or (vague and vague not in vague_words("literal"))):
        raise ValueError("a number, or a vague word")
    same = bool(before) and (number, upper) == (before["number"], before["upper"])
    amount = {
        "words": anchored["quote"], "bound": bound.value, "number": number, "upper": upper, "vague": vague, "best": before["best"] if same else None,
    }  # fmt: skip
    subset = given.get("subset_of", held["subset_of"] if held else None)
    return {
        "outcome": Outcome(given["outcome"]).value, "amount": amount, "group": given.get("group") or (held["group"] if held else "person"), "anchor": anchored,
        "subset_of": Outcome(subset).value if subset else None, "rule": "corrected",
    }  # fmt: skip


def _occurrences(occurrences: list[Any], change: Change, place: dict[str, Any]) -> list[Any]:
    made = occurrences or [{"when": None, "where": [], "part_of_day": None}]
    if change.part == "when" or "first" in (change.values or {}):
        return _days(made, change, place)
    given = change.values
    flat = [(o, n) for o in made for n in range(len(o["where"]))]
    occurrence, nth = flat[change.at] if change.at is not None else (made[0], None)
    value = None
    if given is not None:
        held = occurrence["where"][nth] if nth is not None else None
        before = held["value"] if held and held["value"]["name"] == given["name"].strip() else {"names": [], "point": None, "regions": []}
        told = given.get("regions", ", ".join(before["regions"]))
        regions = [r.strip() for r in told.split(",") if r.strip()]
        value = _particular(before | {"name": _needed(given, "name"), "regions": regions}, place, held if "name" in before else None)
    occurrence["where"] = _listed(occurrence["where"], replace(change, at=nth), value)
    return made


def _days(made: list[Any], change: Change, place: dict[str, Any]) -> list[Any]:
    """The days of one occurrence; those that are added are of the first that has none, else of another occurrence."""
    given = change.values
    if change.at is None:
        open_ones = [o for o in made if o["when"] is None]
        if not open_ones:
            made = [*made, {"when": None, "where": [], "part_of_day": None}]
        occurrence = open_ones[0] if open_ones else made[-1]
    else:
        occurrence = made[change.at]
    occurrence["when"] = (
        _particular({"first": given["first"], "last": given.get("last") or given["first"]}, place) if given and given["first"] else None
    )
    return [o for o in made if o["when"] or o["where"] or o["part_of_day"]]


def _particular(value: Any, place: dict[str, Any], held: Any = None) -> dict[str, Any]:
    """A value with its place; where its words stay and nothing was selected (`held`), theirs and the person who changed what belongs to it."""
    anchors = [*held["anchors"], place] if held and "spans" not in place else [place]
    return {"value": value, "anchors": anchors, "rule": "corrected"}


def _needed(given: dict[str, str], name: str) -> str:
    value = given[name].strip()
    if not value:
        raise ValueError(f"{name} is empty")
    return value
