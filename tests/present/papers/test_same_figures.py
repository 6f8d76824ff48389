"""Every figure is the same in every format, on the screen and in plan.json: by plain arithmetic."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from cluster_planner.present.papers.formats import Order, paper_bytes
from cluster_planner.present.plan_figures import plan_figures
from cluster_planner.present.plan_files import plan_json
from cluster_planner.present.rows import (
    park_rows,
    payment_years,
    programme_year_rows,
    region_rows,
    region_year_rows,
)
from cluster_planner.present.summary import gap_words, totals
from cluster_planner.sources.embedded import sources_text
from tests.present.papers.plain_sums import FIELDS, PlainSums, plain_sums
from tests.present.papers.reading import (
    csv_frames,
    geojson_features,
    gpkg_tables,
    html_words,
    hwpx_rows,
    hwpx_text,
    map_popups,
    pdf_text,
    squeezed,
    xlsx_sheets,
)
from tests.present.varied_plan import varied
from tests.real_data import real_snapshot

type Made = Callable[..., bytes]
HEADERS = {
    "national_mkrw": "국비(백만원)",
    "local_mkrw": "지방비(백만원)",
    "private_mkrw": "민간(백만원)",
    "gain_low_mkrw": "기대 부가가치 낮음(백만원, 추정)",
    "gain_central_mkrw": "기대 부가가치 중간(백만원, 추정)",
    "gain_high_mkrw": "기대 부가가치 높음(백만원, 추정)",
}
AS_OF = ("2025-12-31", "2025년 12월 31일")


@pytest.fixture(scope="module")
def sums() -> PlainSums:
    parks = real_snapshot()["parks"]
    return plain_sums(plan_json(varied()), dict(zip(parks["park_id"], parks["region_id"])))  # noqa: B905


@pytest.fixture(scope="module")
def made() -> Made:
    kept: dict[str, bytes] = {}

    def make(kind: str, **order: Any) -> bytes:
        key = f"{kind}{order}"
        if key not in kept:
            asked = Order(kind, sources_text(), **order)
            kept[key] = paper_bytes(varied(), real_snapshot(), asked)
        return kept[key]

    return make


def named(table: str, key: str) -> dict[str, str]:
    frame = real_snapshot()[table]
    return {str(i): str(n) for i, n in zip(frame[key], frame["name_ko"], strict=True)}


REGIONS = named("regions", "region_id")
PARKS = named("parks", "park_id")
PROGRAMMES = named("envelopes", "envelope_id")


def whole(value: float) -> str:
    return f"{value:,.0f}"


def eok(mkrw: float) -> str:
    assert mkrw % 100 == 0
    return f"{mkrw / 100:,.0f}억"


def document_lines(sums: PlainSums) -> Iterator[tuple[str, ...]]:
    """The lines of figures that HWPX and PDF must have, word by word."""
    for region, name in REGIONS.items():
        years = [sums.region_year[region, year] for year in sums.years]
        yield (name, *map(whole, years), whole(sum(years)))
        gains = sums.region.get(region, dict.fromkeys(FIELDS, 0.0))
        yield (name, whole(sums.region_parks[region]), *(whole(gains[f]) for f in FIELDS[3:]))
    all_years = [sum(sums.region_year[r, year] for r in REGIONS) for year in sums.years]
    yield ("합계", *map(whole, all_years), whole(sums.all_of["national_mkrw"]))
    for programme in {p for p, _ in sums.programme_year}:
        years = [sums.programme_year[programme, year] for year in sums.years]
        yield (PROGRAMMES[programme], "신규 배분", *map(whole, years), whole(sum(years)))
    every = [sums.all_of[field] for field in FIELDS]
    yield ("합계", whole(len(sums.park)), *map(whole, every[3:]))
    for park, here in sums.park.items():
        basis = "추정" if park in sums.estimated else "통계"
        yield (*map(whole, (here[f] for f in FIELDS[:3])), whole(here[FIELDS[4]]), basis)


def region_heads(sums: PlainSums) -> Iterator[tuple[str, ...]]:
    """The beginning of each region's line with what everybody pays, and of the line of sums."""
    for region, name in REGIONS.items():
        paid = sums.region.get(region, dict.fromkeys(FIELDS, 0.0))
        yield (name, whole(sums.region_parks[region]), *(whole(paid[f]) for f in FIELDS[:3]))
    yield ("합계", whole(len(sums.park)), *(whole(sums.all_of[f]) for f in FIELDS[:3]))


def sentences(sums: PlainSums) -> tuple[str, ...]:
    return (
        f"선정 단지 {len(sums.park)}곳, 배분 {sums.awards.total()}건",
        f"참여기관 {sums.partners}곳",
        f"{sums.gap_pct:.2f}% 안의 계획입니다(최적 증명 아님)",
        f"총 국비{eok(sums.all_of['national_mkrw']).removesuffix('억')} 억 원",
    )


