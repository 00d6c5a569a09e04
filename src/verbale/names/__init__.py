"""Names of states, parties and persons, and the keys by which spellings of one name meet."""
