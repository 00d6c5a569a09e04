"""From bytes to one immutable text with a way back to the original."""
