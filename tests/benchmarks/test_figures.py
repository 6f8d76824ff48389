"""Figures: when a gap counts as reached, what the table says, and that every name can be measured."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import __main__ as command
from benchmarks.catalogue import MEASURES, chosen
from benchmarks.exponents import exponent, exponents
from benchmarks.reading import Reading
from benchmarks.table import row
from benchmarks.trail import Trail
from cluster_planner.domain.decision import Decision
from cluster_planner.domain.plan import Progress
from tests.small_problems import park, problem_of


def _trail(monkeypatch: pytest.MonkeyPatch) -> Trail:
    """A trail whose clock goes one second a look."""
    seconds = iter(range(100))
    monkeypatch.setattr("time.perf_counter", lambda: float(next(seconds)))
    return Trail(0.0)


def test_a_gap_is_reached_when_both_plan_and_bound_are_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    trail = _trail(monkeypatch)
    for incumbent, bound in ((None, 120.0), (99.0, 110.0)):
        trail.bounded(Progress(seconds=0.0, incumbent=incumbent, bound=bound))
    trail.ended(100.0, 101.0)

    assert 2.0 == trail.first_s() == trail.reached_s(0.01)
    assert trail.reached_s(0.009) is None
    assert trail.best_gap() == pytest.approx(0.01)


def test_a_worse_bound_that_comes_later_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    trail = _trail(monkeypatch)
    trail.bounded(Progress(seconds=0.0, bound=101.0))
    trail.bounded(Progress(seconds=0.0, bound=200.0))
    trail.ended(100.0, 101.0)

    assert 2.0 == trail.reached_s(0.01)


def test_no_bound_told_on_the_way_counts_as_closer_than_the_last_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    trail = _trail(monkeypatch)
    trail.bounded(Progress(seconds=0.0, bound=100.0))  # of a part of the problem only
    trail.ended(100.0, 105.0)

    assert trail.best_gap() == pytest.approx(0.05)


def test_only_a_plan_that_the_auditor_accepts_counts() -> None:
    problem = problem_of(park("north_1", 50))
    trail = Trail(0.0)

    trail.offered(problem, Decision({("north_1__ai__factory", 2027): 1}, {}))
    assert trail.first_s() is None  # no 기반 stands there

    based = {("north_1__base", 2026): 1, ("north_1__ai__factory", 2027): 1}
    trail.offered(problem, Decision(based, {}))
    assert trail.first_s() is not None


def test_the_exponent_is_the_power_by_which_the_cost_grows() -> None:
    cubic = {n: 2e-6 * n**3 for n in (300, 600, 5000)}

    assert 3.0 == pytest.approx(exponent(cubic))
    values = {f"beyond.{n}.proven_s": s for n, s in cubic.items()}
    (fitted,) = exponents(values)
    assert ("beyond.exponent", False) == (fitted.name, fitted.met)


def test_an_exponent_without_its_slowest_sizes_is_no_pass() -> None:
    (fitted,) = exponents(
        {"beyond.300.proven_s": 1.0, "beyond.600.proven_s": 2.0, "beyond.5000.proven_s": None}
    )

    assert fitted.met is None
    assert "5000" in fitted.note


@pytest.mark.parametrize(
    ("reading", "met"),
    [
        (Reading("a", 1.0, at_most=1.0), True),
        (Reading("a", 1.1, at_most=1.0), False),
        (Reading("a", None, at_most=1.0), False),
        (Reading("a", 9.0), None),
    ],
)
def test_a_figure_passes_only_when_it_was_reached(reading: Reading, met: bool | None) -> None:
    assert met is reading.met
    assert ("MISS" in row(reading)) is (met is False)


def test_names_choose_their_groups_and_an_unknown_name_is_refused() -> None:
    assert ["national.same", "national.grown"] == chosen(["national"])
    assert ["beyond.300"] == chosen(["beyond.300"])
    assert list(MEASURES) == chosen([])
    with pytest.raises(ValueError, match="nation"):
        chosen(["nation"])


def test_every_group_has_its_function() -> None:
    assert [] == [name for name, measure in MEASURES.items() if not callable(measure.load())]


def test_a_group_that_takes_too_long_or_fails_is_told_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def late(*_: object, timeout: float, **__: object) -> None:
        raise subprocess.TimeoutExpired("x", timeout)

    monkeypatch.setattr(subprocess, "run", late)
    (reading,) = command.measured("default.plan")
    assert not reading.met
    assert "stopped after" in reading.note

    def broken(*_: object, **__: object) -> None:
        raise subprocess.CalledProcessError(1, "x")

    monkeypatch.setattr(subprocess, "run", broken)
    (reading,) = command.measured("default.plan")
    assert not reading.met
    assert "failed with exit code 1" == reading.note


def test_figures_are_written_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out" / "bench.json"
    monkeypatch.setattr(command, "OUT", out)
    found = [Reading("beyond.300.proven_s", 2.0), Reading("beyond.600.proven_s", 4.0)]
    monkeypatch.setattr(command, "measured", lambda name: found)

    assert 0 == command.main(["beyond.300"])

    figures = json.loads(out.read_text("utf-8"))["figures"]
    assert 2.0 == figures["beyond.300.proven_s"]["value"]
    assert pytest.approx(1.0) == figures["beyond.exponent"]["value"]
    assert figures["beyond.exponent"]["met"]
    assert "beyond.exponent" in capsys.readouterr().out


def test_the_parent_stays_small_so_that_it_does_not_count_as_memory_of_a_child() -> None:
    heavy = "import benchmarks.__main__, sys; sys.exit('pandas' in sys.modules)"

    assert 0 == subprocess.run([sys.executable, "-c", heavy], check=False).returncode
