"""YAML without silent loss: a key that stands twice is an error, not the last one winning."""

from collections.abc import Hashable
from typing import Any

import yaml


class RepeatedKey(yaml.constructor.ConstructorError):
    """A key that stands twice in one mapping; `problem_mark` is the second place."""


class _UniqueKeys(yaml.SafeLoader):
    """A safe loader that refuses repeated keys."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Build a mapping; raises a YAML error at the second occurrence of a key."""
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if isinstance(key, Hashable) and key in seen:
                raise RepeatedKey(None, None, f"되풀이된 항목 {key}", key_node.start_mark)
            seen.add(key if isinstance(key, Hashable) else id(key_node))
        return super().construct_mapping(node, deep)


def load_unique(text: str) -> Any:
    """Parse YAML safely.

    Raises yaml.YAMLError with a mark for bad syntax and RepeatedKey for a key that stands twice,
    and ValueError for a value that looks like a date but is none.
    """
    return yaml.load(text, Loader=_UniqueKeys)
