"""The page of a letter's correspondence: long threads, and letters that come later."""

from starlette.testclient import TestClient
from web_pages import Caller

from verbale.app.batches import read_paths
from verbale.app.threads import add_catalogues
from verbale.register import open_register
from verbale.web.application import create_app
from verbale.web.house import Settings


def letter(folder, number):
    """Number n of a chain, a reply to number n-1."""
    sender, other = ("Belmora", "Velt") if number % 2 else ("Velt", "Belmora")
    cited = (
        f" In reply to the letter dated {number - 1} March 2031 from the Permanent Representative of {other} (S/2031/{100 + number - 1}), I write again."
        if number > 1
        else ""
    )
    path = folder / f"letter-{number:02}.txt"
    path.write_text(
        f"S/2031/{100 + number}\n\nLetter dated {number} March 2031 from the Permanent Representative of {sender} to the United Nations addressed to the "
        f"President of the Security Council\n\nI have the honour to write to you.{cited}\n\n(Signed) N. Adeyo\n",
        encoding="utf-8",
    )
    return path


def catalogue(folder):
    """A catalogue that knows number 1 as a letter of another state."""
    path = folder / "catalogue.xml"
    path.write_text(
        """<collection xmlns="http://www.loc.gov/MARC21/slim"><record><controlfield tag="001">1</controlfield>
        <datafield tag="191" ind1=" " ind2=" "><subfield code="a">S/2031/101</subfield></datafield>
        <datafield tag="245" ind1="1" ind2="0"><subfield code="a">Letter dated 1 March 2031 from the Permanent Representative of Dorrin to the United
        Nations addressed to the President of the Security Council</subfield></datafield></record></collection>""",
        encoding="utf-8",
    )
    return path


def test_only_letters_that_cite_each_other_are_joined_by_a_line_and_a_later_reply_is_there(tmp_path, gazetteer):
    register = tmp_path / "letters.db"
    with open_register(register) as held:
        read_paths([letter(tmp_path, number) for number in range(1, 13)], held)
    with TestClient(create_app(Settings(str(register), gazetteer=gazetteer, hosts=("testserver",))), follow_redirects=False) as called:
        caller = Caller(called)
        page = caller.api(f"/letters/{caller.letter('letter-06')}/thread")
        assert [n["label"] for n in page["follows"]] == [f"S/2031/{100 + n}" for n in range(1, 6)]
        assert [n["label"] for n in page["answers"]] == [f"S/2031/{100 + n}" for n in range(7, 13)]
        assert page["drawing"].count('class="edge') == 2, "the one before and the one after"
        assert "9 more of the thread below" in page["drawing"]
        with open_register(register) as held:
            read_paths([letter(tmp_path, 13)], held)
        again = caller.api(f"/letters/{caller.letter('letter-06')}/thread")
        assert again["answers"][-1]["label"] == "S/2031/113"


def test_a_catalogue_that_is_taken_in_later_is_known_to_a_thread_that_was_asked_for_before(tmp_path, gazetteer):
    register = tmp_path / "letters.db"
    with open_register(register) as held:
        read_paths([letter(tmp_path, 2)], held)
    with TestClient(create_app(Settings(str(register), gazetteer=gazetteer, hosts=("testserver",))), follow_redirects=False) as called:
        caller = Caller(called)
        address = f"/letters/{caller.letter('letter-02')}/thread"
        assert caller.api(address)["follows"][0]["sender"] == "Permanent Representative of Belmora"
        with open_register(register) as held:
            add_catalogues(held, [catalogue(tmp_path)])
        assert caller.api(address)["follows"][0]["sender"] == "Dorrin"


def plain_letter(folder, name, day, sender, words):
    """A letter without a symbol, of a day in March 2031."""
    path = folder / f"{name}.txt"
    path.write_text(
        f"Letter dated {day} March 2031 from the Permanent Representative of {sender} to the United Nations addressed to the President of the "
        f"Security Council\n\n{words}\n\nBelmora requests the Security Council to condemn the shelling.\n\n(Signed) N. Adeyo\n",
        encoding="utf-8",
    )
    return path


def test_a_letter_is_answered_by_one_that_tells_only_its_day_and_sender_when_no_other_fits(tmp_path, gazetteer):
    register = tmp_path / "letters.db"
    reply = "In reply to the letter dated 1 March 2031 from the Permanent Representative of Belmora, I write again."
    asks, answer = plain_letter(tmp_path, "asks", 1, "Belmora", "I write to you."), plain_letter(tmp_path, "answer", 2, "Velt", reply)
    other = plain_letter(tmp_path, "other", 1, "Dorrin", "I write of a bridge.")
    with open_register(register) as held:
        read_paths([asks, answer, other], held)
    with TestClient(create_app(Settings(str(register), gazetteer=gazetteer, hosts=("testserver",))), follow_redirects=False) as called:
        caller = Caller(called)
        found = caller.api("/requests")["answered"]
        assert {document: [s["name"] for s in sources] for document, sources in found.items()} == {caller.letter("asks"): ["answer.txt"]}
        assert "answered by" in caller.get("/requests").text
        with open_register(register) as held:
            read_paths([plain_letter(tmp_path, "second", 1, "Belmora", "I write of a well.")], held)
        assert caller.api("/requests")["answered"] == {}, "two letters of that day and sender: an open question"
