"""Which names mean one party: those that come with Verbale, and a list of one's own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from verbale.resolution.actors import load_parties, shipped_parties

if TYPE_CHECKING:
    from pathlib import Path

    from verbale.resolution.actors import Parties

VARIABLE = "VERBALE_PARTIES"


def parties_in_use(given: str | Path | None = None) -> Parties:
    """The parties that come with Verbale, with the list at `given`, else with that at the variable VERBALE_PARTIES, if there is one.

    Raises:
        UsageError: NOT_FOUND, BAD_VALUE (as `load_parties`).
    """
    own = given or os.environ.get(VARIABLE)
    return shipped_parties().with_own(load_parties(own)) if own else shipped_parties()
