"""A drawing as PNG in print resolution, with the font that comes with the program.

No browser, no system library and no system font: a server without any draws the same picture.
"""

import re
from functools import cache
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from cluster_planner.present.assets import FONT_CSS, STATIC
from cluster_planner.present.papers.drawing import Area, Box, Dot, Drawing, Label, Mark, Path, Ring
from cluster_planner.present.papers.safe_text import paper_text

PRINT_DPI: Final = 300
UNITS_PER_INCH: Final = 96
"""A unit of a drawing is a CSS pixel."""
_FINER: Final = 2
"""Drawn so much larger and reduced: the edges of areas become smooth."""
_FACE: Final = re.compile(r"url\(\./([^)]+)\).*?unicode-range:([^;}]+)", re.DOTALL)
_LONGEST: Final = 200
"""Characters of a label that are drawn; no name of a place is so long."""


def png(drawing: Drawing, dpi: int = PRINT_DPI) -> bytes:
    """Return the picture; its PNG header tells the resolution."""
    scale = dpi / UNITS_PER_INCH
    pen = _Pen(drawing, scale * _FINER)
    for mark in drawing.marks:
        pen.draw(mark)
    size = (round(drawing.width * scale), round(drawing.height * scale))
    memory = BytesIO()
    small = pen.image.resize(size, Image.Resampling.BOX)
    small.save(memory, "PNG", dpi=(dpi, dpi), compress_level=6)
    return memory.getvalue()


class _Pen:
    def __init__(self, drawing: Drawing, scale: float) -> None:
        size = (round(drawing.width * scale), round(drawing.height * scale))
        self.image = Image.new("RGB", size, drawing.ground)
        self._draw = ImageDraw.Draw(self.image)
        self._scale = scale

    def draw(self, mark: Mark) -> None:
        match mark:
            case Area():
                self._area(mark)
            case Path(points, colour, width):
                self._draw.line(self._ring(points), colour, self._width(width), joint="curve")
            case Dot(x, y, radius, fill, line, width):
                corners = (x - radius, y - radius, x + radius, y + radius)
                place = [value * self._scale for value in corners]
                self._draw.ellipse(place, fill, line or None, self._width(width) if line else 0)
            case Box(x, y, width, height, fill):
                corners = (x, y, x + width, y + height)
                self._draw.rectangle([value * self._scale for value in corners], fill)
            case Label():
                self._label(mark)

    def _area(self, area: Area) -> None:
        outer, *holes = area.rings
        if holes and area.fill:
            mask = Image.new("1", self.image.size)
            cut = ImageDraw.Draw(mask)
            cut.polygon(self._ring(outer), 1)
            for hole in holes:
                cut.polygon(self._ring(hole), 0)
            self.image.paste(Image.new("RGB", self.image.size, area.fill), mask=mask)
        elif area.fill:
            self._draw.polygon(self._ring(outer), area.fill)
        if area.line:
            for ring in area.rings:
                closed = self._ring((*ring, ring[0]))
                self._draw.line(closed, area.line, self._width(area.line_width), joint="curve")

    def _label(self, label: Label) -> None:
        text = paper_text(label.text)[:_LONGEST]
        size = round(label.size * self._scale)
        fonts = [_font(_face_of(character), size, label.bold) for character in text]
        wide = [font.getlength(c) for font, c in zip(fonts, text, strict=True)]
        before = {"start": 0.0, "middle": sum(wide) / 2, "end": sum(wide)}[label.anchor]
        halo = round(size / 8) if label.halo else 0
        # Every halo first: the next letter's must not eat into the one before.
        for stroke, colour in ((halo, label.halo), (0, label.colour)):
            if not colour:
                continue
            x = label.x * self._scale - before
            for character, font, step in zip(text, fonts, wide, strict=True):
                self._draw.text(
                    (x, label.y * self._scale), character, colour, font, "ls",
                    stroke_width=stroke, stroke_fill=colour,
                )  # fmt: skip
                x += step

    def _ring(self, ring: Ring) -> list[tuple[float, float]]:
        return [(x * self._scale, y * self._scale) for x, y in ring]

    def _width(self, width: float) -> int:
        return max(1, round(width * self._scale))


@cache
def _faces() -> tuple[tuple[str, tuple[tuple[int, int], ...]], ...]:
    """Font file → the code points that are in it."""
    css = (STATIC / FONT_CSS).read_text("utf-8")
    return tuple((m[1], tuple(_ranges(m[2]))) for m in _FACE.finditer(css))


def _ranges(text: str) -> list[tuple[int, int]]:
    found = []
    for part in text.split(","):
        first, _, last = part.strip().upper().removeprefix("U+").partition("-")
        found.append((int(first, 16), int(last or first, 16)))
    return found


@cache
def _face_of(character: str) -> str:
    point = ord(character)
    for name, ranges in _faces():
        if any(first <= point <= last for first, last in ranges):
            return name
    return _faces()[-1][0]


@cache
def _font(name: str, size: int, bold: bool) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype((STATIC / FONT_CSS).parent / name, size)
    font.set_variation_by_axes([700 if bold else 400])
    return font
