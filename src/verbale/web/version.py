"""The version of the program, as its package says it."""

from importlib.metadata import version

VERSION = version("verbale")
