"""Links between all claims of a register: proposals with reasons, and weights learned from its claims."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.app.judging import pre_accept
from verbale.app.reviewing import REVIEWED, reviewed
from verbale.incidents.closing import once
from verbale.linking import parse_weights, propose, record_of, train, weights_json
from verbale.linking.model import learned_from
from verbale.model import Code, Judgement, UsageError
from verbale.publish.links import proposal_plain, proposals_csv
from verbale.register.tables import told_several_times
from verbale.resolution.actors import shipped_parties

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from verbale.linking import Proposal, Record, Weights
    from verbale.model import Claim, Decision, Reading
    from verbale.register import Standing
    from verbale.register.store import Register
    from verbale.resolution.actors import Parties


def records(register: Register, parties: Parties | None = None) -> Iterator[Record]:
    """Every claim of the latest readings as a record that can be compared, in the order of file names and of the text.

    Claims are as people left them; of the versions of a row, and of copies of a letter, the one that counts (`verbale.incidents.closing.once`).
    """
    known = parties or shipped_parties()
    with register.asking() as connection:
        counts = {told.claim.locus: told.document for told in once(told_several_times(connection))}
    names = {one.document: one.name for one in register.read_documents()}
    decided: dict[str, list[Standing]] = {}
    for entry in register.current(REVIEWED):
        decided.setdefault(entry.decision.locus, []).append(entry)
    for stored in register.latest_claims():
        document, reading = stored.document.sha256, stored.reading
        said = reading.communication.date.value if reading.communication.date else None
        for claim in reading.claims:
            if counts.get(claim.locus, document) != document:
                continue
            after = reviewed(claim, decided[claim.locus]) if claim.locus in decided else None
            if after is None or not after.left_out:
                yield record_of(after.claim if after else claim, claimant_of(claim, reading), document, names[document], said, known)


def claimant_of(claim: Claim, reading: Reading) -> str:
    """Whose account a claim is: the party passed on, else the author of its part, else the sender; empty when nobody is named."""
    parts = reading.outline.parts
    author = parts[claim.part].author if claim.part < len(parts) else None
    named = claim.attribution.claimant or author or reading.communication.sender
    return named.value if named else ""


def propose_links(
    register: Register,
    *,
    weights: str | Path | None = None,
    by_rules: bool = False,
    top: int = 20,
    least: float = 0.0,
    accept: float | None = None,
    parties: Parties | None = None,
) -> list[Proposal]:
    """Proposals of links between the claims of a register, the likeliest first.

    Arguments as `verbale.linking.propose`; `weights` is a file, `parties` names that mean one party, those that come with Verbale when not given.

    Raises:
        UsageError: MISSING_EXTRA, NOT_FOUND or BAD_VALUE.
    """
    return propose(
        list(records(register, parties)), weights=load_weights(weights) if weights else None, by_rules=by_rules, top=top, least=least, accept=accept
    )


def accept_marked(register: Register, proposals: Iterable[Proposal], threshold: float, by: str) -> list[Decision]:
    """Enters the proposals that `propose_links` marked as accepted by `threshold`; `by` is who let it decide. See `verbale.app.judging.pre_accept`.

    Raises:
        UsageError: BAD_VALUE (no person).
    """
    return pre_accept(register, (p.link for p in proposals if p.link.judgement is Judgement.POSITIVE), threshold, by=by)


def train_weights(register: Register) -> Weights:
    """Weights learned from the claims of a register, without labels, the same each time for the same claims.

    Raises:
        UsageError: MISSING_EXTRA; BAD_VALUE with claims of one claimant only.
    """
    found = list(records(register))
    return train(found, learned_from(found))


def load_weights(path: str | Path) -> Weights:
    """Weights from a file that `verbale link --train` made.

    Raises:
        UsageError: NOT_FOUND or BAD_VALUE.
    """
    try:
        return parse_weights(Path(path).read_text(encoding="utf-8"), str(path))
    except OSError as error:
        raise UsageError(Code.NOT_FOUND, error.strerror or "it cannot be read", str(path), "Name a file of weights.") from error


def save_weights(weights: Weights, path: str | Path) -> None:
    """Writes weights as JSON."""
    Path(path).write_text(weights_json(weights), encoding="utf-8", newline="")


def save_proposals(proposals: Sequence[Proposal], path: str | Path) -> None:
    """Writes proposals as JSON (a name that ends in .json) or CSV."""
    if str(path).lower().endswith(".json"):
        text = json.dumps([proposal_plain(p) for p in proposals], ensure_ascii=False, indent=1) + "\n"
        Path(path).write_text(text, encoding="utf-8", newline="")
        return
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        file.writelines(proposals_csv(proposals))
