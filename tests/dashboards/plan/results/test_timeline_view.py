"""The grid of years: a row per park, its packages under the focus."""

from cluster_planner.present.palette import THEMES, contrast
from dashboards.plan.results.frames import RunFrames
from dashboards.plan.results.timeline_view import TimelineView, chip_colours, grid_rows
from dashboards.state.session import Session


def test_a_cell_shows_what_starts_what_is_paid_and_the_effect(frames: RunFrames) -> None:
    _, changwon = grid_rows(frames.timeline, "", frozenset({"p_changwon"}))
    first, second, third, _, fifth, sixth = changwon.cells

    assert (changwon.label, changwon.total, changwon.mark) == ("창원", "200", "추정")
    assert ([c.text for c in first.chips], first.amount, first.effect) == (["AI"], "60", False)
    assert (second.chips, second.amount) == ((), "40")
    assert (third.amount, third.effect) == ("", True)
    assert ([c.full for c in fifth.chips], fifth.amount) == (["로봇·휴머노이드 착수"], "60")
    assert sixth.amount == "40"
    assert changwon.after == "2028–2035"


def test_the_focus_opens_its_packages(frames: RunFrames) -> None:
    rows = grid_rows(frames.timeline, "p_changwon", frozenset())

    assert [(r.label, r.of) for r in rows[2:]] == [
        ("AI 팩토리", "p_changwon"), ("로봇·휴머노이드", "p_changwon"),
    ]  # fmt: skip
    assert rows[2].cells[0].chips[0].full == "AI 팩토리 12단위 착수"


def test_a_chosen_park_is_the_focus_and_again_is_none(session: Session, frames: RunFrames) -> None:
    view = TimelineView(session)
    view.show(frames)
    view._chosen("p_changwon")
    assert session.focus == "p_changwon"
    assert len(view.grid.rows) == 4
    assert view.grid.years[-1] == "2031*"
    view._chosen("p_changwon")
    assert session.focus == ""


def test_letters_on_chips_can_be_read_in_both_themes() -> None:
    for theme in THEMES.values():
        for back, ink in chip_colours(theme).values():
            assert contrast(back, ink) >= 4.5
