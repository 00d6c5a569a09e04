"""The method card: sources, collection, reading and its error as reviewed, corroboration, conventions, review, security, gaps, as figures of the register."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.publish.tables.judgements import MENDED, REVIEWED
from verbale.publish.tables.specs import CAVEAT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from verbale.publish.release.about import About

_JUDGED = (REVIEWED, MENDED, "partly verified", "corrected", "rejected", "stale")
_WHOLLY = ((REVIEWED,), (MENDED, "corrected"), ("rejected",))
"""Reviews of whole claims by what they tell of the reading: right, corrected, rejected. What had to be corrected was not read right."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the register tells of how its content came about; the card adds nothing to it but words of the makers.

    `documents` are (sender, language, media type) of each; `reviewed` counts (sender, language, review) of claims, those verified only after a
    correction apart. `roots` are
    low, high and the number of claimants of unknown lineage for each incident of several claims. `gaps` are counts by what is not there.
    """

    documents: Sequence[tuple[str, str, str]]
    acquired: Mapping[str, int]
    grammars: Mapping[str, int]
    reviewed: Mapping[tuple[str, str, str], int]
    links: Mapping[str, int]
    roots: Sequence[tuple[int, int, int]]
    conventions: Sequence[str]
    schemes: Sequence[str]
    withheld: Mapping[str, int]
    gaps: Mapping[str, int]
    notes: Sequence[str]


def method_card(about: About, version: str, released: str, facts: Facts) -> str:
    """The card as Markdown."""
    parts = [
        f"# Method card: {about.title}, {version}",
        f"Released {released}. {CAVEAT}",
        _section("Organisation", about.own_words("organisation"), [f"Publisher: {about.publisher}", *(f"Made by {c.name}" for c in about.creators)]),
        _section("Sources", about.own_words("sources"), _sources(facts)),
        _section("Collection", about.own_words("collection"), _counted(facts.acquired)),
        _section("Reading and its error", "", _reading(facts)),
        _errors(facts),
        _section("Review", "", _review(facts)),
        _section("Corroboration", about.own_words("corroboration"), _corroboration(facts)),
        _section("Conventions and their versions", "", [*facts.conventions, *(f"Scheme of assessment: {scheme}" for scheme in facts.schemes)]),
        _section("Security and ethics", about.own_words("security"), [*facts.notes, *_counted(facts.withheld)]),
        _section("Known gaps", about.own_words("gaps"), [*_counted(facts.gaps), "An enumeration of what was alleged in these documents is not the complete number of anything."]),
    ]  # fmt: skip
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(title: str, words: str, lines: Iterable[str]) -> str:
    listed = [f"- {line}" for line in lines]
    body = "\n\n".join(part for part in (words.strip(), "\n".join(listed)) if part)
    return f"## {title}\n\n{body or 'Nothing is stated.'}"


def _sources(facts: Facts) -> list[str]:
    senders = Counter(sender or "(sender not told)" for sender, _, _ in facts.documents)
    languages = Counter(language or "(not told)" for _, language, _ in facts.documents)
    kinds = Counter(kind for _, _, kind in facts.documents)
    return [
        f"Documents: {len(facts.documents):,}",
        *(f"Sender {name}: {count:,}" for name, count in _ordered(senders)),
        *(f"Language {name}: {count:,}" for name, count in _ordered(languages)),
        *(f"Form {name}: {count:,}" for name, count in _ordered(kinds)),
    ]


def _reading(facts: Facts) -> list[str]:
    return [
        "Read by Verbale's rules, without a model service; each value names the rule and the lexicon version that gave it.",
        *(f"Grammar {name}: {count:,} documents" for name, count in _ordered(facts.grammars)),
        "The error below is what reviewers found, in the claims that they reviewed as a whole; what the software missed it cannot tell: see the gaps.",
    ]


def _errors(facts: Facts) -> str:
    """How many of the reviewed claims were corrected or rejected, by sender and language."""
    groups = sorted({(sender, language) for sender, language, _ in facts.reviewed})
    lines = ["| sender | language | claims | reviewed | right | corrected | rejected |", "|---|---|---|---|---|---|---|"]
    for sender, language in groups:
        counts = {review: n for (who, tongue, review), n in facts.reviewed.items() if (who, tongue) == (sender, language)}
        right, corrected, rejected = (sum(counts.get(review, 0) for review in reviews) for reviews in _WHOLLY)
        whole = right + corrected + rejected
        told = f"{right}/{whole}" if whole else "not measured"
        lines.append(
            f"| {sender or '(not told)'} | {language or '(not told)'} | {sum(counts.values())} | {whole} | {told} | {corrected} | {rejected} |"
        )
    return "\n".join(lines)


def _review(facts: Facts) -> list[str]:
    total = sum(facts.reviewed.values())
    by = Counter[str]()
    for (_, _, review), count in facts.reviewed.items():
        by[review] += count
    done = sum(by[word] for word in _JUDGED)
    share = f"{100 * done / total:.0f} %" if total else "none"
    return [
        f"Claims: {total:,}, of which a person looked at {done:,} ({share})",
        *(f"{word}: {by[word]:,}" for word in (*_JUDGED, "withdrawn", "unreviewed") if by[word]),
    ]


def _corroboration(facts: Facts) -> list[str]:
    lines = _counted(facts.links)
    if facts.roots:
        known = sum(not unknown for _, _, unknown in facts.roots)
        lines += [
            f"Incidents of several linked claims: {len(facts.roots):,}",
            f"Roots of all claims known: {known:,}; lineage of some claimant unknown: {len(facts.roots) - known:,}",
        ]
        spread = Counter((low, high) for low, high, _ in facts.roots)
        lines += [
            f"Independent roots {low if low == high else f'between {low} and {high}'}: {n:,} incidents" for (low, high), n in sorted(spread.items())
        ]
    return [*lines, "One source repeated is not two sources; silence is not disagreement; no figure of one claimant is added to another's."]


def _counted(counts: Mapping[str, int]) -> list[str]:
    return [f"{name}: {count:,}" for name, count in counts.items()]


def _ordered(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
