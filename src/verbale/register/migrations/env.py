"""Runs the migrations on the connection that the register hands over, inside its transaction."""

from __future__ import annotations

from alembic import context

from verbale.register.schema import REVISION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=REVISION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
