"""What a letter follows and what answers it, over how many letters; its versions; every link with the words that say so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from resolution_letters import cites, holding, record

from verbale.model import Code, Relation
from verbale.resolution.citations import Shelf, resolve
from verbale.resolution.threads import How, graph, thread, versions
from verbale.resolution.works import works

FURTHER, REPLY, CORRECTS = Relation.FURTHER, Relation.REPLY, Relation.CORRECTS


def graph_of(*letters, records=()):
    """The graph of letters, each a holding with its citations."""
    shelf = Shelf(works((held for held, _ in letters), records))
    return graph([resolve(c, held.document, held.sender, shelf) for held, listed in letters for c in listed], shelf)


def letter(number, when, sender, *citations):
    return holding(f"l{number}", f"S/2031/{number}", when, sender), citations


FIRST = letter(1, "2031-01-01", "Arvania", cites("S/RES/2871 (2030)", kind="resolution"))
SECOND = letter(2, "2031-01-09", "Arvania", cites("S/2031/1", relation=FURTHER))
ANSWER = letter(3, "2031-01-20", "Kestria", cites("S/2031/2", relation=REPLY), cites("S/RES/2871 (2030)", kind="resolution"))
MENTION = letter(4, "2031-01-25", "Velt", cites("S/2031/2"))
LATER = letter(5, "2031-02-01", "Arvania", cites("S/2031/3", relation=REPLY), cites("S/2031/4", relation=FURTHER))


def told(steps):
    return [(step.work, step.link.relation.value, step.depth) for step in steps]


def test_a_thread():
    found = thread(graph_of(FIRST, SECOND, ANSWER, MENTION, LATER), "S/2031/2")
    assert told(found.follows) == [("S/2031/1", "further to", 1)]
    assert told(found.answers) == [("S/2031/3", "in reply to", 1), ("S/2031/4", "refers to", 1), ("S/2031/5", "in reply to", 2)]
    assert found.cites == ()
    assert [s.work for s in thread(graph_of(FIRST, SECOND, ANSWER), "S/2031/1").answers] == ["S/2031/2", "S/2031/3"]


def test_resolutions_are_cited_and_join_no_letters():
    found = thread(graph_of(FIRST, SECOND, ANSWER), "S/2031/1")
    assert told(found.cites) == [("S/RES/2871 (2030)", "refers to", 1)]
    assert [v.work for v in found.versions] == ["S/2031/1"]
    of_resolution = thread(graph_of(FIRST, SECOND, ANSWER), "S/RES/2871 (2030)")
    assert [s.work for s in of_resolution.answers] == ["S/2031/1", "S/2031/3"]


def test_a_mere_reference_ends_the_thread():
    found = thread(graph_of(FIRST, SECOND, MENTION, LATER), "S/2031/1")
    assert [s.work for s in found.answers] == ["S/2031/2"]


def test_what_is_not_at_hand_is_one_node_under_all_its_names():
    asked = letter(6, "2031-03-01", "Velt", cites("A/85/9-S/2031/80", "2031-02-20", relation=FURTHER))
    also = letter(7, "2031-03-02", "Sarn", cites("S/2031/80", relation=REPLY))
    made = graph_of(asked, also)
    absent = [w for w in made.works.values() if not w.known]
    assert [(w.names, w.day) for w in absent] == [(("A/85/9", "S/2031/80"), date(2031, 2, 20))]
    assert [s.work for s in thread(made, absent[0].id).answers] == ["S/2031/6", "S/2031/7"]


def test_a_letter_told_by_its_day_alone_is_kept_too():
    made = graph_of(letter(6, "2031-03-01", "Velt", cites(when="2031-02-20", author="my", relation=FURTHER)))
    [step] = thread(made, "S/2031/6").follows
    assert (made.works[step.work].sender, made.works[step.work].day, step.link.relation) == ("Velt", date(2031, 2, 20), FURTHER)


def test_a_catalogue_record_gives_title_and_author_to_what_is_not_at_hand():
    made = graph_of(SECOND, records=[record("S/2031/1", title="Letter", sender="Arvania", kind="letter", said="2031-01-01")])
    [step] = thread(made, "S/2031/2").follows
    work = made.works[step.work]
    assert (work.title, work.sender, work.known, work.holdings) == ("Letter", "Arvania", True, ())


def test_open_candidates_are_shown_and_not_followed():
    twin = holding("twin", "S/2031/8", "2031-01-01", "Arvania"), (cites("S/2031/9", relation=FURTHER),)
    asked = letter(7, "2031-03-02", "Arvania", cites(when="2031-01-01", author="my", relation=FURTHER))
    found = thread(graph_of(FIRST, twin, asked), "S/2031/7")
    assert [(s.work, s.link.sure) for s in found.follows] == [("S/2031/1", False), ("S/2031/8", False)]


def test_of_several_citations_the_strongest_names_the_link():
    held, _ = ANSWER
    found = graph_of(SECOND, (held, (cites("S/2031/2"), cites("S/2031/2", relation=REPLY), cites("S/2031/2"))))
    assert [link.relation for link in found.links if link.citing == "S/2031/3"] == [REPLY]


def test_circles_end_and_are_told():
    one = letter(1, "2031-01-01", "Velt", cites("S/2031/2", relation=REPLY))
    two = letter(2, "2031-01-01", "Sarn", cites("S/2031/1", relation=REPLY))
    found = thread(graph_of(one, two), "S/2031/1")
    assert (told(found.follows), told(found.answers)) == ([("S/2031/2", "in reply to", 1)], [("S/2031/2", "in reply to", 1)])
    assert [p.code for p in found.problems] == [Code.CITATION_CIRCLE]


def version(name, symbol, issued="", **more):
    held = holding(name, symbol, "2031-03-04", "Arvania", **more)
    return replace(held, issued=date.fromisoformat(issued) if issued else None), ()


def test_versions_in_their_order_with_what_they_are_compared_with():
    made = graph_of(
        version("corr", "S/2031/40/Corr.1", "2031-03-20"),
        version("rev", "S/2031/40/Rev.1", "2031-03-10"),
        version("again", "A/85/7-S/2031/40", "2031-03-06", reissue=1),
        version("first", "S/2031/40", "2031-03-05", language="en"),
        version("copy", "S/2031/40", "2031-03-05", language="fr"),
        version("add", "S/2031/40/Add.1", "2031-03-07"),
        letter(9, "2031-04-01", "Arvania", cites("S/2031/40", relation=CORRECTS)),
        letter(10, "2031-04-02", "Velt", cites("S/2031/40/Add.2")),
    )
    found = versions(made, "S/2031/40/Corr.1")
    shown = [(v.how, v.day.day if v.day else None, v.holding.name if v.holding else "", v.of.name if v.of else "") for v in found]
    assert shown == [
        (How.ORIGINAL, 5, "first.txt", ""),
        (How.REISSUE, 6, "again.txt", "first.txt"),
        (How.ADDITION, 7, "add.txt", "again.txt"),
        (How.REVISION, 10, "rev.txt", "again.txt"),
        (How.CORRECTION, 20, "corr.txt", "rev.txt"),
        (How.ADDITION, None, "", "rev.txt"),
        (How.LETTER, 1, "l9.txt", "rev.txt"),
    ]
    assert [s.work for s in thread(made, "A/85/7-S/2031/40").answers] == ["S/2031/9", "S/2031/10"]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 8), st.integers(1, 10), st.sampled_from(list(Relation))), max_size=25))
def test_any_graph_gives_every_thread_and_loses_no_citation(pairs):
    letters = [letter(n, f"2031-01-0{n}", "Velt", *(cites(f"S/2031/{b}", relation=r) for a, b, r in pairs if a == n)) for n in range(1, 9)]
    made = graph_of(*letters)
    assert {(x.citing, x.cited) for x in made.links} == {(f"S/2031/{a}", f"S/2031/{b}") for a, b, _ in pairs if a != b}
    for key in made.works:
        found = thread(made, key)
        assert {s.work for s in found.follows if s.depth == 1} == {x.cited for x in made.links if x.citing == key}
        assert {s.work for s in found.answers if s.depth == 1} == {x.citing for x in made.links if x.cited == key}
        assert key not in {s.work for s in (*found.follows, *found.answers)}
