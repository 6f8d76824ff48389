"""What a choice of parks comes to, beside the whole country."""

from collections.abc import Collection, Iterable

from cluster_planner.domain.published import Published
from cluster_planner.present import words
from cluster_planner.present.profile.book import Book, Row
from cluster_planner.present.profile.fact import Fact, Facts, Profile

INVITATION = (
    "지도에서 단지나 지역을 누르거나 목록에서 행을 고르면 여기에 그곳의 사실과 출처가 나옵니다."
)


def country_profile(book: Book, park_ids: Collection[str], published: Published) -> Profile:
    """Sums of the parks that show; `published` are the printed national sums (tenants, operating)."""
    chosen = [book.parks[park_id] for park_id in park_ids]
    whole = len(chosen) == len(book.parks)
    return Profile(
        subject="country",
        subject_id="",
        name="전국" if whole else "고른 단지",
        place=f"계획 단위 단지 {len(chosen):,}곳 / {len(book.parks):,}곳",
        tags=(),
        figures=tuple(_figures(book, chosen, published)),
        groups=(_regions(book, chosen), _kinds(book, chosen)),
    )


def _figures(book: Book, chosen: list[Row], published: Published) -> Iterable[Fact]:
    everything = book.parks.values()
    outside = sum(park["region_id"] != "capital" for park in chosen)
    yield Fact("표시 단지", words.count(len(chosen), "곳"), note=f"전국 {len(book.parks):,}곳")
    cores = sum(bool(park["is_core"]) for park in everything)
    yield Fact(
        "거점단지",
        words.count(sum(bool(p["is_core"]) for p in chosen), "곳"),
        note=f"전국 {cores:,}곳",
    )
    for label, column in (("입주업체", "tenants"), ("가동업체", "operating")):
        total = sum(park[column] or 0 for park in chosen)
        yield Fact(label, words.count(total, "개사"), note=_printed(published, column))
    share = words.percent(100 * outside / len(chosen)) if chosen else words.MISSING
    yield Fact("비수도권", share, note=f"{outside:,}곳 / {len(chosen):,}곳")
    yield Fact(
        "AX 실증산단", words.count(_ax_projects(book, chosen), "곳"),
        note=f"{sum(p['ax_demo_year'] is not None for p in chosen):,}개 단지에 걸침",
    )  # fmt: skip


def _printed(published: Published, column: str) -> str:
    total = published.get(column)
    return f"공표 합계 {total.value:,}개사" if total else "공표 합계 없음"


def _regions(book: Book, chosen: list[Row]) -> Facts:
    lines = []
    for region_id, name in book.region_ko.items():
        here = [park for park in chosen if park["region_id"] == region_id]
        tenants = words.count(sum(park["tenants"] or 0 for park in here), "개사")
        gap = "" if _ax_projects(book, _of_region(book, region_id)) else "(공백)"
        ax = f"AX 실증산단 {_ax_projects(book, here)}곳{gap}"
        lines.append(
            Fact(
                f"{len(here):,}곳", name, note=f"입주 {tenants} · {ax}", link=f"region:{region_id}"
            )
        )
    return Facts(
        "regions", "권역", tuple(lines), _source(book), book.snapshot.as_of["complexes"], INVITATION
    )


def _kinds(book: Book, chosen: list[Row]) -> Facts:
    lines = [
        Fact(label, words.count(sum(park["kind_id"] == kind for park in chosen), "곳"))
        for kind, label in words.KIND_LABELS.items()
    ]
    lines += [
        Fact(label, words.count(sum(park["status_id"] == status for park in chosen), "곳"))
        for status, label in words.STATUS_LABELS.items()
    ]
    return Facts(
        "kinds", "종류와 조성 상태", tuple(lines), _source(book), book.snapshot.as_of["complexes"]
    )


def _source(book: Book) -> str:
    return str(next(iter(book.parks.values()))["source"])


def _of_region(book: Book, region_id: str) -> list[Row]:
    return [park for park in book.parks.values() if park["region_id"] == region_id]


def _ax_projects(book: Book, chosen: list[Row]) -> int:
    """AX 실증산단 as officials count them: one grant may cover several parks."""
    return len(
        {
            row["project_id"]
            for park in chosen
            for row in book.designations.get(park["park_id"], [])
            if row["designation_id"] == "ax_demo"
        }
    )
