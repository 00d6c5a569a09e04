"""The command line: thin, over verbale.app."""
