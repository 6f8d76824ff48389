"""An office's database: a PostgreSQL of this machine that waits for the disk."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from cluster_planner.store.database import DATABASE_VARIABLE
from tests.postgres import Server, running


@contextmanager
def office() -> Iterator[Server]:
    """Let the store be on a fresh database of a fresh server. Raises NoPostgres."""
    with running(durable=True) as server, server.database() as url:
        os.environ[DATABASE_VARIABLE] = url
        try:
            yield server
        finally:
            del os.environ[DATABASE_VARIABLE]
