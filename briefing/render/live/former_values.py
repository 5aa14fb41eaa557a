"""What is printed as before, as the same objects: to compare these later takes no time."""

from __future__ import annotations

import dataclasses
from typing import Any

from briefing.composition.views.document import PrintedBriefing


def with_former_values(printed: PrintedBriefing, former: PrintedBriefing) -> PrintedBriefing:
    """Return a printed briefing in which what is equal to a part of the former one is that part."""
    names = (field.name for field in dataclasses.fields(printed))
    values = {name: _former_if_equal(getattr(printed, name), getattr(former, name)) for name in names}
    return dataclasses.replace(printed, **values)


def _former_if_equal(value: Any, former: Any) -> Any:
    """Return the former value where it is equal; of tuples each part that is."""
    if value == former:
        return former
    if type(value) is tuple and type(former) is tuple:
        return (*map(_former_if_equal, value, former), *value[len(former) :])
    return value
