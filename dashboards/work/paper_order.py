"""What a page can ask to be made: a paper of a run, or pages about a place."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter

from cluster_planner.domain.plan import Run
from cluster_planner.explain.reasons import Loss
from cluster_planner.present.papers.file_names import file_name

LOSSES: Final = TypeAdapter[Mapping[str, Loss] | None](Mapping[str, Loss] | None)
"""How losses travel to the maker."""


@dataclass(frozen=True)
class Kind:
    """One kind of paper."""

    label: str
    stem: str
    """How its file's name begins."""
    ending: str
    media_type: str
    slow: bool = False
    """Whether it takes more than a few seconds."""
    compared: bool = False
    """Whether it can hold other runs beside its own."""


_PDF: Final = "application/pdf"
_ZIP: Final = "application/zip"
KINDS: Final[Mapping[str, Kind]] = {
    "hwpx": Kind("결재 문서(한글)", "결재문서", ".hwpx", "application/hwp+zip", slow=True, compared=True),
    "pdf": Kind("결재 문서(PDF)", "결재문서", ".pdf", _PDF, slow=True, compared=True),
    "xlsx": Kind(
        "엑셀", "계획표", ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "csv": Kind("CSV 묶음(zip)", "계획표", ".zip", _ZIP),
    "gpkg": Kind("GeoPackage(QGIS)", "지도자료", ".gpkg", "application/geopackage+sqlite3"),
    "geojson": Kind("GeoJSON", "지도자료", ".geojson", "application/geo+json"),
    "map": Kind("오프라인 지도", "지도", ".html", "text/html; charset=utf-8"),
    "png": Kind("인쇄용 지도 그림", "지도그림", ".png", "image/png", slow=True),
    "json": Kind("계획 JSON", "계획", ".json", "application/json"),
    "bundle": Kind("결정 묶음(zip)", "결정묶음", ".zip", _ZIP, slow=True, compared=True),
    "park": Kind("한 장 보고서(PDF)", "단지", ".pdf", _PDF, slow=True),
    "region": Kind("한 장 보고서(PDF)", "권역", ".pdf", _PDF, slow=True),
    "compare_xlsx": Kind(
        "비교 엑셀", "실행비교", ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "compare_csv": Kind("비교 CSV(zip)", "실행비교", ".zip", _ZIP),
    "region_set": Kind("권역 전체 한 장 보고서 묶음", "권역묶음", ".zip", _ZIP, slow=True),
}  # fmt: skip


@dataclass(frozen=True)
class PaperOrder:
    """One file that is asked for; equal keys mean the same file."""

    kind: str
    """A key of KINDS."""
    run: Run | None = None
    """Only pages about a place can do without."""
    others: tuple[Run, ...] = ()
    """Runs to compare with, of kinds that hold them."""
    why: Mapping[str, Loss] | None = None
    """What forcing in each park that got nothing loses, where that was computed; as `others`."""
    place_id: str = ""
    """The park or region of pages about a place."""
    place_name: str = ""
    data_folder: Path | None = None
    """Where the data lie on which the run was computed; None are those of the program."""
    data_digest: str = ""
    home: Path | None = None
    """Where data of compared runs may be kept."""

    @cached_property
    def key(self) -> str:
        """Names the content. A run's id is not enough: a better plan may come under the same id."""
        runs = [run.to_json() for run in (self.run, *self.others) if run is not None]
        why = json.dumps(self._plain_why, sort_keys=True)
        said = [self.kind, self.place_id, str(self.data_folder or ""), self.data_digest, why, *runs]
        return hashlib.sha256("\0".join(said).encode("utf-8", "backslashreplace")).hexdigest()

    @property
    def file_name(self) -> str:
        """As the browser saves it."""
        kind = KINDS[self.kind]
        scenario, number = (
            (self.run.scenario.name, self.run.run_id[:8])
            if self.run is not None
            else ("계획없음", self.data_digest[:8])
        )
        return file_name(kind.stem, self.place_name, scenario, number, ending=kind.ending)

    def request(self, path: Path) -> str:
        """The line that the maker reads; it writes to `path`."""
        plain: dict[str, Any] = {
            "kind": self.kind,
            "run": None if self.run is None else self.run.model_dump(mode="json"),
            "others": [run.model_dump(mode="json") for run in self.others],
            "why": self._plain_why,
            "place_id": self.place_id,
            "data_folder": str(self.data_folder) if self.data_folder else None,
            "home": str(self.home) if self.home else None,
            "path": str(path),
        }
        return json.dumps(plain)

    @property
    def _plain_why(self) -> Any:
        return LOSSES.dump_python(self.why, mode="json")
