"""Runs side by side as rows of figures that screen, command line and papers share."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.explain.differences import Difference, ParkDifference
from cluster_planner.explain.differences.verdict import interval
from cluster_planner.present.criteria import CRITERIA, objective_words
from cluster_planner.present.difference_words import (
    PARTNER_STANDINGS,
    STANDINGS,
    UNEXPLAINED,
    WITHIN_GAP,
    DifferenceWords,
    verdict_sentence,
)
from cluster_planner.present.summary import totals
from cluster_planner.present.words import ESTIMATE, MISSING, count, money, percent

Unit = Literal["mkrw", "parks", "awards", "partners", "pct", "points", "person_years", "per_firm"]
_COUNTERS = {"parks": "곳", "awards": "건", "partners": "곳"}
CAPITAL = "capital"
EOK_MKRW = 100


@dataclass(frozen=True)
class KpiRow:
    """One figure of every run; None where a run has none."""

    key: str
    label_ko: str
    unit: Unit
    values: tuple[float | None, ...]
    mark: str = ""
    """추정 for figures that we compute from partial facts."""
    comparable: tuple[bool, ...] = ()
    """Whether the difference to the first run means anything; empty when it always does."""

    def change(self, place: int) -> float | None:
        """Value of a run less that of the first; None where either is missing or means another."""
        first, value = self.values[0], self.values[place]
        if first is None or value is None or (self.comparable and not self.comparable[place]):
            return None
        return value - first


def kpi_rows(runs: Sequence[Run], snapshot: Snapshot, scored: Sequence[bool]) -> tuple[KpiRow, ...]:
    """The figures of runs, the first as base; `scored` says whose score means the same as its."""
    region = dict(zip(snapshot["parks"]["park_id"], snapshot["parks"]["region_id"], strict=True))
    return (*_scores(runs, scored), *_sums(runs, region), *_criteria(runs))


@dataclass(frozen=True)
class InputRow:
    """One input that is not the same in all runs, with its value in each of them."""

    item: str
    subject: str
    values: tuple[str, ...]
    changed: tuple[bool, ...]
    """Whether it differs from the first run."""


def input_rows(
    differences: Sequence[Difference], words: DifferenceWords, besides: Sequence[str] = ()
) -> tuple[InputRow, ...]:
    """The inputs that differ in any of the runs, all against the same first run; paths `besides`
    are left out."""
    changes = [
        {(i.path, i.subject): i for i in found.inputs if i.path not in besides}
        for found in differences
    ]
    keys = dict.fromkeys(key for table in changes for key in table)
    rows = []
    for key in keys:
        told = [words.input(table[key]) if key in table else None for table in changes]
        first = next(row for row in told if row is not None)
        rows.append(
            InputRow(
                item=first.item,
                subject=first.subject,
                values=(first.before, *(first.before if r is None else r.after for r in told)),
                changed=(False, *(row is not None for row in told)),
            )
        )
    return tuple(rows)


def figure(value: float | None, unit: Unit) -> str:
    """A figure in words.

    >>> figure(123_400, "mkrw"), figure(12, "parks"), figure(None, "pct")
    ('1,234억 원', '12곳', '자료 없음')
    """
    if value is None:
        return MISSING
    match unit:
        case "mkrw":
            return eok(value)
        case "pct":
            return percent(value, 2)
        case "points" | "person_years":
            return objective_words(value, unit)
        case "per_firm":
            return f"{value:,.2f}백만원/개사"
        case _:
            return count(value, _COUNTERS[unit])


def eok(mkrw: float) -> str:
    """Money in 억 however large, because 조 would hide what differs.

    >>> eok(5_488_768.9), eok(1_230), eok(0)
    ('54,888억 원', '12.3억 원', '0원')
    """
    return money(mkrw) if abs(mkrw) < EOK_MKRW * 100 else f"{mkrw / EOK_MKRW:,.0f}억 원"


def signed(value: float | None, unit: Unit) -> str:
    """A difference in words with its sign; a dash where there is none to tell.

    >>> signed(-3, "parks"), signed(0, "mkrw"), signed(1_200, "mkrw"), signed(None, "mkrw")
    ('−3곳', '같음', '+12억 원', '–')
    """
    if value is None:
        return "–"
    if abs(value) < 1e-9:
        return "같음"
    shown = figure(abs(value), unit)
    if unit == "pct":
        shown = shown.replace("%", "%p")
    return ("+" if value > 0 else "−") + shown


def summary_sentence(found: Difference) -> str:
    """What moved, in one sentence that stands for the map of it."""
    entered, left = len(found.entered()), len(found.left())
    other = len(found.parks) - entered - left
    if not found.parks:
        return "두 계획의 배분이 같습니다."
    return (
        f"{entered}곳이 새로 들어오고 {left}곳이 빠졌으며, {other}곳은 금액이나 구성이 바뀌었습니다. "
        f"다른 단지로 옮겨 간 국비는 {eok(found.moved_mkrw)}입니다."
    )


def park_lines(found: Difference, words: DifferenceWords) -> tuple[tuple[str, ...], ...]:
    """Return a line a park that differs: its name, how it stands, its money, and the causes."""
    return tuple(
        (
            words.name(park.change.park_id),
            STANDINGS[park.change.standing],
            signed(park.change.change_mkrw, "mkrw"),
            "; ".join(park_causes(park, found, words)),
        )
        for park in found.parks
    )


def park_causes(
    park: ParkDifference, difference: Difference, words: DifferenceWords
) -> tuple[str, ...]:
    """The causes of a park's difference in words; never empty, never a guess."""
    if park.causes:
        return tuple(words.cause(cause) for cause in park.causes)
    if difference.verdict.kind in ("within_gap", "equal"):
        return (UNEXPLAINED, WITHIN_GAP)
    return (UNEXPLAINED,)


