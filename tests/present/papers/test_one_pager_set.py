"""The pages of a region: which parks, one file each, with a plan and without."""

import io
import zipfile

import pytest
from pypdf import PdfReader

from cluster_planner.domain.plan import Run
from cluster_planner.errors import ScenarioError
from cluster_planner.present.papers import one_pager_set
from cluster_planner.present.papers.file_names import file_name
from cluster_planner.present.papers.formats import Order, paper_bytes
from cluster_planner.present.papers.one_pager_set import one_pager_zip, parks_of
from cluster_planner.present.papers.one_pagers import park_pages, region_pages
from tests.present.plan_cases import award, hand_made, run_of
from tests.real_data import real_snapshot


def core_of(region_id: str) -> set[str]:
    parks = real_snapshot()["parks"]
    return set(
        parks.loc[parks["is_core"].astype(bool) & (parks["region_id"] == region_id), "park_id"]
    )


def test_parks_of_the_plan_come_first_then_the_core_parks_it_left_out() -> None:
    run = run_of(award("p_masan_ftz", "base", "complex_ax", 2026))
    parks = parks_of(run, real_snapshot(), "southeast")

    assert "p_masan_ftz" == parks[0]
    assert set(parks) == core_of("southeast") | {"p_masan_ftz"}
    assert len(parks) == len(set(parks))
    assert set(parks_of(None, real_snapshot(), "southeast")) == core_of("southeast")


@pytest.mark.parametrize("run", [None, hand_made()])
def test_the_zip_has_a_pdf_for_the_region_and_one_for_each_park(
    run: Run | None, typesetter: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = parks_of(run, real_snapshot(), "jeju")[:2]
    monkeypatch.setattr(one_pager_set, "parks_of", lambda *_: two)
    told: list[tuple[str, int, int]] = []
    content = one_pager_zip(run, real_snapshot(), "jeju", lambda *step: told.append(step))

    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        names = pack.namelist()
        assert "권역_제주권.pdf" == names[0] or names[0].startswith("권역_제주")
        assert len(names) == len(two) + 1 == len(told)
        assert all(name.endswith(f"_{park}.pdf") for name, park in zip(names[1:], two, strict=True))
        first = PdfReader(io.BytesIO(pack.read(names[0]))).pages[0].extract_text()
    assert ("계획 없음" in first) is (run is None)
    assert [(done, of) for _, done, of in told] == [(n, len(names)) for n in range(len(names))]


def test_pages_without_a_plan_say_so_and_name_their_data() -> None:
    for page in (
        park_pages(None, real_snapshot(), ("p_changwon",)),
        region_pages(None, real_snapshot(), ("southeast",)),
    ):
        assert f"계획 없음 · 자료 지문 {real_snapshot().digest[:16]}" in page
        assert "계획 결과" not in page
        assert "실행번호" not in page
    assert "계획 결과" in park_pages(hand_made(), real_snapshot(), ("p_changwon",))


def test_only_pages_about_places_can_do_without_a_plan() -> None:
    order = Order("park", park_ids=("p_changwon",), as_html=True)
    assert "창원".encode() in paper_bytes(None, real_snapshot(), order)
    with pytest.raises(ScenarioError, match="계획이 있어야 만드는 형식"):
        paper_bytes(None, real_snapshot(), Order("xlsx"))


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("결재문서", "기준안", "1a2b"), "결재문서_기준안_1a2b.x"),
        (("계획", "가 나\n다/라", ""), "계획_가_나_다_라.x"),
        (("계획", "\u202e\x00\ud800", "1"), "계획_1.x"),
        (("계획", "긴" * 99), f"계획_{'긴' * 40}.x"),
        (("계획", "..\\..\\CON"), "계획_CON.x"),
    ],
)
def test_a_file_is_named_so_that_any_system_can_store_it(parts: tuple[str, ...], name: str) -> None:
    assert name == file_name(*parts, ending=".x")
