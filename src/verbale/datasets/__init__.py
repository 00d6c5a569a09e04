"""Imported tables and catalogues, as values with their fields and cells."""
