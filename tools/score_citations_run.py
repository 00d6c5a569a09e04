"""Makes the predicted file for the citation scorer: reads paragraphs as JSON lines, writes what `cite` finds in each.

python tools/score_citations_run.py GOLD.jsonl PREDICTED.jsonl [--language en]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from verbale import cite


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("predicted", type=Path)
    parser.add_argument("--language", help="tell the language of every paragraph; by default each row's own")
    parser.add_argument("--untold", action="store_true", help="let the language be told from each paragraph")
    args = parser.parse_args()
    with args.gold.open(encoding="utf-8") as rows, args.predicted.open("w", encoding="utf-8") as out:
        for row in map(json.loads, rows):
            language = None if args.untold else args.language or row.get("lang")
            found = [{"start": c.start, "end": c.end, "symbol": str(c.symbol)} for c in cite(row["text"], language) if c.symbol]
            out.write(json.dumps({"id": row["id"], "citations": found}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
