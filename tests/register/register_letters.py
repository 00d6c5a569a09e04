"""Readings of invented letters, made by hand: what a register is tested with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

from verbale.model import (
    Acquisition,
    Act,
    Amount,
    Attribution,
    Block,
    BlockKind,
    Bound,
    CatalogueField,
    CatalogueFile,
    CatalogueRecord,
    Citation,
    Claim,
    Code,
    Communication,
    Damaged,
    Days,
    Decision,
    Document,
    FieldAnchor,
    Heading,
    Masthead,
    Method,
    Occurrence,
    Outcome,
    Outline,
    Part,
    Particular,
    PartKind,
    Perpetrator,
    Piece,
    Place,
    Problem,
    Reading,
    Rendition,
    Request,
    Scope,
    StatedBy,
    Toll,
    Unread,
    Victim,
    Voice,
    VoiceRole,
    anchor,
    content_id,
    record_id,
)
from verbale.register import Intake
from verbale.text import Span

PLACES = ("Telmor", "Upper Sarn", "Dayr al-Velt", "Sha‘fah", "Kestria Bay", "Dorrin")
PARTIES = ("Belmora", "Coastal Coalition", "Kestrian Front")


def intake(number=1, *, sender="Arvania", claims=2, grammar="en 1", obtained_at="2031-04-01T00:00:00Z", name="", text_extra="", url=""):
    """The intake of one letter with so many claims; equal arguments give an equal letter."""
    letter = Letter(number, sender, claims, text_extra)
    data = letter.text.encode("utf-8", "surrogatepass")
    document = Document(sha256(data).hexdigest(), len(data), "text/plain")
    rendition = Rendition(document.sha256, "plain 1", letter.text, Method.PLAIN, (Piece(Span(0, len(letter.text)), ""),))
    acquisition = Acquisition(document.sha256, name or f"letter-{number:03}.txt", url, obtained_by="R. Coder", obtained_at=obtained_at)
    return Intake(acquisition, document, data, rendition, letter.reading(rendition, grammar))


def failure(name="scan.pdf", data=b"%PDF-1.7 a scan", obtained_at="2031-04-01T00:00:00Z"):
    """The intake of a file that could not be read; without a document when `data` is `None`."""
    problem = Problem(Code.NEEDS_OCR, "no page has text", name, "Read it with OCR.")
    if data is None:
        return Intake(Acquisition("", name, obtained_at=obtained_at), problem=problem)
    document = Document(sha256(data).hexdigest(), len(data), "application/pdf")
    return Intake(Acquisition(document.sha256, name, obtained_at=obtained_at), document, data, problem=problem)


class Letter:
    """The text of an invented letter, and where each thing in it stands."""

    def __init__(self, number, sender, claims, text_extra):
        self.number, self.sender, self.claims = number, sender, claims
        self.day = date(2031, 1, 1) + timedelta(days=number)
        head = f"Letter dated {self.day.isoformat()} from {sender}, number {number}, further to S/2031/{number}. "
        told = [self.sentence(n) for n in range(claims)]
        tail = "We call upon the Security Council to act. Shells fell near a market. " + text_extra
        self.text = head + "".join(told) + tail
        self.starts = [len(head) + sum(map(len, told[:n])) for n in range(claims)]

    def sentence(self, n):
        place, party = PLACES[(self.number + n) % len(PLACES)], PARTIES[(self.number + n) % len(PARTIES)]
        return f"On {self.day.isoformat()} aircraft of the {party} struck {place}, killing {n + 2} civilians, among them Sela Orin {n}. "

    def reading(self, rendition, grammar):
        key = rendition.id
        reading_id = content_id("reading", key, grammar)

        def at(words, start=0):
            begin = self.text.index(words, start)
            return anchor(key, self.text, Span(begin, begin + len(words)))

        def value(word, words="", start=0, rule="test.rule"):
            return Particular(word, (at(words or word, start),), rule)

        def claim(n):
            start, sentence = self.starts[n], self.sentence(n)
            place, party = PLACES[(self.number + n) % len(PLACES)], PARTIES[(self.number + n) % len(PARTIES)]
            return Claim(
                id=content_id("claim", reading_id, str(n)),
                locus=content_id("locus", rendition.document, str(n)),
                anchor=at(sentence.strip(), start),
                scope=Scope.SINGLE,
                attribution=Attribution((Voice(self.sender, VoiceRole.AUTHOR),)),
                occurrences=(
                    Occurrence(value(Days(self.day, self.day), self.day.isoformat(), start), (value(Place(place, ("Velt",)), place, start),)),
                ),
                acts=(value("air strike", "struck", start),),
                means=(value("aircraft", "aircraft", start),),
                perpetrators=(value(Perpetrator(party), party, start),),
                tolls=(Toll(Outcome.KILLED, Amount(str(n + 2), Bound.EXACT, n + 2), "civilian", at(f"{n + 2} civilians", start)),),
                victims=(Victim((f"Sela Orin {n}",), Outcome.KILLED, at(f"Sela Orin {n}", start)),),
            )

        request = "call upon the Security Council to act"
        communication = Communication(
            kind=value("letter", "Letter"),
            symbol=Particular(f"S/2031/{self.number + 1000}", (StatedBy("R. Coder", "acquisition"),)),
            date=value(self.day, self.day.isoformat()),
            sender=value(self.sender),
            citations=(Citation(at(f"S/2031/{self.number}"), f"S/2031/{self.number}"),),
            requests=(Request(at(request), "Security Council"),),
        )
        whole = Span(0, len(self.text))
        outline = Outline(
            key, value("en", "Letter"), Masthead(), Heading(), (Part(PartKind.BODY, whole),), (Block(BlockKind.PARAGRAPH, (whole,), 0),)
        )
        return Reading(
            reading_id, key, grammar, self.text, outline, communication,
            tuple(claim(n) for n in range(self.claims)),
            (Unread(at("Shells fell near a market."), ("shells",), "no toll"),),
            (Problem(Code.WEEKDAY, "the weekday does not fit", "letter", "Check the date.", at(self.day.isoformat())),),
        )  # fmt: skip


def decision(act=Act.VERIFY, *, field="tolls", value=None, withdraws=""):
    """A decision on the first claim of letter 1; on the value that stands there unless another is given."""
    from verbale.register.decisions import decision_id, field_value

    claim = intake(1).reading.claims[0]
    value = field_value(claim, field) if value is None else value
    made = Decision("", act, claim.locus, field, value, "R. Coder", "2031-05-01T10:00:00Z", "read on the page", withdraws)
    return replace(made, id=decision_id(made))


def catalogue(*numbers, name="records.xml", title="Letter"):
    """A catalogue file and its records, one for each of `numbers` (1 and 2 when none are given), and one damaged place."""
    records = []
    for number in numbers or (1, 2):
        symbol, told = f"S/2030/{number}", f"{title} number {number} from Arvania"
        fields = (CatalogueField("191", "  ", (("a", symbol),)), CatalogueField("245", "1 ", (("a", told),)))
        key = record_id(fields)
        values = {"symbols": (Particular(symbol, (FieldAnchor(key, "191 $a"),)),), "title": Particular(told, (FieldAnchor(key, "245 $a"),))}
        records.append(CatalogueRecord(key, fields, date=Particular(date(2030, 1, number), (FieldAnchor(key, "269 $a"),)), **values))
    damaged = Damaged(Problem(Code.CATALOGUE_RECORD, "the record has no end", f"{name}, record 3, line 9", "Look at it."), "<record>")
    ids = tuple(record.id for record in records)
    return CatalogueFile(sha256(name.encode()).hexdigest(), 100, name, ids, (damaged,), "R. Coder"), records
