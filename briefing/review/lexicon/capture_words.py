"""The words of passages that show their standing, for capture and for the comparison with statements."""

from __future__ import annotations

import functools

from briefing import paths
from briefing.codec import read_document, read_value
from briefing.model.value import Value

Words = tuple[str, ...]


class CaptureWords(Value, frozen=True):
    """The content of resources/capture/words.yaml; its comments explain each list."""

    denial: Words
    falsity: Words
    negation: Words
    allegation: Words
    according_to: Words
    saying: Words
    hearsay: Words
    condition: Words
    negotiation: Words
    consideration: Words
    plan: Words
    possibility: Words
    permission: Words
    entitlement: Words
    permitted: Words
    prohibition: Words
    eventuality: Words
    provision: Words
    obligation: Words
    bounds: dict[str, Words]
    units: Words
    counted: Words
    not_counted: Words
    obligations: dict[str, Words]


@functools.cache
def capture_words() -> CaptureWords:
    path = paths.resources() / "capture" / "words.yaml"
    return read_value(read_document(path), CaptureWords, str(path))
