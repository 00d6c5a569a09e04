"""How two claims are compared: for each comparison its levels, from the closest to the farthest, as conditions in SQL (DuckDB).

Written once and used by training and scoring alike. A level's weight is learned; nothing here says what it is worth.
"""

from __future__ import annotations

from typing import Any

_KM = (
    "(12742.0 * asin(least(1.0, sqrt(pow(sin(radians(lat_r - lat_l) / 2), 2)"
    " + cos(radians(lat_l)) * cos(radians(lat_r)) * pow(sin(radians(lon_r - lon_l) / 2), 2)))))"
)
_GAP = "greatest(first_l - last_r, first_r - last_l, 0)"
_NO_POINT = "(lat_l IS NULL OR lat_r IS NULL)"
_ALIKE = "list_max(list_transform(bones_l, lambda a: list_max(list_transform(bones_r, lambda b: jaro_winkler_similarity(a, b)))))"
_BEST_INSIDE = "((coalesce(best_l, high_l) BETWEEN low_r AND high_r) OR (coalesce(best_r, high_r) BETWEEN low_l AND high_l))"
_JOINT = "(places_l > 1) <> (places_r > 1)"
_OVERLAP = "(low_l <= coalesce(high_r, 1000000) AND low_r <= coalesce(high_l, 1000000))"

COMPARISONS: dict[str, tuple[tuple[str, str], ...]] = {
    "day": (
        ("no day", "first_l IS NULL OR first_r IS NULL"),
        ("the same day or days", "first_l = first_r AND last_l = last_r"),
        ("days that overlap", f"{_GAP} = 0"),
        ("one day apart", f"{_GAP} = 1"),
        ("two or three days apart", f"{_GAP} <= 3"),
        ("farther apart", "ELSE"),
    ),
    "place name": (
        ("no name", "len(bones_l) = 0 OR len(bones_r) = 0"),
        ("a name in common that few claims have", "list_has_any(rare_l, rare_r)"),
        ("a name in common that some claims have", "list_has_any(fairly_rare_l, fairly_rare_r)"),
        ("a name in common that many claims have", "list_has_any(bones_l, bones_r)"),
        ("names spelled alike", f"{_ALIKE} >= 0.87"),
        ("other names", "ELSE"),
    ),
    "location": (
        ("not comparable", f"{_NO_POINT} AND (len(regions_l) = 0 OR len(regions_r) = 0)"),
        ("at most 2 km", f"NOT {_NO_POINT} AND {_KM} <= 2"),
        ("2 to 6 km", f"NOT {_NO_POINT} AND {_KM} <= 6"),
        ("6 to 15 km", f"NOT {_NO_POINT} AND {_KM} <= 15"),
        ("15 to 40 km", f"NOT {_NO_POINT} AND {_KM} <= 40"),
        ("a point missing, one region", f"{_NO_POINT} AND list_has_any(regions_l, regions_r)"),
        ("farther, or other regions", "ELSE"),
    ),
    "killed": (
        (
            "not stated by either, or by one for several places together",
            f"(low_l IS NULL AND low_r IS NULL) OR ({_JOINT} AND high_l IS DISTINCT FROM high_r)",
        ),
        ("the same highest number, 10 or more", "high_l = high_r AND high_l >= 10"),
        ("the same highest number, 4 to 9", "high_l = high_r AND high_l >= 4"),
        ("the same highest number, 2 or 3", "high_l = high_r AND high_l >= 2"),
        ("the same highest number, 1 or none", "high_l = high_r AND high_l IS NOT NULL"),
        ("the best or highest of one inside the other's range", _BEST_INSIDE),
        ("ranges that overlap", _OVERLAP),
        ("stated by one only", "low_l IS NULL OR low_r IS NULL"),
        ("other numbers", "ELSE"),
    ),
    "parties": (
        ("not named by both", "len(parties_l) = 0 OR len(parties_r) = 0"),
        ("a party in common that few claims name", "list_has_any(rare_parties_l, rare_parties_r)"),
        ("a party in common", "list_has_any(parties_l, parties_r)"),
        ("other parties", "ELSE"),
    ),
    "act": (
        ("not told by both", "len(acts_l) = 0 OR len(acts_r) = 0"),
        ("an act in common", "list_has_any(acts_l, acts_r)"),
        ("other acts", "ELSE"),
    ),
}
"""Name of the comparison to its levels; the first is that of values not told (it weighs nothing), the last what is left."""


def columns_of(name: str) -> str:
    """The name of a comparison as a column."""
    return name.replace(" ", "_")


def splink_comparisons() -> list[dict[str, Any]]:
    """The comparisons as Splink takes them."""
    return [
        {
            "output_column_name": columns_of(name),
            "comparison_levels": [
                {"sql_condition": condition, "label_for_charts": label, "is_null_level": number == 0}
                for number, (label, condition) in enumerate(levels)
            ],
        }
        for name, levels in COMPARISONS.items()
    ]
