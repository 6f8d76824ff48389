"""Answers to proposed names outlive the process and never contradict themselves."""

from pathlib import Path

import pytest

from cluster_planner.domain.imports import Place, Proposal
from cluster_planner.errors import DataError
from cluster_planner.store.confirmations import Confirmations


def proposal(candidate: str, given: str = "경기 안산시 반월") -> Proposal:
    return Proposal(
        subject="complex",
        given=given,
        place=Place(),
        candidate_id=candidate,
        candidate_ko=candidate,
        likeness_pct=90,
        why="시험",
    )


def test_a_yes_is_remembered_and_a_no_forbids_only_its_candidate(tmp_path: Path) -> None:
    Confirmations.of(tmp_path).answer({proposal("c_1"): False, proposal("c_2"): True})

    memory = Confirmations.of(tmp_path).memory()
    assert memory.confirmed("complex", "경기 안산시 반월") == "c_2"
    assert memory.rejected("complex", "경기 안산시 반월", "c_1")
    assert not memory.rejected("complex", "경기 안산시 반월", "c_3")
    assert memory.confirmed("partner", "경기 안산시 반월") is None


def test_a_later_answer_replaces_the_earlier(tmp_path: Path) -> None:
    kept = Confirmations.of(tmp_path)
    kept.answer({proposal("c_1"): True})
    kept.answer({proposal("c_2"): True})
    assert kept.memory().confirmed("complex", "경기 안산시 반월") == "c_2"

    kept.answer({proposal("c_2"): False})
    assert kept.memory().confirmed("complex", "경기 안산시 반월") is None
    assert len(kept.answers()) == 1


def test_a_forgotten_name_is_asked_again(tmp_path: Path) -> None:
    kept = Confirmations.of(tmp_path)
    kept.answer({proposal("c_1"): True, proposal("c_1", "부산 명지"): True})

    assert kept.forget("complex", "경기 안산시 반월") == 1
    assert [one.given for one in kept.answers()] == ["부산 명지"]


def test_a_broken_file_is_told_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "confirmations.json").write_text("[", "utf-8")

    with pytest.raises(DataError, match="다시 묻습니다"):
        Confirmations.of(tmp_path).answer({proposal("c_1"): True})
    assert (tmp_path / "confirmations.json").read_text("utf-8") == "["
