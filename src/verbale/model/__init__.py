"""The types of the domain: frozen, typed, with a place for every value. Standard library only."""

from verbale.model.anchors import Anchor, CellAnchor, FieldAnchor, Particular, StatedBy, TextAnchor, anchor
from verbale.model.catalogue import CatalogueField, CatalogueFile, CatalogueRecord, Damaged, record_id
from verbale.model.claims import (
    Attribution,
    Claim,
    Days,
    Denied,
    Occurrence,
    Outcome,
    Perpetrator,
    PerpetratorRole,
    Place,
    Point,
    Scope,
    Stance,
    Toll,
    Unread,
    Victim,
    Voice,
    VoiceRole,
)
from verbale.model.codec import from_plain, to_plain
from verbale.model.decisions import Act, Decision
from verbale.model.documents import Acquisition, Document, Method, Piece, Rendition, Supplied, content_id
from verbale.model.links import Agreement, Assessment, Incident, Judgement, Link, LinkKind, Reason, Told
from verbale.model.outline import READ_KINDS, Block, BlockKind, Heading, Masthead, Outline, Part, PartKind
from verbale.model.problems import (
    Code,
    GrammarError,
    IntakeError,
    Problem,
    RegisterError,
    UsageError,
    VerbaleError,
)
from verbale.model.quantities import Amount, Bound, Interval
from verbale.model.readings import Citation, Communication, Reading, Relation, Request

__all__ = [
    "READ_KINDS", "Acquisition", "Act", "Agreement", "Amount", "Anchor", "Assessment", "Attribution", "Block", "BlockKind",
    "Bound", "CatalogueField", "CatalogueFile", "CatalogueRecord", "CellAnchor", "Citation", "Claim", "Code",
    "Communication", "Damaged", "Days", "Decision", "Denied", "Document", "FieldAnchor", "GrammarError", "Heading", "Incident",
    "IntakeError", "Interval", "Judgement", "Link", "LinkKind", "Masthead", "Method", "Occurrence", "Outcome",
    "Outline", "Part", "PartKind", "Particular", "Perpetrator", "PerpetratorRole", "Piece", "Place", "Point", "Problem",
    "Reading", "Reason", "RegisterError", "Relation", "Rendition", "Request", "Scope", "Stance", "StatedBy",
    "Supplied", "TextAnchor", "Told", "Toll", "Unread", "UsageError", "VerbaleError", "Victim", "Voice", "VoiceRole",
    "anchor", "content_id", "from_plain", "record_id", "to_plain",
]  # fmt: skip
