"""The database of scenarios, snapshots, runs and jobs: one SQLite file, or an office's PostgreSQL."""

from cluster_planner.store.database.address import DATABASE_VARIABLE, database_url
from cluster_planner.store.database.connection import Database, open_database

__all__ = ["DATABASE_VARIABLE", "Database", "database_url", "open_database"]
