"""What the author asks of an organ or a state: from the verb of asking to the end of that request. Precision first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from verbale.grammar.files import has_file, read_file
from verbale.grammar.formulas import Finder, any_of, named, sense
from verbale.grammar.wordlists import expression, word_list, word_set
from verbale.mentions.peoples import learn
from verbale.mentions.requests_named import Named
from verbale.mentions.sentences import sentences
from verbale.model import READ_KINDS, Request, anchor
from verbale.names import find_states, short_name, state_of
from verbale.text import Span, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from verbale.model import Outline


TOLD_BEFORE = 400
"""Characters before "It calls upon" in which the author's government must be named."""
FURTHER_REACH = 70
"""Characters after "and upon" within which what is asked of a second addressee begins."""


class _Text(NamedTuple):
    """A text, its folded copy on one line, and the states that it names."""

    written: str
    folded: str
    named: Named


class _Found(NamedTuple):
    start: int
    addressee: str
    rule: str


@dataclass(frozen=True)
class _Words:
    """The patterns of one language."""

    language: str
    triggers: tuple[str, ...]
    asking: Finder
    frame: Finder
    duty: Finder
    passive: re.Pattern[str]
    addressee: re.Pattern[str]
    subject: re.Pattern[str]
    names: tuple[str, ...]
    noun: re.Pattern[str]
    another: re.Pattern[str]
    circulation: re.Pattern[str]
    you: re.Pattern[str]
    government: re.Pattern[str]
    own: re.Pattern[str]


@cache
def _words(language: str) -> _Words:
    data = read_file(language, "requests")
    asking, told = data["asking"], data["addressees"]
    senses = {k: v for k, v in told.items() if k not in ("before", "you", "governments")}
    before = rf"(?:\s*{any_of(told['before'])}(?!\w))*\s*"
    return _Words(
        language,
        triggers=tuple(data["triggers"]),
        asking=Finder(asking["object"]),
        frame=Finder(asking["frame"]),
        duty=Finder(asking["duty"]),
        passive=re.compile(r"(?<!\w)" + any_of(asking["passive"]) + r"(?!\w)[^.;]{1,90}?(?<!\w)by\s*(?=\w)"),
        addressee=named(senses, "a", before=before, after=r"(?!\w)(?!\s*resolution)"),
        subject=named(
            senses, "a", before=r"(?<!\w)(?:the\s*|all\s*)?", after=r"(?!\w)(?:\s*,[^,.;]{1,60},)?\s*(?:\w+ly\s*|also\s*|therefore\s*|now\s*)?$"
        ),
        names=tuple(senses),
        noun=re.compile(r"(?<!\w)" + any_of(asking["nouns_before"]) + r"\s*$"),
        another=re.compile(r"(?<!\w)" + any_of(asking["another"]) + r"(?:\s+\S+){0,3}\s*$"),
        circulation=re.compile(r"(?<!\w)" + any_of(data["circulation"]["words"]) + r"(?!\w)"),
        you=re.compile(r"\s*" + any_of(told["you"]) + r"(?!\w)"),
        own=re.compile(r"(?<!\w)" + any_of(asking["own_before_it"]) + r"(?!\w)"),
        government=re.compile(r"(?:\s*(?:the|all|\w+ese|\w+an|\w+i))?\s*" + any_of(told["governments"]) + r"\s*"),
    )


def find_requests(text: str, outline: Outline, sender: str = "") -> tuple[Request, ...]:
    """Every act that an author asks of an organ or a state, in the order of the text; the request for circulation is left out.

    Several acts asked of one addressee in one sentence are one request. `sender` is the author's own state, which is not asked.
    """
    language = outline.language.value if outline.language else "en"
    if not has_file(language, "requests"):
        return ()
    words, folded = _words(language), fold(text).replace("\n", " ")
    found: list[Request] = []
    written_to = outline.heading.addressees[0].value if outline.heading.addressees else ""
    both = _Text(text, folded, Named(text, folded, learn(text, language, sender), sender, language))
    for block in outline.blocks:
        if block.kind not in READ_KINDS:
            continue
        whole = Span(block.spans[0].start, block.spans[-1].end)
        if not _may_ask(folded, whole, words):
            continue
        last = ""
        for sentence in sentences(text, whole, language):
            asked = list(_asked(both, sentence, words, last, written_to))
            last = asked[-1].addressee if asked else last if expression("requests.pronoun", language).match(folded, *sentence) else ""
            for index, one in enumerate(asked):
                end = asked[index + 1].start if index + 1 < len(asked) else sentence.end
                span = Span(one.start, _trimmed(text, one.start, _before_circulation(folded, one.start, end, language), language))
                found.append(Request(anchor(outline.rendition, text, span), one.addressee, one.rule))
    return tuple(found)


def _may_ask(folded: str, span: Span, words: _Words) -> bool:
    """True where a stem of asking stands: each looked for by itself, which takes a third of the time of one expression for all."""
    told = span.of(folded)
    return any(map(told.__contains__, words.triggers))


def _trimmed(text: str, start: int, end: int, language: str) -> int:
    """Without stops and without what begins the next request ("and", "and we")."""
    stop = start + len(text[start:end].rstrip(" \n,;"))
    if loose := expression("requests.loose_end", language).search(text[start:stop].lower()):
        stop = start + loose.start()
    return stop - 1 if text[stop - 1] == "." else stop


