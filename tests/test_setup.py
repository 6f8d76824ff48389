"""`make setup` finds a Python that runs, or says in one sentence what to install."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NEEDED = ("cat", "chmod", "cp", "dirname", "grep", "mkdir", "rm", "sh", "touch")

# Answers every question, and makes a virtual environment that holds itself.
WORKING = """#!/bin/sh
echo "$0 $*" >> "$ASKED"
[ "$2" != venv ] || { mkdir -p .venv/bin && cp "$0" .venv/bin/python; }
"""
BROKEN_SHIM = """#!/bin/sh
echo "pyenv: version '3.12' is not installed" >&2
exit 127
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows uses run-app.cmd")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the script, and a `bin` that holds no Python at all."""
    shutil.copytree(ROOT / "tools", tmp_path / "tools")
    (tmp_path / "bin").mkdir()
    for name in NEEDED:
        found = shutil.which(name)
        assert found
        (tmp_path / "bin" / name).symlink_to(found)
    return tmp_path


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


def _setup(checkout: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": str(checkout / "bin"),
        "PYENV_ROOT": str(checkout / "pyenv"),
        "ASKED": str(checkout / "asked"),
    }
    return subprocess.run(
        ["sh", "tools/setup.sh"],
        cwd=checkout,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_without_python_one_sentence_says_what_to_install(checkout: Path) -> None:
    done = _setup(checkout)

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "설치한 뒤" in done.stderr
    assert "install python3.12" in done.stderr


def test_a_shim_that_does_not_run_is_passed_over_for_pyenvs_newest(checkout: Path) -> None:
    _put(checkout / "bin" / "python3", BROKEN_SHIM)
    _put(checkout / "pyenv/versions/3.12.1/bin/python", WORKING)
    _put(checkout / "pyenv/versions/3.13.0/bin/python", WORKING)

    done = _setup(checkout)

    assert done.returncode == 0, done.stderr
    asked = (checkout / "asked").read_text(encoding="utf-8")
    assert "3.13.0/bin/python -m venv --clear .venv" in asked
    assert "3.12.1" not in asked


def test_a_second_setup_keeps_the_environment(checkout: Path) -> None:
    _put(checkout / "bin" / "python3", WORKING)
    _setup(checkout)
    (checkout / "asked").unlink()

    done = _setup(checkout)

    assert done.returncode == 0, done.stderr
    asked = (checkout / "asked").read_text(encoding="utf-8")
    assert "-m venv" not in asked
    assert "-c constraints.txt -e .[dev]" in asked


@pytest.mark.skipif(shutil.which("make") is None, reason="asks make what it would do")
@pytest.mark.parametrize(("target", "asked"), [("app", False), ("test", True)])
def test_only_the_tests_install_the_heavy_extras(tmp_path: Path, target: str, asked: bool) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("pyproject.toml", "constraints.txt", "tools/setup.sh"):
        _put(tmp_path / name, "")
    would = subprocess.run(
        ["make", "--dry-run", target], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert "tools/setup.sh" in would.stdout
    assert (".[cbc,dask]" in would.stdout) is asked
