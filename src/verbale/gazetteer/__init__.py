"""Place indexes: names to places with coordinates."""

from verbale.gazetteer.index import Added, Gazetteer, leading, open_gazetteer
from verbale.gazetteer.loaders import Refused
from verbale.gazetteer.places import Candidate, Extent, Place, Reason, Source
from verbale.gazetteer.world import is_place_name

__all__ = ["Added", "Candidate", "Extent", "Gazetteer", "Place", "Reason", "Refused", "Source", "is_place_name", "leading", "open_gazetteer"]
