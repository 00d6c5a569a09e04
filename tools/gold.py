"""Turns the quotes of gold readings into spans over the texts as a reader gives them: `gold.py QUOTES TEXTS OUT`.

A gold reading names what it found by exact words ("quote"), so that it outlives any change of reader. Quotes are matched
without regard to white space (lines break where a format breaks them); " … " joins the first words and the last. A toll's
words are looked for inside its incident. What is not found is reported and gives exit status 1: a span is never invented.
"""

from __future__ import annotations

import argparse
import json
import sys
from bisect import bisect_left
from pathlib import Path
from typing import Any

ACTS = frozenset({
    "air strike", "shelling", "missile or rocket attack", "drone strike", "shooting", "bombing", "mine or remnant", "chemical attack",
    "ground assault", "raid", "execution", "abduction", "arson or demolition", "siege", "sexual violence", "torture", "forced displacement",
    "overflight", "violent attack",
})  # fmt: skip
GROUPS = frozenset({"civilian", "combatant", "child", "woman", "woman or child", "mixed", "person"})
SUBSET_GROUPS = frozenset({"woman or child", "child", "woman", "man", "elderly", "civilian", "combatant", "medical", "media", "aid worker", "other"})
DAMAGE = frozenset({
    "homes", "property", "infrastructure", "school", "hospital", "place of worship", "camp", "vehicles", "agriculture", "industry",
    "public building", "cultural property", "other",
})  # fmt: skip
SCOPES = frozenset({"single", "series", "cumulative"})
STANCES = frozenset({"asserts", "reports", "concedes", "denies"})
TOLLS = ("killed", "injured", "casualties")
HEADER = ("document", "kind", "symbol", "date", "sender", "language", "addressees", "circulation")


class Text:
    """A text that can be searched without regard to white space.

    Args:
        text: the plain text, as a reader gives it.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.places = [i for i, c in enumerate(text) if not c.isspace()]
        self.bare = "".join(text[i] for i in self.places)

    def find(self, quote: str, inside: list[int] | None = None) -> list[int] | None:
        """The span of `quote`, in code points of the text, within the span `inside` if given; `None` when it is not there."""
        first, _, last = quote.partition(" … ")
        low, high = inside or [0, len(self.text)]
        start = self._one(first, low, high)
        if start is None or not last:
            return start
        end = self._one(last, start[1], high)
        return end and [start[0], end[1]]

    def _one(self, words: str, low: int, high: int) -> list[int] | None:
        bare = "".join(words.split())
        at = bisect_left(self.places, low) - 1
        while (at := self.bare.find(bare, at + 1)) >= 0:
            span = [self.places[at], self.places[at + len(bare) - 1] + 1]
            if span[1] > high:
                return None
            if self._whole(span):
                return span
        return None

    def _whole(self, span: list[int]) -> bool:
        """True when no word is cut at either end."""
        text, (start, end) = self.text, span
        cut_left = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
        cut_right = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
        return not (cut_left or cut_right)


class Converter:
    """Converts rows of quotes to rows of spans and gathers what is wrong in `problems`."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def reading(self, row: dict[str, Any], text: str) -> dict[str, Any]:
        """The gold reading of one document, with spans over `text`."""
        self._document, self._text = row["document"], Text(text)
        out: dict[str, Any] = {key: row[key] for key in HEADER}
        out["citations"] = [{"symbol": c["symbol"], "date": c["date"], "span": self._span(c["quote"])} for c in row["citations"]]
        out["requests"] = [{"addressee": r["addressee"], "span": self._span(r["quote"])} for r in row["requests"]]
        out["incidents"] = [self._incident(i) for i in row["incidents"]]
        return out

    def _incident(self, row: dict[str, Any]) -> dict[str, Any]:
        span = self._span(row["quote"])
        self._known(row)
        out = {"span": span, **{key: value for key, value in row.items() if key not in ("quote", "subsets", *TOLLS)}}
        for name in TOLLS:
            out[name] = self._toll(row[name], span)
        out["subsets"] = [self._toll(subset, span) for subset in row["subsets"]]
        return out

    def _known(self, row: dict[str, Any]) -> None:
        for field, known in (("acts", ACTS), ("damage", DAMAGE)):
            for value in row[field]:
                self._check(value in known, f"{field}: {value!r} is not in FORMAT.md")
        self._check(row["scope"] in SCOPES, f"scope: {row['scope']!r}")
        self._check(row["stance"] in STANCES, f"stance: {row['stance']!r}")
        self._check(not (row["casualties"] and (row["killed"] or row["injured"])), f"{row['quote']!r}: casualties beside killed or injured")
        for name in TOLLS:
            self._check(not row[name] or row[name]["group"] in GROUPS, f"{name}: unknown group")
        for subset in row["subsets"]:
            self._check(
                subset["group"] in SUBSET_GROUPS and bool(row[subset["outcome"]]), f"subset without its whole or of an unknown group: {subset}"
            )

    def _toll(self, toll: dict[str, Any] | None, inside: list[int] | None) -> dict[str, Any] | None:
        if not toll:
            return None
        return {**{k: v for k, v in toll.items() if k != "quote"}, "span": self._span(toll["quote"], inside)}

    def _span(self, quote: str, inside: list[int] | None = None) -> list[int] | None:
        span = self._text.find(quote, inside)
        self._check(span is not None, f"quote not in the text: {quote!r}")
        return span

    def _check(self, right: bool, message: str) -> None:
        if not right:
            self.problems.append(f"{self._document}: {message}")


def load(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def dump(rows: list[dict[str, Any]], path: Path) -> None:
    """Writes `rows` as JSON Lines."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("quotes", type=Path, help="gold with quotes, JSON Lines")
    parser.add_argument("texts", type=Path, help="folder of <document>.txt: what `verbale export --format text` gives")
    parser.add_argument("out", type=Path, help="gold with spans, JSON Lines")
    args = parser.parse_args()
    converter, rows = Converter(), []
    for row in load(args.quotes):
        path = args.texts / f"{row['document']}.txt"
        if path.exists():
            rows.append(converter.reading(row, path.read_text(encoding="utf-8")))
        else:
            print(f"{path}: not there; left out")
    dump(rows, args.out)
    for problem in converter.problems:
        print(problem)
    print(f"{len(rows)} documents, {sum(len(r['incidents']) for r in rows)} incidents, {len(converter.problems)} problems")
    return 1 if converter.problems else 0


if __name__ == "__main__":
    sys.exit(main())
