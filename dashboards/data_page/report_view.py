"""The report of an import on the page: a card a file, its questions with buttons."""

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any, Final

import panel as pn

from cluster_planner.domain.imports import FileReport, ImportReport, Proposal
from cluster_planner.present.imports import (
    Listing,
    file_listings,
    file_sentences,
    report_sentences,
)
from dashboards.data_page.listing_view import LONG, listing_rows, listing_table
from dashboards.parts import Column, Table, card, html_pane, tabs
from dashboards.words import Words

_SHEET: Final = Path(__file__).with_name("data_page.css")
Decide = Callable[[Proposal, bool], None]


def report_head(report: ImportReport) -> pn.pane.HTML:
    """Sentences about the whole import."""
    return html_pane(_lines(report_sentences(report)), _SHEET)


def file_cards(report: ImportReport, words: Words, decide: Decide | None = None) -> list[pn.Column]:
    """A card a file. `decide(proposal, yes)` hears the answers to its questions; None asks none."""
    return [_file_card(file, words, decide) for file in report.files]


def _file_card(file: FileReport, words: Words, decide: Decide | None) -> pn.Column:
    told = html_pane(_lines(file_sentences(file)), _SHEET)
    listings = file_listings(file)
    sheets = [
        (
            listing.key,
            f"{words(listing.title)} {len(listing.rows):,}",
            lambda one=listing: _listing(one, file, words, decide),
        )
        for listing in listings
    ]
    inside = [tabs(sheets, label=file.file)] if sheets else []
    return card(
        told, *inside, title=file.file, note=_size(file.size_bytes), level=3, stylesheets=[LONG]
    )


def _listing(listing: Listing, file: FileReport, words: Words, decide: Decide | None) -> Any:
    if decide is None or listing.key != "proposals":
        return listing_table(listing, words, file.file)
    return _questions(listing, file, words, decide)


def _questions(listing: Listing, file: FileReport, words: Words, decide: Decide) -> Any:
    """Proposals with a yes and a no in each row; an answered one says so and can be changed."""
    asked = {"said": "–", "yes": words("예"), "no": words("아니오")}
    rows = [row | asked for row in listing_rows(listing)]

    def answered(action: str, key: str) -> None:
        decide(file.proposals[int(key)], action == "yes")
        said = words("예") if action == "yes" else words("아니오")
        rows[int(key)] |= {"said": {"value": said, "text": said, "tone": "good"}}
        table.show(rows)

    columns = [
        Column("said", words("대답")),
        Column("yes", words("예"), "action"),
        Column("no", words("아니오"), "action"),
        *(Column(column.key, words(column.title)) for column in listing.columns),
    ]
    table = Table(
        columns, rows, on_action=answered, caption=f"{file.file} {listing.title}", words=words,
        sizing_mode="stretch_width", max_height=420,
    )  # fmt: skip
    hint = words(
        "예나 아니오를 고른 뒤 위의 '대답을 넣어 다시 맞추기'를 누르세요. 그때 대답을 기억하고 그 행을 넣습니다."
    )
    return pn.Column(html_pane(f'<p class="quiet">{escape(hint)}</p>', _SHEET), table, margin=0)


def _lines(sentences: tuple[str, ...]) -> str:
    return "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)


def _size(size_bytes: int) -> str:
    return f"{size_bytes / 1e6:,.1f} MB" if size_bytes >= 100_000 else f"{size_bytes:,} B"
