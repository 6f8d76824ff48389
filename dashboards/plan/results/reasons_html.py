"""Reasons as markup: what needs no solver, and what a solve has found."""

from collections.abc import Iterable
from html import escape

from cluster_planner.explain.admission import obstacles
from cluster_planner.explain.binding import bindings
from cluster_planner.explain.reasons import Reason
from cluster_planner.present.reason_words import names_of, reason_sentences, why_sentences
from dashboards.plan.results.frames import RunFrames


def known_reason(frames: RunFrames, park_id: str) -> Reason:
    """What can be said of a park without solving anything: its awards and what stops more."""
    problem, plan = frames.problem, frames.plan
    awards = tuple(award for award in plan.awards if award.park_id == park_id)
    candidate = any(c.park_id == park_id for c in problem.candidates)
    return Reason(
        park_id,
        in_plan=bool(awards),
        candidate=candidate,
        awards=awards,
        unit=frames.run.outcome.unit,
        bindings=bindings(problem, plan, park_id) if candidate else (),
    )


def known_html(frames: RunFrames, park_id: str) -> str:
    """The park's standing, awards, and rules in the way; escaped."""
    reason = known_reason(frames, park_id)
    found = () if reason.candidate else obstacles(frames.snapshot, frames.run.scenario, park_id)
    return _lines_html(why_sentences(reason, names_of(frames.snapshot), found), len(reason.awards))


def solved_html(frames: RunFrames, reason: Reason) -> str:
    """What forcing the park out or in costs, and what its money earns; escaped."""
    every = reason_sentences(reason, frames.snapshot, frames.run.scenario)
    said = [line for line in every[1:] if not line.startswith("  ")]
    return f'<div class="solved" role="status"><ul>{_items(said)}</ul></div>'


def _lines_html(lines: tuple[str, ...], awards: int) -> str:
    standing, rest = lines[0], [line.strip() for line in lines[1:]]
    listed, stopped = rest[:awards], rest[awards:]
    shown = f"<p><b>{escape(standing)}</b></p>"
    if listed:
        shown += (
            f"<details><summary>사업 {len(listed)}건</summary><ul>{_items(listed)}</ul></details>"
        )
    return f"{shown}<ul>{_items(stopped)}</ul>" if stopped else shown


def _items(lines: Iterable[str]) -> str:
    return "".join(f"<li>{escape(line.strip())}</li>" for line in lines)
