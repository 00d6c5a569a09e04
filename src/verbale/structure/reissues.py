"""When a document was issued again, as the note at its foot tells: "* Reissued for technical reasons on 6 March 2031."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.structure.days import days_in
from verbale.text import fold

if TYPE_CHECKING:
    from datetime import date

    from verbale.structure.forms import Forms

_FIRST_PAGE = 8000
"""How far into the text the foot of the first page can stand (code points)."""


def reissued_on(text: str, asterisks: int, forms: Forms) -> date | None:
    """The day in the note with that many asterisks that says that `text` was issued again; `None` when no note tells one."""
    flat = fold(text[:_FIRST_PAGE])
    note = forms.search("reissue", r"(?m)^[^\S\n]*(?P<a>\*{1,9})[^\S\n]*[^\n*]{0,80}?" + forms.pattern("reissue", "words") + r"[^\n]*(?:\n[^\n*]+)?")
    for match in note.finditer(flat):
        if len(match["a"]) == asterisks:
            days = [day for _, day in days_in(flat, *match.span(), forms)]
            return days[0] if days else None
    return None
