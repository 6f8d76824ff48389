"""A question that travels to a worker is answered there on the data that it names."""

import shutil
from pathlib import Path

from cluster_planner.pipeline import plan_scenario
from cluster_planner.sources.embedded import data_home, load_snapshot
from cluster_planner.sweeps.attribution import Attribution
from cluster_planner.sweeps.crew import never, silent
from cluster_planner.sweeps.questions import WhyDifferent, answer, question_from
from tests.real_data import asked, budget, real_snapshot

LESS = [budget("complex_ax", 14_000), budget("ai_factory", 4_500)]


def test_why_two_runs_of_different_data_differ(tmp_path: Path) -> None:
    """The page shows the data of the second run; those of the first come with the program."""
    folder = tmp_path / "data"
    shutil.copytree(data_home(), folder)
    effects = (folder / "effects.csv").read_text("utf-8")
    (folder / "effects.csv").write_text(effects.replace("5,30.1,30.1", "5,25,30.1"), "utf-8")
    shown = load_snapshot(folder)
    base = plan_scenario(real_snapshot(), asked())
    other = plan_scenario(shown, asked(programmes=LESS))
    question = WhyDifferent(base=base, other=other, base_data="")
    told = answer(shown, question_from(question.model_dump(mode="json")), silent, never)

    assert isinstance(told, Attribution)
    assert [share.group for share in told.shares] == ["programmes", "data"]
    assert all(share.effect is not None for share in told.shares)
    assert told.rest_national_mkrw is not None
