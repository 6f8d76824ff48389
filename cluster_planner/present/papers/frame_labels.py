"""Names beside dots, where they cover neither each other nor a dot."""

from collections.abc import Iterator, Sequence
from typing import Final

from cluster_planner.present.papers.drawing import Dot, Label

SIZE: Final = 11.5
_LONGEST: Final = 16
type _Frame = tuple[float, float, float, float]


def free_places(
    names: Sequence[str], dots: Sequence[Dot], within: _Frame, colour: str, halo: str
) -> Iterator[Label]:
    """A label for each name that finds room; the first names choose first. `dots[i]` is of
    `names[i]`, and dots without a name are kept clear too."""
    taken = [(d.x - d.radius, d.y - d.radius, d.x + d.radius, d.y + d.radius) for d in dots]
    for name, dot in zip(names, dots, strict=False):
        shown = name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
        for label, frame in _offers(shown, dot, colour, halo):
            if _inside(frame, within) and not any(_meet(frame, other) for other in taken):
                taken.append(frame)
                yield label
                break


def _offers(name: str, dot: Dot, colour: str, halo: str) -> Iterator[tuple[Label, _Frame]]:
    """Right, left, above and below."""
    wide = sum(0.6 if ord(c) < 0x1100 else 0.95 for c in name) * SIZE
    gap = dot.radius + 3
    for x, y in (
        (dot.x + gap, dot.y + SIZE * 0.36),
        (dot.x - gap - wide, dot.y + SIZE * 0.36),
        (dot.x - wide / 2, dot.y - gap),
        (dot.x - wide / 2, dot.y + gap + SIZE * 0.8),
    ):
        frame = (x, y - SIZE * 0.85, x + wide, y + SIZE * 0.2)
        yield Label(name, x, y, SIZE, colour, bold=True, halo=halo), frame


def _inside(frame: _Frame, within: _Frame) -> bool:
    return (
        frame[0] >= within[0]
        and frame[1] >= within[1]
        and frame[2] <= within[2]
        and frame[3] <= within[3]
    )


def _meet(one: _Frame, other: _Frame) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
