"""Verbale reads what states and organizations allege in writing, and keeps it on the record."""
