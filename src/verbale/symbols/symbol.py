"""The symbol of a document: as written, in canonical form, and the key by which two writings are one."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True, eq=False)
class Symbol:
    """The name of a United Nations document, such as `S/RES/1701 (2006)`. Two symbols are equal when their keys are.

    Attributes:
        written: as it stood in the text.
        canonical: the one spelling; `str()` gives it, and reading it again changes nothing.
        key: what stays the same whatever way the name is written; that of a resolution numbered through leaves year or session out.
        organ: who issued it, in English.
        kind: "resolution", "meeting record", "draft" ...; empty when the symbol does not tell.
        year: the year that the symbol tells (of a session: the year in which it began), or `None`.
        session: "72", "XXX", "ES-10"; empty when the symbol tells none.
        base: the canonical form without Add., Amend., Corr., Rev. and Summary, which name versions of a document.
        confidence: 1 as printed; less when lower case or the damage of scanning was mended.
        parts: the two or more names of a joint document; else empty.
        whole: of a section of a resolution ("A/RES/217 A (III)") or a part of a document ("A/73/12 (Part II)") what holds it; else `None`.
    """

    written: str
    canonical: str
    key: str
    organ: str = ""
    kind: str = ""
    year: int | None = None
    session: str = ""
    base: str = ""
    confidence: float = 1.0
    parts: tuple[Symbol, ...] = ()
    whole: Symbol | None = None

    def __str__(self) -> str:
        return self.canonical

    def __eq__(self, other: object) -> bool:
        return self.key == other.key if isinstance(other, Symbol) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.key)

    @property
    def names(self) -> tuple[Symbol, ...]:
        """The names by which the document goes: the parts of a joint symbol, else the symbol itself."""
        return self.parts or (self,)

    def fits(self, year: int, month: int = 1) -> bool:
        """True when a document of that year and month can bear this symbol.

        A session runs into the next year; a letter of December may be issued in January.
        """
        told = [name for name in self.names if name.year is not None]
        return all(_fits(name, year, month) for name in told)

    def links(self) -> tuple[str, ...]:
        """Addresses of the document at docs.un.org and in the document system (ODS); built, never fetched."""
        names = [quote(str(name).replace(" ", ""), safe="/().,") for name in self.names]
        return tuple(f"https://docs.un.org/en/{n}" for n in names) + tuple(f"https://documents.un.org/api/symbol/access?s={n}&l=en" for n in names)


def _fits(name: Symbol, year: int, month: int) -> bool:
    assert name.year is not None
    if name.session.startswith("ES-"):  # an emergency session is resumed for decades
        return year >= name.year
    if name.session:
        return name.year <= year <= name.year + 1
    return year == name.year or (year == name.year - 1 and month == 12)
