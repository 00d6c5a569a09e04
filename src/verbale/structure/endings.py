"""Where a letter ends: closing words, signature, and the headings of annexes and enclosures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from verbale.model import PartKind

if TYPE_CHECKING:
    from verbale.structure.forms import Forms
    from verbale.structure.lines import Line, Source

NUMBER = r"(?:\s*(?:no\.?\s*)?(?P<number>[ivx]{1,5}|\d{1,2}|[a-h]|الأول|الثاني|الثالث|[一二三四五]))?"
"""The number or letter of an annex, if it has one."""
_MORE = r"(?P<rest>\s*(?:\*|\[[^\]]{0,40}\]|[.:])?\s*)"


def annex_heading(line: Line, source: Source, forms: Forms) -> tuple[PartKind, str] | None:
    """The kind and number of the part that begins with this line, or `None` when it is no such heading."""
    if len(line) > 260:
        return None
    words = source.folded(line)
    if not (words[0].isalpha()) or not (source.clean[line.start].isupper() or words[0] >= "\u0600"):
        return None
    if not forms.annexes.match(words):
        return None
    for kind, key in ((PartKind.ENCLOSURE, "enclosure"), (PartKind.ANNEX, "annex"), (PartKind.APPENDIX, "appendix")):
        pattern = forms.search("annex-" + key, forms.pattern("annex", key) + r"(?!\w)" + NUMBER + _MORE)
        match = pattern.match(words)
        if not match:
            continue
        rest = words[match.end() :]
        if not rest or (len(rest) < 220 and _opens(rest, forms)):
            return kind, (match["number"] or "").upper()
    return None


def _opens(rest: str, forms: Forms) -> bool:
    """True when what follows the word "annex" is "to the letter dated ..." or a language note."""
    pattern = forms.search("annex-to", forms.pattern("annex", "to_the") + r"\s*(?:" + "|".join(forms.pattern("kinds", k) for k in forms.kinds) + ")")
    return bool(pattern.match(rest)) or bool(re.match(r"\[|\(?original", rest)) or bool(re.match(r"[-–:]\s", rest) and len(rest) < 100)


def signed_at(words: str, forms: Forms) -> int | None:
    """Where "(Signed)" stands in a folded line."""
    match = forms.search("signed", forms.pattern("signature", "signed")).search(words)
    return match.start() if match else None


def closes(words: str, forms: Forms) -> bool:
    """True when a folded line begins with the closing words of a letter."""
    return bool(forms.search("closing", forms.pattern("signature", "closings") + r"(?!\w)").match(words)) and len(words) < 240


def has_capacity(words: str, forms: Forms) -> bool:
    """True when a short folded line names the capacity of one who signs."""
    if len(words) > 120 or (words.endswith(".") and not words.endswith("a.i.")):
        return False
    return bool(
        forms.search(
            "sign-capacity",
            r"(?:the\s+|acting\s+|deputy\s+|h\.\s?e\.\s+|mr\.\s+)?(?:[\w.'-]+,?\s+){0,5}?" + forms.pattern("signature", "capacities") + r"(?!\w)",
        ).match(words)
    )
