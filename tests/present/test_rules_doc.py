"""docs/rules.md lists every rule, once, and says only what is there."""

import re
from pathlib import Path

import pytest

from cluster_planner.audit import CHECKS
from cluster_planner.domain.contracts import TABLES
from cluster_planner.domain.scenario import Scenario
from cluster_planner.explain.rule_words import RULE_WORDS
from cluster_planner.optimize.formulation.rules import RULES
from cluster_planner.present.assumptions import FIELDS
from cluster_planner.present.rules_doc import markdown

DOCS = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_document_is_what_the_rules_say() -> None:
    # Rebuild: python -m cluster_planner.present.rules_doc > docs/rules.md
    assert DOCS.read_text("utf-8") == markdown()


def test_every_rule_is_checked_and_told_in_the_same_order() -> None:
    names = [rule.__name__ for rule in RULES]

    assert [check.__name__ for check in CHECKS] == names
    assert list(RULE_WORDS) == names
    assert re.findall(r"^## (\w+)$", markdown(), re.MULTILINE) == names


def test_no_two_rules_are_told_in_the_same_words() -> None:
    assert len({words.sentence for words in RULE_WORDS.values()}) == len(RULES)
    assert len({words.formula for words in RULE_WORDS.values()}) == len(RULES)


@pytest.mark.parametrize("rule", RULE_WORDS)
def test_what_sets_a_rule_is_a_field_of_the_scenario_or_a_column(rule: str) -> None:
    set_by = RULE_WORDS[rule].set_by
    columns = {column.name for table in TABLES for column in table.columns}
    assumptions = {"tier_matching_relief", "capacity_*"}
    named = {name.replace(".*", "") for name in re.findall(r"`([^`]+)`", set_by)}

    assert named <= {*FIELDS, *Scenario.model_fields, *columns, *assumptions}
    assert set(re.findall(r"\w+\.csv", set_by)) <= {f"{table.name}.csv" for table in TABLES}
