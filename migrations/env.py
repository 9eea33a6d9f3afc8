"""Alembic's environment: works on the connection that `ttoffice.store.migrate` hands over.

At a developer's command line, `alembic revision` and `alembic check` work on a scratch store instead.
"""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection, MetaData


def run(connection: Connection, target: MetaData | None) -> None:
    """Run the migrations in the transaction that is open on the connection."""
    context.configure(
        connection=connection,
        target_metadata=target,
        render_as_batch=True,
        compare_type=True,
        transactional_ddl=True,
        include_object=_included,
    )
    context.run_migrations()


def _included(_object: object, name: str | None, kind: str, _reflected: bool, _compared: object) -> bool:
    """Leave out the search index, which is made of virtual and shadow tables."""
    return not (kind == "table" and name is not None and name.startswith("result_search"))


handed_over: Connection | None = context.config.attributes.get("connection")
if handed_over is None:
    from ttoffice.store.migrate import scratch_engine
    from ttoffice.store.schema import metadata

    with scratch_engine().begin() as scratch:
        run(scratch, metadata())
else:
    run(handed_over, context.config.attributes.get("metadata"))
