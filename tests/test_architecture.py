"""The tree keeps its promises: layers, sizes, docstrings, and nothing of one machine in any file."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = ("cluster_planner", "dashboards")
LONGEST = 300
"""Lines. A longer file has more than one reason to change."""

# Written with brackets so that the patterns do not match themselves.
REGISTRY_HOSTS = re.compile(r"py[p]i[.]org|pyth[o]nhosted[.]org|npm[j]s[.]org|deb[i]an[.]org")
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:w[o]rk|r[o]ot|h[o]me|U[s]ers)/\w|\b[A-Z]:\\U[s]ers\\")
WORKSHOP = re.compile(r"\bsh[a]red/")


def _repository_files() -> list[Path]:
    """Files that are tracked, or will be: everything git does not ignore."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    names = filter(None, listed.stdout.split("\0"))
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def _lines(paths: list[Path]) -> list[tuple[str, str]]:
    """Return ("file:line", text) of every text file; a file that is not UTF-8 text is left out."""
    found = []
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        name = path.relative_to(ROOT).as_posix()
        found += [(f"{name}:{row}", line) for row, line in enumerate(text.splitlines(), 1)]
    return found


def _matches(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    return [place for place, line in _lines(paths) if pattern.search(line)]


def _product_sources(*suffixes: str) -> list[Path]:
    """Our own source files: a folder that carries a licence is somebody else's."""
    return [
        path
        for folder in PRODUCT
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in suffixes and not any(map(_is_vendored, path.parents))
    ]


def _is_vendored(folder: Path) -> bool:
    return "static" in folder.parts and any(folder.glob("LICENSE*"))


def test_imports_run_one_way() -> None:
    # A process of its own: import-linter silences the loggers of whoever calls it.
    told = "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports(no_cache=True))"
    ended = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert ended.returncode == 0, ended.stdout


def test_no_source_file_is_longer_than_one_subject() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in _product_sources(".py", ".js", ".css")
    }

    assert {} == {name: lines for name, lines in lengths.items() if lines > LONGEST}


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        path.relative_to(ROOT).as_posix()
        for path in _product_sources(".py")
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert [] == silent


def test_every_folder_of_modules_is_a_package() -> None:
    folders = {path.parent for path in _product_sources(".py")}

    assert [] == sorted(str(folder) for folder in folders if not (folder / "__init__.py").exists())


def test_no_module_is_named_for_nothing() -> None:
    vague = {"utils", "util", "helpers", "helper", "misc"}
    sources = _product_sources(".py")

    assert [] == [path for path in sources if vague & {path.stem, path.parent.name}]


def test_everything_vendored_carries_its_licence() -> None:
    folders = [
        folder
        for product in PRODUCT
        for folder in sorted((ROOT / product).glob("static/*/"))
        if folder.name != "planner"
    ]

    assert [] == [folder for folder in folders if not _is_vendored(folder)]


def test_no_file_names_a_registry_host() -> None:
    assert [] == _matches(REGISTRY_HOSTS, _repository_files())


def test_no_file_names_a_path_of_one_machine() -> None:
    assert [] == _matches(MACHINE_PATHS, _repository_files())


def test_product_and_settings_read_nothing_beside_the_checkout() -> None:
    settings = [ROOT / name for name in ("pyproject.toml", "Makefile", ".ci/run")]

    assert [] == _matches(WORKSHOP, _product_sources(".py", ".js") + settings)


def test_constraints_hold_names_and_versions_only() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()

    assert [] == [line for line in lines if not re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][\w.]*", line)]


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (REGISTRY_HOSTS, "https://" + "py" + "pi.org/simple"),
        (MACHINE_PATHS, "/wo" + "rk/main/data"),
        (MACHINE_PATHS, "open('/ho" + "me/kim/x')"),
        (WORKSHOP, "Path('../sha" + "red/reference')"),
    ],
)
def test_the_patterns_find_what_they_are_for(pattern: re.Pattern[str], line: str) -> None:
    assert pattern.search(line)
