"""A card says its target, how much of it is reached, and what is only assumed."""

import re

from cluster_planner.present.plan_figures import Figure, plan_figures
from dashboards.plan.results.kpi_row import kpi_html
from tests.present.plan_cases import hand_made
from tests.real_data import real_snapshot


def test_cards_name_their_target_or_say_that_there_is_none() -> None:
    text = re.sub(r"<[^>]+>", " ", kpi_html(plan_figures(hand_made(), real_snapshot())))

    assert "2030 목표 500개의 34%" in text
    assert "2030 목표 100조와 셈이 달라 견주지 않음" in text
    assert text.count("목표 없음") == 5
    assert "추정" in text
    assert "가정" in text


def test_the_bar_is_full_at_the_target_and_shows_what_was_before() -> None:
    figure = Figure("k", "가", "1", "개", "target", "목표", share=0.9, before=0.4)

    assert 'class="before" style="width:40.0%"' in kpi_html([figure])
    assert 'style="width:60.0%"' in kpi_html([figure])


def test_texts_are_escaped() -> None:
    assert "<b>" not in kpi_html([Figure("k", "<b>", "<b>", "<b>", "none", "<b>", "<b>", "<b>")])
