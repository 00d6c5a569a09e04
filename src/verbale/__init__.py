"""Verbale reads what states and organizations allege in writing, and keeps it on the record.

    >>> import verbale
    >>> reading = verbale.read_text("On 3 May 2031, Arvanian forces shelled the village of Telmor, killing 4 civilians.")

`read` takes a file or its bytes, `read_text` a text, `cite` finds the documents that a text cites. No register is needed.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verbale.app.library import cite, read, read_text
    from verbale.model import Citation, Claim, Communication, Reading, Supplied, VerbaleError

__all__ = ["Citation", "Claim", "Communication", "Reading", "Supplied", "VerbaleError", "cite", "read", "read_text"]

_ACTS = frozenset({"cite", "read", "read_text"})


def __getattr__(name: str) -> Any:
    """Loads what is asked for when it is asked for: `import verbale` alone costs nothing."""
    if name not in __all__:
        raise AttributeError(f"module 'verbale' has no attribute {name!r}")
    found = getattr(import_module("verbale.app.library" if name in _ACTS else "verbale.model"), name)
    globals()[name] = found  # asked for once: the next look finds it without coming here
    return found
