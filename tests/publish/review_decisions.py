"""Decisions of an invented reviewer, as tests enter them."""

from __future__ import annotations

from verbale.model import Decision
from verbale.register.decisions import decision_id, field_value

REVIEWER = "Nadine Adeyo"


def decide(held, claim, act):
    made = Decision("", act, claim.locus, "", field_value(claim, ""), REVIEWER, "2032-01-04T10:00:00+00:00", "read beside the letter")
    held.decide(Decision(decision_id(made), *(getattr(made, name) for name in made.__slots__[1:])))
