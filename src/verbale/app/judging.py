"""People's judgements of links, a threshold's acceptance of proposals, and an organisation's own findings: decisions in the ledger."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.app.incidents import judged_links, known, places_named
from verbale.app.reviewing import enter
from verbale.app.settings import now
from verbale.incidents.closing import pair_of
from verbale.incidents.schemes import scheme
from verbale.model import Act, Assessment, Code, Decision, Judgement, Link, LinkKind, UsageError, to_plain
from verbale.register.canonical import canonical
from verbale.register.decisions import decision_id

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from verbale.app.incidents import JudgedLink
    from verbale.model import Denied
    from verbale.register.store import Register


def judge(
    register: Register, judgement: Judgement, first: str, second: str, kind: LinkKind, *, by: str, reason: str, denied: Denied | None = None
) -> Decision:
    """Judges the link between two claims, each named as `Known.claim` takes it; an earlier judgement of the same link gives way.

    Args:
        register: where the claims are.
        judgement: positive, negative or unsure.
        first: the claim that covers, is part of, updates or denies the other; with `same` either.
        second: the other claim.
        kind: how the first stands to the second.
        by: the person or pseudonym who judges.
        reason: why.
        denied: what is denied, with the kind `denies`.

    Raises:
        UsageError: NOT_FOUND, BAD_VALUE (several claims fit; a claim with itself; no judgement; no person; no reason).
    """
    found = known(register, around=places_named(register, first, second))
    one, two = found.claim(first).locus, found.claim(second).locus
    if one == two:
        raise UsageError(Code.BAD_VALUE, "both are one claim", f"{first}, {second}", "Copies of one letter are counted once without a link.")
    if judgement is Judgement.NONE:
        raise UsageError(Code.BAD_VALUE, "that is no judgement", judgement.value, "Accept, reject or leave it unsure; withdraw an earlier judgement.")
    if denied and kind is not LinkKind.DENIES:
        raise UsageError(Code.BAD_VALUE, "only a link of the kind 'denies' denies something", kind.value)
    _signed(by, reason)
    link = Link(kind, one, two, judgement=judgement, by=by, denied=denied)
    return _enter(register, Act.LINK, link, by, reason)


def pre_accept(register: Register, proposals: Iterable[Link], threshold: float, *, by: str) -> list[Decision]:
    """Takes the proposals that score `threshold` or more, marked as taken by the threshold; links that people judged stay as they are.

    Args:
        register: where the claims are.
        proposals: links with scores, as linking proposes them.
        threshold: the least score, from 0 to 1.
        by: who let the threshold decide.

    Raises:
        UsageError: BAD_VALUE (no person, a threshold that is none).
    """
    if not 0 < threshold <= 1:
        raise UsageError(Code.BAD_VALUE, "a threshold lies above 0 and at most at 1", str(threshold))
    _signed(by, "-")
    judged = {pair_of(entry.link) for entry in judged_links(register)}
    made = []
    for link in proposals:
        if link.score is not None and link.score >= threshold and pair_of(link) not in judged:
            taken = replace(link, judgement=Judgement.POSITIVE, by=f"threshold {threshold:g}")
            reason = f"score {link.score:.4f} is at least {threshold:g} (weights {link.weights or 'not told'}); nobody judged it"
            made.append(_enter(register, Act.PRE_ACCEPT, taken, by, reason))
    return made


def withdraw_link(register: Register, first: str, second: str, kind: LinkKind, *, by: str, reason: str) -> list[Decision]:
    """Withdraws every judgement that stands on a link; every figure is again what it was before them.

    Raises:
        UsageError: NOT_FOUND (no such claim, no judgement of it), BAD_VALUE.
    """
    _signed(by, reason)
    found = known(register, around=places_named(register, first, second))
    wanted = pair_of(Link(kind, found.claim(first).locus, found.claim(second).locus))
    standing = [entry for entry in found.judged if pair_of(entry.link) == wanted]
    if not standing:
        raise UsageError(Code.NOT_FOUND, "nobody judged this link", f"{first} {kind.value} {second}", "`verbale judge list` shows the judgements.")
    return [register.withdraw(entry.decision.id, by, now(), reason) for entry in standing]


def judgements(register: Register) -> list[JudgedLink]:
    """Every link that stands, with its decision: first what a threshold took, then what people judged."""
    return list(judged_links(register))


def assess(
    register: Register, incident: str, *, scheme_name: str, status: str, assessor: str, day: date, rationale: str,
    sources: tuple[str, ...] = (), dissent: tuple[str, ...] = (), second: str = "",
) -> Assessment:  # fmt: skip
    """Enters what an organisation itself holds of an incident, by a named scheme. The program never sets one.

    Args:
        register: where the incident is.
        incident: its id, an alias, or a claim of it.
        scheme_name: a scheme that comes with the program, or the path of one's own.
        status: one of its statuses.
        assessor: the person or pseudonym who answers for it.
        day: the day of the finding.
        rationale: why.
        sources: what it relies on.
        dissent: who holds otherwise, and why.
        second: who signed as the second; another person than the assessor.

    Raises:
        UsageError: NOT_FOUND, BAD_VALUE (no such status, no assessor, no rationale, the second signature is the first).
    """
    if not assessor.strip() or not rationale.strip():
        raise UsageError(Code.BAD_VALUE, "an assessment has an assessor and a rationale", incident)
    if second and second.strip().casefold() == assessor.strip().casefold():
        raise UsageError(Code.BAD_VALUE, "the second signature is another person's", second)
    chosen = scheme(scheme_name)
    named = chosen.status(status)
    identity = known(register, around=places_named(register, incident)).incident(incident).id
    made = Assessment("", identity, f"{chosen.key} {chosen.version}", named.name, assessor, day, rationale, sources, dissent, second)
    plain = to_plain(made)
    del plain["id"]
    value = canonical(plain | {"definition": named.definition, "scheme_source": chosen.source})
    decision = Decision("", Act.ASSESS, identity, chosen.key, value, assessor, now(), rationale)
    decision = replace(decision, id=decision_id(decision))
    register.decide(decision)
    return replace(made, id=decision.id)


def withdraw_assessment(register: Register, assessment: str, *, by: str, reason: str) -> Decision:
    """Withdraws an assessment, by its id or the beginning of it; it stays in the ledger.

    Raises:
        UsageError: NOT_FOUND, BAD_VALUE.
    """
    _signed(by, reason)
    fitting = [entry.decision.id for entry in register.current([Act.ASSESS]) if entry.decision.id.startswith(assessment)]
    if len(fitting) != 1:
        code = Code.BAD_VALUE if fitting else Code.NOT_FOUND
        raise UsageError(code, f"{len(fitting) or 'no'} assessments begin so", assessment, "`verbale incidents ID` shows them.")
    return register.withdraw(fitting[0], by, now(), reason)


def _signed(by: str, reason: str) -> None:
    if not by.strip() or not reason.strip():
        raise UsageError(Code.BAD_VALUE, "a decision has a person (or pseudonym) and a reason", "", "Give both.")


def _enter(register: Register, act: Act, link: Link, by: str, reason: str) -> Decision:
    return enter(register, act, link.first, link.kind.value, canonical(to_plain(link)), by=by, reason=reason)
