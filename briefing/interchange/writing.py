"""What an exporter writes: the content of the file, and the properties that its format cannot hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefing.interchange.reading import Loss
from briefing.model.library import Material


@dataclass(frozen=True, slots=True)
class Written:
    content: bytes
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class Exporter:
    """An exporter of one format; `write` takes the records to export with all that they refer to."""

    id: str
    name: str
    suffix: str
    write: Callable[[Material], Written]
