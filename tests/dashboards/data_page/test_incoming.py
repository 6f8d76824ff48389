"""Files are brought, read beside the page, told about, accepted, and taken back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import panel as pn
import pytest

from cluster_planner.domain.imports import FileReport, ImportReport, Place, Proposal
from cluster_planner.intake.gate import Outcome
from cluster_planner.present.imports import Listing, ListingColumn
from cluster_planner.sources.embedded import data_home
from dashboards.data_page.import_work import Brought
from dashboards.data_page.incoming import Incoming
from dashboards.data_page.listing_view import listing_rows, listing_table
from dashboards.data_page.snapshots_view import SnapshotsView
from dashboards.parts import Form
from dashboards.shell import Wire
from dashboards.state.session import Session
from dashboards.words import Words
from tests.official.status_book import write_status_csv


class Page(Wire):
    """A wire that writes down what it would say to a browser."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.loaded: list[str] = []
        super().__init__(lambda *_: None)

    def say(self, text: str, tone: str = "good") -> None:
        self.said.append(text)

    def load(self, query: str) -> None:
        self.loaded.append(query)


@pytest.fixture
def page() -> Page:
    return Page()


@pytest.fixture
def incoming(session: Session, page: Page) -> Iterator[Incoming]:
    tab = Incoming(session, page)
    yield tab
    tab.leave()


def rows() -> pd.DataFrame:
    """The agro complexes of our own table: the smallest of the official CSV files."""
    frame = pd.read_csv(data_home() / "complexes.csv", dtype=str, keep_default_na=False)
    return frame[frame["kind_id"] == "agro"].reset_index(drop=True)


def bring(incoming: Incoming, write: Callable[[Path], object], name: str) -> None:
    """Put a file where the browser would have sent it, and read it to the end."""
    path = incoming._ticket.folder / name
    write(path)
    incoming._ticket.files[name] = path
    incoming._pressed("start", True)
    deadline = time.monotonic() + 60
    while incoming.busy and time.monotonic() < deadline:
        time.sleep(0.05)
    incoming.look()


def button(incoming: Incoming, key: str) -> None:
    """Press a button of the report."""
    card = incoming.result.objects[0]
    form = next(part for part in card.objects if isinstance(part, Form))
    assert form._on_change is not None
    assert key in {field["key"] for field in form.fields}
    form._on_change(key, True)


def proposed(incoming: Incoming, session: Session, page: Page) -> tuple[SnapshotsView, str]:
    """The tab of snapshots beside one that waits to be accepted, and its digest."""
    changed = rows()
    changed.loc[0, "tenants"] = "12345"
    bring(incoming, lambda path: write_status_csv(path, changed), "농공_20260331.csv")
    view = SnapshotsView(session, page)
    digest = next(row["key"] for row in view.table.rows if row["reject"])
    return view, digest


def test_a_new_quarter_is_told_compared_accepted_and_rolled_back(
    incoming: Incoming, session: Session, page: Page
) -> None:
    changed = rows()
    old = changed.loc[0, "tenants"]
    changed.loc[0, "tenants"] = str(int(old) + 100)
    bring(incoming, lambda path: write_status_csv(path, changed), "농공_20260331.csv")
    shelf = session.desk.house.snapshots
    proposed = shelf.list()

    assert "다 읽었습니다" in incoming.status.object
    assert [kept.state for kept in proposed if kept.parent] == ["proposed"]
    assert shelf.current() == ""
    button(incoming, "accept")
    assert shelf.current() == next(kept.digest for kept in proposed if kept.parent)
    assert page.loaded == ["?page=data"]

    view = SnapshotsView(session, page)
    assert "쓰는 중" in {row["state"] for row in view.table.rows}
    view._pressed("back", True)
    assert shelf.current() == ""
    assert page.loaded == ["?page=data"] * 2
    assert len(set(page.said)) == 1  # taken into use here or there, it is told the same
    assert [row["what"] for row in SnapshotsView(session, page).history.rows] == [
        "되돌림",
        "받아들임",
    ]


def test_a_bad_file_changes_nothing_and_says_why(incoming: Incoming, session: Session) -> None:
    bring(incoming, lambda path: path.write_bytes(b"\x00\x01" * 500), "현황.xlsx")

    assert session.desk.house.snapshots.list() == ()
    told = incoming.result.objects[0].objects[1].object
    assert "새 자료를 만들지 않았습니다" in told


def test_what_was_brought_goes_with_the_page(incoming: Incoming) -> None:
    folder = incoming._ticket.folder
    (folder / "a.csv").write_text("x", "utf-8")
    incoming.leave()

    assert not folder.exists()


def test_buttons_can_be_pressed_when_they_mean_something(incoming: Incoming) -> None:
    assert incoming.buttons.disabled_keys == ["start", "stop"]
    incoming._ticket.files["a.csv"] = incoming._ticket.folder / "a.csv"
    incoming._arrived(["a.csv"])
    assert incoming.buttons.disabled_keys == ["stop"]
    incoming._pressed("clear", True)
    assert incoming.buttons.disabled_keys == ["start", "stop"]


def test_a_snapshot_that_nobody_accepted_can_be_thrown_away(
    incoming: Incoming, session: Session, page: Page
) -> None:
    view, digest = proposed(incoming, session, page)
    view._act("look", digest)
    view._act("reject", digest)

    assert page.loaded == [f"?page=explore&data={digest[:16]}"]
    assert digest not in {row["key"] for row in view.table.rows}
    view._act("accept", digest)
    assert digest[:12] in page.said[-1]


def test_the_report_of_a_snapshot_can_be_opened_again_and_its_changes_found(
    incoming: Incoming, session: Session, page: Page
) -> None:
    view, digest = proposed(incoming, session, page)
    view._act("told", digest)
    assert view.told._job is not None
    assert view.told._job.join(60)
    view.told.look()

    card = view.told._beside.objects[0]
    changes = next(part for part in card.objects if isinstance(part, pn.Column))
    form, table = changes.objects[1:]
    assert "12,345" in {row["after"] for row in table.rows}
    form._on_change("find", "12,345")
    assert {row["after"] for row in table.rows} == {"12,345"}
    form._on_change("table", "complexes")
    assert {row["table"] for row in table.rows} == {"공식 산업단지"}
    view._act("reject", digest)
    assert view.told.view.objects == []


def test_matching_again_without_an_answer_says_what_to_do_first(
    incoming: Incoming, page: Page, session: Session
) -> None:
    asked = Proposal(
        subject="partner", given="두산로보틱", place=Place(row=9), candidate_id="u_1",
        candidate_ko="두산로보틱스", likeness_pct=92.0, why="이름이 비슷함",
    )  # fmt: skip
    file = FileReport(file="a.csv", sha256="0", size_bytes=1, proposals=(asked,))
    report = ImportReport(made_at="2026-11-21T00:00:00Z", base_digest="b", files=(file,))
    incoming._show(Brought(Outcome(report, None, "i"), None))
    button(incoming, "again")

    assert "확인할 이름" in page.said[-1]


def test_a_row_without_a_title_can_still_be_read() -> None:
    columns = (ListingColumn("sheet", "시트"), ListingColumn("row", "행", "whole"))
    listing = Listing("refusals", "받지 않은 것", columns, (("", 3), ("", None)))

    assert [row["sheet"]["text"] for row in listing_rows(listing)] == ["–", "–"]
    assert [column["key"] for column in listing_table(listing, Words()).columns] == ["row"]
