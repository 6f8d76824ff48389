"""The worked example runs from top to bottom, and every figure that it prints is its run's."""

import json
import re
import runpy
from collections import Counter
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

import cluster_planner.api as cp
from tests.docs.test_python_md import DOCS

EXAMPLE = DOCS / "examples" / "more_budget.py"
NUMBER = re.compile(r"\d[\d,.]*\d|\d")


@dataclass(frozen=True)
class Worked:
    """What the example printed, left in its names, and wrote."""

    lines: list[str]
    names: dict[str, Any]
    folder: Path

    @property
    def plan(self) -> Any:
        """The plan that was saved, as plain JSON."""
        return json.loads((self.folder / "plan.json").read_text("utf-8"))

    def after(self, start: str, count: int) -> list[str]:
        """So many lines from the one that starts like this."""
        (first,) = (i for i, line in enumerate(self.lines) if line.startswith(start))
        return self.lines[first : first + count]


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Worked:
    home = tmp_path_factory.mktemp("example")
    said = StringIO()
    with chdir(home), redirect_stdout(said), redirect_stderr(StringIO()):
        names = runpy.run_path(str(EXAMPLE), run_name="__main__")
    return Worked(said.getvalue().splitlines(), names, home / "ax-plan")


def test_conflict_is_told_before_the_rules_are_dropped(worked: Worked) -> None:
    assert worked.names["impossible"].plan is None
    assert worked.lines[0] == "모든 조건을 함께 지키는 계획이 없습니다(조건 충돌)."
    assert worked.lines[1].startswith("제주 최소배분: ")


def test_both_plans_are_told_with_their_own_gap(worked: Worked) -> None:
    before, after = worked.names["before"], worked.names["after"]
    status = [line for line in worked.lines[2:] if "간격" in line and "계획입니다" in line]

    assert [cp.status_sentence(before), cp.status_sentence(after)] == status
    for run, sentence in zip((before, after), status, strict=True):
        gap = (run.outcome.bound - run.outcome.objective) / run.outcome.objective
        assert NUMBER.findall(sentence) == [f"{100 * gap:.3f}".rstrip("0").rstrip(".")]
        assert ("최적 계획" in sentence) == (gap <= 0.001)
    assert worked.after("목적값 ", 1) == [
        f"목적값 {before.outcome.objective:,.0f}백만원, 상한 {before.outcome.bound:,.0f}백만원"
    ]


def test_rise_is_a_range_that_the_bounds_leave(worked: Worked) -> None:
    before, after = worked.names["before"].outcome, worked.names["after"].outcome
    sure, most = after.objective - before.bound, after.bound - before.objective

    assert 0 < sure <= after.objective - before.objective <= most
    assert worked.after("국비 400억 원을 더하면", 2)[1] == (
        f"목적값이 {cp.money(sure)} 이상 {cp.money(most)} 이하로 늡니다."
    )


def test_table_of_regions_adds_up_from_the_saved_awards(worked: Worked) -> None:
    parks = cp.load_snapshot().parks.set_index("park_id")["region_id"]
    money, chosen = Counter[str](), dict[str, set[str]]()
    for award in worked.plan["plan"]["awards"]:
        region = parks[award["park_id"]]
        money[region] += award["national_mkrw"]
        chosen.setdefault(region, set()).add(award["park_id"])
    rows = [line.split() for line in worked.after(" 권역", len(money) + 1)[1:]]

    assert sorted((len(chosen[r]), money[r]) for r in money) == sorted(
        (int(parks_), int(national)) for _, parks_, national in rows
    )


def test_criteria_add_up_from_the_saved_awards(worked: Worked) -> None:
    gain = sum(a["gain_central_mkrw"] for a in worked.plan["plan"]["awards"])
    (line,) = worked.after("  기대효과 ", 1)

    assert line.startswith(f"  기대효과 {gain:,.0f}백만원 ")
    assert worked.after("목적: ", 8)[1:] == list(cp.criterion_sentences(worked.names["after"]))[1:]


def test_reason_of_the_park_is_the_one_that_was_found(worked: Worked) -> None:
    reason = worked.names["reason"]
    told = cp.reason_sentences(reason, cp.load_snapshot(), worked.names["richer"])

    assert told == tuple(worked.after("부평: ", len(told)))
    assert cp.loss_sentence(reason.loss) in told
    assert reason.in_plan == ("p_bupyeong" in {a["park_id"] for a in worked.plan["plan"]["awards"]})


def test_value_of_100eok_is_told_for_each_programme(worked: Worked) -> None:
    names = cp.load_snapshot().envelopes.set_index("envelope_id")["name_ko"]
    found = {v.subject: v for v in worked.names["worth"].values if v.limit == "programme_budget"}
    said = worked.after(f"{names['ai_factory']}: ", len(found))

    assert {b["programme_id"] for b in worked.plan["scenario"]["programmes"]} == set(found)
    assert {v.step_mkrw for v in found.values()} == {10_000}
    assert said == [
        f"{names[p]}: {cp.money(v.low_mkrw)} 이상 {cp.money(v.high_mkrw)} 이하"
        for p, v in found.items()
    ]


def test_regret_is_told_of_the_futures_that_were_asked(worked: Worked) -> None:
    futures = worked.names["futures"]
    low = sorted(100 * (f.best_score - f.base_score) / f.best_score for f in futures.futures)[1]
    high = sorted(100 * (f.bound - f.base_score) / f.best_score for f in futures.futures)[1]
    said = worked.after("씨앗 ", 3)

    assert NUMBER.findall(said[0]) == ["1", "3", "3"]
    assert NUMBER.findall(said[1]) == [f"{low:.2f}", f"{high:.2f}"]
    assert NUMBER.findall(said[2]) == [f"{100 * futures.kept_share:.0f}"]


def test_files_hold_the_run_and_the_question(worked: Worked) -> None:
    written = ["plan.json", "plan.xlsx", "map.html", "model.mps"]

    assert [f"쓴 파일: {name}" for name in written] == worked.lines[-4:]
    assert {*written, "scenario.yaml"} == {path.name for path in worked.folder.iterdir()}
    assert (
        cp.Run.from_json((worked.folder / "plan.json").read_text("utf-8"))
        == (worked.names["after"])
    )
    assert cp.read_scenario(worked.folder / "scenario.yaml") == worked.names["richer"]


def test_text_between_the_cells_claims_no_result() -> None:
    assert {"100", "0.1", "200"} >= set(NUMBER.findall("\n".join(_text())))


def _text() -> Iterator[str]:
    prose = False
    for line in EXAMPLE.read_text("utf-8").splitlines():
        if line.startswith("# %%"):
            prose = line.endswith("[markdown]")
        elif prose and line.startswith("#"):
            yield line
