"""What Alembic runs: on the connection it was given, in the transaction that is open there."""

from alembic import context

from cluster_planner.store.database.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
)
context.run_migrations()
