"""Colours can be read: enough contrast, and categories apart for every kind of eye."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest

from cluster_planner.present.palette import DARK, LIGHT, Theme, contrast, step
from cluster_planner.present.words import KIND_LABELS, PACKAGE_LABELS

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])

# Machado, Oliveira & Fernandes 2009, severity 1.0, on linear RGB.
EYES = {
    "normal": np.eye(3),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.01182, 0.04294, 0.968881],
        ]
    ),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "tritan": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.3039],
        ]
    ),
}
XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.072175],
        [0.0193339, 0.119192, 0.9503041],
    ]
)
WHITE = np.array([0.95047, 1.0, 1.08883])


def linear(colour: str) -> np.ndarray:
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    xyz = XYZ @ np.clip(rgb, 0, 1) / WHITE
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def closest_pair(colours: list[str]) -> float:
    return min(
        float(np.linalg.norm(lab(eye @ linear(a)) - lab(eye @ linear(b))))
        for eye in EYES.values()
        for a, b in combinations(colours, 2)
    )


@THEMES
@pytest.mark.parametrize("family", ["kinds", "regions", "packages"])
def test_categories_stay_apart_for_every_eye(theme: Theme, family: str) -> None:
    assert closest_pair(list(getattr(theme, family).values())) >= 14


@THEMES
@pytest.mark.parametrize("family", ["kinds", "regions", "packages"])
def test_categories_stand_out_from_the_land(theme: Theme, family: str) -> None:
    assert min(contrast(c, theme.land) for c in getattr(theme, family).values()) >= 3


@THEMES
def test_text_is_readable(theme: Theme) -> None:
    grounds = (theme.surface, theme.land, theme.sea)

    assert min(contrast(theme.text, ground) for ground in grounds) >= 7
    assert min(contrast(theme.quiet_text, ground) for ground in grounds) >= 4.5


@THEMES
def test_ring_and_province_lines_can_be_seen(theme: Theme) -> None:
    assert contrast(theme.ring, theme.land) >= 3
    assert contrast(theme.sido_line, theme.land) >= 3


@THEMES
@pytest.mark.parametrize("ramp", ["blues", "oranges"])
def test_ramps_run_one_way_in_lightness(theme: Theme, ramp: str) -> None:
    lightness = [lab(linear(colour))[0] for colour in getattr(theme, ramp)]
    steps = [later - earlier for earlier, later in pairwise(lightness)]

    assert all(s < -5 for s in steps) or all(s > 5 for s in steps)


@THEMES
def test_every_kind_and_package_has_a_colour(theme: Theme) -> None:
    assert set(theme.kinds) == set(KIND_LABELS)
    assert set(theme.packages) == set(PACKAGE_LABELS)


def test_contrast_of_black_and_white_is_the_largest() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_step_gives_the_class_a_value_falls_in() -> None:
    ramp = ("#a", "#b", "#c")

    assert [step(v, (10, 20), ramp) for v in (9.9, 10, 20)] == ["#a", "#b", "#c"]


def test_step_refuses_a_ramp_that_is_too_short() -> None:
    with pytest.raises(ValueError, match="3 classes"):
        step(1, (10, 20), ("#a", "#b"))
