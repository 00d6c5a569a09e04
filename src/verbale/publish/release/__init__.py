"""A whole release: a data package with its schema, codebook, method card, citation and checksums, and what two releases differ in."""
