"""A problem as JSON text and back, so that a plan can be checked where neither data nor solver are.

The text is canonical: equal problems give equal text. What is read is hostile until it is checked:
every id that the auditor looks up must be there, every figure finite and of a sane size.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from math import isnan, nan

from pydantic import ValidationError

from cluster_planner.domain.objective import Objective, Stage
from cluster_planner.domain.places import Place
from cluster_planner.domain.problem import (
    Candidate,
    Need,
    Package,
    Problem,
    Range,
    RegionLimits,
    Segment,
)
from cluster_planner.domain.problem_form import (
    FORM,
    CandidateRow,
    LimitsRow,
    ObjectiveRow,
    PackageRow,
    PlaceRow,
    ProblemFile,
    SegmentRow,
    StageRow,
)


class ProblemError(ValueError):
    """The text is no problem that a plan can be checked against; says why in Korean."""


def problem_text(problem: Problem) -> str:
    """Return the problem as JSON text, one line; equal problems give equal text."""
    groups = sorted({need.partner_ids for need in problem.needs})
    number = {group: i for i, group in enumerate(groups)}
    needs = sorted((n.candidate_id, n.role_id, number[n.partner_ids]) for n in problem.needs)
    candidates = sorted(problem.candidates, key=lambda c: c.candidate_id)
    content = ProblemFile(
        form=FORM,
        years=problem.years,
        region_of_park=_sorted(problem.region_of_park),
        packages=tuple(PackageRow(**asdict(p)) for _, p in sorted(problem.packages.items())),
        candidates=tuple(map(_row, candidates)),
        budgets_mkrw=tuple(sorted((*key, int(v)) for key, v in problem.budgets_mkrw.items())),
        annuity=tuple(sorted((*key, float(v)) for key, v in problem.annuity.items())),
        carry_over_pct=float(problem.carry_over_pct),
        national_cap_mkrw=tuple(sorted(problem.national_cap_mkrw.items())),
        liability_cap_mkrw=problem.liability_cap_mkrw,
        regions={i: LimitsRow(**asdict(r)) for i, r in sorted(problem.regions.items())},
        capital_region_id=problem.capital_region_id,
        noncapital_share_min_pct=float(problem.noncapital_share_min_pct),
        fund_cap_mkrw=problem.fund_cap_mkrw,
        fund_noncapital_min_pct=float(problem.fund_noncapital_min_pct),
        locks=tuple(sorted((*key, year) for key, year in problem.locks.items())),
        committed=tuple(sorted((*key, year) for key, year in problem.committed.items())),
        uncharged=tuple(sorted(problem.uncharged)),
        partner_groups=tuple(groups),
        needs=tuple(needs),
        partner_capacity=_sorted({k: int(v) for k, v in problem.partner_capacity.items()}),
        park_places=_places(problem.park_places),
        partner_places=_places(problem.partner_places),
        objective=_objective(problem.objective),
        firms_of_region=_sorted({k: float(v) for k, v in problem.firms_of_region.items()}),
    )
    return content.model_dump_json() + "\n"


def problem_from(text: str | bytes) -> Problem:
    """Read what `problem_text` wrote, candidates and needs by name.

    Raises ProblemError for anything else, and for ids that lead nowhere.
    """
    try:
        file = ProblemFile.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise ProblemError(f"{place or '전체'}의 값이 맞지 않습니다") from error
    if wrong := next(_dangling(file), None):
        raise ProblemError(wrong)
    return Problem(
        years=file.years,
        region_of_park=file.region_of_park,
        packages={p.package_id: Package(**dict(p)) for p in file.packages},
        candidates=tuple(map(_candidate, file.candidates)),
        budgets_mkrw={(programme, year): v for programme, year, v in file.budgets_mkrw},
        annuity={(package, year): v for package, year, v in file.annuity},
        carry_over_pct=file.carry_over_pct,
        national_cap_mkrw=dict(file.national_cap_mkrw),
        liability_cap_mkrw=file.liability_cap_mkrw,
        regions={i: RegionLimits(**dict(r)) for i, r in file.regions.items()},
        capital_region_id=file.capital_region_id,
        noncapital_share_min_pct=file.noncapital_share_min_pct,
        fund_cap_mkrw=file.fund_cap_mkrw,
        fund_noncapital_min_pct=file.fund_noncapital_min_pct,
        locks={(park, package): year for park, package, year in file.locks},
        committed={(park, package): year for park, package, year in file.committed},
        uncharged=frozenset(file.uncharged),
        needs=tuple(Need(c, role, file.partner_groups[g]) for c, role, g in file.needs),
        partner_capacity=file.partner_capacity,
        park_places=file.park_places,
        partner_places=file.partner_places,
        objective=Objective(
            Stage(**dict(file.objective.now)),
            file.objective.floors,
            tuple(Stage(**dict(stage)) for stage in file.objective.later),
        ),
        firms_of_region=file.firms_of_region,
    )


def _sorted[V](mapping: Mapping[str, V]) -> dict[str, V]:
    return dict(sorted(mapping.items()))


def _places(places: Mapping[str, Place]) -> dict[str, PlaceRow]:
    return {i: (float(lon), float(lat)) for i, (lon, lat) in sorted(places.items())}


def _row(candidate: Candidate) -> CandidateRow:
    content = {name: getattr(candidate, name) for name in CandidateRow.model_fields}
    content["segments"] = tuple(
        SegmentRow(
            size=s.size,
            low=float(s.annual_gain_mkrw.low),
            central=float(s.annual_gain_mkrw.central),
            high=float(s.annual_gain_mkrw.high),
            jobs=None if isnan(s.jobs) else float(s.jobs),
        )
        for s in candidate.segments
    )
    for name in ("score_factor", "readiness", "engine_fit"):
        content[name] = float(content[name])
    return CandidateRow(**content)


def _candidate(row: CandidateRow) -> Candidate:
    segments = tuple(
        Segment(s.size, Range(s.low, s.central, s.high), nan if s.jobs is None else s.jobs)
        for s in row.segments
    )
    return Candidate(**(dict(row) | {"segments": segments}))


def _objective(objective: Objective) -> ObjectiveRow:
    return ObjectiveRow(
        now=_stage(objective.now),
        floors={c: float(v) for c, v in sorted(objective.floors.items())},
        later=tuple(map(_stage, objective.later)),
    )


def _stage(stage: Stage) -> StageRow:
    weights = {c: float(w) for c, w in sorted(stage.weights.items())}
    return StageRow(main=stage.main, weights=weights, unit=stage.unit, keep=float(stage.keep))


def _dangling(file: ProblemFile) -> Iterator[str]:
    """What the auditor would look up and not find, and what is there twice."""
    packages = {p.package_id for p in file.packages}
    units = [(c.park_id, c.division_id, c.package_id) for c in file.candidates]
    names = ["__".join(part for part in unit if part) for unit in units]
    known, places = set(names), {c.park_id for c in file.candidates}
    for what, ids in (
        ("packages", [p.package_id for p in file.packages]),
        ("candidates", names),
        ("needs", [(candidate, role) for candidate, role, _ in file.needs]),
        ("years", list(file.years)),
    ):
        if len(set(ids)) < len(ids):
            yield f"{what}에 같은 것이 두 번 있습니다"
    if not places <= file.region_of_park.keys():
        yield "candidates의 단지가 region_of_park에 없습니다"
    if not {c.package_id for c in file.candidates} <= packages:
        yield "candidates의 패키지가 packages에 없습니다"
    if not {package for _, package, _ in file.committed} <= packages:
        yield "committed의 패키지가 packages에 없습니다"
    dated = {(package, year) for package, year, _ in file.annuity}
    if not {(package, year) for package in packages for year in file.years} <= dated:
        yield "annuity에 없는 패키지와 연도가 있습니다"
    if not all(name in known and group < len(file.partner_groups) for name, _, group in file.needs):
        yield "needs의 후보나 기관 묶음이 없습니다"
