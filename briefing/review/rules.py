"""The rules as resources/review/rules.yaml declares them."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from briefing import paths
from briefing.codec import read_document, read_value
from briefing.model.value import Value
from briefing.review.finding import Rule


class _Declared(Value, frozen=True):
    rules: tuple[Rule, ...]


@functools.cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its id, in the order of the file."""
    path = paths.resources() / "review" / "rules.yaml"
    declared = read_value(read_document(path), _Declared, str(path))
    return {rule.id: rule for rule in declared.rules}
