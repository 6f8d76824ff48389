"""What a park is designated as, what it has been given, and which programmes may fit."""

from collections.abc import Iterable, Iterator
from typing import Final

from cluster_planner.domain.contracts.alliance import ENGINE_STATUS_LABELS
from cluster_planner.present import words
from cluster_planner.present.profile.book import Book, Row, ids_in, joined
from cluster_planner.present.profile.fact import Fact, Facts
from cluster_planner.present.profile.standing import with_names

_AX_DEMO: Final = "ax_demo_complex"
_ENDED: Final = "완료"
_DATELESS: Final = "지정(날짜 자료 없음)"


def designations(book: Book, park_id: str) -> Iterator[Facts]:
    """One group per designation: since when, money, lead, members."""
    for row in book.designations.get(park_id, []):
        when = row["date"] or row["year"]
        name = words.DESIGNATION_LABELS.get(row["designation_id"], str(row["designation_id"]))
        lines = [Fact(name, words.day(when) if when else _DATELESS)]
        for label, column in (("총사업비", "amount_total_mkrw"), ("국비", "national_mkrw"),
                              ("지방비", "local_mkrw"), ("민간", "private_mkrw")):  # fmt: skip
            if row[column] is not None:
                lines.append(Fact(label, words.money(row[column])))
        for label, column in (("업종", "industry_ko"), ("주관", "lead_ko"), ("참여", "members_ko")):
            if row[column]:
                lines.append(Fact(label, str(row[column]).replace(";", ",")))
        if row["note"]:
            lines.append(Fact("비고", with_names(book, str(row["note"]))))
        yield Facts(
            f"designation_{row['designation_id']}_{row['project_id']}", f"지정: {name}", tuple(lines),
            str(row["source"] or ""), str(row["as_of"] or ""),
        )  # fmt: skip


def engines(book: Book, region_id: str, division_ids: Iterable[str] = ()) -> Facts | None:
    """Growth engines of a region; those that a park's divisions answer to say so."""
    here = book.engines.get(region_id, [])
    if not here:
        return None
    mine = set(division_ids)
    lines = []
    for row in here:
        asked = ids_in(row["division_ids"])
        names = ", ".join(book.divisions.get(d, d) for d in asked)
        fit = "이 단지 분과와 맞음" if mine & set(asked) else ""
        note = " · ".join(part for part in (f"분과 {names}(가정)", fit) if part)
        lines.append(Fact(ENGINE_STATUS_LABELS[row["status_id"]], str(row["name_ko"]), note=note))
    return Facts(
        "engines", f"{book.region_ko[region_id]} 성장엔진", tuple(lines),
        joined(row["source"] for row in here), str(max(row["as_of"] or "" for row in here)),
        "성장엔진과 분과의 연결은 이 프로그램의 가정입니다.",
    )  # fmt: skip


def subsidy(book: Book, tier_id: str | None) -> Facts | None:
    """The tier of 지방투자촉진보조금, where it is known."""
    tier = book.tiers.get(str(tier_id)) if tier_id else None
    if tier is None:
        return None
    equipment = "/".join(
        words.percent(tier[f"equip_pct_{size}"]) for size in ("large", "mid", "small")
    )
    shares = (
        f"{words.percent(tier['national_share_pct'])} : {words.percent(tier['local_share_pct'])}"
    )
    lines = (
        Fact("등급", str(tier["name_ko"])),
        Fact("설비 지원 비율", equipment, note="대/중견/중소"),
        Fact("국비 : 지방비", shares),
        Fact("한도", words.money(tier["cap_mkrw"]), note=str(tier["cap_note_ko"] or "")),
        Fact("AI 설비 가산", f"+{tier['ai_bonus_pp']:g}%p"),
    )
    return Facts(
        "subsidy", "지방투자촉진보조금", lines, str(tier["source"]), str(tier["as_of"] or "")
    )


def fitting_programmes(book: Book, park: Row) -> Facts:
    """Programmes that the tables connect with the park, each with the connection."""
    found = dict(_by_package(book, park)) | dict(_by_place(book, (park["sido_code"],)))
    return _programme_facts(book, found)


def programmes_of_area(book: Book, sido_codes: Iterable[str]) -> Facts:
    """Programmes that name a 시도 of the area."""
    return _programme_facts(book, dict(_by_place(book, sido_codes)))


def _programme_facts(book: Book, found: dict[str, str]) -> Facts:
    rows = [book.programmes[i] for i in found]
    rows = [row for row in rows if not str(row["status_ko"] or "").startswith(_ENDED)]
    lines = tuple(
        Fact(
            str(row["name_ko"]),
            _support(row),
            note=_programme_note(row, found[row["programme_id"]]),
        )
        for row in rows
    )
    dates = [str(row["as_of"]) for row in rows if row["as_of"]]
    return Facts(
        "programmes", "이어질 수 있는 사업", lines or (Fact("사업", words.MISSING),),
        joined(part.strip() for row in rows for part in str(row["source"]).split(";")[:1]),
        max(dates, default=""),
        "연결은 이 프로그램의 규칙입니다(가정): 받을 수 있는 패키지의 바탕 사업이거나, 사업 이름·목표에 이 "
        "시도가 나옵니다. 자격과 공고는 부처에서 확인하세요.",
    )  # fmt: skip


def _by_package(book: Book, park: Row) -> Iterator[tuple[str, str]]:
    """Programmes behind the packages that the model could give the park."""
    if park["park_id"] not in book.model_units:
        return
    packages: dict[str, list[str]] = {}
    for package in book.packages:
        for programme_id in ids_in(book.envelope_programmes.get(package["envelope_id"], "")):
            label = words.PACKAGE_LABELS[package["package_id"]]
            packages.setdefault(programme_id, []).append(label)
    held = {row["designation_id"] for row in book.designations.get(park["park_id"], [])}
    for programme_id, labels in packages.items():
        if programme_id in book.programmes:
            already = "이미 지정됨 · " if programme_id == _AX_DEMO and "ax_demo" in held else ""
            yield programme_id, f"{already}{'·'.join(labels)} 패키지의 바탕 사업"


def _by_place(book: Book, sido_codes: Iterable[str]) -> Iterator[tuple[str, str]]:
    for code in sido_codes:
        name = book.sido_ko[code]
        parts = {"전남광주": ("전남", "광주")}.get(name, (name,))
        for programme_id, row in book.programmes.items():
            text = f"{row['name_ko']} {row['target_ko'] or ''}"
            if any(part in text for part in parts):
                yield programme_id, f"{name}을(를) 이름이나 목표에 적은 사업"


def _support(row: Row) -> str:
    return str(row["unit_support_ko"] or "") or (
        f"{words.money(row['amount_mkrw'])} ({row['amount_basis_ko']})"
        if row["amount_mkrw"] is not None
        else "단위 지원 자료 없음"
    )


def _programme_note(row: Row, why: str) -> str:
    known = (row["ministry_ko"], row["period_ko"], row["status_ko"], why)
    return " · ".join(str(part) for part in known if part)
