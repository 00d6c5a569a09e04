"""Alembic migrations of the register, packaged with the program."""
