"""What compositions are made with."""

from __future__ import annotations

import pytest

from briefing.grading import Scales
from tests.builders import bundled_scales


@pytest.fixture(scope="session")
def scales() -> Scales:
    return bundled_scales()
