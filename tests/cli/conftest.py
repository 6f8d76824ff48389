"""A small question that the real solver answers in a second, and ways to ask it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from cluster_planner.cli import main, sweep
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.sources.embedded import load_snapshot
from cluster_planner.sweeps.crew import Alone

YEARS = (2026, 2027, 2028, 2029, 2030)


@dataclass(frozen=True)
class Answer:
    """What a command said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON object on stdout."""
        return json.loads(self.out)


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    """The data that come with the program."""
    return load_snapshot()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a user who has kept nothing yet, with a database of its own."""
    folder = tmp_path / "home"
    monkeypatch.setenv("CLUSTER_PLANNER_HOME", str(folder))
    monkeypatch.delenv("CLUSTER_PLANNER_DATABASE", raising=False)
    return folder


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """Run a command in this process."""

    def run(*arguments: object) -> Answer:
        try:
            code = main([str(a) for a in arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return run


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer in this process: opening others takes longer than the small questions."""

    @contextmanager
    def crew(snapshot: Snapshot, *_: object) -> Iterator[Alone]:
        yield Alone(snapshot)

    monkeypatch.setattr(sweep, "team", crew)


def shell(*arguments: object, **environment: str) -> Answer:
    """Run a command the way a terminal does."""
    ended = subprocess.run(
        [sys.executable, "-m", "cluster_planner", *map(str, arguments)],
        capture_output=True,
        check=False,
        env=os.environ | environment,
    )
    return Answer(ended.returncode, ended.stdout.decode("utf-8"), ended.stderr.decode("utf-8"))


def small_question() -> dict[str, Any]:
    """Two envelopes and a floor: one 기반 a year at most."""
    return {
        "name": "작은 물음",
        "programmes": [
            {
                "programme_id": "complex_ax",
                "national_mkrw": dict.fromkeys(YEARS, 7_000),
                "label": "가정",
                "basis": "시험",
            },
            {
                "programme_id": "ai_factory",
                "national_mkrw": {2027: 6_000, 2028: 6_000, 2029: 6_000},
                "label": "가정",
                "basis": "시험",
            },
        ],
        "regions": {"jeju": {"floor_mkrw": 14_000}},
    }


@pytest.fixture
def question(tmp_path: Path) -> Callable[..., Path]:
    """Write the small question, changed, to a file."""

    def write(changes: Mapping[str, Any] | None = None) -> Path:
        path = tmp_path / "물음.yaml"
        content = small_question() | dict(changes or {})
        path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
        return path

    return write
