"""Scores what the library reads against gold readings, by FORMAT.md: `run.py [--gold FILE] [--letters FOLDER]`.

Without options it reads the example letters. GOLD is either of quotes (as `examples/gold-quotes.jsonl`; spans are found in
the text that the reader gives) or of spans (then LETTERS must hold the plain texts). Prints the whole, by sender, by
language and the gap between opposed senders, and compares the whole with `floors.json`.

Exit status: 0 all at or above the floors, 1 something fell or a gold quote is not in the text, 2 wrong use.
"""
# ruff: noqa: INP001  (a folder of scripts, as tools/ is)

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(HERE), str(ROOT / "tools")]

import score  # noqa: E402

import gold as quotes  # noqa: E402
import names  # noqa: E402

names.TABLE = HERE / "country_codes_m49_iso_unterm.csv"
FLOORS = HERE / "floors.json"
SHOWN = ("incident", "when", "where", "acts", "alleged_perpetrator", "killed", "injured", "casualties", "group", "subsets", "damage", "claimant",
         "stance", "scope", "strict", "citation", "request")  # fmt: skip
BRIEF = ("incident", "when", "where", "alleged_perpetrator", "killed", "injured", "strict", "citation")

Readings = dict[str, dict[str, Any]]


def invented_states() -> list[dict[str, str]]:
    """The states of the example letters; made known to the scorer as if they were in its table."""
    with (ROOT / "examples" / "states.csv").open(encoding="utf-8", newline="") as rows:
        states = list(csv.DictReader(rows))
    for state in states:
        for form in (state["name"], state["formal"], state["adjective"]):
            names.states()[names.fold(form)] = state["code"]
    with (HERE / "short" / "states.csv").open(encoding="utf-8", newline="") as rows:  # of the short letters, by their name
        for state in csv.DictReader(rows):
            for form in (state["name"], state["adjective"], *filter(None, state["others"].split(" | "))):
                names.states()[names.fold(form)] = state["name"]
    return states


def letter(folder: Path, document: str) -> Path | None:
    """The file of a document, whatever its format."""
    return next((path for path in sorted(folder.iterdir()) if path.stem == document), None)


def read_all(rows: list[dict[str, Any]], letters: Path, texts: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[str]]:
    """Gold with spans, predictions and problems; the texts as read are written to `texts`."""
    import verbale  # noqa: PLC0415  # the scorer's own parts are used without the library
    from verbale.publish.readings import evaluation_record  # noqa: PLC0415

    converter, predicted, gold = quotes.Converter(), [], []
    for row in rows:
        path = letter(letters, row["document"])
        if path is None:
            converter.problems.append(f"{row['document']}: no such letter in {letters}")
            continue
        reading = verbale.read(path)
        (texts / f"{row['document']}.txt").write_text(reading.text, encoding="utf-8", newline="\n")
        predicted.append({**evaluation_record(reading), "document": row["document"]})
        gold.append(converter.reading(row, reading.text) if of_quotes(row) else row)
    return gold, predicted, converter.problems


def of_quotes(row: dict[str, Any]) -> bool:
    """True for gold that names its places by their words."""
    return any("quote" in item for key in ("incidents", "citations", "requests") for item in row.get(key) or [])


def by(gold: Readings, field: str) -> dict[str, Readings]:
    """The gold readings grouped by a document field."""
    groups: dict[str, Readings] = {}
    for document, reading in gold.items():
        groups.setdefault(reading.get(field) or "not told", {})[document] = reading
    return dict(sorted(groups.items()))


def table(title: str, groups: dict[str, dict[str, Any]]) -> None:
    """One line a group, F1 of the main fields."""
    print(f"\n{title:22}" + "".join(f"{name[:11]:>12}" for name in BRIEF))
    for name, result in groups.items():
        print(f"{name[:22]:22}" + "".join(f"{result[field]['f1']:12.3f}" for field in BRIEF))


def whole(result: dict[str, Any]) -> dict[str, float]:
    """The figures that floors are set on."""
    figures = {field: result[field]["f1"] for field in SHOWN}
    figures |= {f"document.{field}": value for field, value in result["document"].items()}
    figures["spans"] = result["spans"]
    return figures


