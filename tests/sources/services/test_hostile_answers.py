"""Whatever a service answers, a parser gives figures or a sentence, and never anything else."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_planner.errors import DataError
from cluster_planner.sources.services import kosis, portal, vworld
from cluster_planner.sources.services.indparkstats import OPERATIONS, figures_of
from cluster_planner.sources.services.series import number_of
from cluster_planner.sources.services.transport import Answer
from tests.sources.services.replay import ANSWERS

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples"
TEXTS = st.text(max_size=12) | st.sampled_from(
    ["", "0", "-", "X", "1,234", "202403", "2024", "=1", "<b>", "NaN", "1e999", "٣", "e5"]
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS
NAMES = TEXTS | st.sampled_from(
    ["response", "header", "body", "items", "item", "totalCount", "resultCode", "status", "result",
     "featureCollection", "features", "page", "record", "total", "error", "code", "err", "errMsg",
     "msg", "OpenAPI_ServiceResponse", "cmmMsgHeader", "returnReasonCode", "irsttNm", "DT", "C1"]
)  # fmt: skip
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4)
)
PARSERS: tuple[Callable[[Answer], Any], ...] = (portal.page_of, vworld.page_of, kosis.cells_of)


def parsed(body: bytes, status: int = 200) -> None:
    for parse in PARSERS:
        try:
            found = parse(Answer(status, "application/json", body, fetched_on="2026-11-21"))
        except DataError:
            continue
        if isinstance(found, portal.Page):
            figures_of(OPERATIONS[0], found.items, "202403")
        if isinstance(found, kosis.Cells) and found.rows:
            kosis.figures_of(found.rows, kosis.place_dimension(found.rows))


@given(VALUES, st.sampled_from([200, 400, 403, 500]))
def test_any_json_is_read_or_refused(value: Any, status: int) -> None:
    parsed(json.dumps(value).encode(), status)


@given(st.lists(st.dictionaries(NAMES, SCALARS, max_size=5), max_size=4), st.none() | SCALARS)
def test_any_items_in_the_envelope_are_read_or_refused(items: Any, total: Any) -> None:
    body = {"items": {"item": items}, "totalCount": total}
    parsed(json.dumps({"response": {"header": {"resultCode": "00"}, "body": body}}).encode())


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    parsed(body)


@pytest.mark.parametrize("name", sorted(path.name for path in ANSWERS.iterdir()))
@given(data=st.data())
def test_a_damaged_answer_is_read_or_refused(name: str, data: st.DataObject) -> None:
    body = bytearray((ANSWERS / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(body) - 1))
        body[place] = data.draw(st.integers(0, 255))
    parsed(bytes(body[: data.draw(st.integers(1, len(body)))]))


@given(st.text(max_size=20))
def test_a_figure_is_a_finite_number_or_none(text: str) -> None:
    found = number_of(text)
    assert found in (None, "") or abs(float(found)) < 1e19


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the official samples are not on this computer")
@pytest.mark.parametrize(
    ("name", "parse", "expected"),
    [
        ("kicox_factory_irstt_ok_shape.json", portal.page_of, 1),
        ("kicox_factory_irstt_ok_shape.xml", portal.page_of, 1),
        ("kicox_factory_single_item_dict_shape.json", portal.page_of, 1),
        ("kicox_factory_empty_items_string_shape.json", portal.page_of, 0),
        ("kicox_indparkstats_mvncmpny_shape.json", portal.page_of, 1),
        ("datagokr_gateway_error_22.xml", portal.page_of, "22"),
        ("datagokr_gateway_error_30.xml", portal.page_of, "30"),
        ("datagokr_plain_error.txt", portal.page_of, "99"),
        ("odcloud_error_key.json", portal.page_of, "30"),
        ("kosis_ok_shape.json", kosis.cells_of, 1),
        ("kosis_error_20.json", kosis.cells_of, "20"),
        ("kosis_error_30.json", kosis.cells_of, 0),
        ("vworld_data_ok_damdan_shape.json", vworld.page_of, 2),
        ("vworld_data_ok_parcel.json", vworld.page_of, 1),
        ("vworld_data_not_found.json", vworld.page_of, 0),
        ("vworld_data_error_invalid_range.json", vworld.page_of, "INVALID_RANGE"),
        ("vworld_data_error_param_required.json", vworld.page_of, "PARAM_REQUIRED"),
    ],
)
def test_official_samples_are_read_as_they_are(
    name: str, parse: Callable[[Answer], Any], expected: int | str
) -> None:
    answer = Answer(200, "text/plain", (SAMPLES / name).read_bytes(), fetched_on="2026-11-21")
    if isinstance(expected, str):
        with pytest.raises(DataError) as caught:
            parse(answer)
        assert expected == getattr(caught.value, "code", "")
        return
    found = parse(answer)
    things = (
        getattr(found, "items", None)
        or getattr(found, "features", ())
        or getattr(found, "rows", ())
    )
    assert expected == len(things)


@pytest.mark.parametrize("text", ["e5", "-E5", "1e", ".", "+", "1,23", "1e-999"])
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert number_of(text) is None


def test_layers_without_a_page_are_told_as_such() -> None:
    response = {
        "status": "OK",
        "record": {"total": "0"},
        "page": {"total": "0"},
        "result": {"featureCollection": {"features": []}},
    }
    found = vworld.page_of(Answer(200, "", json.dumps({"response": response}).encode()))

    assert (found.pages, found.features) == (0, ())
