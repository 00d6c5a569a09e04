"""MARCXML files of a library's catalogue: each sound record as a `CatalogueRecord`, each damaged one as a problem with its place.

Records are cut out of the file one by one before any is read, so that one broken record costs only itself.
"""

from __future__ import annotations

import io
import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from verbale.grammar.dates import find_dates
from verbale.model import (
    CatalogueField,
    CatalogueFile,
    CatalogueRecord,
    Code,
    Damaged,
    FieldAnchor,
    Particular,
    Problem,
    UsageError,
    record_id,
)
from verbale.symbols import parse
from verbale.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = re.compile(r"<(?P<end>/)?(?:[A-Za-z_][\w.-]*:)?record(?:\s[^<>]*)?(?P<empty>/)?>")
_SKIPPED = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>", re.DOTALL)
_DECLARED = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_PREFIX = re.compile(r"xmlns(?::[\w.-]+)?\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*')")
_FIELD_TAG = re.compile(r"<[^<>]*\btag\s*=\s*([\"'])(.*?)\1")
_COMPACT = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")
_INCOMPLETE = re.compile(r"\d{4}(?:-?(?:\d\d|\[\d\d\]))?\.?")
_LONGEST_KEPT = 100_000
"""Of a damaged record so many characters are kept."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """One record's text, its number in the file from 1, and the line on which it begins."""

    number: int
    line: int
    text: str
    whole: bool


def read_marcxml(data: bytes, name: str, by: str = "") -> tuple[CatalogueFile, list[CatalogueRecord]]:
    """The records of one MARCXML file, in order, each once; and the file, with every damaged record and value.

    Args:
        data: the file's bytes.
        name: its name, for problems.
        by: who obtained it.

    Raises:
        UsageError: MISSING_EXTRA if pymarc is not installed.
    """
    _pymarc()
    records: dict[str, CatalogueRecord] = {}
    damaged: list[Damaged] = []
    try:
        text = _decoded(data)
    except (UnicodeDecodeError, LookupError) as error:
        text = ""
        damaged.append(_damaged(f"the file is not text in the encoding that it names ({error})", name, ""))
    cuts = list(_cuts(text))
    prefixes = _prefixes(text)
    if not cuts and not damaged:
        damaged.append(_damaged("the file holds no MARC record", name, text))
    for cut in cuts:
        where = f"{name}, record {cut.number}, line {cut.line}"
        try:
            record, wrong = _record(_fields(cut, prefixes))
        except ValueError as error:
            damaged.append(_damaged(str(error), where, cut.text))
            continue
        records.setdefault(record.id, record)
        damaged += [_damaged(what, where, cut.text) for what in wrong]
    return CatalogueFile(sha256(data).hexdigest(), len(data), name, tuple(records), tuple(damaged), by), list(records.values())


def _damaged(what: str, where: str, text: str) -> Damaged:
    return Damaged(Problem(Code.CATALOGUE_RECORD, what, where, "Look at the record; the others were imported."), text[:_LONGEST_KEPT])


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    declared = _DECLARED.search(data[:400])
    return data.decode(declared[1].decode("ascii") if declared else "utf-8-sig").lstrip("\ufeff")


def _cuts(text: str) -> Iterator[_Cut]:
    """Every record of the file. One that does not end before the next begins, or begins inside none, is told as not whole."""
    number, line, counted, start = 0, 1, 0, -1

    def cut(begin: int, end: int, *, whole: bool) -> _Cut:
        nonlocal number, line, counted
        number, line, counted = number + 1, line + text.count("\n", counted, begin), begin
        return _Cut(number, line, text[begin:end], whole)

    for tag in _TAG.finditer(_without_comments(text)):
        if tag["empty"]:
            continue
        if not tag["end"]:
            if start >= 0:
                yield cut(start, tag.start(), whole=False)
            start = tag.start()
        elif start >= 0:
            yield cut(start, tag.end(), whole=True)
            start = -1
        else:
            yield cut(tag.start(), tag.end(), whole=False)
    if start >= 0:
        yield cut(start, len(text), whole=False)


def _without_comments(text: str) -> str:
    """`text`, of the same length, with spaces for what is in comments and in sections of plain characters."""
    return _SKIPPED.sub(lambda m: " " * len(m.group()), text)


def _prefixes(text: str) -> str:
    """The namespaces that are declared before the first record."""
    clean = _without_comments(text)
    first = _TAG.search(clean)
    return " ".join(dict.fromkeys(_PREFIX.findall(clean, 0, first.start()))) if first else ""


def _pymarc() -> Any:
    try:
        import pymarc  # noqa: PLC0415 (an extra, needed only to import catalogues)
    except ImportError as error:
        raise UsageError(Code.MISSING_EXTRA, "catalogue records are read with pymarc", "", "Install verbale[marc].") from error
    return pymarc


