"""How a release is cited: CITATION.cff (Citation File Format 1.2) and a DataCite record (kernel 4)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from verbale.publish.tables.specs import CAVEAT

if TYPE_CHECKING:
    from verbale.publish.release.about import About

_ORCID = "https://orcid.org/"
"""CFF takes an ORCID as an address only."""


def citation_cff(about: About, version: str, released: str) -> str:
    """The citation as CFF; strings are written as JSON strings, which YAML reads."""
    lines = [
        "cff-version: 1.2.0",
        f"message: {_quoted('If you use these data, cite them as below, and name the claimant of every figure.')}",
        "type: dataset",
        f"title: {_quoted(about.title)}",
        f"version: {_quoted(version)}",
        f"date-released: {_quoted(released)}",
        f"abstract: {_quoted(' '.join(part for part in (about.description, CAVEAT) if part))}",
        "authors:",
    ]
    for creator in about.creators:
        lines.append(f"  - name: {_quoted(creator.name)}")
        if creator.orcid:
            lines.append(f"    orcid: {_quoted(_ORCID + creator.orcid.removeprefix(_ORCID))}")
    if about.licence:
        lines.append(f"license: {_quoted(about.licence)}")
    for key, value in (("doi", about.doi), ("url", about.url)):
        if value:
            lines.append(f"{key}: {_quoted(value)}")
    return "\n".join(lines) + "\n"


def datacite(about: About, version: str, released: str) -> dict[str, Any]:
    """The attributes of a DataCite record; without a DOI it is a draft to which one is added at deposit."""
    made: dict[str, Any] = {
        "creators": [
            {"name": c.name, "nameType": "Personal" if c.orcid else "Organizational"}
            | ({"affiliation": [{"name": c.affiliation}]} if c.affiliation else {})
            | ({"nameIdentifiers": [{"nameIdentifier": _ORCID + c.orcid.removeprefix(_ORCID), "nameIdentifierScheme": "ORCID"}]} if c.orcid else {})
            for c in about.creators
        ],
        "titles": [{"title": about.title}],
        "publisher": {"name": about.publisher},
        "publicationYear": released[:4],
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Allegations as read from documents"},
        "version": version,
        "dates": [{"date": released, "dateType": "Issued"}],
        "descriptions": [{"description": CAVEAT, "descriptionType": "Abstract"}],
        "schemaVersion": "http://datacite.org/schema/kernel-4",
    }
    if about.doi:
        made["doi"] = about.doi
    if about.licence:
        made["rightsList"] = [{"rights": about.licence} | ({"rightsUri": about.licence_url} if about.licence_url else {})]
    if about.keywords:
        made["subjects"] = [{"subject": word} for word in about.keywords]
    return made


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
