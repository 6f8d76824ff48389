"""A drawing as SVG text: sharp at any size, its words kept as words."""

from html import escape

from cluster_planner.present.papers.drawing import Area, Box, Dot, Drawing, Label, Mark, Path, Ring
from cluster_planner.present.papers.safe_text import paper_text

FONTS = "'Noto Sans CJK KR', 'Noto Sans KR', 'Malgun Gothic', 'Apple SD Gothic Neo', sans-serif"


def svg(drawing: Drawing, alt: str = "") -> str:
    """Return one `svg` element, escaped; `alt` becomes its title."""
    marks = "".join(map(_mark, drawing.marks))
    title = f"<title>{escape(paper_text(alt))}</title>" if alt else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawing.width:g} {drawing.height:g}" '
        f'role="img" font-family="{FONTS}">{title}'
        f'<rect width="{drawing.width:g}" height="{drawing.height:g}" fill="{drawing.ground}"/>'
        f"{marks}</svg>"
    )


def _mark(mark: Mark) -> str:
    match mark:
        case Area(rings, fill, line, width):
            path = "".join(_ring(ring) for ring in rings)
            return f'<path d="{path}" fill="{fill or "none"}" fill-rule="evenodd"{_line(line, width)}/>'
        case Path(points, colour, width):
            return (
                f'<polyline points="{_points(points)}" fill="none" '
                f'stroke="{colour}" stroke-width="{width:g}"/>'
            )
        case Dot(x, y, radius, fill, line, width):
            place = f'cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}"'
            return f'<circle {place} fill="{fill}"{_line(line, width)}/>'
        case Box(x, y, width, height, fill):
            return (
                f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
                f'fill="{fill}"/>'
            )
        case Label():
            return _label(mark)


def _label(label: Label) -> str:
    weight = ' font-weight="bold"' if label.bold else ""
    text = escape(paper_text(label.text))
    place = (
        f'x="{label.x:.1f}" y="{label.y:.1f}" font-size="{label.size:g}" '
        f'text-anchor="{label.anchor}"{weight}'
    )
    halo = ""
    if label.halo:
        # Beneath the text, not with `paint-order`: printing engines ignore that.
        look = f'fill="{label.halo}" stroke="{label.halo}" stroke-width="{label.size / 4:g}"'
        halo = f'<text {place} {look} aria-hidden="true">{text}</text>'
    return f'{halo}<text {place} fill="{label.colour}">{text}</text>'


def _ring(ring: Ring) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z"


def _points(points: Ring) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _line(colour: str, width: float) -> str:
    return f' stroke="{colour}" stroke-width="{width:g}"' if colour else ""
