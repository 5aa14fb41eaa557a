"""Load the rules from resources/review/rules.yaml."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from briefing import paths
from briefing.codec import read_document, read_value
from briefing.model.value import Value
from briefing.review.finding import Rule


class _RulesFile(Value, frozen=True):
    rules: tuple[Rule, ...]


@functools.cache
def rules() -> Mapping[str, Rule]:
    """Return the rules by id, in the order of the file."""
    path = paths.resources() / "review" / "rules.yaml"
    content = read_value(read_document(path), _RulesFile, str(path))
    return {rule.id: rule for rule in content.rules}
