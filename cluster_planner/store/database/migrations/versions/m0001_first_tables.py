"""Scenarios with their versions, snapshots, runs, sweeps, jobs and drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KEY = sa.String(64)


def upgrade() -> None:
    """Make the tables."""
    _scenarios()
    _snapshots()
    _runs()
    _sweeps()
    _passing()


def _scenarios() -> None:
    op.create_table(
        "scenarios",
        sa.Column("scenario_id", KEY, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("latest", sa.Integer, nullable=False),
        sa.Column("saved_at", sa.DateTime, nullable=False),
        sa.Column("hidden", sa.Boolean, nullable=False),
    )
    op.create_table(
        "scenario_versions",
        sa.Column("scenario_id", KEY, sa.ForeignKey("scenarios.scenario_id"), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("digest", KEY, nullable=False),
        sa.Column("saved_at", sa.DateTime, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("restored_from", sa.Integer),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )


def _snapshots() -> None:
    op.create_table(
        "snapshots",
        sa.Column("digest", KEY, primary_key=True),
        sa.Column("parent", KEY, nullable=False),
        sa.Column("kept_at", sa.DateTime, nullable=False),
        sa.Column("program_version", sa.Text, nullable=False),
        sa.Column("archive", sa.LargeBinary, nullable=False),
    )


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column("run_id", KEY, primary_key=True),
        sa.Column("kept_at", sa.DateTime, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("scenario_digest", KEY, nullable=False),
        sa.Column("snapshot_digest", KEY, nullable=False),
        sa.Column("program_version", sa.Text, nullable=False),
        sa.Column("solver", sa.Text, nullable=False),
        sa.Column("options", sa.Text, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("standing", sa.Integer, nullable=False),
        sa.Column("objective", sa.Float),
        sa.Column("bound", sa.Float),
        sa.Column("gap", sa.Float),
        sa.Column("unit", sa.String(20), nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("parks", sa.Integer),
        sa.Column("national_mkrw", sa.BigInteger),
        sa.Column("scenario", sa.LargeBinary, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("runs_newest", "runs", ["kept_at", "run_id"])
    op.create_index("runs_snapshot", "runs", ["snapshot_digest"])


def _sweeps() -> None:
    op.create_table(
        "sweeps",
        sa.Column("sweep_id", KEY, primary_key=True),
        sa.Column("kept_at", sa.DateTime, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("scenario_digest", KEY, nullable=False),
        sa.Column("snapshot_digest", KEY, nullable=False),
        sa.Column("program_version", sa.Text, nullable=False),
        sa.Column("options", sa.Text, nullable=False),
        sa.Column("whole", sa.Boolean, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("sweeps_newest", "sweeps", ["kept_at", "sweep_id"])
    op.create_index("sweeps_snapshot", "sweeps", ["snapshot_digest"])


def _passing() -> None:
    op.create_table(
        "jobs",
        sa.Column("job_id", KEY, primary_key=True),
        sa.Column("run_id", KEY, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("began_at", sa.DateTime, nullable=False),
        sa.Column("seen_at", sa.DateTime, nullable=False),
    )
    op.create_index("jobs_newest", "jobs", ["began_at", "job_id"])
    op.create_table(
        "drafts",
        sa.Column("key", KEY, primary_key=True),
        sa.Column("seen_at", sa.DateTime, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("drafts_newest", "drafts", ["seen_at", "key"])
