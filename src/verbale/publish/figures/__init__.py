"""Figures as SVG and PNG: tolls over time, map, agreement, citations. Each has its sources and its caveat printed in it."""
