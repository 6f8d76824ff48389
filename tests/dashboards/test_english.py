"""Every label of the screen has an English one, and no English one is left over."""

import ast
from pathlib import Path

import dashboards
from dashboards.english import ENGLISH

HOME = Path(dashboards.__file__).resolve().parent


def labels() -> dict[str, str]:
    """Literal arguments of words(…) in Python and in page templates → where they stand."""
    found: dict[str, str] = {}
    for path in sorted(HOME.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for text in _of(node):
                found.setdefault(text, str(path.relative_to(HOME)))
    for path in sorted(HOME.rglob("*.html")):
        for quote in ("'", '"'):
            for piece in path.read_text("utf-8").split(f"words({quote}")[1:]:
                found.setdefault(piece.split(f"{quote})")[0], str(path.relative_to(HOME)))
    return found


def _of(node: ast.AST) -> list[str]:
    if not isinstance(node, ast.Call):
        return []
    called = node.func
    name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
    if name not in ("words", "_words", "w"):
        return []
    literals = [a for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    return [str(literal.value) for literal in literals]


def constants() -> set[str]:
    """Every string constant of both packages: labels that reach words(…) through a variable."""
    return {
        node.value
        for home in (HOME, HOME.parent / "cluster_planner")
        for path in home.rglob("*.py")
        if path.name != "english.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_label_has_english() -> None:
    missing = {text: where for text, where in labels().items() if text not in ENGLISH}

    assert missing == {}


def test_no_english_is_left_over() -> None:
    assert set(ENGLISH) - set(labels()) - constants() == set()


def test_no_english_is_empty_or_korean() -> None:
    korean = [e for e in ENGLISH.values() if not e or any("가" <= sign <= "힣" for sign in e)]

    assert korean == []
