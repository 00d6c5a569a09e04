"""Attributed paragraphs with full citations in footnotes, as Word, Markdown and HTML."""
