"""연도별·사업별 배분: national money by year and region, by programme and year, by region."""

from cluster_planner.present.papers.blocks import PaperTable, Picture, Section, TableColumn
from cluster_planner.present.papers.charts import region_chart, year_chart
from cluster_planner.present.papers.matter import Matter, whole
from cluster_planner.present.rows import payment_years, programme_year_rows, region_year_rows
from cluster_planner.present.words import count, is_missing, money, percent

NO_CAP = "제한 없음"
_KINDS = (("예산", "budget_mkrw"), ("이미 정해진 지급", "committed_mkrw"), ("신규 배분", "national_mkrw"))  # fmt: skip


def money_by_year(matter: Matter) -> Section:
    """Two charts, each with the table of its figures, and the programmes."""
    return Section(
        "money",
        "연도별·사업별 배분",
        (
            _picture(matter, "year_chart", "연도별 국비"),
            _region_years(matter),
            _programmes(matter),
            _picture(matter, "region_chart", "권역별 국비"),
            _regions(matter),
        ),
    )


def _picture(matter: Matter, key: str, title: str) -> Picture:
    run, snapshot = matter.run, matter.snapshot
    if key == "year_chart":
        sums = region_year_rows(run, snapshot).groupby("year")["national_mkrw"].sum()
        told = ", ".join(f"{year}년 {money(mkrw)}" for year, mkrw in sums.items())
        return Picture(key, title, year_chart(run, snapshot), told, matter.origin)
    told = ", ".join(
        f"{row['region_ko']} {money(row['national_mkrw'])}"
        for row in matter.regions.to_dict("records")
    )
    return Picture(key, title, region_chart(run, snapshot), told, matter.origin)


def _year_columns(matter: Matter) -> tuple[TableColumn, ...]:
    last = matter.run.scenario.years[-1]
    return tuple(
        TableColumn(f"{year}년", 1, "right", "계획 기간" if year <= last else "계획 뒤")
        for year in payment_years(matter.run)
    )


def _region_years(matter: Matter) -> PaperTable:
    frame = region_year_rows(matter.run, matter.snapshot)
    columns = (
        TableColumn("권역", 1.2),
        *_year_columns(matter),
        TableColumn("합계", 1.2, "right"),
    )
    rows = []
    for _, here in frame.groupby("region_id", sort=False):
        cells = list(here["national_mkrw"])
        rows.append((str(here["region_ko"].iloc[0]), *map(whole, cells), whole(sum(cells))))
    sums = list(frame.groupby("year", sort=True)["national_mkrw"].sum())
    ends = ("합계", *map(whole, sums), whole(sum(sums)))
    return PaperTable(
        "region_years",
        "연도×권역 국비",
        columns,
        tuple(rows),
        ends,
        "백만원",
        matter.origin,
        matter.as_of,
    )


def _programmes(matter: Matter) -> PaperTable:
    frame = programme_year_rows(matter.run, matter.snapshot)
    columns = (
        TableColumn("사업", 2.6),
        TableColumn("구분", 2.1),
        *_year_columns(matter),
        TableColumn("합계", 1.2, "right"),
    )
    rows = []
    for _, here in frame.groupby("programme_id", sort=False):
        name = str(here["programme_ko"].iloc[0])
        for kind, column in _KINDS:
            cells = list(here[column])
            rows.append((name, kind, *map(whole, cells), whole(sum(cells))))
    return PaperTable(
        "programme_years", "사업×연도 국비", columns, tuple(rows), (), "백만원", matter.origin, matter.as_of
    )  # fmt: skip


def _regions(matter: Matter) -> PaperTable:
    columns = (
        TableColumn("권역", 1.2),
        TableColumn("단지 수(곳)", 0.9, "right"),
        TableColumn("국비", 1.2, "right", "사업비(백만원)"),
        TableColumn("지방비", 1.2, "right", "사업비(백만원)"),
        TableColumn("민간", 1.2, "right", "사업비(백만원)"),
        TableColumn("국비 비중(%)", 1, "right"),
        TableColumn("최소배분", 1.1, "right", "조건(백만원)"),
        TableColumn("배분 상한", 1.1, "right", "조건(백만원)"),
    )
    frame = matter.regions
    rows = tuple(
        (
            row["region_ko"],
            count(row["parks"]),
            whole(row["national_mkrw"]),
            whole(row["local_mkrw"]),
            whole(row["private_mkrw"]),
            percent(row["share_pct"]),
            whole(row["floor_mkrw"]) if row["floor_mkrw"] else "없음",
            NO_CAP if cap is None else whole(cap),
        )
        for row, cap in zip(
            frame.to_dict("records"),
            [None if is_missing(cap) else int(cap) for cap in frame["cap_mkrw"]],
            strict=True,
        )
    )  # fmt: skip
    summed = ("national_mkrw", "local_mkrw", "private_mkrw")
    ends = (
        "합계", count(frame["parks"].sum()), *(whole(frame[c].sum()) for c in summed),
        percent(frame["share_pct"].sum()), "", "",
    )  # fmt: skip
    return PaperTable(
        "regions", "권역별 배분", columns, rows, ends, "", matter.origin, matter.as_of
    )
