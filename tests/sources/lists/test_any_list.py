"""Whatever an office writes, in whatever order and encoding: read back, or refused in its place."""

import csv
import io
import unicodedata
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cluster_planner.domain.contracts import PARTNERS
from cluster_planner.domain.list_fields import PARTNER_FIELDS, FieldKind, ListField
from cluster_planner.sources.grid import Cell, CellKind
from cluster_planner.sources.lists import read_partners
from cluster_planner.sources.lists.cells import read_cell

FIELDS = {field.name: field for field in PARTNER_FIELDS}
NAMES = st.text("가나다라마바사아자차카타파하ABC12 ", min_size=1, max_size=12).filter(str.strip)
CHOSEN = ("name_ko", "type_id", "division_ids", "speciality_ids", "confidence")


def one_of(name: str) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(FIELDS[name].choices))


def some_of(name: str) -> st.SearchStrategy[list[str]]:
    return st.lists(one_of(name), max_size=3, unique=True)


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "name_ko": NAMES,
            "type_id": one_of("type_id"),
            "division_ids": some_of("division_ids"),
            "speciality_ids": some_of("speciality_ids"),
            "confidence": one_of("confidence"),
        }
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda row: " ".join(str(row["name_ko"]).split()).casefold(),
)
CLUTTER = st.sampled_from(["", " ", "\u00a0", "  "])


def written(name: str, value: object, between: str, clutter: str) -> str:
    labels: Mapping[str, str] = FIELDS[name].choices
    if isinstance(value, list):
        return between.join(f"{clutter}{labels[i]}{clutter}" for i in value)
    word = labels.get(str(value), str(value))
    return f"{clutter}{word}{clutter}"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=ROWS,
    order=st.permutations(CHOSEN),
    between=st.sampled_from([";", "/", ", ", " ; "]),
    clutter=CLUTTER,
    form=st.sampled_from(["NFC", "NFD"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp949", "utf-16"]),
    delimiter=st.sampled_from([",", "\t", ";"]),
    english=st.booleans(),
    title=st.booleans(),
)
def test_what_was_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[dict[str, object]],
    order: list[str],
    between: str,
    clutter: str,
    form: str,
    encoding: str,
    delimiter: str,
    english: bool,
    title: bool,
) -> None:
    # CP949 has neither a hard space nor decomposed letters.
    clutter, form = (" ", "NFC") if encoding == "cp949" else (clutter, form)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    if title:
        writer.writerow(["참여 기관 명단", *[""] * (len(order) - 1)])
    writer.writerow([name if english else FIELDS[name].label_ko for name in order])
    for row in rows:
        writer.writerow([written(name, row[name], between, clutter) for name in order])
    content = unicodedata.normalize(form, text.getvalue())  # type: ignore[arg-type]
    path = tmp_path_factory.mktemp("list") / "목록.csv"
    path.write_bytes(content.encode(encoding))

    reading = read_partners(path, path.name)
    read = reading.tables["partners"]

    assert reading.report.refusals == ()
    assert list(read["name_ko"]) == [" ".join(str(row["name_ko"]).split()) for row in rows]
    assert list(read["type_id"]) == [row["type_id"] for row in rows]
    assert list(read["confidence"]) == [row["confidence"] for row in rows]
    for name in ("division_ids", "speciality_ids"):
        assert [cell.split(";") if cell else [] for cell in read[name]] == [r[name] for r in rows]
    assert list(read["row"]) == [2 + title + number for number in range(len(rows))]


@given(field=st.sampled_from(PARTNER_FIELDS), text=st.text(max_size=60))
def test_any_cell_is_taken_or_gets_a_sentence_and_a_remedy(field: ListField, text: str) -> None:
    said = read_cell(Cell(2, 1, text, CellKind.TEXT), field, PARTNERS)

    assert bool(said.problem) == bool(said.remedy)
    assert not (said.value and said.problem)
    if field.kind is FieldKind.CHOICE and said.value:
        assert said.value in field.choices
    if field.kind is FieldKind.CHOICES and said.value:
        assert set(said.value.split(";")) <= set(field.choices)
