"""The grammar: loads lexicons and patterns, compiles them, matches them, explains matches."""