def test_hwpx_has_every_figure_with_marks_source_and_date(made: Made, sums: PlainSums) -> None:
    rows, text = hwpx_rows(made("hwpx")), squeezed(hwpx_text(made("hwpx")))

    for line in document_lines(sums):
        assert any(row[-len(line) :] == line for row in rows), line
    for line in region_heads(sums):
        assert any(row[: len(line)] == line for row in rows), line
    for sentence in sentences(sums):
        assert squeezed(sentence) in text
    park_lines = [row for row in rows if len(row) == 10 and row[1] in {PARKS[p] for p in sums.park}]
    for park, here in sums.park.items():
        (line,) = [row for row in park_lines if row[1] == PARKS[park]]
        assert line[5] == whole(here["national_mkrw"])
    assert "기대부가가치(추정)" in text
    assert squeezed(AS_OF[1]) in text
    assert varied().run_id in text


def test_pdf_has_every_figure_with_marks_source_and_date(
    made: Made, sums: PlainSums, typesetter: None
) -> None:
    text = pdf_text(made("pdf"))

    for line in (*document_lines(sums), *region_heads(sums)):
        assert squeezed("".join(line)) in text, line
    for sentence in sentences(sums):
        assert squeezed(sentence) in text
    assert "기대부가가치(추정)" in text
    assert squeezed(AS_OF[1]) in text
    assert varied().run_id in text


def test_xlsx_has_every_figure_with_marks_sources_and_dates(made: Made, sums: PlainSums) -> None:
    sheets = xlsx_sheets(made("xlsx"))
    years = {row[0]: row[1:] for row in sheets["연도×권역"]}
    for region, name in REGIONS.items():
        paid = [sums.region_year[region, year] for year in sums.years]
        assert years[name] == (*paid, sum(paid))
    programmes = {row[:2]: row[2:] for row in sheets["사업×연도"]}
    for programme in {p for p, _ in sums.programme_year}:
        paid = [sums.programme_year[programme, year] for year in sums.years]
        assert programmes[PROGRAMMES[programme], "신규 배분"] == (*paid, sum(paid))
    said = {row[0]: row[1] for row in sheets["요약"]}
    assert [said[f"기대 부가가치 {end}"] for end in ("낮음", "중간", "높음")] == [
        sums.all_of[field] for field in FIELDS[3:]
    ]
    assert (said["단지"], said["배분"], said["참여기관"]) == (
        len(sums.park), sums.awards.total(), sums.partners
    )  # fmt: skip
    assert said["국비"] == sums.all_of["national_mkrw"]
    assert said["간격"] == pytest.approx(sums.gap_pct)
    header, *rows = sheets["배분"]
    lines = [dict(zip(header, row, strict=True)) for row in rows]
    for park, here in sums.park.items():
        mine = [line for line in lines if line["단지코드"] == park]
        assert len(mine) == sums.awards[park]
        for field, title in HEADERS.items():
            assert sum(line[title] for line in mine) == here[field]
    assert {line["생산액 근거"] for line in lines} >= {"추정", "통계"}
    assert AS_OF[0] in {cell for row in sheets["출처"] for cell in row}


def test_csv_has_every_figure_with_marks_sources_and_dates(made: Made, sums: PlainSums) -> None:
    frames = csv_frames(made("csv"))

    for line in frames["연도×권역"].to_dict("records"):
        assert float(line["국비(백만원)"]) == sums.region_year[line["권역코드"], int(line["연도"])]
    for line in frames["사업×연도"].to_dict("records"):
        key = line["사업코드"], int(line["연도"])
        assert float(line["국비(백만원)"]) == sums.programme_year[key]
    parks = {line["단지코드"]: line for line in frames["단지"].to_dict("records")}
    assert set(parks) == set(sums.park)
    for park, line in parks.items():
        for field, title in HEADERS.items():
            assert float(line[title]) == sums.park[park][field]
        assert line["생산액 근거"] == ("추정" if park in sums.estimated else "통계")
    for line in frames["권역"].to_dict("records"):
        here = sums.region.get(line["권역코드"], dict.fromkeys(FIELDS, 0.0))
        assert float(line["국비(백만원)"]) == here["national_mkrw"]
    assert frames["참여기관"]["참여기관코드"].nunique() == sums.partners
    said = dict(frames["실행"].to_numpy().tolist())
    assert said["상한과의 간격"] == f"{sums.gap_pct:.2f}%"
    assert AS_OF[0] in set(frames["출처"]["기준일"])


