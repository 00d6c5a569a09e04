"""The places of the world that come with Verbale: GeoNames (CC BY 4.0), places of 1,000 people and more, with regions.

`world.xz` holds eight columns, one after another, between form feeds: GeoNames id, name, latitude, longitude, country
(alpha-2), region code, people (two digits), other names ("|" between). `regions.tsv` names the regions of the first
level; `place_names.xz` holds the sorted keys of all names in Latin script. All are made by tools/make_gazetteer.py.
"""

from __future__ import annotations

import lzma
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from verbale.gazetteer.places import PlaceRow
from verbale.names import name_key, three_letters

if TYPE_CHECKING:
    from collections.abc import Iterator

ATTRIBUTION = "GeoNames (https://www.geonames.org), CC BY 4.0"


def _unpacked(name: str) -> bytes:
    return lzma.decompress((files("verbale.gazetteer") / name).read_bytes())


@cache
def region_names() -> dict[str, str]:
    """Names of regions of the first level by GeoNames code ("SY.07")."""
    lines = (files("verbale.gazetteer") / "regions.tsv").read_text(encoding="utf-8").splitlines()
    return {code: name for code, _, name in (line.partition("\t") for line in lines)}


def world_rows() -> Iterator[PlaceRow]:
    """Every region and place of the shipped gazetteer, regions first."""
    for code, name in region_names().items():
        yield PlaceRow(ref=f"geonames-region:{code}", name=name, kind="region", level=1, code=code, country=three_letters(code[:2]))
    columns = [column.split("\n") for column in _unpacked("world.xz").decode().split("\f")]
    for ref, name, lat, lon, country, region, people, others in zip(*columns, strict=True):
        yield PlaceRow(
            ref=f"geonames:{ref}",
            name=name,
            kind="populated place",
            lat=float(lat),
            lon=float(lon),
            country=three_letters(country),
            parent=f"{country}.{region}" if region else "",
            people=int(people),
            names=tuple(others.split("|")) if others else (),
        )


@cache
def _known() -> bytes:
    """The sorted keys of all shipped names in Latin script, between line ends (4 MB)."""
    return b"\n" + _unpacked("place_names.xz") + b"\n"


@cache
def _common_words() -> frozenset[str]:
    return frozenset(tomllib.loads((files("verbale.gazetteer") / "common_words.toml").read_text(encoding="utf-8"))["words"])


@lru_cache(maxsize=65536)
def is_place_name(words: str) -> bool:
    """True when `words` are, but for case, marks and articles, the name of a place in the shipped gazetteer, and no common word.

    A hint only: many surnames are names of places too. Latin script; the first call takes a tenth of a second.
    """
    key = name_key(words)
    return bool(key) and key not in _common_words() and _holds(_known(), key.encode())


def _holds(known: bytes, wanted: bytes) -> bool:
    """True when `wanted` is one of the sorted lines of `known`, found by halving."""
    low, high = 0, len(known) - 1  # positions of line ends: the line looked for begins after `low` and before `high`
    while low < high:
        start = max(low, known.rindex(b"\n", 0, (low + high) // 2 + 1))
        end = known.index(b"\n", start + 1)
        here = known[start + 1 : end]
        if here == wanted:
            return True
        low, high = (end, high) if here < wanted else (low, start)
    return False
