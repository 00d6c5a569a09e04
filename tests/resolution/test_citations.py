"""A citation finds its document when exactly one fits; several stay open, none stays listed, and what cannot be right is told."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from resolution_letters import cites, holding, record, resolved

from verbale.model import Code
from verbale.resolution.citations import Found, Shelf, problems_of, resolve
from verbale.resolution.works import works

CITING = holding("citing", "S/2031/90", "2031-04-01", "Arvania")
OWN = holding("own", "S/2031/40", "2031-03-04", "Arvania")
OTHER = holding("other", "S/2031/41", "2031-03-04", "Kestria")


def found(citation, *others, records=(), speaker=None):
    entry = resolved(CITING, citation, *others, records=records, speaker=speaker)
    return entry.found, entry.works


def test_by_symbol():
    assert found(cites("S/2031/40"), OWN, OTHER) == (Found.ONE, ("S/2031/40",))
    joint = holding("joint", "A/85/7-S/2031/40")
    for name in ("A/85/7", "S/2031/40", "A/85/7-S/2031/40"):
        assert found(cites(name), joint) == (Found.ONE, ("A/85/7-S/2031/40",))


def test_a_resolution_by_any_spelling():
    held = record("S/RES/1441(2002)", when="2002-11-08")
    for name in ("S/RES/1441 (2002)", "S/RES/1441", "S/RES/1441(2002)"):
        assert found(cites(name, kind="resolution"), records=[held]) == (Found.ONE, ("S/RES/1441 (2002)",))


def test_a_section_finds_the_resolution_that_holds_it():
    entry = resolved(CITING, cites("A/RES/217 A (III)", kind="resolution"), records=[record("A/RES/217(III)")])
    assert (entry.found, entry.works) == (Found.ONE, ("A/RES/217 (III)",))
    assert "A/RES/217 (III)" in entry.reason


def test_names_of_two_documents_stay_open():
    assert found(cites("A/85/7-S/2031/40"), OWN, holding("b", "A/85/7")) == (Found.OPEN, ("A/85/7", "S/2031/40"))


def test_what_is_not_known_stays_listed():
    assert found(cites("S/2031/77"), OWN) == (Found.NONE, ())
    entry = resolved(CITING, cites("S/2031/40/Corr.1"), OWN)
    assert (entry.found, entry.works) == (Found.NONE, ())
    assert "only S/2031/40 is known" in entry.reason


def test_by_day_kind_and_author():
    by_own = cites(when="2031-03-04", author="my")
    assert found(by_own, OWN, OTHER) == (Found.ONE, ("S/2031/40",))
    assert found(cites(when="2031-03-04", author="the representative of Kestria"), OWN, OTHER) == (Found.ONE, ("S/2031/41",))
    assert found(cites(when="2031-03-04", author="Velt"), OWN, OTHER) == (Found.NONE, ())
    assert found(cites(when="2031-03-05", author="my"), OWN, OTHER) == (Found.NONE, ())


def test_without_an_author_only_one_of_that_day_will_do():
    unsaid = cites(when="2031-03-04")
    assert found(unsaid, OWN) == (Found.ONE, ("S/2031/40",))
    assert found(unsaid, OWN, OTHER) == (Found.OPEN, ("S/2031/40", "S/2031/41"))
    assert found(cites(when="2031-03-04", kind="resolution"), OWN) == (Found.NONE, ())


def test_two_of_one_author_and_day_stay_open():
    second = holding("second", "S/2031/42", "2031-03-04", "Arvania")
    assert found(cites(when="2031-03-04", author="our"), OWN, second) == (Found.OPEN, ("S/2031/40", "S/2031/42"))


def test_a_letter_without_a_sender_is_no_sure_match():
    nobody = holding("nobody", "S/2031/43", "2031-03-04")
    assert found(cites(when="2031-03-04", author="my"), nobody) == (Found.OPEN, ("S/2031/43",))
    assert found(cites(when="2031-03-04", author="my"), nobody, OWN) == (Found.ONE, ("S/2031/40",))


def test_my_letter_where_nobody_is_known_to_speak():
    assert found(cites(when="2031-03-04", author="my"), OWN, speaker="") == (Found.OPEN, ("S/2031/40",))


def test_my_letter_in_an_annex_is_its_authors():
    assert found(cites(when="2031-03-04", author="my"), OWN, OTHER, speaker="Kestria") == (Found.ONE, ("S/2031/41",))


def test_a_corrigendum_bears_the_day_of_its_letter_and_is_not_it():
    corrected = holding("corr", "S/2031/40/Corr.1", "2031-03-04", "Arvania")
    assert found(cites(when="2031-03-04", author="my"), OWN, corrected) == (Found.ONE, ("S/2031/40",))
    assert found(cites(when="2031-03-04", author="my"), corrected) == (Found.ONE, ("S/2031/40/Corr.1",))


def test_a_letter_of_that_day_that_tells_no_symbol_is_a_candidate():
    draft = holding("draft", "", "2031-03-04", "Arvania")
    entry = resolved(CITING, cites("S/2031/40", "2031-03-04", "our"), draft)
    assert (entry.found, len(entry.works)) == (Found.OPEN, 1)
    assert found(cites("S/2031/40", "2031-03-04", "our"), OTHER) == (Found.NONE, ())


def test_a_record_is_found_by_the_day_in_its_title():
    told = record("S/2031/40", when="2031-03-06", title="Letter", kind="letter", said="2031-03-04", sender="Arvania")
    assert found(cites(when="2031-03-04", author="my"), records=[told]) == (Found.ONE, ("S/2031/40",))


def codes(letters):
    """Problems of letters, each a holding with its citations, as code and place."""
    shelf = Shelf(works(held for held, _ in letters))
    entries = [resolve(c, held.document, held.sender, shelf) for held, listed in letters for c in listed]
    return [(p.code, p.where) for p in problems_of(entries, shelf)], entries


def test_itself_the_future_and_circles_are_told_and_kept():
    early, late = holding("early", "S/2031/1", "2031-01-01", "Velt"), holding("late", "S/2031/2", "2031-01-09", "Sarn")
    problems, entries = codes([(early, [cites("S/2031/1"), cites("S/2031/2")]), (late, [cites("S/2031/1")])])
    assert problems == [(Code.SELF_CITATION, "S/2031/1"), (Code.FUTURE_CITATION, "S/2031/1"), (Code.CITATION_CIRCLE, "S/2031/1")]
    assert [e.found for e in entries] == [Found.ITSELF, Found.ONE, Found.ONE]


def test_a_circle_names_all_its_members_and_a_chain_is_none():
    a, b, c, d = (holding(n, f"S/2031/{n}") for n in "1234")
    chain = [(a, [cites("S/2031/2")]), (b, [cites("S/2031/3")]), (c, []), (d, [cites("S/2031/1")])]
    assert codes(chain)[0] == []
    chain[2] = (c, [cites("S/2031/1")])
    shelf = Shelf(works(held for held, _ in chain))
    entries = [resolve(x, held.document, "", shelf) for held, listed in chain for x in listed]
    [problem] = problems_of(entries, shelf)
    assert problem.what.endswith("S/2031/1, S/2031/2, S/2031/3")


@settings(deadline=None)
@given(st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=20))
def test_circles_are_what_reaches_itself_over_others(pairs):
    held = [holding(str(n), f"S/2031/{n + 1}") for n in range(7)]
    letters = [(held[n], [cites(f"S/2031/{b + 1}") for a, b in sorted(pairs) if a == n]) for n in range(7)]
    problems, entries = codes(letters)
    reach = {n: {b for a, b in pairs if a == n and b != n} for n in range(7)}
    for _ in range(7):
        reach = {n: reach[n].union(*(reach[m] for m in reach[n])) for n in reach}
    circles = {frozenset(m for m in range(7) if m in reach[n] and n in reach[m]) for n in range(7) if n in reach[n]}
    assert sum(code is Code.CITATION_CIRCLE for code, _ in problems) == len(circles)
    assert sum(code is Code.SELF_CITATION for code, _ in problems) == sum(a == b for a, b in pairs)
    assert len(entries) == len(pairs)


def test_a_long_chain_does_not_exhaust_the_stack():
    held = [holding(str(n), f"S/2031/{n + 1}") for n in range(3000)]
    letters = [(h, [cites(f"S/2031/{(n + 1) % 3000 + 1}")]) for n, h in enumerate(held)]
    assert [code for code, _ in codes(letters)[0]] == [Code.CITATION_CIRCLE]