def test_geopackage_and_geojson_have_every_figure_of_a_park(made: Made, sums: PlainSums) -> None:
    tables = gpkg_tables(made("gpkg"))
    layer = {line["단지코드"]: line for line in tables["선정 단지"]}

    for parks in (layer, geojson_features(made("geojson"))):
        assert set(parks) == set(sums.park)
        for park, line in parks.items():
            for field, title in HEADERS.items():
                assert line[title] == sums.park[park][field]
            assert line["생산액 근거"] == ("추정" if park in sums.estimated else "통계")
            assert line["단지 기준일"] in AS_OF
            assert line["단지 출처"]
            assert line["실행번호"] == varied().run_id
    for line in tables["권역"]:
        here = sums.region.get(line["권역코드"], dict.fromkeys(FIELDS, 0.0))
        for field, title in HEADERS.items():
            assert line[title] == here[field]


def test_the_map_shows_the_money_of_every_park_and_its_date(made: Made, sums: PlainSums) -> None:
    page = made("map")
    shown = map_popups(page)

    assert set(shown) == set(sums.park)
    for park, (name, lines) in shown.items():
        assert name == PARKS[park]
        assert lines[0] == f"국비 {eok(sums.park[park]['national_mkrw'])} 원"
    assert AS_OF[1] in page.decode()
    assert f"계획 지도(실행번호 {varied().run_id})" in page.decode()


def one_pager(sums: dict[str, float]) -> tuple[str, ...]:
    low, central, high = (eok(sums[field]) for field in FIELDS[3:])
    return (
        f"국비 합계{eok(sums['national_mkrw'])} 원",
        f"지방비 {eok(sums['local_mkrw'])} 원, 민간 {eok(sums['private_mkrw'])} 원",
        f"기대 부가가치{central} 원 ({low}~{high}) 추정",
    )


def leaves(page: bytes) -> list[str]:
    """The text of each page of a document, without blanks."""
    parts = page.decode().split('<div class="leaf">')[1:]
    return [squeezed("".join(html_words(part.encode())[0])) for part in parts]


def test_the_page_of_a_park_has_its_figures_with_mark_and_date(made: Made, sums: PlainSums) -> None:
    pages = leaves(made("park", park_ids=tuple(sums.park), as_html=True))
    for (park, here), text in zip(sums.park.items(), pages, strict=True):
        assert squeezed(PARKS[park]) in text
        for line in one_pager(here):
            assert squeezed(line) in text, (park, line)
        assert squeezed(AS_OF[1]) in text
        assert varied().run_id in text


def test_the_page_of_a_region_has_its_figures_with_mark_and_date(
    made: Made, sums: PlainSums
) -> None:
    spent = sums.all_of["national_mkrw"]
    pages = leaves(made("region", region_ids=tuple(sums.region), as_html=True))
    for (region, here), text in zip(sums.region.items(), pages, strict=True):
        assert squeezed(REGIONS[region]) in text
        for line in one_pager(here):
            assert squeezed(line) in text, (region, line)
        share = f"{100 * here['national_mkrw'] / spent:.1f}".removesuffix(".0")
        assert squeezed(f"선정 단지{sums.region_parks[region]}곳") in text
        assert squeezed(f"전국 국비 가운데{share}%") in text
        assert squeezed(AS_OF[1]) in text


def test_the_screen_takes_its_figures_from_functions_that_say_the_same(sums: PlainSums) -> None:
    run, snapshot = varied(), real_snapshot()
    all_of = totals(run)
    figures = {figure.key: figure for figure in plan_figures(run, snapshot)}

    assert {field: getattr(all_of, field) for field in FIELDS} == sums.all_of
    assert (all_of.parks, all_of.awards) == (len(sums.park), sums.awards.total())
    assert all_of.partners == sums.partners
    assert all_of.estimated_parks == len(sums.estimated)
    assert f"{figures['national'].value}억" == eok(sums.all_of["national_mkrw"])
    assert figures["parks"].value == str(len(sums.park))
    assert figures["partners"].value == str(sums.partners)
    assert gap_words(run.outcome.gap) == f"{sums.gap_pct:.2f}%"
    assert payment_years(run) == sums.years
    for row in park_rows(run, snapshot).to_dict("records"):
        assert {field: row[field] for field in FIELDS} == sums.park[row["park_id"]]
    for row in region_rows(run, snapshot).to_dict("records"):
        none = dict.fromkeys(FIELDS, 0.0)
        assert {field: row[field] for field in FIELDS} == sums.region.get(row["region_id"], none)
    for row in region_year_rows(run, snapshot).to_dict("records"):
        assert row["national_mkrw"] == sums.region_year[row["region_id"], row["year"]]
    for row in programme_year_rows(run, snapshot).to_dict("records"):
        assert row["national_mkrw"] == sums.programme_year[row["programme_id"], row["year"]]
