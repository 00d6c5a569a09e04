"""One symbol, alone in a string: its parts, its canonical form and its key."""

from __future__ import annotations

import re
from functools import lru_cache

from verbale.symbols.data import organ_of, session_year, spelling
from verbale.symbols.symbol import Symbol

_DASHES = str.maketrans(
    dict.fromkeys("‐‑‒–—―−﹣－|", "-")
    | dict.fromkeys("\u00a0\u2007\u2009\u202f\u3000\t\r\n", " ")
    | {"（": "(", "）": ")", "\u200e": None, "\u200f": None}
)
_OUTSIDE = " \"'“”‘’«».,;:*"
_JOINT = re.compile(rf"\s*-\s*(?=(?i:{'|'.join(sorted(spelling().heads))})/)")
_GROUPS = r"(?: ?[(\[] ?[A-Za-z0-9][A-Za-z0-9 .\-]{0,23}[)\]])*"
_STEM = r"(?:[A-Za-z0-9][A-Za-z0-9.\-]*|\.[A-Za-z0-9]+)"
_TRAILING = r"(?: ?(?:c\.\d|(?:Add|Corr|Rev)\. ?\d+)|(?-i: [A-Z]{3}))?"
_WORDED_STEM = rf"(?:{spelling().phrases})\.? ?[A-Za-z0-9.]{{1,6}}|[A-Za-z]{{1,5}}\. ?\d+"
_PIECE = re.compile(rf"(?:{_WORDED_STEM}|{_STEM}){_GROUPS}{_TRAILING}|\([A-Za-z0-9 .]{{1,12}}\)", re.IGNORECASE)
_NO_PIECE = re.compile(r".*\.[a-z]{3,5}|[a-z]+\d*")
_SECTIONED = re.compile(r"\d{1,4} [A-Z]{1,2}(?: ?\((?:E?S-)?[IVXLC]+\))?")
_ROMAN = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_DOTTED = re.compile(r"([A-Za-z]+)\. ?(\d.*)")
_LETTERED = re.compile(r"(\d+) ?[(\[]?([A-Za-z]{1,2})[)\]]?")
_GROUP = re.compile(r" ?([(\[]) ?([^)\]]+?) ?([)\]])")
_WORDED = re.compile(r"(parts?|vols?|sect|resumption|supp|suppl)(\.?) ?([ivxlc]+|\d+(?:\.\d+)?)?", re.IGNORECASE)
_DAMAGED = re.compile(r"(?=.*\d)[\doOlI]{2,6}")
# Resolutions of the Council, and of the Assembly up to 1975, are numbered through: the number alone names them.
_NUMBERED_THROUGH = {"S": re.compile(r"^(S/RES/\d+)\(\d{4}\)"), "A": re.compile(r"^(A/RES/\d+[A-Z]{0,2})\((?:E?S-)?[IVX]+\)")}
_SECTION = re.compile(r"^(\d+) [A-Z]{1,2}(?= \(|$)")
_PART = re.compile(r" \((?:Parts?|Vols?|Sect)\b[^)]*\)$")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@lru_cache(maxsize=65536)
def parse(text: str) -> Symbol | None:
    """The symbol that `text` is, joint or single, or `None` when it is not one. A list or a range is not one symbol."""
    if len(text) > 200 or "/" not in text:
        return None
    clean = text.translate(_DASHES).replace("%20", " ").strip(_OUTSIDE)
    while len(clean) > 2 and clean[0] in "([" and clean[-1] in ")]":
        clean = clean[1:-1].strip(_OUTSIDE)
    singles = [_single(part, part) for part in _JOINT.split(clean)]
    found = tuple(s for s in singles if s is not None)
    if not found or len(found) != len(singles):
        return None
    return _renamed(found[0], text) if len(found) == 1 else _joint(found, text)


def family_keys(text: str) -> frozenset[str]:
    """Keys that a document shares with its versions (Corr., Rev., Add.), each name of a joint symbol by itself; and that of what it is a part of.

    Of words that are no symbol it is the words themselves, without spaces, in capitals, cut to 200 characters; of nothing, nothing.
    """
    symbol = parse(text)
    if symbol is None:
        return frozenset({text.upper().replace(" ", "")[:200]} if text else ())
    named = (*symbol.names, *((symbol.whole,) if symbol.whole else ()))
    return frozenset((parse(name.base) or name).key for name in named)


