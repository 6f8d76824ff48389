"""Valid files of every kind, small, one folder for each."""

import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pandas as pd

from cluster_planner.domain.list_fields import (
    PARTNER_FIELDS,
    PROGRAMME_FIELDS,
    FieldKind,
    ListField,
)
from cluster_planner.sources.embedded import data_home
from tests.official.status_book import write_status_csv, write_status_workbook
from tests.official.trend_book import write_trend_workbook
from tests.sources.hostile import layers
from tests.sources.hostile.zips import zipped

_FACTORIES = (
    "단지명,회사명,공장대표주소(지번),대표업종번호,업종명,종업원합계,대표자,전화번호\n"
    "창원국가산업단지,가나기계,경상남도 창원시 성산구,29271,공작기계,120,김가나,055-1\n"
    "창원국가산업단지,다라정밀,경상남도 창원시 성산구,29271,공작기계,35,이다라,055-2\n"
    "화성발안일반산업단지,마바전자,경기도 화성시,26110,전자부품,310,박마바,031-3\n"
)


def write_seeds(folder: Path) -> tuple[str, ...]:
    """Write every seed into a folder of its name; return the names."""
    for name, build in SEEDS.items():
        place = folder / name
        place.mkdir(parents=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            build(place)
    return tuple(SEEDS)


def _complexes() -> pd.DataFrame:
    table = pd.read_csv(data_home() / "complexes.csv", dtype="str", keep_default_na=False)
    return table.iloc[::40]


def _status_xlsx(place: Path) -> None:
    write_status_workbook(place / "현황_2025년4분기.xlsx", _complexes())


def _status_csv(place: Path) -> None:
    write_status_csv(place / "전국산업단지현황_20251231.csv", _complexes())


def _trend(place: Path) -> None:
    stats, totals = (
        pd.read_csv(data_home() / name, dtype="str", keep_default_na=False)
        for name in ("national_stats.csv", "national_totals.csv")
    )
    few = stats["national_id"].drop_duplicates().head(6)
    write_trend_workbook(place / "동향.xlsx", stats[stats["national_id"].isin(few)], totals)


def _list(path: Path, fields: Sequence[ListField]) -> None:
    """A filled template: two rows of the examples that stand in it."""
    asked = [field for field in fields if field.in_template]
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    money = ["(백만원)" if field.kind is FieldKind.MONEY else "" for field in asked]
    sheet.append([f.label_ko + unit for f, unit in zip(asked, money, strict=True)])
    for number in (1, 2):
        sheet.append([f"{f.example}{number if f.name == 'name_ko' else ''}" for f in asked])
    book.save(path)


def _partners(place: Path) -> None:
    _list(place / "파트너.xlsx", PARTNER_FIELDS)


def _programmes(place: Path) -> None:
    _list(place / "사업.xlsx", PROGRAMME_FIELDS)


def _factories(place: Path) -> None:
    (place / "공장.csv").write_bytes(_FACTORIES.encode("cp949"))


def _shapefile(place: Path) -> None:
    layers.shapefile(place)


def _shapefile_zip(place: Path) -> None:
    parts = layers.shapefile(place / "parts")
    zipped(place / "경계.zip", layers.members(parts))
    for part in parts:
        part.unlink()
    (place / "parts").rmdir()


SEEDS: dict[str, Callable[[Path], object]] = {
    "status_xlsx": _status_xlsx,
    "status_csv": _status_csv,
    "trend_xlsx": _trend,
    "partners_xlsx": _partners,
    "programmes_xlsx": _programmes,
    "factories_csv": _factories,
    "shapefile": _shapefile,
    "shapefile_zip": _shapefile_zip,
    "geopackage": lambda place: layers.geopackage(place / "경계.gpkg"),
    "geojson": lambda place: layers.geojson(place / "경계.geojson"),
}
