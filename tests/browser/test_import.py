"""Files are brought by a person: dropped, read, told about, accepted; hostile ones are refused."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from axe import grave, violations
from conftest import free_port, screen, serve_script
from playwright.sync_api import Page, expect

from cluster_planner.sources.embedded import data_home
from tests.official.status_book import write_status_csv

pytestmark = pytest.mark.browser


@pytest.fixture
def statistic(tmp_path: Path) -> Path:
    """The official CSV of the national complexes, a new quarter: one has more tenants."""
    rows = pd.read_csv(data_home() / "complexes.csv", dtype=str, keep_default_na=False)
    rows = rows[rows["kind_id"] == "national"].reset_index(drop=True)
    rows.loc[rows["name_ko"].str.startswith("창원["), "tenants"] = "9999"
    return write_status_csv(tmp_path / "국가산업단지_20260331.csv", rows)


@pytest.fixture
def bomb(tmp_path: Path) -> Path:
    path = tmp_path / "단지 경계.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("단지.shp", b"\0" * 80_000_000)
    return path


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[str]:
    """A planner with an empty home."""
    home = tmp_path_factory.mktemp("home")
    log = home / "server.log"
    with serve_script("planner_app", free_port(), log, "--home", str(home)) as address:
        yield address


@pytest.fixture
def incoming(guarded_page: Page, url: str) -> Page:
    """The tab 가져오기."""
    guarded_page.goto(f"{url}/?page=data")
    guarded_page.wait_for_selector("html[data-planner-shown=true]")
    guarded_page.get_by_role("tab", name="가져오기").click()
    return guarded_page


def read(page: Page, *paths: Path) -> None:
    page.locator("input[type=file]").set_input_files([str(path) for path in paths])
    for path in paths:
        line = page.get_by_role("listitem").filter(has_text=path.name)
        expect(line).to_contain_text("올렸습니다", timeout=30_000)
    page.get_by_role("button", name="읽기", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="다 읽었습니다")).to_be_visible(
        timeout=60_000
    )


def test_a_quarter_is_read_compared_accepted_shown_and_rolled_back(
    incoming: Page, statistic: Path
) -> None:
    read(incoming, statistic)
    expect(incoming.get_by_text("전국산업단지현황통계, 기준일 2026년 3월 31일")).to_be_visible()
    changes = incoming.get_by_role("region", name="바뀐 것", exact=True)
    expect(changes.get_by_role("row", name="3,292").first).to_contain_text("9,999")
    with incoming.expect_download() as download:
        incoming.get_by_role("button", name="보고서 엑셀").click()
    assert Path(download.value.path()).read_bytes().startswith(b"PK")

    assert grave(violations(incoming)) == []
    screen(incoming, "import-report")
    incoming.get_by_role("button", name="받아들이기").first.click()
    expect(incoming.get_by_text("산업단지 현황 2026년 3월 31일")).to_be_visible(timeout=30_000)
    incoming.goto(incoming.url.split("?")[0] + "?page=explore&park=p_changwon")
    shown = incoming.get_by_text("9,999개사").filter(visible=True)
    expect(shown.first).to_be_visible(timeout=30_000)

    incoming.goto(incoming.url.split("?")[0] + "?page=data")
    incoming.get_by_role("tab", name="자료 판").click()
    incoming.get_by_role("button", name="앞의 자료로 되돌리기").click()
    expect(incoming.get_by_text("산업단지 현황 2025년 12월 31일")).to_be_visible(timeout=30_000)


def test_a_hostile_file_gets_a_sentence_and_the_good_one_beside_it_is_read(
    incoming: Page, statistic: Path, bomb: Path
) -> None:
    read(incoming, bomb, statistic)

    expect(incoming.get_by_text("파일 2개 가운데 1개를 읽었습니다.")).to_be_visible()
    card = incoming.get_by_role("heading", name=bomb.name)
    expect(card).to_be_visible()
    expect(incoming.get_by_text(f"{bomb.name}:").first).to_be_visible()


def test_files_are_chosen_by_keyboard_and_a_refused_upload_says_why(
    incoming: Page, tmp_path: Path
) -> None:
    empty = tmp_path / "빈 파일.csv"
    empty.write_bytes(b"")
    chosen = incoming.get_by_label("파일 고르기")
    expect(chosen).to_be_enabled()
    chosen.focus()
    expect(chosen).to_be_focused()
    with incoming.expect_file_chooser() as chooser:
        chosen.press("Enter")
    chooser.value.set_files(str(empty))

    expect(incoming.get_by_role("listitem").filter(has_text="빈 파일.csv")).to_contain_text(
        "내용이 있는 파일을 올리세요"
    )
    expect(incoming.get_by_role("button", name="읽기", exact=True)).to_be_disabled()
