"""An import in words and rows: the same for the screen, the shell and the workbook."""

from cluster_planner.present.imports.changes import (
    CHANGE_LABELS,
    change_counts,
    change_listing,
    change_sentences,
    table_ko,
)
from cluster_planner.present.imports.listing import Listing, ListingColumn
from cluster_planner.present.imports.report import (
    FILE_KIND_LABELS,
    file_listings,
    file_sentences,
    place_words,
    proposal_question,
    report_sentences,
)
from cluster_planner.present.imports.workbook import report_bytes

__all__ = [
    "CHANGE_LABELS",
    "FILE_KIND_LABELS",
    "Listing",
    "ListingColumn",
    "change_counts",
    "change_listing",
    "change_sentences",
    "file_listings",
    "file_sentences",
    "place_words",
    "proposal_question",
    "report_bytes",
    "report_sentences",
    "table_ko",
]