def errors(result: dict[str, Any]) -> dict[str, int]:
    """What must not happen at all: a toll told twice, a claim given to the wrong claimant (or one kept by the author that is another's)."""
    claimant = result["claimant"]
    wrong = claimant["predicted"] + claimant["gold"] - 2 * claimant["hit"]
    return {"double_count": result["double_count"], "wrong_claimant": wrong}


def gaps(states: list[dict[str, str]], senders: dict[str, dict[str, Any]]) -> None:
    """How far apart the readings of two opposed senders are."""
    print("\ngap between opposed senders (largest over the fields above)")
    for state in states:
        pair = state["name"], state["opposed"]
        if pair[0] < pair[1] and all(name in senders for name in pair):
            field, gap = max(((f, abs(senders[pair[0]][f]["f1"] - senders[pair[1]][f]["f1"])) for f in BRIEF), key=lambda item: item[1])
            print(f"{pair[0]} / {pair[1]:14} {gap:.3f} in {field}")


def compare(name: str, digest: str, result: dict[str, Any], options: argparse.Namespace) -> int:
    """Holds the figures to the floors of this gold file, or moves the floors when asked; the exit status."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    kept = floors["floors"].get(name)
    now = whole(result)
    fell = {f: (low, now.get(f)) for f, low in (kept or {}).get("figures", {}).items() if now.get(f) is None or now[f] < low}
    over = {f: count for f, count in errors(result).items() if count > (kept or {}).get("errors", {}).get(f, 0)}
    for field, (low, value) in fell.items():
        print(f"FELL {field}: {low} -> {value}")
    for field, count in over.items():
        print(f"OVER {field}: {count}")
    if kept and kept["gold"] != digest:
        print(f"the gold of {name} has changed since its floors were set")
    if kept is None:
        print(f"no floors for {name}; `--update` sets them")
    if not options.update:
        return 1 if kept and (fell or over) else 0
    if (fell or (kept and over)) and not options.allow_regression:
        print("floors are not lowered without --allow-regression; nothing was written")
        return 1
    floors["floors"][name] = {"gold": digest, "figures": now, "errors": errors(result)}
    FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"floors of {name} written")
    return 0


def arguments() -> argparse.Namespace:
    """The options, checked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=ROOT / "examples" / "gold-quotes.jsonl")
    parser.add_argument("--letters", type=Path, default=ROOT / "examples" / "letters", help="folder of the letters, any format")
    parser.add_argument("--show", metavar="FIELD", help="print each disagreement on this field")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    parser.add_argument("--update", action="store_true", help="set the floors of this gold file to what is reached now")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: lower floors too, and say which")
    options = parser.parse_args()
    for path in (options.gold, options.letters):
        if not path.exists():
            parser.error(f"{path}: no such file or folder")
    return options


def main() -> int:
    """Reads, scores, prints and compares; the exit status."""
    options = arguments()
    states = invented_states()
    rows = quotes.load(options.gold)
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder)
        gold_rows, predicted_rows, problems = read_all(rows, options.letters, texts)
        for name, kind in (("gold", gold_rows), ("predicted", predicted_rows)):
            quotes.dump(kind, texts / f"{name}.jsonl")
        gold, predicted = score.load(texts / "gold.jsonl"), score.load(texts / "predicted.jsonl")
        result = score.score(gold, predicted, texts, options.show)
    senders, languages = ({k: score.score(g, predicted) for k, g in by(gold, field).items()} for field in ("sender", "language"))
    for problem in problems:
        print(problem, file=sys.stderr)
    if options.json:
        print(json.dumps({"whole": result, "senders": senders, "languages": languages}, indent=1, ensure_ascii=False))
        return 1 if problems else 0
    for field in SHOWN:
        f = result[field]
        print(f"{field:20} F1 {f['f1']:.3f}  P {f['p']:.3f}  R {f['r']:.3f}  ({f['hit']} of {f['gold']} gold, {f['predicted']} predicted)")
    for field in ("document", "double_count", "spans", "documents"):
        print(f"{field:20} {result[field]}")
    table("sender", senders)
    table("language", languages)
    gaps(states, senders)
    name = options.gold.stem if options.gold.resolve().parent != ROOT / "examples" else "examples"
    return max(compare(name, hashlib.sha256(options.gold.read_bytes()).hexdigest(), result, options), 1 if problems else 0)


if __name__ == "__main__":
    sys.exit(main())
