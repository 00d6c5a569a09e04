"""Who agrees with whom: claimant against claimant, how many particulars of linked accounts agree, contradict, or cannot be compared."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from verbale.model import Agreement
from verbale.publish.figures.svg import INK, MARGIN, PALE, WIDTH, Canvas, cut, wrapped
from verbale.publish.tables.specs import CAVEAT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from verbale.incidents.viewing import View

_SIGNS = {
    Agreement.AGREES: "=", Agreement.COMPATIBLE: "~", Agreement.UPDATED: "→", Agreement.CONTRADICTS: "≠", Agreement.INCOMPARABLE: "?",
    Agreement.SILENT: "·",
}  # fmt: skip
_LEFT, _LINE = 190, 14


def agreement_matrix(views: Sequence[View], sources: Sequence[str], about: str) -> str:
    """The figure; particulars are counted over all incidents of the selection."""
    counted: dict[tuple[str, str], Counter[Agreement]] = {}
    for view in views:
        for row in view.rows:
            for pair in row.pairs:
                counted.setdefault((pair.first, pair.other), Counter())[pair.agreement] += 1
    parties = sorted({party for pair in counted for party in pair})
    canvas = Canvas("Who agrees with whom, particular by particular")
    canvas.height += 40
    side = (WIDTH - MARGIN - _LEFT) / max(len(parties), 1)
    for number, party in enumerate(parties):
        for line, words in enumerate(wrapped(party, side - 8, 10)[:3]):
            canvas.text(_LEFT + side * (number + 0.5), canvas.height - 26 + 12 * line, words, size=10, anchor="middle")
    canvas.height += 8
    tall = _LINE * len(_SIGNS) + 10
    for one in parties:
        canvas.text(_LEFT - 8, canvas.height + tall / 2, cut(one, _LEFT - MARGIN - 8, 11), size=11, anchor="end")
        for number, other in enumerate(parties):
            x = _LEFT + side * number
            found = counted.get((one, other)) or counted.get((other, one))
            canvas.box(x, canvas.height, side, tall, fill="#f3f4f6" if one == other else "none", ink=PALE)
            for line, (kind, sign) in enumerate(_SIGNS.items()):
                if found and found[kind]:
                    canvas.text(x + side / 2, canvas.height + _LINE * (line + 1), f"{sign} {found[kind]}", size=11, anchor="middle", fill=INK)
        canvas.height += tall
    canvas.height += 6
    legend = "; ".join(f"{sign} {kind.value}" for kind, sign in _SIGNS.items())
    notes = [
        (f"Particulars (when, where, who is accused, act, means, damage, each toll) of linked accounts: {legend}. Silence is not disagreement, and agreement is no proof:"
        " one source repeated is not two."),
        about,
    ]  # fmt: skip
    return canvas.finished(sources, notes, CAVEAT)
