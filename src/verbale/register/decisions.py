"""People's decisions on readings: entered, withdrawn, and held against what the latest readings say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

from verbale.model import Act, Code, Decision, UsageError, content_id, from_plain, to_plain
from verbale.register import schema
from verbale.register.canonical import canonical, parse
from verbale.register.ledger import record_hash
from verbale.register.loading import is_latest, with_victims
from verbale.register.records import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection, Row

    from verbale.model import Claim
    from verbale.register.ledger import Chain

_d, _c = schema.decisions.c, schema.claims.c
_PLACES = frozenset({"anchors", "anchor", "rule"})
_JUDGED = frozenset({Act.VERIFY, Act.REJECT})
_LINKS = frozenset({Act.LINK, Act.PRE_ACCEPT})


def decision_id(decision: Decision) -> str:
    """The id of a decision: the hash of all it says but its id."""
    plain = to_plain(decision)
    del plain["id"]
    return content_id("decision", canonical(plain))


def field_value(claim: Claim, field: str) -> str:
    """The JSON text that a decision on `field` of `claim` names as its value; of the whole claim when `field` is empty.

    Places, rules and ids are left out, so that the same value read anew is the same text.

    Raises:
        UsageError: BAD_VALUE if a claim has no such field.
    """
    return _field_value(to_plain(claim), field)


def _field_value(plain: dict[str, Any], field: str) -> str:
    if field and field not in plain:
        raise UsageError(Code.BAD_VALUE, "a claim has no such field", field)
    whole = {k: v for k, v in plain.items() if k not in {"id", "locus", "part"}}
    return canonical(_without_places(plain[field] if field else whole))


def _without_places(plain: Any) -> Any:
    if isinstance(plain, list):
        return [_without_places(item) for item in plain]
    if isinstance(plain, dict):
        return {k: _without_places(v) for k, v in plain.items() if k not in _PLACES}
    return plain


def add_decision(connection: Connection, chain: Chain, decision: Decision) -> bool:
    """Enters a decision; false when it is there already.

    Raises:
        UsageError: NOT_FOUND if it withdraws a decision that is not there, BAD_VALUE if a withdrawal names none.
    """
    if connection.execute(select(_d.no).where(_d.id == decision.id)).first():
        return False
    if (decision.act is Act.WITHDRAW) != bool(decision.withdraws):
        raise UsageError(Code.BAD_VALUE, "a withdrawal names the decision it withdraws, and nothing else does", decision.id)
    if decision.withdraws and not connection.execute(select(_d.no).where(_d.id == decision.withdraws)).first():
        raise UsageError(Code.NOT_FOUND, "there is no such decision to withdraw", decision.withdraws)
    content = canonical(to_plain(decision))
    number = (connection.scalar(select(func.max(_d.no))) or 0) + 1
    entry = chain.add("decision", decision.id, record_hash("decision", number, content))
    chain.write(connection)
    row = {"no": number, "id": decision.id, "entry": entry, "act": decision.act.value, "locus": decision.locus, "content": content}
    connection.execute(insert(schema.decisions), row)
    return True


def withdrawal(connection: Connection, decision: str, person: str, time: str, reason: str) -> Decision:
    """The decision that withdraws `decision` (an id).

    Raises:
        UsageError: NOT_FOUND.
    """
    content = connection.execute(select(_d.content).where(_d.id == decision)).scalar()
    if content is None:
        raise UsageError(Code.NOT_FOUND, "there is no such decision to withdraw", decision)
    old = from_plain(Decision, parse(content))
    made = Decision("", Act.WITHDRAW, old.locus, old.field, "", person, time, reason, decision)
    return Decision(decision_id(made), Act.WITHDRAW, old.locus, old.field, "", person, time, reason, decision)


def all_decisions(connection: Connection) -> list[Decision]:
    """Every decision, withdrawn or not, in the order of entry."""
    return [from_plain(Decision, parse(content)) for content in connection.scalars(select(_d.content).order_by(_d.no))]


def standing_decisions(connection: Connection, acts: Iterable[Act] = (), loci: Iterable[str] | None = None) -> list[Standing]:
    """Decisions that nobody withdrew, held against the latest readings, in the order of entry.

    Args:
        connection: to the register.
        acts: only decisions of these acts, when given.
        loci: only decisions at these places, when given.
    """
    query = select(_d.content).order_by(_d.no)
    if acts:
        query = query.where(_d.act.in_([act.value for act in (*acts, Act.WITHDRAW)]))
    if loci is not None:
        query = query.where(_d.locus.in_(sorted(loci)))
    decisions = [from_plain(Decision, parse(content)) for content in connection.scalars(query)]
    places = {_place(d.locus) for d in decisions} | {_place(parse(d.value)["second"]) for d in decisions if d.act in _LINKS}
    join = schema.claims.join(schema.readings, schema.readings.c.no == _c.reading)
    found: list[Row[int, str]] = []
    for start in range(0, len(listed := sorted(places)), 500):
        query = select(_c.no, _c.content).select_from(join).where(is_latest(), _c.locus.in_(listed[start : start + 500])).order_by(_c.no)
        found.extend(connection.execute(query).all())
    plains = with_victims(connection, [(row.no, row.content) for row in found])
    by_locus = {plains[row.no]["locus"]: plains[row.no] for row in found}
    return current(decisions, by_locus)


def current(decisions: Iterable[Decision], claims: dict[str, dict[str, Any]]) -> list[Standing]:
    """Decisions that nobody withdrew, each with the claim (plain form, by locus) at its place now, if there is one.

    A judgement of a value (verified, rejected) is stale when the value at its place is another or gone. A correction
    or an addition says what a person put there, and holds whatever is read. A link is stale when one of its claims is gone;
    an assessment is of an incident, not of a place.
    """
    listed = list(decisions)
    withdrawn: set[str] = set()
    for decision in reversed(listed):  # a withdrawal that was itself withdrawn has no effect
        if decision.act is Act.WITHDRAW and decision.id not in withdrawn:
            withdrawn.add(decision.withdraws)
    return [_standing(d, claims) for d in listed if d.act is not Act.WITHDRAW and d.id not in withdrawn]


def _standing(decision: Decision, claims: dict[str, dict[str, Any]]) -> Standing:
    claim = claims.get(_place(decision.locus))
    if decision.act in {Act.ASSESS, Act.RESTRICT}:
        return Standing(decision, "", stale=False)
    if decision.act in _LINKS:
        return Standing(decision, claim["id"] if claim else "", stale=claim is None or _place(parse(decision.value)["second"]) not in claims)
    if claim is None:
        return Standing(decision, "", stale=decision.act is not Act.ADD)
    if decision.act not in _JUDGED or not decision.value:
        return Standing(decision, claim["id"], stale=False)
    same = decision.field in {"", *claim} and canonical(parse(decision.value)) == _field_value(claim, decision.field)
    return Standing(decision, claim["id"], stale=not same)


def _place(locus: str) -> str:
    """The locus without the number by which a link tells claims of the same words apart."""
    return locus.partition("/")[0]