def difference_json(found: Difference, words: DifferenceWords) -> dict[str, Any]:
    """A difference as plain values with the words beside the ids."""
    return {
        "run_id": found.other.run_id,
        "scenario": found.other.scenario.name,
        "same_data": found.same_data,
        "same_program": found.same_program,
        "verdict": found.verdict.kind,
        "verdict_ko": verdict_sentence(found.verdict, found.base.outcome.unit),
        "score_change": found.verdict.change,
        "moved_mkrw": found.moved_mkrw,
        "inputs": [
            {
                "path": change.path,
                "subject": list(change.subject),
                "sentence_ko": words.input_sentence(change),
            }
            for change in found.inputs
        ],
        "parks": [
            {
                "park_id": park.change.park_id,
                "park_ko": words.name(park.change.park_id),
                "region_id": park.region_id,
                "standing": park.change.standing,
                "standing_ko": STANDINGS[park.change.standing],
                "before_mkrw": park.change.before_mkrw,
                "after_mkrw": park.change.after_mkrw,
                "packages_ko": [words.package(package) for package in park.change.packages],
                "causes": [cause.kind for cause in park.causes],
                "causes_ko": list(park_causes(park, found, words)),
            }
            for park in found.parks
        ],
        "partners": [
            {
                "partner_id": partner.partner_id,
                "partner_ko": words.name(partner.partner_id),
                "standing": partner.standing,
                "standing_ko": PARTNER_STANDINGS[partner.standing],
                "before_units": partner.before_units,
                "after_units": partner.after_units,
                "before_park_ids": list(partner.before_park_ids),
                "after_park_ids": list(partner.after_park_ids),
            }
            for partner in found.partners
        ],
        **{
            name: [
                {"key": row.key, "before_mkrw": row.before_mkrw, "after_mkrw": row.after_mkrw}
                for row in getattr(found, name)
            ]
            for name in ("by_region", "by_programme", "by_year", "by_programme_year")
        },
    }


def _scores(runs: Sequence[Run], scored: Sequence[bool]) -> Iterator[KpiRow]:
    unit = runs[0].outcome.unit
    values = tuple(
        run.outcome.objective if run.plan is not None and run.outcome.unit == unit else None
        for run in runs
    )
    yield KpiRow("score", "목적값", unit, values, ESTIMATE, tuple(scored))
    bounds = tuple(
        interval(run)[1] if run.plan is not None and run.outcome.bound is not None else None
        for run in runs
    )
    yield KpiRow("bound", "목적값 상한", unit, bounds, ESTIMATE, tuple(scored))
    gaps = tuple(None if (gap := run.outcome.gap) is None else 100 * gap for run in runs)
    yield KpiRow("gap", "간격", "pct", gaps)


def _sums(runs: Sequence[Run], region: dict[str, str]) -> Iterator[KpiRow]:
    sums = [totals(run) if run.plan is not None else None for run in runs]

    def row(key: str, label: str, unit: Unit, mark: str = "") -> KpiRow:
        values = tuple(None if s is None else float(getattr(s, key)) for s in sums)
        return KpiRow(key, label, unit, values, mark)

    yield row("parks", "배분받는 단지", "parks")
    yield row("awards", "배분", "awards")
    yield row("partners", "참여기관", "partners")
    yield row("national_mkrw", "국비", "mkrw")
    yield row("local_mkrw", "지방비", "mkrw")
    yield row("private_mkrw", "민간", "mkrw")
    yield row("fund_mkrw", "민간 중 국민성장펀드", "mkrw")
    yield row("gain_central_mkrw", "기대 부가가치(현재가치)", "mkrw", ESTIMATE)
    shares = tuple(_outside_pct(run, region) for run in runs)
    yield KpiRow("noncapital_pct", "수도권 밖 국비 비중", "pct", shares)
    yield row("estimated_parks", "생산이 추정인 단지", "parks")


def _outside_pct(run: Run, region: dict[str, str]) -> float | None:
    if run.plan is None or not run.plan.national_mkrw:
        return None
    inside = sum(a.national_mkrw for a in run.plan.awards if region.get(a.park_id) == CAPITAL)
    return 100 * (1 - inside / run.plan.national_mkrw)


def _criteria(runs: Sequence[Run]) -> Iterator[KpiRow]:
    units: dict[str, Unit] = {"jobs": "person_years", "least": "per_firm"}
    tables = [{row.criterion_id: row.value for row in run.criteria} for run in runs]
    for criterion, (name, _) in CRITERIA.items():
        values = tuple(table.get(criterion) for table in tables)
        if any(value is not None for value in values):
            unit = units.get(criterion, "mkrw")
            yield KpiRow(f"criterion.{criterion}", name, unit, values, ESTIMATE)
