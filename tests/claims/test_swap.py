"""Swapping the two parties of a letter swaps the reading and changes nothing else; every state of the world is read alike."""

from __future__ import annotations

import csv
import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from letter_texts import LETTERS, ROOT, swapped, text_of

import gold as quotes
import verbale
from verbale.model import Supplied
from verbale.names.states import codes, readings_of, short_name, state_of
from verbale.names.table import NameSort, state_names, territories
from verbale.publish.readings import evaluation_record

PATHS = sorted(LETTERS.iterdir())
DEBT = Path(__file__).parent / "swap_debt.txt"
"""Letters whose reading does not swap today: the list only shrinks."""
OWED = frozenset(line.split()[0] for line in DEBT.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))


@cache
def pair(document):
    """The two states of a letter: its sender and the one opposed."""
    with (ROOT / "examples" / "states.csv").open(encoding="utf-8", newline="") as rows:
        states = {row["name"]: row for row in csv.DictReader(rows)}
    senders = {row["document"]: row["sender"] for row in quotes.load(ROOT / "examples" / "gold-quotes.jsonl")}
    ours = states[senders[document]]
    return ours, states[ours["opposed"]]


def told(text):
    """The reading as lines of plain text, every span as the words there: nothing depends on the length of names."""
    reading = verbale.read_text(text)
    record = evaluation_record(reading)
    lines = [f"{key}: {record[key]}" for key in ("kind", "symbol", "date", "sender", "language", "addressees", "circulation")]
    lines += [f"cites {c['symbol']} {c['date']} in {words(text, c['span'])}" for c in record["citations"]]
    lines += [f"asks {r['addressee']}: {words(text, r['span'])}" for r in record["requests"]]
    for claim in record["incidents"]:
        lines.append(f"claim: {words(text, claim['span'])}")
        lines += [
            f"  {key}: {claim[key]}" for key in ("scope", "when", "where", "acts", "claimant", "stance", "damage", "means", "characterisations")
        ]
        lines += [f"  by {role['name']}, {role['role']}" for role in claim["roles"]]
        lines += [f"  {t['outcome']} {json.dumps(t['amount'])} {t['group']} of {t['subset_of']}" for t in claim["tolls"]]
    return lines + [f"unread ({u.reason}): {u.anchor.quote}" for u in reading.unread]


def words(text, span):
    return text[slice(*span)]


def differences(path):
    """Lines in which the swapped letter is not read as the swapped reading."""
    text, states = text_of(path), pair(path.stem)
    wanted = [swapped(line, *states) for line in told(text)]
    found = told(swapped(text, *states))
    return [f"- {line}" for line in wanted if line not in found] + [f"+ {line}" for line in found if line not in wanted]


@pytest.mark.parametrize("path", [path for path in PATHS if path.stem not in OWED], ids=lambda path: path.name)
def test_swapping_the_parties_swaps_the_reading(path):
    assert differences(path) == []


def test_the_debt_is_true_and_only_shrinks():
    assert len(OWED) == 0, "letters may leave tests/claims/swap_debt.txt, none may be added; then lower this number"
    assert {path.stem for path in PATHS} >= OWED
    better = [stem for stem in sorted(OWED) if differences(next(path for path in PATHS if path.stem == stem)) == []]
    assert better == [], "these swap now: take them out of swap_debt.txt and lower the number"


# A made-up frame for names of real states, each in turn: nothing is said of any of them but that all are read alike.
FRAMES = {
    "name": "On 3 May 2031 warplanes of {name} bombed the village of Telmor, killing 4 people and wounding 6.",
    "forces": "On 3 May 2031 the armed forces of {name} shelled the village of Telmor, killing 4 people and wounding 6.",
    "by": "On 3 May 2031 four people were killed and six wounded in Telmor when {name} shelled the village.",
    "adjective": "On 3 May 2031 {adjective} forces shelled the village of Telmor, killing 4 people and wounding 6.",
}
STATES = sorted(codes() - territories())
INVENTED = Supplied(date=date(2031, 5, 10), sender="Arvania", language="en")


@cache
def adjectives():
    """One adjective in English for each state that has one of its own alone."""
    found: dict[str, str] = {}
    for name in state_names():
        if name.sort is NameSort.ADJECTIVE and name.language == "en" and name.until is None and len(readings_of(name.form)) == 1:
            found.setdefault(name.code, name.form)
    return found


def seen(frame, name, adjective, code):
    """What is read of a frame, the accused written as true or false: is it the state named?"""
    (claim,) = evaluation_record(verbale.read_text(FRAMES[frame].format(name=name, adjective=adjective), INVENTED))["incidents"]
    accused = [state_of(party.split(" forces")[0]) == code or party for party in claim["alleged_perpetrator"]]
    tolls = [(claim[key]["low"], claim[key]["high"], claim[key]["group"]) for key in ("killed", "injured")]
    return accused, tolls, claim["when"], claim["where"], claim["acts"], claim["scope"], claim["stance"], claim["damage"]


@pytest.mark.parametrize("frame", ["name", "forces", "by"])
def test_every_state_is_read_alike_by_its_name(frame):
    assert len(STATES) > 190
    acts = ["air strike"] if frame == "name" else ["shelling"]
    wanted = ([True], [(4, 4, "person"), (6, 6, "person")], ["2031-05-03", "2031-05-03"], ["Telmor"], acts, "single", "asserts", [])
    unlike = {}
    for code in STATES:
        name = next((n.form for n in readings_of(short_name(code)) if n.code == code), short_name(code))
        found = seen(frame, name, "", code)
        if found != wanted:
            unlike[name] = found
    assert unlike == {}


def test_every_state_is_read_alike_by_its_adjective():
    assert len(adjectives()) > 150
    wanted = ([True], [(4, 4, "person"), (6, 6, "person")], ["2031-05-03", "2031-05-03"], ["Telmor"], ["shelling"], "single", "asserts", [])
    found = {adjective: seen("adjective", "", adjective, code) for code, adjective in adjectives().items()}
    assert {adjective: what for adjective, what in found.items() if what != wanted} == {}
