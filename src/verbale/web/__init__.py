"""The register in a browser: pages for people who read letters for a living, and the same as JSON."""
