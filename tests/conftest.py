"""Settings that hold for every test."""

from __future__ import annotations

import pytest
from hypothesis import settings

# Machines are noisy: an example that takes long is not a failure.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--draw-pictures",
        action="store_true",
        help="keep the pages as they are drawn now (tests/conformance)",
    )
