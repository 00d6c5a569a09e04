"""Document symbols: their grammar as data, parsing, canonical form and key."""

from verbale.symbols.data import known_of_assembly
from verbale.symbols.find import Found, find, match_at
from verbale.symbols.parse import family_keys, parse, roman
from verbale.symbols.symbol import Symbol

__all__ = ["Found", "Symbol", "family_keys", "find", "known_of_assembly", "match_at", "parse", "roman"]
