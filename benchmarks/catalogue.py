"""Every group of figures by name; each is measured in a process of its own."""

from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Any

from benchmarks.exponents import SIZES


@dataclass(frozen=True)
class Measure:
    """Where a group of figures is measured. Named, not imported: the parent stays a small process."""

    function: str
    """module:function within this package."""
    cap_s: float
    """After so long the process is killed and the figures count as not reached."""
    argument: int | None = None
    peak_gib: float | None = None
    """Target for the memory of the process."""

    def load(self) -> Any:
        """The function, ready to be called without arguments."""
        module, name = self.function.split(":")
        function = getattr(import_module(f"benchmarks.{module}"), name)
        return function if self.argument is None else partial(function, self.argument)


MEASURES: dict[str, Measure] = {
    "default.plan": Measure("default:plan", 200),
    "default.command": Measure("default:command", 120),
    "levers": Measure("levers:levers", 300),
    "models.default": Measure("models:default", 600),
    "models.national": Measure("models:nation", 900),
    "sweeps.ladder": Measure("sweeps:ladder", 600),
    "sweeps.frontier": Measure("sweeps:frontier", 600),
    "sweeps.why_not": Measure("sweeps:why_not", 600),
    "sweeps.robust": Measure("sweeps:robust", 900),
    "screen.session": Measure("screen:session", 120),
    "screen.paint": Measure("screen:paint", 180),
    "screen.profile": Measure("screen:profile", 180),
    "screen.busy": Measure("screen:busy", 180),
    "screen.sessions": Measure("screen_sessions:sessions", 120),
    "screen.tabs": Measure("screen:tabs", 180),
    "screen.recolour": Measure("screen:recolour", 240),
    "gate.status": Measure("gate:status", 180),
    "gate.shapefile": Measure("gate:shapefile", 300),
    "gate.geopackage": Measure("gate:geopackage", 300),
    "store.sqlite": Measure("store:on_sqlite", 1_800),
    "store.postgres": Measure("store:on_postgres", 1_800),
    "kills.saving": Measure("kills:saving", 1_200, 80),
    "kills.postgres": Measure("kills:saving_on_postgres", 1_200, 50),
    "kills.solving": Measure("kills:solving", 1_200, 30),
    "kills.exporting": Measure("kills:exporting", 900, 30),
    "exports.papers": Measure("exports:papers", 1_200),
    "exports.bundle": Measure("exports:bundle", 1_200),
    "national.same": Measure("national:same_money", 400, peak_gib=2.0),
    "national.grown": Measure("national:grown_money", 400, peak_gib=2.0),
    **{
        f"beyond.{n}": Measure("beyond:grown_money", 400, n, 6.0 if n == max(SIZES) else None)
        for n in SIZES
    },
    **{
        f"beyond_same.{n}": Measure("beyond:same_money", 400, n, 6.0 if n == max(SIZES) else None)
        for n in SIZES
    },
}


def chosen(words: list[str]) -> list[str]:
    """Names that equal a word or begin with it and a dot; all without words.

    Raises ValueError for a word that fits nothing.
    """
    for word in words:
        if not any(_fits(name, word) for name in MEASURES):
            raise ValueError(f"{word!r} is none of: {', '.join(MEASURES)}")
    return [name for name in MEASURES if not words or any(_fits(name, w) for w in words)]


def _fits(name: str, word: str) -> bool:
    return name == word or name.startswith(f"{word}.")
