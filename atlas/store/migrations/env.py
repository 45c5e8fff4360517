"""Alembic's entry: migrations run on the connection that ``atlas.store.engine`` opened."""

from alembic import context

from atlas.store import community, contents, desk  # noqa: F401 - their tables belong to the metadata
from atlas.store.schema import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",
)
context.run_migrations()
