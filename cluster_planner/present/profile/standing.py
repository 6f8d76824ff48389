"""What the official statistic says of a park: where, how large, how full, how old."""

import re
from collections.abc import Iterator

from cluster_planner.domain.contracts.common import COORD_SOURCE_LABELS
from cluster_planner.present import words
from cluster_planner.present.profile.book import Book, Row, ids_in
from cluster_planner.present.profile.fact import Fact, Facts

_PARK_CODE = re.compile(r"p_[a-z0-9_]+")


def standing(book: Book, park: Row) -> Facts:
    """Kind, place, area, sale, tenants, age. Source: KICOX 전국산업단지현황통계."""
    region = park["region_id"]
    lines = [
        Fact(
            "종류·상태",
            f"{words.KIND_LABELS[park['kind_id']]} · {words.STATUS_LABELS[park['status_id']]}",
        ),
        Fact("위치", book.place_of(park), link=f"sigungu:{park['sigungu_code']}"),
        Fact("권역", book.region_ko[region], link=f"region:{region}"),
        Fact("공식 이름", str(park["official_name_ko"])),
        *_aliases(park),
        Fact("지정 면적", words.area(park["designated_area_thousand_m2"])),
        Fact("산업시설구역", words.area(park["facility_area_thousand_m2"])),
        Fact("분양률", words.percent(park["sale_rate_pct"]), note=_unsold(book, park)),
        Fact("입주업체", words.count(park["tenants"], "개사")),
        Fact("가동업체", words.count(park["operating"], "개사"), note=_share(park)),
        Fact("노후", _age(park), note="착공·준공 뒤 20년 이상, 국가통계 부록 4"),
        Fact("지도 위치", COORD_SOURCE_LABELS[park["coord_source"]]),
    ]
    if park["note"]:
        lines.append(Fact("비고", with_names(book, str(park["note"]))))
    return Facts("standing", "현황", tuple(lines), str(park["source"]), str(park["as_of"] or ""))


def core(park: Row) -> Iterator[Facts]:
    """Why a park is a core park; nothing for others."""
    reasons = ids_in(park["core_reasons"])
    if park["is_core"]:
        yield Facts(
            "core", "거점단지", (Fact("사유", ", ".join(reasons)),), "거점단지 규칙(core_rule.yaml)", str(park["as_of"] or ""),
            "규칙은 계획하는 이가 정한 것입니다(가정).",
        )  # fmt: skip


def with_names(book: Book, remark: str) -> str:
    """A remark of the tables with park codes turned into names."""
    return _PARK_CODE.sub(
        lambda m: book.parks[m[0]]["name_ko"] if m[0] in book.parks else m[0], remark
    )


def _aliases(park: Row) -> tuple[Fact, ...]:
    known = {park["name_ko"], park["official_name_ko"]}
    others = [name for name in ids_in(park["aliases"]) if name not in known]
    return (Fact("다른 이름", ", ".join(others)),) if others else ()


def _unsold(book: Book, park: Row) -> str:
    if park["park_id"] in book.before_sale:
        return "분양 대상 면적 없음(분양 전)"
    left = book.unsold_thousand_m2.get(park["park_id"])
    return "" if words.is_missing(left) else f"미분양 {words.area(left)}"


def _share(park: Row) -> str:
    if not park["tenants"] or words.is_missing(park["operating"]):
        return ""
    return f"입주의 {words.percent(100 * park['operating'] / park['tenants'])}"


def _age(park: Row) -> str:
    if park["aged_priority"]:
        return "노후거점·경쟁력강화 대상"
    return "노후산단" if park["aged_20y"] else "아님"
