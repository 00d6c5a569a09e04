"""The register: the only place that knows its database."""