def _asked(text: _Text, sentence: Span, words: _Words, last: str, written_to: str) -> Iterator[_Found]:
    """What one sentence asks, each addressee once."""
    if not _may_ask(text.folded, sentence, words):
        return
    seen: set[str] = set()
    before: _Found | None = None
    for one in sorted((*_verbs(text, sentence, words, written_to, last), *_frames(text, sentence, words), *_duties(text, sentence, words, last))):
        if one.addressee in seen or _circulates(text.folded, one.start, sentence, words):
            continue
        if before is not None and text.folded[before.start : one.start].rstrip().endswith(word_list("requests.to", words.language)):
            continue  # "requests the Council to call upon Arvania to ..." asks the Council
        before = one
        seen.add(one.addressee)
        yield one


def _verbs(text: _Text, sentence: Span, words: _Words, written_to: str, last: str) -> Iterator[_Found]:
    for match in words.asking.finditer(text.folded, *sentence):
        before = text.folded[max(sentence.start, match.start() - 40) : match.start()]
        clause = re.split(r"[,;:]", before)[-1]
        if words.noun.search(before) or (words.another.search(clause) and not _own_it(text, sentence, match.start(), words)):
            continue
        addressee = _addressee(text, match.end(), sentence.end, words, written_to) or text.named.it(sentence, match.end(), last)
        if not addressee and match.group().startswith(word_list("requests.demand", words.language)):
            addressee = text.named.source(match.end(), sentence.end)
        if not addressee:
            continue
        yield _Found(match.start(), addressee, "request.verb")
        for further in expression("requests.and_on", words.language).finditer(text.folded, match.end(), sentence.end):
            other = _addressee(text, further.end(1), sentence.end, words)
            if other and other != addressee and " to " in text.folded[further.end() : further.end() + FURTHER_REACH]:
                yield _Found(further.start(1), other, "request.verb-continued")


def _own_it(text: _Text, sentence: Span, verb: int, words: _Words) -> bool:
    """True for "It calls upon ..." right at the front of a clause, after the author's own government was told to act."""
    if not expression("requests.it_asks", words.language).search(text.folded[sentence.start : verb]):
        return False
    begin = max(0, sentence.start - TOLD_BEFORE)
    if words.own.search(text.folded[begin:verb]) is not None:
        return True
    named = text.named.states(begin, sentence.start)
    front = text.folded[max(0, named[-1][0] - 2) : named[-1][0]].strip(" \n") if named else "x"
    return bool(named) and named[-1][2] == text.named.own and front in ("", ".")


def _frames(text: _Text, sentence: Span, words: _Words) -> Iterator[_Found]:
    for match in words.frame.finditer(text.folded, *sentence):
        addressee = _addressee(text, match.end(), sentence.end, words)
        if addressee:
            yield _Found(match.start(), addressee, "request.frame")


def _duties(text: _Text, sentence: Span, words: _Words, last: str) -> Iterator[_Found]:
    folded = text.folded
    for match in words.duty.finditer(folded, *sentence):
        if bound := text.named.bound(sentence, match.start(), match.end()):
            yield _Found(*bound, "request.duty")
            continue
        begin = max(sentence.start, match.start() - 110)
        subject = words.subject.search(folded[begin : match.start()])
        if (
            not subject
            or expression("requests.perfect", words.language).match(folded, match.end())
            or expression("requests.oblique", words.language).search(
                folded, max(sentence.start, begin + subject.start() - 12), begin + subject.start()
            )
        ):
            continue
        yield _Found(begin + subject.start(), sense(subject, words.names), "request.duty")
    if last and expression("requests.it_must", words.language).match(folded[sentence.start : sentence.end]):
        yield _Found(sentence.start, last, "request.pronoun")
    for match in words.passive.finditer(folded, *sentence):
        if to := words.addressee.match(folded, match.end(), sentence.end):
            yield _Found(match.start(), sense(to, words.names), "request.passive")


def _addressee(text: _Text, at: int, end: int, words: _Words, written_to: str = "") -> str:
    """The one asked, when it follows at `at`; empty when none that is known does."""
    if words.you.match(text.folded, at, end):
        return written_to or "Secretary-General"
    if match := words.addressee.match(text.folded, at, end):
        return sense(match, words.names)
    stop = min(end, at + 70)
    hit = next(iter(find_states(text.written[at:stop])), None)
    if hit and (code := state_of(text.written[at + hit.start : at + hit.end])):
        between = text.folded[at : at + hit.start].strip()
        follows = text.folded[at + hit.end : at + hit.end + 40]
        if not between or between in word_set("requests.between", words.language) or words.government.fullmatch(text.folded, at, at + hit.start):
            return short_name(code) if not re.match(r"'s\s", follows) else ""
    for start, last, name in text.named.states(at, stop)[:1]:
        if text.folded[at:start].strip() in ("", *word_set("requests.before_state", words.language)) and not text.folded.startswith("'s", last):
            return name
    unknown = expression("requests.named", words.language).match(text.written, at, end)
    return unknown[1] if unknown else ""


def _circulates(folded: str, start: int, sentence: Span, words: _Words) -> bool:
    return bool(words.circulation.search(folded, start, _before_circulation(folded, start, sentence.end, words.language)))


def _before_circulation(folded: str, start: int, end: int, language: str) -> int:
    """Where a request ends that a wish for circulation is joined to: "use his influence to ..., and that this letter be circulated"."""
    joined = expression("requests.and_circulate", language).search(folded, start + ASKED, end) if start + ASKED < end else None
    return joined.start() if joined else end


ASKED = 40
"""Characters of a request before a wish for circulation can be joined to it."""
