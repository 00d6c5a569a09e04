"""People's decisions: entered, withdrawn, carried over to a newer reading or gone stale."""

from __future__ import annotations

from dataclasses import replace

import pytest
from register_letters import decision, intake

from verbale.model import Act, UsageError
from verbale.register.decisions import decision_id, field_value


def test_a_decision_is_entered_once(register):
    register.add([intake(1)])
    made = decision()
    assert register.decide(made)
    assert not register.decide(made)
    assert register.decisions() == [made]
    assert [(s.claim, s.stale) for s in register.current()] == [(intake(1).reading.claims[0].id, False)]


def test_a_decision_is_carried_over_while_the_value_is_the_same(register):
    register.add([intake(1)])
    register.decide(decision())
    register.add([intake(1, grammar="en 2")])
    assert [(s.claim, s.stale) for s in register.current()] == [(intake(1, grammar="en 2").reading.claims[0].id, False)]


def test_another_value_makes_it_stale(register):
    given = intake(1, grammar="en 2")
    claim = given.reading.claims[0]
    changed = replace(claim, tolls=(replace(claim.tolls[0], group="person"),))
    register.add([intake(1)])
    register.decide(decision())
    register.decide(decision(field="acts"))
    register.decide(decision(Act.CORRECT, value='["shelling"]'))
    register.add([replace(given, reading=replace(given.reading, claims=(changed,)))])
    assert [s.stale for s in register.current()] == [True, False, False]
    register.add([replace(intake(1, grammar="en 3"), reading=replace(intake(1, grammar="en 3").reading, claims=()))])
    assert [(s.claim, s.stale) for s in register.current()] == [("", True)] * 3


def test_a_withdrawal_can_be_withdrawn(register):
    register.add([intake(1)])
    made = decision()
    register.decide(made)
    first = register.withdraw(made.id, "N. Second", "2031-05-02T10:00:00Z", "wrong line")
    assert register.current() == []
    register.withdraw(first.id, "R. Coder", "2031-05-03T10:00:00Z", "the line was right")
    assert [s.decision for s in register.current()] == [made]
    assert len(register.decisions()) == 3
    assert register.verify().intact


def test_what_cannot_be_decided_is_refused(register):
    with pytest.raises(UsageError, match="withdraw"):
        register.withdraw("0" * 64, "R. Coder", "2031-05-02T10:00:00Z", "")
    with pytest.raises(UsageError, match="withdraw"):
        register.decide(decision(Act.WITHDRAW, value="", withdraws="0" * 64))
    with pytest.raises(UsageError, match="names the decision"):
        register.decide(decision(Act.WITHDRAW, value=""))
    with pytest.raises(UsageError, match="field"):
        field_value(intake(1).reading.claims[0], "no such field")


def test_the_id_is_of_all_that_a_decision_says():
    one = decision()
    assert decision_id(replace(one, id="anything")) == one.id
    assert decision_id(replace(one, reason="other")) != one.id
