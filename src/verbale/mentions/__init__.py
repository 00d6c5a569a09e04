"""From an outline to mentions: citations, requests, dates, places, parties, tolls, acts."""
