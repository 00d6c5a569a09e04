"""The head of a fax, a telex or an e-mail, and date lines: what stands after "From:", "To:", "Sent:", and "Telmor, 3 May 2031" on a line of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from verbale.structure.days import days_in
from verbale.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from verbale.structure.forms import Forms

LABELS = ("from", "to", "sent", "subject")
_PLACE = re.compile(r"[(\[]?\s*(?:[^\W\d_][\w.'’‘-]*\s*,?\s*){0,5}")
"""A town, and perhaps a weekday, before the day of a date line."""
_AFTER = re.compile(r"\s*[)\].*]*\s*(?:[-–|]?\s*\d{1,2}[:.]\d\d\s*(?:hrs|hours|[ap]\.?m\.?)?)?\s*")
"""What may stand after the day of a date line: a bracket, a clock time."""


def labelled(text: str, flat: str, line: Span, forms: Forms) -> Iterator[tuple[str, Span]]:
    """Each label of a line, with what stands after it up to the next label or the line's end."""
    words = "|".join(f"(?P<{label}>{forms.pattern('labels', label)})" for label in LABELS)
    colon = r"\s*:\s*" if not text[line.start : line.end].isupper() else r"\s*:?\s+"  # a telex has capitals and no colons
    found = list(forms.search(f"labels{colon}", rf"(?:(?<=[.;|\s])|^)(?:{words}){colon}").finditer(flat[line.start : line.end]))
    if not found or found[0].start():
        return
    for here, after in zip(found, [*found[1:], None], strict=True):
        yield here.lastgroup or "", Span(line.start + here.end(), line.start + after.start() if after else line.end)


def date_line(text: str, flat: str, line: Span, forms: Forms) -> tuple[Span, date] | None:
    """The day of a line that tells nothing else than a town and a day: "(Telmor, 3 May 2031)"."""
    found = next(days_in(flat, line.start, line.end, forms), None)
    if found is None or not _AFTER.fullmatch(flat, found[0].end, line.end) or not _PLACE.fullmatch(text, line.start, found[0].start):
        return None
    before = text[line.start : found[0].start]
    named = all(word[:1].isupper() for word in re.findall(r"[^\W\d_][\w.'’‘-]*", before))
    return found if named and (not before.strip(" ([") or "," in before) else None
