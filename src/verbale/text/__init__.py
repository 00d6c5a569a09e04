"""Text as it was read: spans of it, and a folding that keeps every offset. Standard library only."""

from verbale.text.folding import fold
from verbale.text.spans import Span, cover

__all__ = ["Span", "cover", "fold"]
