"""A plan in many parks, regions, years and programmes, in which no two sums are alike."""

from functools import cache

from cluster_planner.domain.plan import Outcome, Run, SolveStatus
from tests.present.plan_cases import assignment, award, run_of
from tests.real_data import budget, real_snapshot

PROGRAMMES = (
    ("base", "complex_ax"),
    ("ai_factory", "ai_factory"),
    ("robot", "physical_ai"),
    ("diffusion", "smart_factory"),
    ("data_talent", "mfg_data"),
)
_STEPS_MKRW = (1_100, 1_700, 2_300, 3_100, 4_300, 5_900, 7_300, 9_700, 12_700, 16_900)


@cache
def varied() -> Run:
    """Two core parks of each region, each with two awards; one award in three is an estimate."""
    snapshot = real_snapshot()
    parks = snapshot["parks"]
    core = parks[parks["is_core"]].sort_values("park_id").groupby("region_id").head(2)
    known = snapshot["partners"]["partner_id"].tolist()
    awards = []
    for place, park_id in enumerate(core["park_id"]):
        for step in (0, 1):
            number = 2 * place + step
            package, programme = PROGRAMMES[number % len(PROGRAMMES)]
            paid = _STEPS_MKRW[number % 10] + 100 * number
            later = 300 + 100 * (number * number % 37)
            start = 2026 + number % 5
            awards.append(
                award(
                    str(park_id), package, programme, start,
                    units=1 + number % 7,
                    national_mkrw=paid + later,
                    local_mkrw=400 + 100 * (number * 7 % 41),
                    private_mkrw=900 + 100 * (number * 11 % 53),
                    fund_mkrw=100 * (number % 3),
                    national_by_year_mkrw={start: paid, start + 1: later},
                    gain_low_mkrw=100.0 * (3 + number),
                    gain_central_mkrw=100.0 * (40 + 3 * number),
                    gain_high_mkrw=100.0 * (90 + 5 * number),
                    estimated=number % 3 == 0,
                )
            )  # fmt: skip
    parks_of = [str(i) for i in core["park_id"]]
    joined = tuple(
        assignment(park_id, str(known[(5 * place + step) % len(known)]), 3.25 * (place + 1))
        for place, park_id in enumerate(parks_of)
        for step in (0, 1)
    )
    run = run_of(
        *awards,
        assignments=joined,
        programmes=[budget(programme, 90_000) for _, programme in PROGRAMMES],
    )
    outcome = Outcome(status=SolveStatus.FOUND, objective=1_000_000.0, bound=1_012_300.0)
    return run.model_copy(update={"outcome": outcome})
