"""Whatever an office's file looks like: what was written is read back, or refused where it stands."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings

from cluster_planner.sources.kicox.status import read_status
from tests.proof.effort import times
from tests.sources.kicox.status_drawn import Drawn, drawn_files
from tests.sources.kicox.status_frames import COLUMNS

tried: Counter[str] = Counter()
"""Files that were written and read, by form."""


@settings(max_examples=times(60))
@given(drawn_files())
def test_what_was_written_is_read_back_or_refused_where_it_stands(drawn: Drawn) -> None:
    with TemporaryDirectory() as folder:
        path = drawn.write(Path(folder))
        reading = read_status(path, "현황.xlsx" if drawn.form == "xlsx" else "현황.csv")
    tried[drawn.form] += 1
    frame = reading.tables["complexes"]
    columns = [*COLUMNS, "is_child", "parent_row"]
    assert drawn.expected() == list(frame[columns].itertuples(index=False, name=None))
    places = [refusal.place for refusal in reading.report.refusals]
    told = [(place.row, place.column.split("(")[0]) for place in places]
    assert drawn.refused() == told
    report = reading.report
    assert len(drawn.lines) == report.rows_read == report.rows_kept + len(drawn.refused())
