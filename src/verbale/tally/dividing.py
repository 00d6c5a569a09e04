"""UCDP's even split of a joint toll over its places: a derived view, labelled as such. Nobody alleges these figures."""

from __future__ import annotations

from dataclasses import dataclass

LABEL = "even split after UCDP GED (unofficial): derived, alleged by nobody, never counted"
SOURCE = "UCDP GED codebook 19.1, on several places with one toll"


@dataclass(frozen=True, slots=True)
class Share:
    """What falls on one place, or on several where there are too few persons to divide."""

    places: tuple[str, ...]
    number: int
    label: str = LABEL


def even_split(number: int, places: tuple[str, ...]) -> tuple[Share, ...]:
    """`number` persons over `places` as evenly as whole numbers allow, the first places taking what is left over.

    With fewer persons than places they stay together, on all the places.
    """
    if len(places) < 2 or number < len(places):
        return (Share(places, number),) if places else ()
    each, over = divmod(number, len(places))
    return tuple(Share((place,), each + (n < over)) for n, place in enumerate(places))
