"""The page is built, and what keeps it from being built is told."""

import shutil
from pathlib import Path

import pytest

from cluster_planner.sources.embedded import data_home
from dashboards import app
from dashboards.theme import page_source


@pytest.fixture(scope="module")
def country() -> app.Country:
    return app.open_country()


def test_a_page_is_built_with_a_root(country: app.Country) -> None:
    root = app.page_or_error(country).get_root()

    assert root is not None


def test_the_page_speaks_korean() -> None:
    text = page_source()

    assert '<html lang="ko"' in text
    assert "could not be" not in text


def test_an_error_while_building_is_a_page_with_a_number_in_the_log(
    country: app.Country, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: app.Country) -> None:
        raise ZeroDivisionError("sabotage")

    monkeypatch.setattr(app, "build_page", broken)
    page = app.page_or_error(country)
    number = caplog.records[-1].args[0]  # type: ignore[index]

    assert "오류 번호" in page.main[0].object
    assert str(number) in page.main[0].object


def test_broken_data_is_a_page_with_every_finding(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(data_home(), folder, ignore=shutil.ignore_patterns("build"))
    parks = folder / "parks.csv"
    parks.write_text(parks.read_text("utf-8").replace(",national,", ",nation,", 2), "utf-8")
    (folder / "regions.csv").unlink()
    findings = app._country_or_findings(folder)
    page = app.page_or_error(findings)

    assert isinstance(findings, tuple)
    assert "parks.csv" in page.main[0].object
    assert "regions.csv" in page.main[0].object
