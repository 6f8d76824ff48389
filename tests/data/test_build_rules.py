"""Small rules of the build: confidence, dates, money words."""

import pytest

from data.build.designations import amounts
from data.build.reading import confidence_note, last_date, weakest_confidence


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("seed", "seed"),
        ("seed + news", "news"),
        ("official (secondary)", "news"),
        ("official release (via github-secondary/news)", "github-secondary"),
        ("github-secondary / inferred", "inferred"),
    ],
)
def test_mixed_confidence_takes_the_weakest(words: str, expected: str):
    assert expected == weakest_confidence(words)


def test_an_unknown_confidence_is_refused():
    with pytest.raises(ValueError, match="unknown confidence"):
        weakest_confidence("hearsay")


def test_the_original_words_are_kept_where_they_say_more():
    assert ("", "seed + news") == (confidence_note("news"), confidence_note("seed + news"))


def test_the_latest_date_is_found_and_article_numbers_are_not_dates():
    words = "zdnet.co.kr/view/?no=20250910104707 (2025-09-10); asiae 20251229010015054 (2025-12)"

    assert "2025-12" == last_date(words)
    assert "" == last_date("heraldcorp 10597717")


@pytest.mark.parametrize(
    ("amount", "split", "expected"),
    [
        ("222억", "국비 140 + 도비 22.4 + 시비 22.4 + 민간 37.2", (22_200, 14_000, 4_480, 3_720)),
        ("228.25억", "국비 140 + 지방비·민간", (22_825, 14_000, None, None)),
        ("국비 140억(총액 미확인)", "", (None, 14_000, None, None)),
        ("205억", "2026년분 20억", (20_500, None, None, None)),
    ],
)
def test_money_words_give_only_what_they_state(
    amount: str, split: str, expected: tuple[int | None, ...]
):
    assert expected == tuple(amounts({"amount": amount, "funding_split": split}).values())
