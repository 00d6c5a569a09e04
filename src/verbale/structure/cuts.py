"""Where a long line is cut: a page stored as one line still has a title, an opening, a signature and annexes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from verbale.structure.titles import addressees_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from verbale.structure.forms import Forms
    from verbale.structure.titles import Title
    from verbale.text import Span

_LONG = 400
_DAY_LEAD = re.compile(r"(?<=[\s:;.])On\s+\d{1,2}\s+[A-Z][a-z]{2,8}(?:\s+\d{4})?\s*:\s*(?=[•▪●■◦])")
_BULLET = re.compile(r"(?<=[\s:;.])[•▪●■◦]\s")


def cuts_in(text: str, flat: str, letter: Span, title: Title | None, forms: Forms) -> list[int]:
    """The offsets at which a block begins inside a line, in order."""
    cuts = list(_title_cuts(text, title))
    after_date = forms.search("salute-after-date", r"(?<=\d)\s+(" + forms.pattern("salutation", "lines") + r"\s*[,:])")
    for match in after_date.finditer(flat, letter.start, min(letter.end, letter.start + 3000)):
        cuts += [match.start(1), match.end(1)]
    for start, end in _long_lines(text, letter):
        cuts += _inside(text, flat, start, end, title, forms)
    return sorted(set(cuts))


def _title_cuts(text: str, title: Title | None) -> Iterator[int]:
    if title:
        yield title.span.start
        stop = title.span.end
        while stop < len(text) and text[stop] in " .*,:;”\"\t":
            stop += 1
        yield stop


def _long_lines(text: str, letter: Span) -> Iterator[tuple[int, int]]:
    start = letter.start
    while start < letter.end:
        end = text.find("\n", start, letter.end)
        end = letter.end if end < 0 else end
        if end - start > _LONG:
            yield start, end
        start = end + 1


def _inside(text: str, flat: str, start: int, end: int, title: Title | None, forms: Forms) -> Iterator[int]:
    since = max(start, title.span.end if title else start)
    salute = forms.search("salute-cut", r"(?<!\w)" + forms.pattern("salutation", "lines") + r"\s*[,:]")
    hello = salute.search(flat, since, min(end, since + 400))
    if hello and text[hello.start()].isupper() and not text[since : hello.start()].rstrip().endswith(","):
        yield hello.start()
        yield hello.end()
    opening = forms.search("opening", r"(?<!\w)" + forms.pattern("opening", "body") + r"(?!\w)")
    match = opening.search(flat, since, min(end, since + 2500))
    if match and text[match.start()].isupper() and not text[since : match.start()].rstrip().endswith((".", "!", "?", ",", ";", ":")):
        yield match.start()
    for match in forms.search("signed-cut", forms.pattern("signature", "signed")).finditer(flat, since, end):
        yield match.start()
        yield _signature_end(text, flat, match.end(), end, forms)
    annexes = r"(?:" + "|".join(forms.pattern("annex", k) for k in ("annex", "enclosure", "appendix")) + ")"
    titled = forms.search("annex-cut", r"(?<!\w)" + annexes + r"(?:\s*[ivx]{1,4}|\s*\d{1,2})?\s*" + forms.pattern("annex", "to_the") + r"\s*(?:identical\s*)?(?:letters?|notes?\s*verbales?)\s*dated")
    for match in titled.finditer(flat, since, end):
        if text[match.start()].isupper():
            yield match.start()
            yield _annex_end(flat, match.end(), end, forms)
    for match in forms.search("close-cut", r"(?<=[.!?]\s)" + forms.pattern("signature", "closings") + r"(?!\w)").finditer(flat, since, end):
        if text[match.start()].isupper():
            yield match.start()
    for match in _DAY_LEAD.finditer(text, since, end):
        yield match.start()
    for match in _BULLET.finditer(text, since, end):
        yield match.start()


def _signature_end(text: str, flat: str, start: int, end: int, forms: Forms) -> int:
    """The end of the capacity that follows "(Signed) Name", or of the next 160 characters."""
    stop = min(end, start + 160)
    last = start
    for match in forms.search("capacity-any", forms.pattern("signature", "capacities") + r"(?:\s*of[^.,;()]{3,60}?(?=\s*to\s*the\s*united\s*nations|[.,;(]|$))?(?:\s*to\s*the\s*united\s*nations)?(?:\s*a\.i\.)?").finditer(flat, start, stop):
        if match.start() - last > (45 if last == start else 20):
            break
        last = match.end()
    if last == start:
        name = re.match(r"(?:\s*[A-Z][\w.'’‘-]+,?){1,6}", text[start:stop])
        last = start + (name.end() if name else 0)
    return last


def _annex_end(flat: str, start: int, end: int, forms: Forms) -> int:
    """The end of "Annex to the letter dated ... addressed to ...": after the addressees, else after the organization, else after the date."""
    stop = min(end, start + 400)
    addressed = forms.search("addressed-plain", r"(?<!\w)" + forms.pattern("title", "addressed") + r"(?!\w)\s*")
    for match in addressed.finditer(flat, start, stop):
        listed, last = addressees_at(flat, match.end(), stop, forms)
        if listed:
            return last
    organization = forms.search("organization", r"\s*,?\s*" + forms.pattern("title", "to_organization") + r"(?!\w)").search(flat, start, stop)
    return organization.end() if organization else start
