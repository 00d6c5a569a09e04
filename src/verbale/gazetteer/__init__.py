"""Place indexes: names to places with coordinates."""
