"""ZIP files that are the same, byte for byte, whenever the same is put into them."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_EPOCH = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def write_zip(path: Path, members: Iterable[tuple[str, bytes]]) -> None:
    """Writes the members (name, bytes) in the order given, without the time of day."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in members:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, data)


def settle_office_file(path: Path) -> None:
    """Takes the time of day out of a file of an office program (XLSX, DOCX), which is a ZIP file."""
    with zipfile.ZipFile(path) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    settled = [(name, _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", data) if name == "docProps/core.xml" else data) for name, data in members]
    write_zip(path, settled)
