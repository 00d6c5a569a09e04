"""Reads the example letters into `demo/verbale.db` and prints what they allege, where the register lies and what to do next."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LETTERS, REGISTER = "examples/letters", "demo/verbale.db"
VERBS = {"asserts": "alleges", "reports": "reports", "concedes": "concedes", "denies": "denies"}
TOLLS = ("killed", "injured", "casualties")
NEXT = """
Every line above is an allegation of the party named, not a finding. The register: {register}

What to do next:
  export VERBALE_REGISTER={register}
  .venv/bin/verbale                                     the same in a browser: letters, claims, maps, review
  .venv/bin/verbale show belmora-2031-03-two-villages   one letter, with its claims marked in the text
  .venv/bin/verbale claims --party Velt                 one party's part in it, as a table
  .venv/bin/verbale unread                              sentences with words of harm that no claim covers
  .venv/bin/verbale verify                              nothing in the register was altered
  .venv/bin/verbale read YOUR-LETTERS/                  letters of your own (PDF, Word, saved pages, e-mail, text)
Then: docs/tutorial/1-one-letter.md"""


def verbale(*arguments: str) -> str:
    """What `verbale ARGUMENTS` prints on its standard output.

    Raises:
        SystemExit: if it fails.
    """
    run = subprocess.run(
        [sys.executable, "-m", "verbale", *arguments, "--register", REGISTER], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False
    )
    if run.returncode:
        sys.exit(f"verbale {' '.join(arguments)}: exit status {run.returncode}\n{run.stdout}")
    return run.stdout


def days(when: list[str] | None) -> str:
    """A day, or the first and the last one."""
    return " to ".join(dict.fromkeys(when)) if when else "day not told"


def line(sender: str, claim: dict[str, Any]) -> str:
    """One claim in one line."""
    said = [days(claim["when"]), ", ".join(claim["where"]) or "place not told", ", ".join(claim["acts"])]
    if claim["alleged_perpetrator"]:
        said.append("by " + ", ".join(claim["alleged_perpetrator"]))
    said += [f"{name}: “{' '.join(claim[name]['words'].split())}”" for name in TOLLS if claim[name]]
    source = f" (as told by {claim['claimant']})" if claim["claimant"] else ""
    return f"  {sender} {VERBS.get(claim['stance'], claim['stance'])}{source}: " + " · ".join(part for part in said if part)


def main() -> int:
    (ROOT / REGISTER).parent.mkdir(exist_ok=True)
    summary = verbale("read", LETTERS)
    for row in map(json.loads, verbale("export", "--format", "readings").splitlines()):
        print(f"\n{row['document']}, {row['kind'] or 'document'} of {row['sender'] or 'a sender not told'}, {row['date'] or 'day not told'}")
        for claim in row["incidents"]:
            print(line(row["sender"] or "the author", claim))
    print("\n" + summary.split("\nRegister:")[0].rstrip())
    print(NEXT.format(register=REGISTER))
    return 0


if __name__ == "__main__":
    sys.exit(main())
