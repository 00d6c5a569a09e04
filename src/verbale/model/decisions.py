"""What a person decided: at which place, which value, who, when and why. Withdrawn, never erased."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Act(StrEnum):
    """What a decision does. `VERIFY` says that the software read the words right; it says nothing of what happened.

    `RETRACT` says that a claimant no longer makes a claim: a later version of his table does not have its row.
    `LINK` is a person's judgement of a link, `PRE_ACCEPT` a threshold's, `ASSESS` an organisation's own finding on an incident.
    `RESTRICT` says how confidential a document, claim, victim or source is: `field` tells which of these, `locus` its name.
    """

    VERIFY = "verify reading"
    CORRECT = "correct reading"
    REJECT = "reject reading"
    ADD = "add reading"
    RETRACT = "retract claim"
    LINK = "judge link"
    PRE_ACCEPT = "pre-accept link"
    ASSESS = "assess incident"
    RESTRICT = "set level"
    WITHDRAW = "withdraw decision"


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's decision on one value at one place of one text (`locus`), with time (UTC, ISO 8601) and reason.

    A decision on a link stands at the locus of the link's first claim, an assessment at the id of its incident.
    `value` is the JSON text of the value decided on, empty where the act needs none; `withdraws` the id of an earlier
    decision.
    """

    id: str
    act: Act
    locus: str
    field: str
    value: str
    person: str
    time: str
    reason: str
    withdraws: str = ""
