"""Alembic's entry: run the migrations on the connection that ``catalogue.store`` hands over."""

from alembic import context

from catalogue.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection, target_metadata=metadata, render_as_batch=True, transactional_ddl=False
)
context.run_migrations()
