"""How much time, memory and text one document may take."""

from __future__ import annotations

from dataclasses import dataclass

_MEBI = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Hard limits of reading: `seconds` and `memory_bytes` for one document, bytes of one file, characters of one text.

    `archive_bytes`, `archive_files` and `archive_ratio` (unpacked to packed) hold for one ZIP.
    """

    seconds: float = 60.0
    memory_bytes: int = 1024 * _MEBI
    file_bytes: int = 100 * _MEBI
    characters: int = 20_000_000
    archive_bytes: int = 4096 * _MEBI
    archive_files: int = 50_000
    archive_ratio: int = 200