def roman(text: str) -> int | None:
    """The value of a roman numeral up to 89, or `None`."""
    if not text or not _ROMAN.fullmatch(text):
        return None
    values = [_VALUES[c] for c in text]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def _renamed(symbol: Symbol, written: str) -> Symbol:
    return Symbol(
        written,
        symbol.canonical,
        symbol.key,
        symbol.organ,
        symbol.kind,
        symbol.year,
        symbol.session,
        symbol.base,
        symbol.confidence,
        (),
        symbol.whole,
    )


def _joint(parts: tuple[Symbol, ...], written: str) -> Symbol:
    first = parts[0]
    years = [p.year for p in parts if p.year is not None]
    return Symbol(
        written,
        "-".join(p.canonical for p in parts),
        "-".join(sorted(p.key for p in parts)),
        "; ".join(dict.fromkeys(p.organ for p in parts)),
        first.kind,
        max(years) if years else None,
        first.session,
        "-".join(p.base for p in parts),
        min(p.confidence for p in parts),
        parts,
    )


def _single(text: str, written: str) -> Symbol | None:
    confidence = 1.0
    for wrong, right in spelling().repairs:
        if text.startswith(wrong):
            text, confidence = right + text[len(wrong) :], 0.6
    pieces = [piece.strip() for piece in text.split("/")]
    head = pieces[0].upper()
    resolution = _is_resolution(pieces[1:])
    if head not in spelling().heads or len(pieces) < 2 or not all(_is_piece(p, sectioned=resolution) for p in pieces[1:] if p) or not pieces[-1]:
        return None
    if pieces[0] != head:
        confidence = min(confidence, 0.9)
    lower = not any(c.isupper() for c in text)
    rest = pieces[1:]
    if head in ("S", "A", "E"):
        mended = [_mend(p) for p in rest]
        if mended != rest:
            rest, confidence = mended, min(confidence, 0.6)
    if lower:
        rest = [p.upper() for p in rest]
    if not any(c.isdigit() for p in rest for c in p) and (len(rest) < 2 or roman(rest[-1]) is None):
        return None
    return build(head, rest, written, confidence)


def _is_resolution(pieces: list[str]) -> bool:
    """True when RES or DEC is the first part after the organ, or the second ("A/HRC/RES/44/5"): then a number may have a section letter."""
    return len(pieces) > 1 and bool({p.upper() for p in pieces[:2]} & {"RES", "DEC"})


def _is_piece(piece: str, *, sectioned: bool) -> bool:
    """True for what can stand between two slashes; a lower-case word must be known, and "152.pdf" is the name of a file."""
    if sectioned and _SECTIONED.fullmatch(piece):
        return True
    if _NO_PIECE.fullmatch(piece):
        return piece.upper() in spelling().words or piece.upper() in spelling().dotted or bool(_DAMAGED.fullmatch(piece))
    return _PIECE.fullmatch(piece) is not None


def _mend(piece: str) -> str:
    """Digits that scanning made letters: "1156o" is 11560. A last capital letter is a section of a resolution, not damage."""
    if piece.isdigit() or not _DAMAGED.fullmatch(piece) or (piece[:-1].isdigit() and piece[-1].isupper()):
        return piece
    return piece.translate(str.maketrans("oOlI", "0011"))


