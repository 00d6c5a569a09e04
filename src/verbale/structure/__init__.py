"""From a text to the outline of a letter."""

from verbale.structure.language import language_of
from verbale.structure.outlines import outline

__all__ = ["language_of", "outline"]
