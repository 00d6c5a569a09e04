"""From a text to the outline of a letter."""
