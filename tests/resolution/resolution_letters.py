"""Holdings, catalogue records and citations of invented letters, made by hand."""

from __future__ import annotations

from datetime import date

from verbale.model import CatalogueField, CatalogueRecord, Citation, FieldAnchor, Particular, Relation, TextAnchor, record_id
from verbale.resolution.citations import Shelf, resolve
from verbale.resolution.works import Catalogued, Holding, works
from verbale.text import Span


def day(text):
    return date.fromisoformat(text) if text else None


def holding(name, symbol="", when="", sender="", kind="letter", **more):
    return Holding(f"sha of {name}", f"reading of {name}", f"{name}.txt", symbol, day(when), kind=kind, sender=sender, **more)


def record(*symbols, when="", title="", kind="", sender="", said=""):
    """A catalogue record; `kind`, `said` and `sender` are what its title tells."""
    fields = (*(CatalogueField("191", "  ", (("a", s),)) for s in symbols), CatalogueField("245", "  ", (("a", title),)))
    key = record_id(fields)

    def value(v, field):
        return Particular(v, (FieldAnchor(key, field),))

    made = CatalogueRecord(
        key,
        fields,
        tuple(value(s, "191 $a") for s in symbols),
        value(title, "245 $a") if title else None,
        value(day(when), "269 $a") if when else None,
    )
    return Catalogued(made, kind, day(said), sender)


def cites(symbol=None, when="", author="", kind="letter", relation=Relation.REFERS):
    quote = symbol or f"{author} {kind} of {when}"
    return Citation(TextAnchor("text", (Span(0, len(quote)),), quote), symbol, day(when), kind, author, relation)


def resolved(held, citation, *others, records=(), speaker=None):
    """What `citation`, standing in `held`, means among `held`, `others` and `records`."""
    shelf = Shelf(works([held, *others], records))
    return resolve(citation, held.document, held.sender if speaker is None else speaker, shelf)