def build(head: str, pieces: list[str], written: str, confidence: float = 1.0) -> Symbol:
    """The symbol of organ `head` with these parts, which must be sound."""
    resolution = _is_resolution(pieces)
    spelled = [_spell(p, sectioned=resolution) for p in pieces]
    if head == "S" and (meeting := re.fullmatch(r"(PV\.\d+) ?\(?resumption ?(\d*)\)?", spelled[0], re.IGNORECASE)):
        spelled[0] = f"{meeting[1]} (Resumption {meeting[2]})" if meeting[2] else f"{meeting[1]} (Resumption)"
    canonical = "/".join([head, *spelled])
    key = canonical.upper().replace(" ", "")
    if spelled[0] == "RES" and len(spelled) > 1 and head in _NUMBERED_THROUGH:
        key = _NUMBERED_THROUGH[head].sub(r"\1", key)
    year, session = _when(head, spelled)
    unlettered = [_SECTION.sub(r"\1", p) for p in spelled] if resolution else [_PART.sub("", p) for p in spelled]
    whole = build(head, unlettered, written, confidence) if unlettered != spelled else None
    base = list(spelled)
    while len(base) > 1 and base[-1].split(".")[0] in spelling().versions:
        base.pop()
    return Symbol(written, canonical, key, organ_of([head, *spelled]), _kind(spelled), year, session, "/".join([head, *base]), confidence, (), whole)


def _spell(piece: str, *, sectioned: bool) -> str:
    """One part in its usual spelling: "ADD. 1" is "Add.1", "242(1967)" is "242 (1967)", and "3411a" of a resolution "3411 A"."""
    opening = re.search(r" ?[(\[]", piece)
    stem, groups = (piece[: opening.start()], piece[opening.start() :]) if opening and opening.start() else (piece, "")
    section = ""
    if sectioned and (bracket := re.search(r"\[([A-Za-z]{1,2})\]$", groups)):
        section, groups = bracket[1].upper(), groups[: bracket.start()]
    if dotted := _DOTTED.fullmatch(stem):
        name = spelling().dotted.get(dotted[1].upper())
        stem = f"{name}.{dotted[2]}" if name else f"{dotted[1]}.{dotted[2]}"
    elif sectioned and (lettered := _LETTERED.fullmatch(stem)):
        stem, section = lettered[1], lettered[2].upper()
    else:
        stem = spelling().words.get(stem.upper(), stem)
    return (f"{stem} {section}" if section else stem) + _GROUP.sub(_spell_group, groups)


def _spell_group(match: re.Match[str]) -> str:
    inner = match[2]
    if worded := _WORDED.fullmatch(inner):
        inner = worded[1].capitalize() + worded[2] + (f" {worded[3].upper()}" if worded[3] else "")
    elif roman(inner.upper().removeprefix("ES-").removeprefix("S-")) is not None:
        inner = inner.upper()
    return f" {match[1]}{inner}{match[3]}"


def _kind(pieces: list[str]) -> str:
    for piece in reversed(pieces):
        if kind := spelling().kinds.get(re.split(r"[. (]", piece, maxsplit=1)[0].upper()):
            return kind
    return ""


def _when(head: str, pieces: list[str]) -> tuple[int | None, str]:
    """The year that the parts tell, and the session."""
    for piece in pieces:
        if inside := re.search(r"\(((?:19|20)\d\d)\)", piece):
            return int(inside[1]), ""
        if head == "A" and (inside := re.search(r"\(((?:E?S-)?[IVX]+)\)", piece)):
            return _session(inside[1])
    for at, piece in enumerate(pieces):
        if re.fullmatch(r"19[4-9]\d|20\d\d", piece) and at + 1 < len(pieces):
            return int(piece), ""
        if (
            head == "A"
            and pieces[0] != "HRC"
            and at + 1 < len(pieces)
            and re.fullmatch(r"(?:3[1-9]|[4-9]\d|1\d\d)|E?S-\d{1,2}", piece)
            and _sessional(pieces, at)
        ):
            return _session(piece)
    return None, ""


def _sessional(pieces: list[str], at: int) -> bool:
    """True when the part at this place is a session: the first, or after RES, DEC, a main committee, SPC or INF."""
    return at == 0 or (at == 1 and (pieces[0] in ("RES", "DEC", "SPC", "INF", "BUR") or bool(re.fullmatch(r"C\.[1-6]", pieces[0]))))


def _session(name: str) -> tuple[int | None, str]:
    number = name.removeprefix("ES-").removeprefix("S-")
    value = int(number) if number.isdigit() else roman(number)
    if value is None:
        return None, ""
    if name.startswith(("ES-", "S-")):
        return session_year(value, emergency=name.startswith("E")), name
    return 1945 + value, name
