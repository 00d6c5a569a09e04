"""Document symbols: their grammar as data, parsing, canonical form and key."""
