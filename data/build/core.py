"""Core parks: evaluate data/core_rule.yaml over the park table."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import yaml

from cluster_planner.domain.contracts import PARKS
from cluster_planner.domain.core_rule import CORE_RULE_FILE, CoreRule, core_reasons
from data.build.writing import Row, write_table


def with_core(parks: list[Row], rule_file: Path) -> list[Row]:
    """Return the parks with `is_core` and `core_reasons`."""
    rule = CoreRule.from_mapping(yaml.safe_load(rule_file.read_text(encoding="utf-8")))
    frame = pd.DataFrame(parks).replace("", None)
    reasons = core_reasons(frame, rule)
    return [
        park | {"is_core": why != "", "core_reasons": why}
        for park, why in zip(parks, reasons, strict=True)
    ]


def rewrite(folder: Path) -> None:
    """Re-evaluate the rule over the parks.csv in the folder."""
    parks = pd.read_csv(folder / PARKS.file_name, dtype=str, keep_default_na=False)
    write_table(PARKS, with_core(parks.to_dict("records"), folder / CORE_RULE_FILE), folder)


__all__ = ["CORE_RULE_FILE", "rewrite", "with_core"]
