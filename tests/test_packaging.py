"""The wheel is whole: installed outside the checkout, the program finds its tables and its screen."""

import ast
import json
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import time
import tomllib
import urllib.error
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from socket import socket

import pytest

ROOT = Path(__file__).resolve().parent.parent
START_LIMIT_SECONDS = 60


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist of this checkout and the wheel built from that sdist."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT],
        check=True,
        capture_output=True,
    )
    return folder


@pytest.fixture(scope="module")
def wheel(archives: Path) -> Path:
    (built,) = archives.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, installed from the wheel into an environment of its own; offline."""
    home = tmp_path_factory.mktemp("elsewhere")
    venv.create(home / "env", symlinks=os.name != "nt")
    python = _program(home, "python")
    # --no-deps and a .pth to this environment stand in for downloading the dependencies again.
    # A .pth named by a .pth is not read, so the editable checkout stays out of sight.
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--no-index", "--no-deps"]
    subprocess.run([*pip, wheel], check=True, capture_output=True)
    (site,) = (home / "env").rglob("site-packages")
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return home


def _program(home: Path, name: str) -> Path:
    folder = "Scripts" if os.name == "nt" else "bin"
    return home / "env" / folder / (f"{name}.exe" if os.name == "nt" else name)


def _outside() -> dict[str, str]:
    """This process's environment without anything that points at the checkout."""
    return {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}


def _run(home: Path, name: str, *arguments: str) -> str:
    done = subprocess.run(
        [_program(home, name), *arguments],
        cwd=home,
        env=_outside(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _tracked(*folders: str) -> set[str]:
    """Files of these folders that git does not ignore."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *folders],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return {name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()}


def test_wheel_carries_every_file_of_both_packages(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())

    assert set() == _tracked("cluster_planner", "dashboards") - names


def test_wheel_carries_every_table_but_not_the_scripts_that_made_them(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    tables = {name for name in _tracked("data") if not name.startswith("data/build/")}

    assert tables
    assert {f"cluster_planner/_{name}" for name in tables} == {
        name for name in names if name.startswith("cluster_planner/_data/")
    }


def test_sdist_carries_data_scripts_and_tests(archives: Path) -> None:
    (archive,) = archives.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}

    assert set() == _tracked("cluster_planner", "dashboards", "data", "tests") - names


def test_installed_program_is_not_the_checkout(installed: Path) -> None:
    place = _run(
        installed, "python", "-c", "import cluster_planner; print(cluster_planner.__file__)"
    )

    assert Path(place.strip()).is_relative_to(installed)


def test_installed_doctor_finds_the_tables_and_their_totals(installed: Path) -> None:
    told = json.loads(_run(installed, "cluster-planner", "doctor", "--json"))

    assert (told["complexes"], told["tenants"], told["operating"]) == (1359, 131_269, 120_957)


def test_installed_app_serves_its_page(installed: Path) -> None:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [_program(installed, "cluster-planner"), "app", "--no-browser", "--port", str(port)]
    with (installed / "app.log").open("wb") as log:
        server = subprocess.Popen(
            command, cwd=installed, env=_outside(), stdout=log, stderr=subprocess.STDOUT
        )
    try:
        page = _first_page(server, port)
    except TimeoutError:
        page = ""
    finally:
        server.terminate()
        server.wait(timeout=20)

    assert "<html" in page, (installed / "app.log").read_text(encoding="utf-8")


def _first_page(server: subprocess.Popen[bytes], port: int) -> str:
    """Return the page at / as soon as the server answers."""
    deadline = time.monotonic() + START_LIMIT_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as answer:
                return answer.read().decode("utf-8")
        except urllib.error.URLError:
            time.sleep(0.2)
    raise TimeoutError("the server did not answer")


def _imported(*folders: str) -> Iterator[str]:
    """Yield the top-level name of every import statement of these packages."""
    for folder in folders:
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    yield from (alias.name.partition(".")[0] for alias in node.names)
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    yield node.module.partition(".")[0]


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_import_of_the_program_is_a_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["dask"]]
    names = (re.match(r"[\w.-]+", line) for line in lines)
    declared = {_canonical(name.group()) for name in names if name}
    own = {"cluster_planner", "dashboards", *sys.stdlib_module_names}
    owners = packages_distributions()
    foreign = set(_imported("cluster_planner", "dashboards")) - own

    assert set() == {
        name for name in foreign if not declared & set(map(_canonical, owners.get(name, [])))
    }
