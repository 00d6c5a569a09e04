"""A proposal of a mapping out of the headings of a table, for people to look at and mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.names.headings import meaning

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_OUTCOMES = ("killed", "injured", "missing", "displaced", "detained", "abducted")
_REGIONS = ("region_1", "region_2", "region_3", "region_4")
_PARTS = {"children": "children", "women": "women", "civilians": "civilians", "fighters": "combatants"}
"""Groups of which a table may give the numbers beside those of all, and what a claim calls them."""


def guess(header: Sequence[str]) -> str:
    """A proposal of a mapping as TOML, from the headings alone: to be looked at and mended, never used unseen."""
    tolls = _tolls(header)
    persons = "" if tolls else _victim(header)
    taken = set(meaning("person", header)) if persons else set()
    rest = [column for column in header if column not in taken]
    out = 'name = "mine"\ntitle = ""\nclaimant = ""  # who alleges what the rows say\n' + _line("case", meaning("case", rest)[:1])
    last = meaning("last_day", rest)
    out += "[when]\n" + _line("first", [c for c in meaning("first_day", rest) if c not in last][:1]) + _line("last", last[:1])
    out += _where(rest) + tolls + persons
    if parties := meaning("party", rest):
        out += f'[[party]]\n{_line("columns", parties[:2])}role = "direct"  # or "party to the fighting", who is not accused\n'
    for table, sense in (("acts", "act"), ("means", "weapon")):
        if found := meaning(sense, rest):
            out += f"[{table}]\n" + _line("columns", found[:1])
    if sources := meaning("source", rest):
        out += "[sources]\n" + _line("columns", sources[:1]) + 'split = ";"\n'
    return out


def _where(columns: Sequence[str]) -> str:
    regions = list(dict.fromkeys(column for sense in _REGIONS for column in meaning(sense, columns)))
    places = [column for column in meaning("place", columns) if column not in regions]
    native = set(meaning("other_name", places))
    names = [column for column in places if column not in native] or places
    points = meaning("point", columns)
    return (
        "[where]\n"
        + _line("name", names[:1])
        + _line("names", [column for column in places if column in native and column not in names[:1]][:1])
        + _line("regions", [column for column in regions if column not in names[:1]][:5])
        + _line("lat", (meaning("lat", columns) or points)[:1])
        + _line("lon", (meaning("lon", columns) or points)[:1])
    )


def _tolls(columns: Sequence[str]) -> str:
    """A toll for each outcome; where the number of all is told, those of groups as parts of it, else what is left is listed for people."""
    out = ""
    for outcome in _OUTCOMES:
        found = meaning(outcome, columns)
        groups = {sense: meaning(sense, found) for sense in _PARTS}
        whole = [column for column in found if not any(column in listed for listed in groups.values())]
        out += _toll(outcome, whole, "persons") if whole else ""
        left = [column for column in whole if column not in _used(whole)]
        for sense, listed in groups.items():
            if listed and (whole or not out.count(f'outcome = "{outcome}"')):
                out += _toll(outcome, listed, _PARTS[sense], subset=bool(whole))
                left += [column for column in listed if column not in _used(listed)]
            else:
                left += listed
        if left:
            out += f"# not read, for nobody knows whether they are counted above: {', '.join(dict.fromkeys(left))}\n"
    return out


def _bounds(columns: Iterable[str]) -> tuple[list[str], list[str], list[str]]:
    """The columns of low, best and high numbers, one of each."""
    listed = list(columns)
    low, high = meaning("low", listed), meaning("high", listed)
    best = [column for column in listed if column not in low and column not in high]
    return low[:1], best[:1], high[:1]


def _used(columns: Iterable[str]) -> list[str]:
    return [column for listed in _bounds(columns) for column in listed]


def _toll(outcome: str, columns: Sequence[str], group: str, *, subset: bool = False) -> str:
    low, best, high = _bounds(columns)
    part = f'subset_of = "{outcome}"\n' if subset else ""
    return f'[[toll]]\noutcome = "{outcome}"\n' + _line("low", low) + _line("best", best) + _line("high", high) + f'group = "{group}"\n' + part


def _victim(columns: Sequence[str]) -> str:
    """For a list of persons: a name in each script, or the parts that make one."""
    names = meaning("person", columns)
    given, father, family = (meaning(sense, columns)[:1] for sense in ("given_name", "father_name", "family_name"))
    ages, sexes = meaning("age", columns), meaning("sex", columns)
    if not (ages or sexes or meaning("of_persons", columns)) or not (names or given or family):
        return ""
    told = _line("names", names[:3])
    if given or family or not names:
        # "Nom" beside "Prénom" is the family's name, "Nombre" beside "Apellidos" the person's own.
        told = _line("joined", [*(given or names[:1]), *father, *(family or names[:1])])
    return "[victim]\n" + told + _line("age", ages[:1]) + _line("sex", sexes[:1]) + 'outcome = "killed"  # what the list is of\n'


def _line(key: str, columns: Sequence[str]) -> str:
    return f"{key} = [{', '.join(map(_quoted, columns))}]\n" if columns else ""


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