def _fields(cut: _Cut, prefixes: str) -> tuple[CatalogueField, ...]:
    """The fields of one record.

    Raises:
        ValueError: if the record cannot be read, with the reason.
    """
    if not cut.whole:
        raise ValueError("the record has no beginning or no end")
    for written in _FIELD_TAG.finditer(cut.text):  # pymarc would mend it without a word
        if not re.fullmatch(r"[0-9A-Za-z]{3}", written[2]):
            raise ValueError(f"the record is not MARC: {written[2]!r} is no tag of a field")
    from xml.sax import SAXException  # noqa: PLC0415 (with pymarc)

    source = f"<collection {prefixes}>{cut.text}</collection>".encode("utf-8", "surrogatepass")
    try:
        found = _pymarc().parse_xml_to_array(io.BytesIO(source))
    except SAXException as error:
        raise ValueError(f"the record is not well-formed XML ({error.getMessage()})") from error
    except (KeyError, AttributeError, TypeError, IndexError, ValueError) as error:
        raise ValueError(f"the record is not MARC: a field lacks its tag or a subfield its code ({type(error).__name__})") from error
    except _pymarc().exceptions.PymarcException as error:
        raise ValueError(f"the record is not MARC: {error}") from error
    if len(found) != 1 or not found[0].fields:
        raise ValueError("the record holds no field")
    made = []
    for field in found[0].fields:
        if field.control_field:
            made.append(CatalogueField(field.tag, "", (("", field.data or ""),)))
        else:
            made.append(CatalogueField(field.tag, "".join(field.indicators), tuple((s.code, s.value or "") for s in field.subfields)))
    return tuple(made)


def _record(fields: tuple[CatalogueField, ...]) -> tuple[CatalogueRecord, list[str]]:
    """The record of these fields, and what in it could not be read."""
    roles = _roles()
    key = record_id(fields)
    told = {role: list(_values(key, fields, roles[role])) for role in roles if isinstance(roles[role], list) and role != "of_others"}
    codes = {p.value for p in told["kind"]}
    symbols = told["symbols"]
    if codes & set(roles["of_others"]):
        told["related"] += [p for p in symbols if p.rule == "marc.791"]
        symbols = [p for p in symbols if p.rule != "marc.791"]
    day, wrong = _day(told["date"])
    title = told["title"][0] if told["title"] else None
    if title is None and not symbols:
        wrong.append("the record has neither a symbol nor a title")
    kind = next((_with(p, roles["kinds"][p.value]) for p in told["kind"] if p.value in roles["kinds"]), None)
    return CatalogueRecord(
        key, fields, _each_once(_canonical(p) for p in symbols), title, day, kind, _each_once(told["authors"]), tuple(told["agenda"]),
        _each_once(_canonical(p) for p in told["related"]), _each_once(told["languages"]), tuple(told["jobs"]),
    ), wrong  # fmt: skip


@cache
def _roles() -> dict[str, Any]:
    return tomllib.loads((files("verbale.datasets") / "marc.toml").read_text(encoding="utf-8"))


def _values(key: str, fields: tuple[CatalogueField, ...], places: list[str]) -> Iterator[Particular[str]]:
    """What the subfields of each place tell, with the place; a field that stands several times is numbered from the second on."""
    for place in places:
        tag, _, codes = place.partition(" ")
        for count, field in enumerate((f for f in fields if f.tag == tag), 1):
            named = tag if count == 1 else f"{tag}[{count}]"
            groups = [[v for v in field.values if v[0] in codes]] if len(codes) > 1 else [[v] for v in field.values if v[0] == codes]
            for group in groups:
                value = " ".join(" ".join(v.split()) for _, v in group).strip()
                if value:
                    anchors = tuple(FieldAnchor(key, f"{named} ${code}") for code in dict.fromkeys(c for c, _ in group))
                    yield Particular(value, anchors, f"marc.{tag}")


def _with(particular: Particular[Any], value: Any) -> Particular[Any]:
    return Particular(value, particular.anchors, particular.rule)


def _canonical(particular: Particular[str]) -> Particular[str]:
    """A symbol in its one spelling; what is none of the known kinds stays as written."""
    symbol = parse(particular.value)
    return _with(particular, str(symbol)) if symbol else particular


def _each_once(particulars: Any) -> tuple[Particular[str], ...]:
    return tuple({p.value: p for p in reversed(list(particulars))}.values())[::-1]


def _day(told: list[Particular[str]]) -> tuple[Particular[date] | None, list[str]]:
    """The first day that can be read; a month or a year alone is no day and no fault."""
    wrong: list[str] = []
    for particular in told:
        written = particular.value.strip(" []")
        try:
            if match := _COMPACT.fullmatch(written):
                return _with(particular, date(*(int(part) for part in match.groups()))), wrong
        except ValueError:
            wrong.append(f"{particular.value!r} in {particular.anchors[0].field} is no day")  # type: ignore[union-attr]
            continue
        points = [p for mention in find_dates(fold(written).replace(". ", " ")) for p in mention.points]
        point = points[0] if len(points) == 1 else None
        if point and point.year and point.month and point.day:
            return _with(particular, date(point.year, point.month, point.day)), wrong
        if not points and not _INCOMPLETE.fullmatch(written):
            wrong.append(f"{particular.value!r} in {particular.anchors[0].field} is no day")  # type: ignore[union-attr]
    return None, wrong
